"""The training as the window sees it: what runs, or is shown again."""

from __future__ import annotations

import time
from collections.abc import Callable
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
from camviewer.controllers.saved_file import TOPIC, show_in_folder
from camviewer.controllers.timeline import Timeline
from camviewer.controllers.training_estimate import TrainingEstimates
from camviewer.controllers.training_job import Begun, Ended, TrainingJob, Unsaved
from camviewer.data.corrected import Corrections
from camviewer.document.document import Document
from camviewer.document.messages import Messages
from camviewer.inference.prediction import ScoresRequest
from camviewer.networks import library
from camviewer.networks.graph import Graph
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
    """Runs one training at a time and remembers the last one's curves.

    In their place it shows again those of a model that was trained another time: its history.

    Attributes:
        timeline: the snapshots of the training that runs or is shown, to look at.
        histories: opens the histories of models.
        estimates: tells beforehand how long a training will take here.
    """

    status_changed = Signal()
    progressed = Signal()
    curves_changed = Signal()
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
        self._messages = messages
        self._job: TrainingJob | None = None
        self._status = Status.IDLE
        self._progress: Progress | None = None
        self._begun: Begun | None = None
        self._accuracy: float | None = None
        self._unsaved: list[Unsaved] = []
        self._history: list[EpochDone] = []
        self._is_on_stage = True
        self._curve: tuple[CurvePoint, ...] = ()
        self._corrections: Callable[[], Corrections] = dict
        self._discarded = self._is_history = False
        self._pen = PenPriority(document, self)
        self._started = 0.0
        self.timeline = Timeline(document, scorer, self)
        self.estimates = TrainingEstimates(document)
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
    def data(self) -> str:
        """Name of the data set that is or was learned from; empty if there is none."""
        return self._begun.data if self._begun else ""

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
    def is_on_stage(self) -> bool:
        """Whether the network that was trained last is meant for the stage."""
        return self._is_on_stage

    @property
    def unsaved(self) -> Unsaved | None:
        """The network that was trained, if it could not be kept and has no other place yet."""
        return self._unsaved[-1] if self._unsaved else None

    @property
    def curve(self) -> tuple[CurvePoint, ...]:
        """The training curve, from the first step on, also of a training that was gone on with."""
        return self._curve

    @staticmethod
    def can_resume() -> bool:
        """Whether a training stands that was not finished and that nobody goes on with."""
        return run_folder.stands(folder())

    @staticmethod
    def unfinished() -> run_folder.Unfinished | None:
        """What `go_on` would go on with; None if that cannot be told."""
        return run_folder.unfinished(folder())

    # What a person does

    def use_corrections(self, corrections: Callable[[], Corrections]) -> None:
        """Ask for corrected labels at the beginning of each training."""
        self._corrections = corrections

    def start(self, plan: Plan, *, on_stage: bool = True) -> None:
        """Begin a training; one that stands unfinished is kept for later, and it is told where.

        Args:
            plan: what is trained, and how.
            on_stage: whether its network is looked at as it learns, and once it has.
        """
        if self._status is not Status.IDLE:
            return
        try:
            name = library.free_path(plan.name).stem
        except UserError as error:
            self._messages.trouble(str(error))
        else:
            corrections = tuple(sorted(self._corrections().items()))
            self._run(replace(plan, name=name, corrections=corrections), on_stage=on_stage)

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

    def settle(self, unsaved: Unsaved) -> None:
        """A network has its place now; its training is not to be gone on with."""
        was_last = unsaved is self.unsaved
        self._unsaved.remove(unsaved)
        if was_last and self._job is None:  # it is the one that stands in the folder
            run_folder.forget_if_free(folder())
        self.status_changed.emit()

    def show_history(self, card: ModelCard, graph: Graph, history: ModelHistory) -> None:
        """Show how a model came to be in place of the last training; not while one runs.

        Args:
            card: of the model.
            graph: its network.
            history: of its training.
        """
        if not self.is_idle:
            return
        self._forget_last()
        self._is_history, self._accuracy = True, card.accuracy
        self._begin(
            Begun(
                card.name,
                graph,
                card.class_names,
                history.epochs,
                history.done,
                history.curve,
                history.snapshots,
                data=card.data,
                steps_an_epoch=_steps_an_epoch(history),
            )
        )
        self.status_changed.emit()

    def leave_history(self) -> None:
        """Show the history no more."""
        if self._is_history:
            self._forget_last()
            self.curves_changed.emit()
            self.status_changed.emit()

    def begin_closing(self) -> None:
        """Ask the training to leave, and compute no more scores."""
        if self._job is not None:
            self._job.control.end(StopRequest.LEAVE)
            self.estimates.remember()
        self.histories.begin_closing()
        self.timeline.begin_closing()

    def close(self) -> None:
        """End the thread; what was learned is in the checkpoint, see `TrainingJob.leave`."""
        if self._job is not None:
            self._job.leave()
            self._job = self._pen.control = None
        self.histories.close()
        self.timeline.close()

    # What the job tells

    def _run(self, plan: Plan | None, *, on_stage: bool = True) -> None:
        self._forget_last()
        self._is_on_stage = on_stage
        self._job = TrainingJob(plan, folder(), library.free_path, self)
        self._job.begun.connect(self._begin)
        self._job.noticed.connect(self._notice)
        self._job.ended.connect(self._end)
        self._pen.control = self._job.control
        self._set_status(Status.PREPARING)
        self._started = time.monotonic()
        self._job.start()

    def _forget_last(self) -> None:
        """Make room for what is shown next."""
        self._progress = self._begun = self._accuracy = None
        self._history, self._curve = [], ()
        self._discarded = self._is_history = False
        self.timeline.make_way()

    def _begin(self, begun: Begun) -> None:
        self._begun = begun
        self._history = list(begun.history)
        self._curve = begun.curve
        self.timeline.begin(begun, follow=self._is_on_stage and not self._is_history)
        if not self._is_history:
            self.estimates.begin(begun, time.monotonic() - self._started)
        if self._status is Status.PREPARING:
            self._set_status(Status.RUNNING)
        self.curves_changed.emit()

    def _notice(self, notice: object) -> None:
        if isinstance(notice, Progress):
            self._progress = notice
            self.estimates.watch(notice)
            self.progressed.emit()
        elif isinstance(notice, CurveDrawn):
            self._curve = notice.points
            self.curves_changed.emit()
        elif isinstance(notice, EpochDone):
            self._history.append(notice)
            self.curves_changed.emit()
        elif isinstance(notice, EpochKept):
            self.epoch_kept.emit(self.timeline.network_of(notice.snapshot))
        elif isinstance(notice, SnapshotKept):
            self.timeline.add(notice.snapshot)
        elif isinstance(notice, Published):
            self.timeline.show_live(notice.snapshot)
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
        self.estimates.remember()
        if ended.unsaved is not None:
            self._unsaved.append(ended.unsaved)
        if ended.path is None:
            self.timeline.watch(False)
        self._accuracy = ended.card.accuracy if ended.card is not None else None
        self.timeline.end()
        self._set_status(Status.IDLE)
        if ended.trouble:
            self._messages.trouble(self._trouble(ended), topic=TOPIC)
        if ended.unsaved is not None:
            self.unsaved_found.emit()
        if ended.path is not None:
            self.saved.emit(ended.path)
            if not ended.trouble:
                text = self.tr("Saved the model {0}").format(ended.path.stem)
                self._messages.inform(text, show_in_folder(ended.path), topic=TOPIC)
        elif ended.stop_request is StopRequest.STOP_AND_DISCARD:
            self.timeline.discard()
            self._messages.inform(self.tr("Discarded the trained network"))

    def _trouble(self, ended: Ended) -> str:
        """What went wrong, and what there is all the same."""
        if ended.path is None or ended.card is None:
            return ended.trouble
        saved = self.tr("{0} The network after step {1} is saved as {2}.")
        return saved.format(ended.trouble, f"{ended.card.steps:,}", ended.path.stem)

    def _set_status(self, status: Status) -> None:
        if status is not self._status:
            self._status = status
            self.status_changed.emit()


def _steps_an_epoch(history: ModelHistory) -> int:
    """Steps in which each training sample was seen once; 0 if that cannot be told."""
    epochs = history.curve[-1].epochs if history.curve else 0.0
    return round(history.snapshots[-1].step / epochs) if epochs else 0
