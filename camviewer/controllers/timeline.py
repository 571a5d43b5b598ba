"""The timeline of a training: its snapshots to look at, and the sample's scores at each."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Signal

from camviewer.common.arrays import Array
from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.controllers.snapshot_scores import SnapshotScores
from camviewer.controllers.training_job import Begun
from camviewer.data.spec import ImageSpec
from camviewer.document.document import Document
from camviewer.inference.prediction import NetworkSnapshot, ScoresRequest
from camviewer.training.weight_history import WeightSnapshot


class Timeline(QObject):
    """Shows the document the network of one training: as it learns, or as it once was.

    Each new training is followed; choosing a snapshot, or the model, ends that until `watch`.
    """

    changed = Signal()
    """A snapshot was added, or another one is looked at."""

    scores_changed = Signal()
    """The scores of the present sample over the training are there, or are no more."""

    def __init__(
        self,
        document: Document,
        scorer: NewestRequestWorker[ScoresRequest, Array],
        parent: QObject | None = None,
    ) -> None:
        """There are no snapshots.

        Args:
            document: shown the network as it learns, or a snapshot of it.
            scorer: not yet started; computes the sample's scores over the training.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._begun: Begun | None = None
        self._snapshots: list[WeightSnapshot] = []
        self._chosen: int | None = None
        self._live = False
        self._scores = SnapshotScores(scorer, self)
        self._scores.changed.connect(self.scores_changed)
        document.sample_changed.connect(self._scores.forget)
        document.model_changed.connect(self._leave_if_other_model)

    # What is known

    @property
    def snapshots(self) -> list[WeightSnapshot]:
        """The weights as they were, in the order of their steps."""
        return self._snapshots

    @property
    def chosen(self) -> int | None:
        """Place of the snapshot that is looked at; None if none is."""
        return self._chosen

    @property
    def is_live(self) -> bool:
        """Whether the network is looked at as it learns."""
        return self._live

    @property
    def scores(self) -> Array | None:
        """(n, C) scores of the sample at the first n snapshots, or None."""
        return self._scores.known

    def network_of(self, snapshot: WeightSnapshot) -> NetworkSnapshot:
        """The network with these weights of the training; its name says which training, and when.

        Raises:
            ValueError: no training was begun, so no snapshot is of one.
        """
        if self._begun is None:
            raise ValueError("expected a snapshot of the training, found none begun")
        begun, when = self._begun, self.when(snapshot.step)
        name = self.tr("{0}, {1}").format(begun.name, when)
        return NetworkSnapshot(name, begun.graph, snapshot.weights, begun.class_names)

    def when(self, step: int) -> str:
        """After how much of the training that is, e.g. "epoch 3, step 5,620"."""
        steps = self._begun.steps_an_epoch if self._begun is not None else 0
        if step == 0 or not steps:
            return self.step_name(step)
        # The last step of an epoch is still of that epoch.
        return self.tr("epoch {0}, step {1}").format(math.ceil(step / steps), f"{step:,}")

    def step_name(self, step: int) -> str:
        """The same without the epoch, e.g. "step 5,620"."""
        if step == 0:
            return self.tr("before its first step")
        return self.tr("step {0}").format(f"{step:,}")

    def place_after(self, epoch: int) -> int:
        """Place of the snapshot that is nearest to the end of an epoch, counted from 1."""
        end = epoch * self._begun.steps_an_epoch if self._begun is not None else 0
        steps = [snapshot.step for snapshot in self._snapshots]
        return min(range(len(steps)), key=lambda place: abs(steps[place] - end), default=0)

    # What a person does

    def watch(self, live: bool) -> None:
        """Look at the network as it learns, from now on, or at the model again."""
        if live != self._live:
            self._live = live
            self._chosen = None
            if not live:
                self._document.set_snapshot(None)
            elif self._snapshots:
                self.show_live(self._snapshots[-1])
            self.changed.emit()

    def look_at(self, place: int) -> None:
        """Look at the network at a place on the timeline."""
        if self._snapshots and (place != self._chosen or self._live):
            self._live = False
            self._chosen = min(max(place, 0), len(self._snapshots) - 1)
            self._document.set_snapshot(self.network_of(self._snapshots[self._chosen]))
            self.changed.emit()

    def leave(self) -> None:
        """Look at the model again."""
        self._live, self._chosen = False, None
        self._document.set_snapshot(None)
        self.changed.emit()

    def ask_for_scores(self) -> None:
        """Compute the sample's scores at all snapshots; `scores_changed` tells when."""
        if not self._snapshots or not self._document.sample.any():
            return
        networks = [self.network_of(snapshot) for snapshot in self._snapshots]
        self._scores.ask(networks, self._document.prepared)

    # What the training tells

    def begin(self, begun: Begun, *, follow: bool) -> None:
        """Take the snapshots that a training has already.

        Args:
            begun: the training.
            follow: whether its network is looked at as it learns, if it is for such samples as
                the one on screen.
        """
        self._begun = begun
        self._snapshots = [one for one in begun.snapshots if isinstance(one, WeightSnapshot)]
        if follow and self._fits:
            self._live, self._chosen = True, None
            if self._snapshots:
                self.show_live(self._snapshots[-1])
        self.changed.emit()

    @property
    def _fits(self) -> bool:
        """Whether the training is of such pictures as the sample on screen."""
        found = ImageSpec.of(self._document.prepared)
        return self._begun is not None and self._begun.graph.spec == found

    def add(self, snapshot: WeightSnapshot) -> None:
        """The training has kept one more."""
        self._snapshots.append(snapshot)
        self.changed.emit()

    def show_live(self, snapshot: WeightSnapshot) -> None:
        """The network as it is now, for whoever watches it learn."""
        if self._live:
            self._document.set_snapshot(self.network_of(snapshot))

    def end(self) -> None:
        """Nothing is learned any more; what is on screen stays until a model is opened."""
        self._live = False
        self.changed.emit()

    def discard(self) -> None:
        """The snapshots are wanted no more."""
        self._snapshots = []
        self.leave()
        self._scores.forget()

    def make_way(self) -> None:
        """Another training comes, or none is shown any more."""
        self._snapshots = []
        self.leave()
        self._scores.forget()

    def begin_closing(self) -> None:
        """Compute no more scores."""
        self._scores.begin_closing()

    def close(self) -> None:
        """End the thread of the scores."""
        self._scores.close()

    def _leave_if_other_model(self) -> None:
        """Another model was chosen while the learning network or a snapshot was looked at."""
        if self._document.snapshot is None and (self._live or self._chosen is not None):
            self._live, self._chosen = False, None
            self.changed.emit()
