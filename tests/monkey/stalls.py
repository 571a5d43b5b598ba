"""How long the window's thread computes before it looks at events again, and where.

Its own time counts, not the clock's: on a busy machine a thread stands still through no fault of
its own. A timer of the system interrupts it now and then to look at its stack, so that a stall is
told with the lines that it was spent in. (Another thread would look as well, but what only it holds
for that moment would be destroyed by it: windows, too.)
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from types import FrameType

from PySide6.QtCore import QObject, QTimer

STALL = 0.1
"""Seconds of the thread's own time that may pass before events are looked at again."""

_TICK = 5  # milliseconds between two looks at events
_LOOK = 0.01  # seconds of the process' time between two looks at the stack
_DEEP = 5  # lines of the program that tell where something was
_TOLD = 3  # places told of one stall


class Stalls(QObject):
    """Measures the thread that makes it."""

    def __init__(self) -> None:
        """From now on every stall is noted."""
        super().__init__()
        self._before = time.thread_time()
        self._places: list[str] = []
        self._found: list[str] = []
        self.longest = 0.0
        """Seconds of the longest so far."""
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        signal.signal(signal.SIGPROF, self._look)
        signal.siginterrupt(signal.SIGPROF, False)
        signal.setitimer(signal.ITIMER_PROF, _LOOK, _LOOK)

    def taken(self) -> list[str]:
        """The stalls since this was last asked, each with where it was."""
        found, self._found = self._found, []
        return found

    def begin_anew(self) -> None:
        """Leave out of account what was done until now by who watches."""
        self._before = time.thread_time()
        self._places = []

    def _tick(self) -> None:
        stall, places = time.thread_time() - self._before, Counter(self._places)
        self.begin_anew()
        self.longest = max(self.longest, stall)
        if stall > STALL:
            where = "".join(
                f"\n      {count} times in {place}" for place, count in places.most_common(_TOLD)
            )
            self._found.append(f"stall of {1000 * stall:.0f} ms{where}")

    def _look(self, _number: int, frame: FrameType | None) -> None:
        self._places.append(_place(frame))


def _place(frame: FrameType | None) -> str:
    """The innermost lines of the program in a stack."""
    lines: list[str] = []
    while frame is not None and len(lines) < _DEEP:
        path = frame.f_code.co_filename
        if "camviewer/" in path:
            lines.append(f"{path.rpartition('camviewer/')[2]}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(lines) or "no line of the program"
