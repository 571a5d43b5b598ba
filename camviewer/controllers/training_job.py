"""The training job: a run in a thread of its own, told to the window."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QThread, Signal

from camviewer.common.cancel import Cancelled
from camviewer.common.errors import UserError
from camviewer.common.files import TakenError
from camviewer.common.translation import translate
from camviewer.concurrency import leaving
from camviewer.concurrency.politeness import polite
from camviewer.concurrency.priority import give_way
from camviewer.networks.graph import Graph
from camviewer.networks.model_card import ModelCard
from camviewer.training import model_history, quiet_loading, run_folder
from camviewer.training.control import Control, StopRequest
from camviewer.training.events import EpochDone, Plan
from camviewer.training.learning_curve import CurvePoint
from camviewer.training.model_history import ModelHistory, Writing
from camviewer.training.recipes import Recipe

if TYPE_CHECKING:  # it loads TensorFlow
    from camviewer.training.training_run import TrainingRun

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Begun:
    """A training is about to make its first step here.

    Attributes:
        name: of the model.
        graph: the network.
        class_names: of the classes that it learns to tell apart.
        epochs: all epochs.
        history: the epochs that were done in earlier sittings.
        curve: the training curve until now.
        snapshots: the timeline so far.
        data: name of the data set that it learns from.
        steps_an_epoch: steps in which each training sample is seen once; 0 if that is not known.
        architecture: name of the network's architecture; empty if that does not matter.
        recipe: how it is trained; None if it was trained another time.
    """

    name: str
    graph: Graph
    class_names: tuple[str, ...]
    epochs: int
    history: tuple[EpochDone, ...]
    curve: tuple[CurvePoint, ...]
    snapshots: tuple[object, ...]
    data: str = ""
    steps_an_epoch: int = 0
    architecture: str = ""
    recipe: Recipe | None = None


@dataclass(frozen=True, eq=False)
class Unsaved:
    """A trained network that could not be saved where models are kept.

    Attributes:
        graph: the network.
        weights: of it.
        card: what it is.
        history: how it came to be; None if that is not known.
    """

    graph: Graph
    weights: Sequence[NDArray[np.float32]]
    card: ModelCard
    history: ModelHistory | None = None


@dataclass(frozen=True)
class Ended:
    """How a training ended; exactly one is told.

    Attributes:
        stop_request: what ended it; `StopRequest.NONE` if all epochs were done.
        path: the model that was saved, if one was.
        card: its card.
        trouble: a sentence if something went wrong.
        unsaved: what has to be saved elsewhere, if there is such.
    """

    stop_request: StopRequest
    path: Path | None = None
    card: ModelCard | None = None
    trouble: str = ""
    unsaved: Unsaved | None = None


class TrainingJob(QThread):
    """Trains its own network; never touches the one on screen."""

    begun = Signal(object)
    """`Begun`, when data and network are there."""

    noticed = Signal(object)
    """A `Notice`."""

    ended = Signal(object)
    """`Ended`."""

    def __init__(
        self,
        plan: Plan | None,
        folder: Path,
        path_for: Callable[[str], Path],
        parent: QObject | None = None,
    ) -> None:
        """Nothing runs yet.

        Args:
            plan: what is to be trained; None goes on with what stands in the folder.
            folder: where checkpoint and timeline are kept.
            path_for: where a model of some name is to be saved; asked when it is finished, as
                another one may have taken the name meanwhile.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.control = Control()
        self._plan = plan
        self._folder = folder
        self._path_for = path_for
        self._runner: TrainingRun | None = None

    def leave(self) -> None:
        """End with the program; what was learned is in the checkpoint.

        A step that takes longer than a person waits, as the first of a network may, is not waited
        for: it ends with the process, nothing is written after it, and the last checkpoint stands.
        Nor is the import of TensorFlow, before which nothing is learned.
        """
        self.control.end(StopRequest.LEAVE)
        if self.wait(leaving.PATIENCE if self._runner is not None else 0):
            return
        discards = self.control.stop_request is StopRequest.STOP_AND_DISCARD
        self.control.end(StopRequest.LEAVE_AT_ONCE)
        self.control.finish_writing()
        if self.isFinished():
            return
        if discards and self._runner is not None:
            self._runner.forget()
            run_folder.tidy(self._folder)
        leaving.leave(self)

    def run(self) -> None:
        """The thread."""
        try:
            ending = self._train()
        except Cancelled:
            ending = Ended(self.control.wait())
        except UserError as error:
            ending = Ended(StopRequest.NONE, trouble=str(error))
        except Exception as error:
            _log.exception("A training failed")
            sentence = translate("Internal error: {0}: {1}", type(error).__name__, error)
            ending = Ended(StopRequest.NONE, trouble=sentence)
        self.ended.emit(ending)

    def _train(self) -> Ended:
        with quiet_loading.loading_tensorflow():
            from camviewer.training.training_run import TrainingRun

        # Loading it would take ten times as long on a busy machine; its threads come only now.
        give_way()
        with TrainingRun(self._folder) as training_run:
            self._runner = training_run
            try:
                return self._run(training_run)
            except Cancelled:
                if self.control.wait() is StopRequest.STOP_AND_DISCARD:
                    training_run.forget()
                raise

    def _run(self, training_run: TrainingRun) -> Ended:
        control = self.control
        with polite():
            if self._plan is None:
                training_run.resume(control.check_wanted, control.writing)
            else:
                training_run.begin(self._plan, control.check_wanted, control.writing)
        described = training_run.described
        self.begun.emit(_begun(training_run))
        trouble = ""
        try:
            for notice in training_run.run(self.control):
                self.noticed.emit(notice)
        except UserError as error:
            trouble = str(error)
        stop_request = self.control.wait()
        if stop_request is StopRequest.STOP_AND_DISCARD:
            training_run.forget()  # also where that was wished just after the last step
        if stop_request not in (StopRequest.NONE, StopRequest.STOP_AND_KEEP):
            return Ended(stop_request, trouble=trouble)
        if trouble and not training_run.has_learned:
            training_run.forget()
            return Ended(stop_request, trouble=trouble)
        accuracy = training_run.evaluate(self.control.check)
        try:
            with self.control.writing():
                target, card = self._finished(training_run, accuracy)
        except UserError as error:
            card = training_run.card(described.name, accuracy)
            trouble = " ".join(filter(None, (trouble, str(error))))
            weights, history = training_run.trainer.weights(), training_run.history()
            unsaved = Unsaved(training_run.graph, weights, card, history)
            return Ended(stop_request, None, card, trouble, unsaved)
        with suppress(Cancelled):  # the process is about to end, and the model stands
            lost = save_history(target, training_run.history(), control.writing)
            trouble = " ".join(filter(None, (trouble, lost)))
        return Ended(stop_request, target, card, trouble)

    def _finished(self, training_run: TrainingRun, accuracy: float) -> tuple[Path, ModelCard]:
        """Where the model is saved, and its card; another program may take a name meanwhile."""
        while True:
            target = self._path_for(training_run.described.name)
            with suppress(TakenError):
                return target, training_run.finish(target, accuracy, is_new=True)


def _begun(training_run: TrainingRun) -> Begun:
    """What is told of a run that stands ready."""
    described, trainer = training_run.described, training_run.trainer
    return Begun(
        described.name,
        training_run.graph,
        training_run.class_names,
        described.recipe.epochs,
        tuple(trainer.history),
        trainer.curve,
        tuple(training_run.timeline.snapshots),
        # Only the card knows the name of the data set: a run's source may be "auto".
        data=training_run.card(described.name, accuracy=0.0).data,
        steps_an_epoch=trainer.steps_an_epoch,
        architecture=described.architecture,
        recipe=described.recipe,
    )


def save_history(model: Path, history: ModelHistory, writing: Writing = nullcontext) -> str:
    """Write a history beside its model; a sentence if that cannot be done."""
    try:
        model_history.save(model, history, writing=writing)
    except UserError as error:
        return str(error)
    return ""
