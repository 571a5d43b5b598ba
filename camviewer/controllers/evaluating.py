"""Lets networks read samples, one evaluation at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from camviewer.common.cancel import CancelToken
from camviewer.concurrency.job import Job, Jobs, Outcome, Progress, Work
from camviewer.controllers.evaluation_target import EvaluationTarget, Interval, Tools
from camviewer.controllers.labelled_evaluation import interval_of
from camviewer.document.messages import Messages
from camviewer.inference.evaluation import Evaluation

TOPIC = "evaluation"  # of messages

Take = Callable[[Any], None]
"""Takes what came out."""

Tell = Callable[[str], None]
"""Tells in a sentence why nothing came out."""


class Evaluating(QObject):
    """Evaluates in a thread; what comes while one runs can wait for its end, or end it.

    Predictions of another system are read here as well: what was asked for last is shown.
    """

    changed = Signal()
    """An evaluation began or ended."""

    progressed = Signal(int, int)
    """Samples read, and all there are."""

    found = Signal(object, object, object)
    """An `EvaluationTarget`, its `Evaluation` and the `Interval` of the accuracy; before
    `changed`."""

    def __init__(
        self,
        tools: Callable[[], Tools],
        jobs: Jobs,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is evaluated yet.

        Args:
            tools: what reads samples at the time.
            jobs: the threads.
            messages: where it is told why nothing came out.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._tools = tools
        self._jobs = jobs
        self._messages = messages
        self._job: Job | None = None
        self._waiting: EvaluationTarget | None = None

    @property
    def is_running(self) -> bool:
        """Whether an evaluation runs."""
        return self._job is not None

    def start(self, target: EvaluationTarget) -> None:
        """Evaluate; what runs is cancelled."""
        network = target.network
        assert network is not None, "predictions of another system are read from a file"

        def work(progress: Progress, token: CancelToken) -> tuple[Evaluation, Interval]:
            evaluate = self._tools().evaluate
            found = evaluate(network, target.dataset, target.split, progress, token)
            return found, interval_of(found)  # SciPy is loaded here, not in the window's thread

        def done(found: tuple[Evaluation, Interval]) -> None:
            self.found.emit(target, *found)

        self.run(work, done, partial(self._messages.trouble, topic=TOPIC))

    def run(self, work: Work, done: Take, failed: Tell) -> None:
        """Have an evaluation made, or read from a file; what runs is cancelled.

        Args:
            work: makes it in a thread.
            done: takes what came out, unless something else was asked for meanwhile.
            failed: takes the sentence that says why nothing came out.
        """
        if self._job is not None:
            self._job.cancel()

        def conclude(outcome: Outcome) -> None:
            if self._job is job:
                self._job = None
                self._take(outcome, done, failed)

        job = self._job = self._jobs.start(work, conclude, self.progressed)
        self.changed.emit()

    def start_next(self, target: EvaluationTarget) -> None:
        """Evaluate once what runs has ended; whatever waited before is left out."""
        if self.is_running:
            self._waiting = target
        else:
            self.start(target)

    def cancel(self) -> None:
        """Stop evaluating; nothing waits any more."""
        self.leave_waiting()
        if self._job is not None:
            self._job.cancel()

    def leave_waiting(self) -> None:
        """Let nothing wait any more; what runs goes on."""
        self._waiting = None

    def _take(self, outcome: Outcome, done: Take, failed: Tell) -> None:
        self._messages.settle(TOPIC)  # however it has ended, that is told anew
        outcome.conclude(done, failed)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.start(waiting)
        self.changed.emit()
