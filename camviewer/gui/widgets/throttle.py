"""Thinning a stream of values to the screen's rate without losing the last one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

INTERVAL = 16
"""Milliseconds between two pictures at 60 Hz."""


class Throttle(QObject):
    """Passes values on: the first at once, then the newest at most once an interval."""

    passed = Signal(object)

    def __init__(self, interval: int = INTERVAL, parent: QObject | None = None) -> None:
        """A throttle with an interval in milliseconds."""
        super().__init__(parent)
        self._waiting: list[Any] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(interval)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._pass_next)

    def put(self, value: object) -> None:
        """Pass a value on now, or keep it until the interval is over."""
        self._waiting = [value]
        if not self._timer.isActive():
            self._pass_next()

    @property
    def is_resting(self) -> bool:
        """Whether a value would be passed on at once."""
        return not self._timer.isActive()

    def flush(self) -> None:
        """Pass on what is waiting, now."""
        self._timer.stop()
        self._pass_next()
        self._timer.stop()

    def _pass_next(self) -> None:
        if self._waiting:
            value = self._waiting.pop()
            self._timer.start()
            self.passed.emit(value)
