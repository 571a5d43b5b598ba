"""What takes its time is computed in steps, beside the window, each better than the one before.

The work may be another's code, which may never end. A thread of Python cannot be stopped, so a task
that gives nothing for too long is left to itself: its thread does not keep the process alive, and
another thread goes on with what is left.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal

from camviewer.common.errors import UserError
from camviewer.concurrency import leaving

Task = TypeVar("Task")
Result = TypeVar("Result")

PATIENCE = 10_000
"""Milliseconds that a task may take for its next result."""

_log = logging.getLogger(__name__)


class Refinement(QObject, Generic[Task, Result]):
    """Computes the tasks of the newest request one after the other.

    A newer request takes over between two steps. Its signals arrive in the receiver's thread.
    """

    refined = Signal(int, object, object)
    """Number of the request, a task, its result so far."""

    ended = Signal(int, object)
    """Number of the request, a task whose last result was the best."""

    failed = Signal(int, object, str)
    """Number of the request, a task, a sentence for the person."""

    stuck = Signal(int, object)
    """Number of the request, a task that was left to itself."""

    def __init__(
        self,
        refine: Callable[[Task], Iterator[Result]],
        parent: QObject | None = None,
        *,
        patience: int = PATIENCE,
    ) -> None:
        """Nothing runs yet.

        Args:
            refine: computes a task, better and better.
            parent: Qt's owner.
            patience: milliseconds that a task may take for its next result.
        """
        super().__init__(parent)
        self._refine = refine
        self._lane: _Lane[Task, Result] | None = None
        self._number = 0
        self._closed = False
        self._deadline = QDeadlineTimer()
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(patience)
        self._watch.timeout.connect(self._leave_stuck)
        for news in (self.refined, self.ended, self.failed):
            news.connect(self._wait_for_next)

    def submit(self, tasks: Sequence[Task]) -> int:
        """Compute these tasks, in this order, in place of all that was asked for before.

        Returns:
            The request's number, from 1, larger than all before.
        """
        self._number += 1
        if self._closed:
            return self._number
        if self._lane is None:
            self._lane = _Lane(self, self._refine)
            self._lane.start()
        # A task that gives nothing is not given more time by whatever else is asked for meanwhile.
        is_waiting = self._lane.is_busy and self._watch.isActive()
        self._lane.take(self._number, tasks)
        if not is_waiting:
            self._wait_for_next()
        return self._number

    def begin_closing(self) -> None:
        """Compute nothing more, whatever is asked for."""
        if not self._closed:
            self._deadline = QDeadlineTimer(leaving.PATIENCE)
        self._closed = True
        self._watch.stop()
        if self._lane is not None:
            self._lane.leave()

    def close(self) -> None:
        """Compute nothing more, and wait a moment for the step that is being computed."""
        self.begin_closing()
        if self._lane is not None:
            self._lane.join(self._deadline.remainingTime() / 1000)
            self._lane = None

    def _wait_for_next(self) -> None:
        if self._lane is not None and self._lane.is_busy:
            self._watch.start()
        else:
            self._watch.stop()

    def _leave_stuck(self) -> None:
        if self._lane is None or (found := self._lane.give_up()) is None:
            return
        number, task, left = found
        _log.warning("A task was left to itself: %r", task)
        self._lane = _Lane(self, self._refine)
        self._lane.start()
        self._lane.take(self._number, left)
        self._wait_for_next()
        self.stuck.emit(number, task)


class _Lane(threading.Thread, Generic[Task, Result]):
    """One thread and what it has to do."""

    def __init__(
        self, owner: Refinement[Task, Result], refine: Callable[[Task], Iterator[Result]]
    ) -> None:
        super().__init__(name="refinement", daemon=True)
        self._owner = owner
        self._refine = refine
        self._wake = threading.Condition()
        self._number = 0
        self._tasks: deque[Task] = deque()
        self._present: tuple[int, Task] | None = None
        self._left = False

    @property
    def is_busy(self) -> bool:
        """Whether there is anything that it has still to do."""
        with self._wake:
            return self._present is not None or bool(self._tasks)

    def take(self, number: int, tasks: Sequence[Task]) -> None:
        """Do this from the next step on."""
        with self._wake:
            self._number, self._tasks = number, deque(tasks)
            if tasks:  # to wake it for nothing costs the pen more than all that is written here
                self._wake.notify()

    def leave(self) -> None:
        """Tell nothing any more."""
        with self._wake:
            self._left = True
            self._wake.notify()

    def give_up(self) -> tuple[int, Task, list[Task]] | None:
        """Leave the task that is being done: it, its request's number, and what is left to do.

        None, and nothing is left, where none is being done.
        """
        with self._wake:
            if self._present is None:
                return None
            self._left = True
            return *self._present, list(self._tasks)

    def run(self) -> None:
        """Do one task after the other."""
        while (taken := self._next()) is not None:
            self._do(*taken)

    def _next(self) -> tuple[int, Task] | None:
        with self._wake:
            self._present = None
            self._wake.wait_for(lambda: self._left or bool(self._tasks))
            if self._left:
                return None
            self._present = self._number, self._tasks.popleft()
            return self._present

    def _do(self, number: int, task: Task) -> None:
        try:
            for result in self._refine(task):
                if not self._is_wanted(number):
                    return
                self._owner.refined.emit(number, task, result)
        except UserError as error:
            self._tell_trouble(number, task, str(error))
        except Exception as error:
            _log.exception("A task failed: %r", task)
            self._tell_trouble(number, task, f"{type(error).__name__}: {error}")
        else:
            self._done()
            if self._is_wanted(number):
                self._owner.ended.emit(number, task)

    def _done(self) -> None:
        with self._wake:
            self._present = None

    def _tell_trouble(self, number: int, task: Task, sentence: str) -> None:
        self._done()
        if self._is_wanted(number):
            self._owner.failed.emit(number, task, sentence)

    def _is_wanted(self, number: int) -> bool:
        with self._wake:
            return not self._left and number == self._number
