"""The random person at work: does one thing after the other, and hears what goes wrong."""

from __future__ import annotations

import time
from collections import Counter, deque
from pathlib import Path
from random import Random

from PySide6.QtCore import QEventLoop, QObject, QTimer

from camviewer.concurrency import leaving
from tests.benchmarks.window import RealWindow
from tests.monkey.growth import Counts, count, kinds, rest
from tests.monkey.hand import Hand
from tests.monkey.watch import Watch

_PAUSES = (1, 1, 5, 20, 100)
"""Milliseconds between two deeds."""

_REMEMBERED = 12
"""Deeds that are told with what went wrong."""


class Work(QObject):
    """Works in a window of its own.

    What is chosen follows from the seed and the number of the deed alone, so that one deed that
    comes out otherwise does not change all that follow. Each is written down before it is done.
    """

    def __init__(
        self,
        seed: int,
        folder: Path,
        *,
        trains: bool,
        longest_stall: float,
        log: Path | None = None,
    ) -> None:
        """Start the program.

        Args:
            seed: decides everything.
            folder: empty, for files.
            trains: whether networks are trained, too, for which TensorFlow is loaded.
            longest_stall: milliseconds that are not told as a stall yet.
            log: where all deeds are written down.
        """
        super().__init__()
        self._seed = seed
        self._running = RealWindow()
        self._watch = Watch(longest_stall)
        (folder / "work").mkdir()
        self._hand = Hand(self._running.program, folder / "work", trains=trains)
        self._last: deque[str] = deque(maxlen=_REMEMBERED)
        self._log = log.open("w", encoding="utf-8") if log is not None else None
        self._loop = QEventLoop()
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._do_next)
        self._doing = 0  # deeds that are not done yet: a menu runs a loop in which the next is done
        self._until = 0.0
        self._number_at_end = 0
        self.number = 0
        """Deeds done so far."""
        self.wrong = 0
        """Things that went wrong so far."""

    @property
    def longest_stall(self) -> float:
        """Seconds."""
        return self._watch.stalls.longest

    def go_on(self, *, deeds: int) -> None:
        """Do so many more things."""
        self._number_at_end, self._until = self.number + deeds, float("inf")
        self._run()

    def go_on_for(self, seconds: float) -> None:
        """Do things for so long."""
        self._number_at_end, self._until = 0, time.monotonic() + seconds
        self._run()

    def count(self) -> Counts:
        """What there is once everything is closed."""
        rest(self._running.program)
        self._hear()
        found = count(self._running.program)
        self._watch.stalls.begin_anew()
        return found

    def kinds(self) -> Counter[str]:
        """How many widgets there are of each class."""
        return kinds()

    def close(self) -> None:
        """End the program as a person does; what would end with the process is waited for."""
        self._running.program.close_window()
        for thread in leaving.left:
            thread.wait()
        self._hear()
        self._watch.stalls.close()
        if self._log is not None:
            self._log.close()

    def _run(self) -> None:
        self._next.start(0)
        self._loop.exec()
        self._hear()

    def _is_over(self) -> bool:
        if self._number_at_end:
            return self.number >= self._number_at_end
        return time.monotonic() >= self._until

    def _do_next(self) -> None:
        """Do one thing; the next one is done in whatever loop is run by it, such as a menu's."""
        self._watch.look_at(self._running.program.window)
        self._hear()
        if self._is_over() and not self._doing:  # else what a menu waits for never comes
            self._loop.quit()
            return
        self.number += 1
        chance = Random(f"{self._seed}/{self.number}")
        deed = self._hand.next(chance)
        self._last.append(deed.words)
        if self._log is not None:
            print(self.number, deed.words, file=self._log, flush=True)
        self._next.start(chance.choice(_PAUSES))
        self._watch.stalls.begin_anew()
        self._doing += 1
        try:
            deed.do()
        finally:
            self._doing -= 1

    def _hear(self) -> None:
        """Tell what went wrong, and after what."""
        for sentence in self._watch.taken():
            self.wrong += 1
            last = "\n    ".join(self._last)
            print(f"{self.wrong}. after {self.number} deeds: {sentence}\n    {last}", flush=True)
