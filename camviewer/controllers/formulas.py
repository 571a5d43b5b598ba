"""Formulas are typeset beside the window: the first one takes as long as loading matplotlib."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from camviewer.concurrency.job import Jobs, Outcome
from camviewer.rendering.typesetting import typeset


class Formulas(QObject):
    """Has formulas typeset; each is remembered by `typeset`."""

    known = Signal(str)
    """The formula of that TeX can be shown at once from now on."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is typeset yet."""
        super().__init__(parent)
        self._jobs = Jobs(self)
        self._known: set[str] = set()

    def is_known(self, tex: str) -> bool:
        """Whether a formula can be shown at once."""
        return tex in self._known

    def ask(self, tex: str) -> None:
        """Have a formula typeset, in TeX's notation; `known` tells of it."""
        self._jobs.start(lambda _progress, _token: typeset(tex), partial(self._note, tex))

    def begin_closing(self) -> None:
        """Typeset nothing any more."""
        self._jobs.begin_closing()

    def close(self) -> None:
        """Wait until nothing is typeset any more."""
        self._jobs.close()

    def _note(self, tex: str, outcome: Outcome) -> None:
        if outcome.result is not None:
            self._known.add(tex)
            self.known.emit(tex)
