"""The queue of suspected label errors, and what a person decides about it."""

from __future__ import annotations

from enum import Enum

import numpy as np
from PySide6.QtCore import QObject, Signal

from camviewer.common.cancel import CancelToken
from camviewer.concurrency.job import Job, Outcome, Progress
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import Group
from camviewer.data.dataset import untrainable
from camviewer.document.canvas_content import source_title
from camviewer.error_analysis.annotation_steps import UNDECIDED
from camviewer.error_analysis.calibration import probabilities
from camviewer.error_analysis.corrections import with_corrections
from camviewer.error_analysis.label_issues import LabelIssues, find_label_issues
from camviewer.error_analysis.query import NO_FILTERS
from camviewer.inference.evaluation import Indices


class Decision(Enum):
    """What a person has decided about a label."""

    NONE = "not looked at"
    UNDECIDED = "cannot tell"
    RIGHT = "the label is right"
    CORRECTED = "another class"


class LabelReview(QObject):
    """Judges the labels of the evaluation when first wanted; forgets it with the evaluation.

    The labels are those of the file, whether corrected ones count or not: so the queue stays as it
    is while a person goes through it.
    """

    changed = Signal()
    """The queue is there, or gone, or being computed; or something was decided."""

    progressed = Signal(int, int)
    """Steps of the cross-validation that are made, and all there are."""

    def __init__(self, mistakes: Mistakes, parent: QObject | None = None) -> None:
        """Nothing is judged yet.

        Args:
            mistakes: whose evaluation is judged, and whose tools, threads and notes are used.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._mistakes = mistakes
        self._issues: LabelIssues | None = None
        self._group: Group | None = None
        self._job: Job | None = None
        mistakes.evaluation_changed.connect(self._forget)
        mistakes.annotations.changed.connect(self.changed)

    # The queue

    @property
    def issues(self) -> LabelIssues | None:
        """What speaks against the labels; None before they were judged."""
        return self._issues

    @property
    def queue(self) -> Indices:
        """Places of the suspected samples in the split, the worst label first."""
        return np.zeros(0, np.intp) if self._issues is None else self._issues.queue

    @property
    def is_running(self) -> bool:
        """Whether labels are being judged."""
        return self._job is not None

    @property
    def needs_training(self) -> bool:
        """Whether networks have to be trained first: the one evaluated has learned the labels.

        What another system has learned is not known: its probabilities are taken as they are.
        """
        target = self._mistakes.target
        return target is not None and target.network is not None and target.split != "test"

    @property
    def missing(self) -> str:
        """Why the labels cannot be judged, in a sentence; empty if they can."""
        target = self._mistakes.target
        if target is None or not self.needs_training:
            return ""
        error = untrainable(target.dataset, source_title(target.dataset.name))
        return "" if error is None else str(error)

    @property
    def is_listed(self) -> bool:
        """Whether the queue is what is listed."""
        return self._mistakes.is_narrowed_to(self._group)

    def find(self) -> None:
        """Judge the labels, unless that was done or is being done; `changed` tells when."""
        target, evaluation = self._mistakes.target, self._mistakes.as_read
        if target is None or evaluation is None or self.is_running or self._issues is not None:
            return

        def work(progress: Progress, token: CancelToken) -> LabelIssues:
            scores = evaluation.scores
            if target.network is not None and target.split != "test":
                read = self._mistakes.tools.out_of_sample
                learned = read(target.network, target.dataset, progress, token)
                scores = np.concatenate([learned, scores[len(learned) :]])
            return find_label_issues(evaluation.labels, probabilities(scores))

        def done(outcome: Outcome) -> None:
            if self._job is not job:
                return  # of an evaluation before
            self._job = None
            outcome.conclude(self._take, self._mistakes.messages.trouble)
            self.changed.emit()

        job = self._job = self._mistakes.jobs.start(work, done, self.progressed)
        self.changed.emit()

    def restore(self, issues: LabelIssues) -> None:
        """Take what was found before about this very evaluation."""
        group = self._mistakes.group
        if group is not None and np.array_equal(group.members, np.sort(issues.queue)):
            self._group = group
        self._take(issues)
        self.changed.emit()

    def cancel(self) -> None:
        """Judge no longer."""
        if self._job is not None:
            self._job.cancel()

    def list_queue(self) -> None:
        """List the suspected samples, the worst label first."""
        if self._issues is None:
            return
        self._group = Group(self.tr("Suspected labels"), self._issues.queue)
        self._mistakes.narrow(self._group, order="quality", **NO_FILTERS)

    def look_at(self, place: int) -> None:
        """Look at the sample at a place of the queue; the queue is listed if it was not."""
        index = int(self.queue[place])
        if index not in self._mistakes.indices or not self.is_listed:
            self.list_queue()
        self._mistakes.go_to(int(np.flatnonzero(self._mistakes.indices == index)[0]))

    def _take(self, issues: LabelIssues) -> None:
        self._issues = issues
        self._mistakes.order_labels(issues.quality)

    def _forget(self) -> None:
        self.cancel()
        self._job = self._issues = self._group = None
        self.changed.emit()

    # What is decided

    def suggested(self, index: int) -> int | None:
        """The class that is suggested for a sample in place of its label; None if unknown."""
        return None if self._issues is None else int(self._issues.suggested[index])

    def decision(self, index: int) -> Decision:
        """What was decided about the label of a sample."""
        evaluation, decided = self._mistakes.as_read, self.decided(index)
        if decided is None or evaluation is None:
            return Decision.NONE
        if decided == UNDECIDED:
            return Decision.UNDECIDED
        is_right = decided == int(evaluation.labels[index])
        return Decision.RIGHT if is_right else Decision.CORRECTED

    def decided(self, index: int) -> int | None:
        """The class that was decided, `UNDECIDED`, or None; unknown classes are no decision."""
        evaluation, found = self._mistakes.as_read, self._mistakes.annotations.of(index).decided
        if evaluation is None or found is None or found >= len(evaluation.class_names):
            return None
        return found

    @property
    def number_decided(self) -> int:
        """How many samples of the queue were looked at and decided, or found undecidable."""
        return sum(self.decided(index) is not None for index in self.queue.tolist())

    @property
    def number_corrected(self) -> int:
        """How many samples of the evaluation have another class than their label."""
        evaluation = self._mistakes.as_read
        if evaluation is None:
            return 0
        found = with_corrections(evaluation, self._mistakes.annotations.corrections)
        return int(np.count_nonzero(found.labels != evaluation.labels))

    def accept(self) -> None:
        """The sample that is looked at is of the suggested class; then the next one."""
        index = self._mistakes.index
        if index is not None and (suggested := self.suggested(index)) is not None:
            self.decide(suggested)

    def reject(self) -> None:
        """The label of the sample that is looked at is right; then the next one."""
        index, evaluation = self._mistakes.index, self._mistakes.as_read
        if index is not None and evaluation is not None:
            self.decide(int(evaluation.labels[index]))

    def leave_open(self) -> None:
        """Nobody can tell what the sample that is looked at is; then the next one."""
        self.decide(UNDECIDED)

    def decide(self, decided: int) -> None:
        """The sample that is looked at is of a class; then the next one of the list.

        What was decided already is withdrawn instead, and the sample stays.
        """
        index = self._mistakes.index
        if index is None:
            return
        again = self.decided(index) == decided
        kept = self._mistakes.annotations.decide(index, None if again else decided)
        if kept and not again:
            self._mistakes.step(1)
