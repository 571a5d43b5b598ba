"""Garbage: what only refers to itself is collected by the window's thread.

Widgets, scenes and timers are destroyed with their Python objects, and may be by the thread alone
that made them. Python itself collects in whichever thread makes an object next.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from camviewer.concurrency.politeness import is_polite, let_collect

_EVERY = 250  # milliseconds
_YOUNG = 700  # new objects before it is worth while to look at them
_OFTEN = 10  # looks at the new ones before one at those that stayed, and so on


class GarbageCollection(QObject):
    """Takes the place of Python's own."""

    def __init__(self, parent: QObject) -> None:
        """Python collects by itself until `start`."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        """Collect in this thread, and in no other one."""
        let_collect(by_itself=False)
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        let_collect(by_itself=True)

    def _collect(self) -> None:
        young, middle, old = gc.get_count()
        if young < _YOUNG or is_polite():
            return
        gc.collect(2 if old > _OFTEN else 1 if middle > _OFTEN else 0)
