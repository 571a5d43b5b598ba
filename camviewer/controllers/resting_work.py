"""What is computed beside the window when the pen rests, while somebody wants to know it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from camviewer.concurrency.refinement import Refinement

Task = TypeVar("Task")
Result = TypeVar("Result")

REST = 300
"""Milliseconds without change after which it is computed: not while the pen moves."""


class RestingWork(QObject, Generic[Task, Result]):
    """Computes anew whenever what it depends on is something else.

    Whoever derives from it says what that is (`watched`, `question`), what is to be done (`task`),
    and why it cannot be (`impossible`, `endless`).
    """

    changed = Signal()
    """More is known, nothing any more, or it cannot be known."""

    def __init__(
        self,
        refine: Callable[[Task], Iterator[Result | None]],
        parent: QObject | None,
        patience: int,
    ) -> None:
        """Nothing is computed before somebody wants it.

        Args:
            refine: computes a task, better and better; None while there is nothing to tell.
            parent: Qt's owner.
            patience: milliseconds that a step may take.
        """
        super().__init__(parent)
        self._wanted = self._closing = False
        self._known: Result | None = None
        self._trouble = ""
        self._asked: tuple[object, ...] = ()
        self._number = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._ask)
        self._refinement = Refinement[Task, Result | None](refine, self, patience=patience)
        self._refinement.refined.connect(self._take)
        self._refinement.failed.connect(self._take_trouble)
        self._refinement.stuck.connect(self._take_stuck)
        for each in self.watched():
            each.connect(self._follow)

    @property
    def known(self) -> Result | None:
        """What is known of what is there now."""
        return self._known

    @property
    def trouble(self) -> str:
        """Why nothing is known, in a sentence; empty if something is, or may yet be."""
        return self._trouble

    def want(self, wanted: bool) -> None:
        """Whether somebody is to know from now on."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._follow()

    def begin_closing(self) -> None:
        """Compute nothing more."""
        if self._closing:
            return
        self._closing = True
        self._rest.stop()
        for each in self.watched():
            each.disconnect(self._follow)
        self._refinement.begin_closing()

    def close(self) -> None:
        """Compute nothing more and end the thread."""
        self._refinement.close()

    # What it is about

    def watched(self) -> tuple[SignalInstance, ...]:
        """Signals after which it may depend on something else."""
        raise NotImplementedError

    def question(self) -> tuple[object, ...]:
        """All that the answer depends on: while it is the same, so is the answer."""
        raise NotImplementedError

    def task(self) -> Task | None:
        """What is to be computed now; None where that has to wait, or is not offered."""
        raise NotImplementedError

    def impossible(self, task: Task) -> str:
        """Why a task cannot be done, in a sentence; empty if it can."""
        raise NotImplementedError

    def endless(self) -> str:
        """That the task did not come to an end, in a sentence."""
        raise NotImplementedError

    # How it goes

    def _follow(self) -> None:
        asked = (*self.question(), self._wanted)
        if asked == self._asked:
            return
        self._asked = asked
        self._number = self._refinement.submit([])  # what is on its way is of something else
        self._rest.stop()
        task = self.task() if self._wanted else None
        trouble = "" if task is None else self.impossible(task)
        if task is not None and not trouble:
            self._rest.start()
        self._set(None, trouble)

    def _ask(self) -> None:
        task = self.task()
        self._number = self._refinement.submit([] if task is None else [task])

    def _take(self, number: int, _task: Task, found: Result | None) -> None:
        if number == self._number and found is not None:
            self._set(found, "")

    def _take_trouble(self, number: int, _task: Task, sentence: str) -> None:
        if number == self._number:
            self._set(None, sentence)

    def _take_stuck(self, number: int, _task: Task) -> None:
        if number == self._number:
            self._set(None, self.endless())

    def _set(self, known: Result | None, trouble: str) -> None:
        self._known, self._trouble = known, trouble
        self.changed.emit()
