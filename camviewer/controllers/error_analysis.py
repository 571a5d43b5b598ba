"""The mistakes as the window sees them: what was evaluated, looked at and annotated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from camviewer.attribution.map_work import MapsRequest
from camviewer.common.arrays import Array
from camviewer.concurrency.job import Jobs, Work
from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.controllers.annotation_controller import AnnotationController
from camviewer.controllers.evaluating import TOPIC, Evaluating, Take, Tell
from camviewer.controllers.evaluation_target import (
    EvaluationTarget,
    Group,
    Interval,
    Tools,
    group_of,
    version_of,
)
from camviewer.controllers.labelled_evaluation import LabelledEvaluation, interval_of
from camviewer.controllers.sample_walk import SampleWalk
from camviewer.controllers.tagging import Tagging
from camviewer.controllers.training import Training
from camviewer.data.corrected import Corrections
from camviewer.data.fitting import Fitting
from camviewer.document.document import Document
from camviewer.document.messages import Messages
from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.confusion import confusion
from camviewer.error_analysis.query import Selection
from camviewer.inference.evaluation import Evaluation, Indices
from camviewer.inference.prediction import NetworkSnapshot


class Mistakes(QObject):
    """Evaluates networks one at a time; keeps which samples are looked at and what is annotated."""

    evaluating_changed = Signal()
    """An evaluation began or ended."""

    progressed = Signal(int, int)
    """Samples read, and all there are."""

    evaluation_changed = Signal()
    """Other samples, or read by another network."""

    labels_changed = Signal()
    """Labels of the evaluation are others: corrections count, or no longer. Before `listed`."""

    outdated_changed = Signal()
    """The evaluation has become one of a former model or data set, or no longer is."""

    listed = Signal()
    """The selection, and with it the list of samples, is another one."""

    place_changed = Signal()
    """Another sample is looked at, or none."""

    stepped = Signal()
    """A person has gone to another sample; after `place_changed`."""

    followed_changed = Signal()

    def __init__(
        self,
        document: Document,
        messages: Messages,
        training: Training,
        tools: Tools,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is evaluated yet.

        Args:
            document: whose network and data set are evaluated.
            messages: where it is told what could not be done.
            training: whose epochs can be followed.
            tools: what threads work with.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self.messages = messages
        """Where it is told what was done and what could not be."""
        self._training = training
        self.tools = tools
        self.mapper = NewestRequestWorker[MapsRequest, Array](tools.make_mapper, self)
        """Computes maps for thumbnails; started by who first needs it, ended by `close`."""
        self.second_mapper = NewestRequestWorker[MapsRequest, Array](tools.make_mapper, self)
        """Computes maps of a second model; started and ended as `mapper`."""
        self.jobs = Jobs(self)
        """The threads; all end with `close`."""
        self._evaluating = Evaluating(lambda: self.tools, self.jobs, messages, self)
        self._evaluating.changed.connect(self.evaluating_changed)
        self._evaluating.progressed.connect(self.progressed)
        self._evaluating.found.connect(self._show)
        self._target: EvaluationTarget | None = None
        self._labelled: LabelledEvaluation | None = None
        self._chosen = document.evaluation
        self._followed = self._chosen.value
        self._group: Group | None = None
        self._walk = SampleWalk()
        self.annotations = AnnotationController(messages, self)
        """Tags, notes, decisions and names of clusters."""
        self.tagging = Tagging(document, self.annotations, self._walk, self)
        self.tagging.advancing.connect(self._advance)
        self.tagging.returned.connect(self._look_at)
        self._told_outdated = False
        self.annotations.changed.connect(self._relabel)
        self.annotations.changed.connect(self._relist_annotated)
        self.outdated_changed.connect(self._note_outdated)
        self._chosen.changed.connect(self._follow_choices)
        document.model_changed.connect(self.outdated_changed)
        document.dataset_changed.connect(self.outdated_changed)
        training.epoch_kept.connect(self._follow)

    # What is known

    @property
    def is_evaluating(self) -> bool:
        """Whether an evaluation runs."""
        return self._evaluating.is_running

    @property
    def target(self) -> EvaluationTarget | None:
        """What was evaluated; None before the first."""
        return self._target

    @property
    def evaluation(self) -> Evaluation | None:
        """What came out; None before the first."""
        return None if self._labelled is None else self._labelled.shown

    @property
    def as_read(self) -> Evaluation | None:
        """The same with the labels of the file, whether corrected ones count or not."""
        return None if self._labelled is None else self._labelled.as_read

    @property
    def uses_corrections(self) -> bool:
        """Whether labels count as a person has corrected them."""
        return self._chosen.value.corrected

    @property
    def fitting(self) -> Fitting:
        """What was done to the samples that were evaluated, to fit them to the network."""
        assert self._target is not None, "asked only of an evaluation"
        found = self._target.dataset.spec
        wanted = None if self.evaluation is None else self.evaluation.spec
        return Fitting(found, wanted or found)

    @property
    def matrix(self) -> NDArray[np.int64] | None:
        """(C, C) samples by label and predicted class: all, or those of the group."""
        if self.evaluation is None:
            return None
        return confusion(self.evaluation, None if self._group is None else self._group.members)

    @property
    def interval(self) -> Interval:
        """The 95 % interval of the accuracy, 0 to 1."""
        return (0.0, 1.0) if self._labelled is None else self._labelled.interval

    @property
    def is_outdated(self) -> bool:
        """Whether another network or other samples are in use than those evaluated."""
        target, document = self._target, self._document
        if target is None:
            return False
        followed = isinstance(target.network, NetworkSnapshot) and self.is_followed
        network = target.network if followed else document.network
        return target.is_outdated(network, document.dataset)

    @property
    def selection(self) -> Selection:
        """Which samples are listed, and in which order."""
        return self._chosen.value.selection

    @property
    def group(self) -> Group | None:
        """By what the list is narrowed besides; None if it is not."""
        return self._group

    @property
    def indices(self) -> Indices:
        """The samples that are listed: their places in the split."""
        return self._walk.indices

    @property
    def place(self) -> int | None:
        """Place in the list of the sample that is looked at."""
        return self._walk.place

    @property
    def index(self) -> int | None:
        """Place in the split of the sample that is looked at."""
        return self._walk.index

    @property
    def is_followed(self) -> bool:
        """Whether a training's epochs are evaluated as they end."""
        return self._chosen.value.following

    # Evaluating

    def evaluate(self, split: str) -> None:
        """Evaluate the document's network on a split of its data set."""
        network, dataset = self._document.network, self._document.dataset
        if network is None or dataset is None:
            told = self.tr("The model or the [samples] are still being loaded. Wait a moment.")
            self.messages.trouble(told, topic=TOPIC)
            return
        self._evaluating.start(EvaluationTarget(network, dataset, split, version_of(network)))

    def read(self, work: Work, done: Take, failed: Tell) -> None:
        """Read an evaluation from elsewhere, as `Evaluating.run`; what is asked for last counts."""
        self._evaluating.run(work, done, failed)

    def show(
        self,
        target: EvaluationTarget,
        evaluation: Evaluation,
        notes: Mapping[int, Annotation] | None = None,
    ) -> None:
        """Show an evaluation that was made before, or elsewhere, of exactly this target.

        What is noted about its samples, by place, is read if it is not given.
        """
        self.cancel()
        self.annotations.use(evaluation.checksum, evaluation.samples, notes)
        self._take(target, evaluation, interval_of(evaluation))
        self.annotations.changed.emit()

    def leave(self) -> None:
        """Show no evaluation any more, as before the first."""
        self.cancel()
        if self._target is None:
            return
        self._target = self._labelled = self._group = None
        self.annotations.use("", (), {})
        self._walk.list_others(np.zeros(0, np.intp), None)
        self.tagging.choose(self.indices)
        self._chosen.change(network="", group=None)
        changes = self.evaluation_changed, self.outdated_changed, self.listed, self.place_changed
        for changed in changes:
            changed.emit()

    def cancel(self) -> None:
        """Stop evaluating; the evaluation before stays."""
        self._evaluating.cancel()

    def follow(self, following: bool) -> None:
        """Evaluate a training network whenever an epoch ends, or no longer."""
        if not following:
            self._evaluating.leave_waiting()
        self._chosen.change(following=following)

    def look_for_changes(self) -> None:
        """Find out what has changed outside of this window: the annotations, the model's file."""
        self.annotations.look_for_changes()
        if self.is_outdated != self._told_outdated:
            self.outdated_changed.emit()

    def begin_closing(self) -> None:
        """Cancel everything."""
        self._evaluating.leave_waiting()
        for each in (self.jobs, self.mapper, self.second_mapper):
            each.begin_closing()

    def close(self) -> None:
        """Cancel everything, wait for all threads and let go of the annotations."""
        self.begin_closing()
        for each in (self.jobs, self.mapper, self.second_mapper, self.annotations):
            each.close()

    def _follow_choices(self) -> None:
        before, now = self._followed, self._chosen.value
        self._followed = now
        if now.group != before.group:
            self._group = group_of(now.group, self.as_read)
        if (now.selection, now.group) != (before.selection, before.group):
            self._relist()
        if now.corrected != before.corrected:
            self._relabel()
        if now.following != before.following:
            self.followed_changed.emit()
            self.outdated_changed.emit()

    def _note_outdated(self) -> None:
        self._told_outdated = self.is_outdated

    def _follow(self, snapshot: NetworkSnapshot) -> None:
        dataset = self._document.dataset
        if not self.is_followed or dataset is None:
            return
        split = self._target.split if self._target is not None else "test"
        self._evaluating.start_next(EvaluationTarget(snapshot, dataset, split))

    def _show(self, target: EvaluationTarget, evaluation: Evaluation, interval: Interval) -> None:
        self.annotations.use(evaluation.checksum, evaluation.samples)
        self._take(target, evaluation, interval)

    def _take(self, target: EvaluationTarget, evaluation: Evaluation, interval: Interval) -> None:
        before, looked_at = self.as_read, self.index
        same = before is not None and before.checksum == evaluation.checksum
        self._target, self._labelled = target, LabelledEvaluation(evaluation, interval)
        self._group = group_of(self._chosen.value.group, evaluation)
        self._labelled.count(self._corrections())
        self._chosen.change(
            network=evaluation.model,
            selection=self.selection.known(evaluation),
            group=None if self._group is None else self._chosen.value.group,
        )
        self._list(looked_at if same else None)
        self.evaluation_changed.emit()
        self.outdated_changed.emit()
        self.listed.emit()
        if self.index != looked_at:
            self.place_changed.emit()

    def _corrections(self) -> Corrections:
        return self.annotations.corrections if self.uses_corrections else {}

    def _relabel(self) -> None:
        """Let other labels count, if they are others."""
        if self._labelled is not None and self._labelled.count(self._corrections()):
            self.labels_changed.emit()
            self._relist()

    # Which samples are listed

    def select(self, **changes: Any) -> None:
        """Change attributes of the selection."""
        self._chosen.change(selection=replace(self.selection, **changes))

    def is_narrowed_to(self, group: Group | None) -> bool:
        """Whether exactly this group is listed; None is no group."""
        return group is not None and group.is_same(self._group)

    def narrow(self, group: Group | None, **changes: Any) -> None:
        """List only the samples of a group, or again all; and change the selection."""
        evaluation, state = self.as_read, None
        if group is not None and evaluation is not None:
            state = group.state(evaluation.checksum)
        self._chosen.change(group=state, selection=replace(self.selection, **changes))

    def order_labels(self, quality: NDArray[np.float64] | None) -> None:
        """Say how good each label is (n,), by which "quality" orders; None for the usual way."""
        if self._labelled is not None:
            self._labelled.quality = quality
        if self.selection.order == "quality":
            self._relist()

    def _relist_annotated(self) -> None:
        """List anew if what is annotated decides what is listed; going on starts from there."""
        if self.selection.tag or self.selection.text:
            place = self.place
            self._relist()
            self._walk.keep_gap(place)

    def _relist(self) -> None:
        index = self.index
        self._list(index)
        self.listed.emit()
        if self.index != index:
            self.place_changed.emit()

    def _list(self, index: int | None) -> None:
        """Find the listed samples; the one looked at stays so if it is among them."""
        if self._labelled is None:
            return
        notes = self.annotations.by_index
        indices = self._labelled.listed(self.selection, notes, index, self._group)
        self._walk.list_others(indices, index)
        self.tagging.choose(indices[:0])

    # Going through them

    def go_to(self, place: int | None) -> None:
        """Look at the sample at a place of the list; at no place, nothing happens."""
        if self._walk.go_to(place):
            self.place_changed.emit()
            self.stepped.emit()

    def return_to(self, index: int | None) -> None:
        """Look at a sample again, if it is listed; what is on the canvas stays."""
        if self._walk.go_to(self._walk.place_of(index)):
            self.place_changed.emit()

    def step(self, by: int) -> None:
        """Look at the sample so many places further; from nowhere one comes to the first."""
        self.go_to(self._walk.stepped(by))

    def _advance(self) -> None:
        self.step(1)

    def _look_at(self, index: int) -> None:
        self.go_to(self._walk.place_of(index))
