"""The training as the window sees it: what runs or is shown again, and its timeline."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from camviewer.common import paths
from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.controllers.history_opener import HistoryOpener
from camviewer.controllers.pen_priority import PenPriority
from camviewer.controllers.snapshot_scores import SnapshotScores
from camviewer.controllers.training_job import Begun, Ended, TrainingJob, Unsaved
from camviewer.document.document import Document
from camviewer.document.messages import Messages
from camviewer.inference.prediction import NetworkSnapshot, ScoresRequest
from camviewer.networks import library
from camviewer.networks.architectures import graph_of
from camviewer.networks.model_card import ModelCard
from camviewer.training import run_folder
from camviewer.training.control import StopRequest
from camviewer.training.events import (
    CurveDrawn,
    EpochDone,
    EpochKept,
    Plan,
    Progress,
    Published,
    SnapshotKept,
    Told,
    Trouble,
)
from camviewer.training.learning_curve import CurvePoint
from camviewer.training.model_history import ModelHistory
from camviewer.training.weight_history import WeightSnapshot


class Status(Enum):
    """What the training does."""

    IDLE = "idle"
    PREPARING = "preparing"
    RUNNING = "running"
    PAUSED = "paused"
    ENDING = "ending"


def folder() -> Path:
    """Where a running training keeps what it needs to go on."""
    return paths.home() / "training"


class Training(QObject):
    """Runs one training at a time and remembers the last one's curves and timeline.

    In their place it shows again those of a model that was trained another time: its history.

    Attributes:
        histories: opens the histories of models.
    """

    status_changed = Signal()
    progressed = Signal()
    curves_changed = Signal()
    timeline_changed = Signal()
    """A snapshot was added, or another one is looked at."""

    scores_changed = Signal()
    """The scores of the present sample over the training are there, or are no more."""

    epoch_kept = Signal(object)
    """`NetworkSnapshot` of the network at the end of an epoch."""

    saved = Signal(object)
    """Path of a model that was finished."""

    unsaved_found = Signal()
    """A network was trained that has no place yet: `unsaved`."""

    def __init__(
        self,
        document: Document,
        messages: Messages,
        scorer: NewestRequestWorker[ScoresRequest, Array],
        parent: QObject | None = None,
    ) -> None:
        """Nothing runs.

        Args:
            document: shown the network as it learns, or a snapshot of it.
            messages: where it is told how it goes.
            scorer: not yet started; computes the sample's scores over the training.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._messages = messages
        self._job: TrainingJob | None = None
        self._status = Status.IDLE
        self._progress: Progress | None = None
        self._begun: Begun | None = None
        self._accuracy: float | None = None
        self._unsaved: list[Unsaved] = []
        self._history: list[EpochDone] = []
        self._curve: tuple[CurvePoint, ...] = ()
        self._snapshots: list[WeightSnapshot] = []
        self._chosen: int | None = None
        self._live = self._discarded = self._is_history = False
        self._scores = SnapshotScores(scorer, self)
        self._scores.changed.connect(self.scores_changed)
        self._pen = PenPriority(document, self)
        document.sample_changed.connect(self._scores.forget)
        document.model_changed.connect(self._leave_if_other_model)
        self.status_changed.connect(messages.withdraw)  # whatever was offered is too late
        self.histories = HistoryOpener(document, messages, self)

    # What is known

    @property
    def messages(self) -> Messages:
        """Where it is told how it goes."""
        return self._messages

    @property
    def status(self) -> Status:
        """What the training does now."""
        return self._status

    @property
    def is_idle(self) -> bool:
        """Whether no training runs."""
        return self._status is Status.IDLE

    @property
    def is_history(self) -> bool:
        """Whether what is shown is of a model that was trained another time."""
        return self._is_history

    @property
    def progress(self) -> Progress | None:
        """How far it is; None before its first steps."""
        return self._progress

    @property
    def name(self) -> str:
        """Name of the model that is or was trained; empty if there is none."""
        return self._begun.name if self._begun else ""

    @property
    def epochs(self) -> int:
        """All epochs of the training."""
        return self._begun.epochs if self._begun else 0

    @property
    def history(self) -> list[EpochDone]:
        """The finished epochs."""
        return self._history

    @property
    def accuracy(self) -> float | None:
        """Share of the test samples that the network read last, 0 to 1; None before that.

        Once the training has ended this is of the model that was kept.
        """
        if self._accuracy is not None:
            return self._accuracy
        return self._history[-1].test_accuracy if self._history else None

    @property
    def is_discarded(self) -> bool:
        """Whether what is or was learned is wanted no more."""
        return self._discarded

    @property
    def unsaved(self) -> Unsaved | None:
        """The network that was trained, if it could not be kept and has no other place yet."""
        return self._unsaved[-1] if self._unsaved else None

    @property
    def curve(self) -> tuple[CurvePoint, ...]:
        """The training curve, from the first step on, also of a training that was gone on with."""
        return self._curve

    @property
    def snapshots(self) -> list[WeightSnapshot]:
        """The timeline."""
        return self._snapshots

    @property
    def chosen(self) -> int | None:
        """Place on the timeline of the snapshot that is looked at; None if none is."""
        return self._chosen

    @property
    def is_live(self) -> bool:
        """Whether the network is looked at as it learns."""
        return self._live

    @property
    def scores(self) -> Array | None:
        """(n, C) scores of the sample at the first n weight snapshots of the timeline, or None."""
        return self._scores.known

    def snapshot(self, place: int) -> NetworkSnapshot:
        """The network at a place on the timeline."""
        return self._snapshot(self._snapshots[place])

    def _snapshot(self, snapshot: WeightSnapshot) -> NetworkSnapshot:
        assert self._begun is not None
        name = self.tr("{0}, step {1}").format(self._begun.name, snapshot.step)
        begun = self._begun
        return NetworkSnapshot(name, begun.graph, snapshot.weights, begun.class_names)

    @staticmethod
    def can_resume() -> bool:
        """Whether a training stands that was not finished and that nobody goes on with."""
        return run_folder.stands(folder())

    @staticmethod
    def unfinished() -> run_folder.Unfinished | None:
        """What `go_on` would go on with; None if that cannot be told."""
        return run_folder.unfinished(folder())

    # What a person does

    def start(self, plan: Plan) -> None:
        """Begin a training; one that stands unfinished is put aside, and it is told where."""
        if self._status is not Status.IDLE:
            return
        try:
            name = library.free_path(plan.name).stem
        except UserError as error:
            self._messages.trouble(str(error))
        else:
            self._run(replace(plan, name=name))

    def go_on(self) -> None:
        """Go on with the training that was not finished."""
        if self._status is Status.IDLE:
            self._run(None)

    def pause(self) -> None:
        """Stand still after the present step."""
        if self._job is not None and self._status is Status.RUNNING:
            self._job.control.pause()
            self._set_status(Status.PAUSED)

    def resume(self) -> None:
        """Go on after a pause."""
        if self._job is not None and self._status is Status.PAUSED:
            self._job.control.resume()
            self._set_status(Status.RUNNING)

    def stop(self, stop_request: StopRequest) -> None:
        """End the training after the present step, and keep or discard what it learned."""
        if self._job is not None:
            self._job.control.end(stop_request)
            self._discarded = self._job.control.stop_request is StopRequest.STOP_AND_DISCARD
            self._set_status(Status.ENDING)

    def watch(self, live: bool) -> None:
        """Look at the network as it learns, or no longer."""
        if live != self._live:
            self._live = live
            self._chosen = None
            if not live:
                self._document.set_snapshot(None)
            self.timeline_changed.emit()

    def look_at(self, place: int) -> None:
        """Look at the network at a place on the timeline."""
        if self._snapshots and (place != self._chosen or self._live):
            self._live = False
            self._chosen = min(max(place, 0), len(self._snapshots) - 1)
            self._document.set_snapshot(self.snapshot(self._chosen))
            self.timeline_changed.emit()

    def leave_timeline(self) -> None:
        """Look at the model again."""
        self._live, self._chosen = False, None
        self._document.set_snapshot(None)
        self.timeline_changed.emit()

    def settle(self, unsaved: Unsaved) -> None:
        """A network has its place now; its training is not to be gone on with."""
        was_last = unsaved is self.unsaved
        self._unsaved.remove(unsaved)
        if was_last and self._job is None:  # it is the one that stands in the folder
            run_folder.forget_if_free(folder())
        self.status_changed.emit()

    def show_history(self, card: ModelCard, history: ModelHistory) -> None:
        """Show how a model came to be in place of the last training; not while one runs."""
        if not self.is_idle:
            return
        self._forget_last()
        self._is_history, self._accuracy = True, card.accuracy
        self._begin(
            Begun(
                card.name,
                graph_of(card.architecture, card.spec, len(card.class_names)),
                card.class_names,
                history.epochs,
                history.done,
                history.curve,
                history.snapshots,
            )
        )
        self.status_changed.emit()

    def leave_history(self) -> None:
        """Show the history no more."""
        if self._is_history:
            self._forget_last()
            self.curves_changed.emit()
            self.status_changed.emit()

    def ask_for_scores(self) -> None:
        """Compute the sample's scores over the training; `scores_changed` tells when."""
        if not self._snapshots or not self._document.sample.any():
            return
        snapshots = [self._snapshot(snapshot) for snapshot in self._snapshots]
        if snapshots[0].spec != self._document.spec:
            return  # the training is of other pictures
        self._scores.ask(snapshots, self._document.sample)

    def begin_closing(self) -> None:
        """Ask the training to leave, and compute no more scores."""
        if self._job is not None:
            self._job.control.end(StopRequest.LEAVE)
        self.histories.begin_closing()
        self._scores.begin_closing()

    def close(self) -> None:
        """End the thread; what was learned is in the checkpoint, see `TrainingJob.leave`."""
        if self._job is not None:
            self._job.leave()
            self._job = self._pen.control = None
        self.histories.close()
        self._scores.close()

    # What the job tells

    def _run(self, plan: Plan | None) -> None:
        self._forget_last()
        self._job = TrainingJob(plan, folder(), library.free_path, self)
        self._job.begun.connect(self._begin)
        self._job.noticed.connect(self._notice)
        self._job.ended.connect(self._end)
        self._pen.control = self._job.control
        self._set_status(Status.PREPARING)
        self._job.start()

    def _forget_last(self) -> None:
        """Make room for what is shown next."""
        self._progress = self._begun = self._accuracy = None
        self._history, self._curve, self._snapshots = [], (), []
        self._discarded = self._is_history = False
        if not self._live:
            self.leave_timeline()
        self._scores.forget()

    def _begin(self, begun: Begun) -> None:
        self._begun = begun
        self._history = list(begun.history)
        self._curve = begun.curve
        self._snapshots = [one for one in begun.snapshots if isinstance(one, WeightSnapshot)]
        if self._status is Status.PREPARING:
            self._set_status(Status.RUNNING)
        self.curves_changed.emit()
        self.timeline_changed.emit()

    def _notice(self, notice: object) -> None:
        if isinstance(notice, Progress):
            self._progress = notice
            self.progressed.emit()
        elif isinstance(notice, CurveDrawn):
            self._curve = notice.points
            self.curves_changed.emit()
        elif isinstance(notice, EpochDone):
            self._history.append(notice)
            self.curves_changed.emit()
        elif isinstance(notice, EpochKept):
            self.epoch_kept.emit(self._snapshot(notice.snapshot))
        elif isinstance(notice, SnapshotKept):
            self._snapshots.append(notice.snapshot)
            self.timeline_changed.emit()
        elif isinstance(notice, Published) and self._live:
            self._document.set_snapshot(self._snapshot(notice.snapshot))
        elif isinstance(notice, Told):
            self._messages.inform(notice.sentence)
        elif isinstance(notice, Trouble):
            self._messages.trouble(notice.sentence)

    def _end(self, ended: Ended) -> None:
        job, self._job, self._pen.control = self._job, None, None
        if job is None:  # it was on its way when the program was closed
            return
        job.wait()
        job.deleteLater()
        if ended.unsaved is not None:
            self._unsaved.append(ended.unsaved)
        if ended.path is None:
            self.watch(False)
        self._accuracy = ended.card.accuracy if ended.card is not None else None
        self._live = False  # what it learned stays on screen until the model is opened
        self._set_status(Status.IDLE)
        self.timeline_changed.emit()
        if ended.trouble:
            self._messages.trouble(self._trouble(ended))
        if ended.unsaved is not None:
            self.unsaved_found.emit()
        if ended.path is not None:
            self.saved.emit(ended.path)
            if not ended.trouble:
                self._messages.inform(self.tr("Saved the model {0}").format(ended.path.stem))
        elif ended.stop_request is StopRequest.STOP_AND_DISCARD:
            self._snapshots, self._chosen = [], None
            self.leave_timeline()
            self._messages.inform(self.tr("Discarded what was learned"))

    def _trouble(self, ended: Ended) -> str:
        """What went wrong, and what there is all the same."""
        if ended.path is None or ended.card is None:
            return ended.trouble
        saved = self.tr("{0} The network as it was after step {1} is saved as {2}.")
        return saved.format(ended.trouble, f"{ended.card.steps:,}", ended.path.stem)

    def _leave_if_other_model(self) -> None:
        """Another model was chosen while the learning network or a snapshot was looked at."""
        if self._document.snapshot is None and (self._live or self._chosen is not None):
            self._live, self._chosen = False, None
            self.timeline_changed.emit()

    def _set_status(self, status: Status) -> None:
        if status is not self._status:
            self._status = status
            self.status_changed.emit()
