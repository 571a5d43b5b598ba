"""Modules of what is opened later: imported beside the window once it is at rest.

A page is imported when it is first opened; that alone would make the window wait for longer than
making it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

from camviewer.attribution.trust import MEASURES
from camviewer.common.cancel import CancelToken
from camviewer.concurrency.job import Jobs, Outcome, Progress
from camviewer.concurrency.politeness import polite

_REST = 1000  # milliseconds from the first answer: what a person does first comes first


class Preloading(QObject):
    """Imports them in a thread, once."""

    ended = Signal()
    """All are imported."""

    def __init__(self, modules: Sequence[str], parent: QObject) -> None:
        """Nothing is imported before `start`.

        Args:
            modules: names, in the order in which people open what needs them.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._modules = modules
        self._jobs = Jobs(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST)
        self._soon.timeout.connect(self._begin)

    def start(self) -> None:
        """Import them soon."""
        self._soon.start()

    def begin_closing(self) -> None:
        """Import no other one."""
        self._soon.stop()
        self._jobs.begin_closing()

    def close(self) -> None:
        """Wait a moment for the one that is being imported."""
        self._jobs.close()

    def _begin(self) -> None:
        self._jobs.start(partial(_import_all, self._modules), self._end)

    def _end(self, _outcome: Outcome) -> None:
        self.ended.emit()


def _import_all(modules: Sequence[str], _progress: Progress, token: CancelToken) -> None:
    with polite():
        for name in modules:
            token.check()
            import_module(name)
        len(MEASURES)  # a registry imports what it finds
