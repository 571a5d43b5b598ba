"""How long the window's thread computes before it looks at events again, and where.

Its own time counts, not the clock's: on a busy machine a thread stands still through no fault of
its own. It is slower there, too, so a stall is told as long as it would have been at the best pace
that the machine has shown. A timer of the system interrupts the thread now and then to look at its
stack, so that a stall is told with the lines that it was spent in. (Another thread would look as
well, but what only it holds for that moment would be destroyed by it: windows, too.)
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from types import FrameType

from PySide6.QtCore import QObject, QTimer

STALL = 100
"""Milliseconds of the thread's own time, at the best pace, before events are looked at again."""

_TICK = 5  # milliseconds between two looks at events
_LOOK = 0.01  # seconds of the process' time between two looks at the stack
_DEEP = 5  # lines of the program that tell where something was
_TOLD = 3  # places told of one stall
_PACES, _WORK = 15, 2000  # times that the pace is measured, and numbers that it is measured with


class Stalls(QObject):
    """Measures the thread that makes it."""

    def __init__(self, longest: float = STALL) -> None:
        """From now on every stall is noted that is longer than so many milliseconds."""
        super().__init__()
        self._allowed = longest / 1000
        self._before = time.thread_time()
        self._places: list[str] = []
        self._found: list[str] = []
        self._best_pace = min(_pace() for _ in range(_PACES))
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

    def close(self) -> None:
        """Look no longer."""
        self._timer.stop()
        signal.setitimer(signal.ITIMER_PROF, 0)

    def _tick(self) -> None:
        taken, places = time.thread_time() - self._before, Counter(self._places)
        if taken > min(self.longest, self._allowed):  # else the pace is of no interest
            paces = sorted(_pace() for _ in range(_PACES))
            self._best_pace = min(self._best_pace, paces[0])
            stall = taken * self._best_pace / paces[_PACES // 2]
            self.longest = max(self.longest, stall)
            if stall > self._allowed:
                where = "".join(
                    f"\n      {count} times in {place}"
                    for place, count in places.most_common(_TOLD)
                )
                self._found.append(f"stall of {1000 * stall:.0f} ms{where}")
        self.begin_anew()

    def _look(self, _number: int, frame: FrameType | None) -> None:
        self._places.append(_place(frame))


def _pace() -> float:
    """Seconds of the thread's own time that a fixed piece of work takes."""
    begun = time.thread_time()
    {str(number): [number] for number in range(_WORK)}
    return time.thread_time() - begun


def _place(frame: FrameType | None) -> str:
    """The innermost lines of the program in a stack."""
    lines: list[str] = []
    while frame is not None and len(lines) < _DEEP:
        path = frame.f_code.co_filename
        if "camviewer/" in path:
            lines.append(f"{path.rpartition('camviewer/')[2]}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(lines) or "no line of the program"
