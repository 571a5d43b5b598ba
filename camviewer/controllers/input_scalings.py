"""How networks of other programs are fed: measured when one is opened, or as a person chooses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.concurrency.job import Job, Jobs, Outcome
from camviewer.data.dataset import Dataset
from camviewer.document.canvas_content import source_title
from camviewer.document.document import Document
from camviewer.document.messages import Action, Messages
from camviewer.document.stage import Model
from camviewer.inference.input_scaling_detection import (
    Detection,
    detect,
    known_scalings,
    not_measured,
)
from camviewer.networks import scaling_notes
from camviewer.networks.input_scaling import Scaling

_TOPIC = "input scaling"  # of messages


@dataclass(frozen=True, eq=False)
class Measured:
    """What is known of how a network may be fed.

    Attributes:
        dataset: whose samples it was to read.
        modified: when its file was written, in nanoseconds; 0 of one that is gone.
        scalings: those it can be fed by, by name.
        detection: what it reads under each; None where the samples tell nothing.
        is_settled: whether it was measured or chosen before how it is fed.
    """

    dataset: Dataset
    modified: int
    scalings: dict[str, Scaling]
    detection: Detection | None
    is_settled: bool


class InputScalings(QObject):
    """Measures a network of another program as soon as there are samples, and tells the outcome."""

    measured = Signal()
    """More is known of a model, see `of`."""

    choice_wanted = Signal()
    """A person wants to choose how the document's model is fed."""

    def __init__(
        self, document: Document, messages: Messages, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        """Watch the document.

        Args:
            document: whose model is measured by its data set.
            messages: where it is told how a network is fed.
            jobs: the threads; whoever made them ends them.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._messages = messages
        self._jobs = jobs
        self._known: dict[Path, Measured] = {}
        self._job: Job | None = None
        document.model_changed.connect(self.measure)
        document.dataset_changed.connect(self.measure)

    def of(self, model: Model) -> Measured | None:
        """What is known of a model by the present data set; None before it was measured.

        Nothing is known of a file that was replaced since: another training may feed it otherwise.
        """
        found = self._known.get(model.path)
        if found is None or found.dataset is not self._document.dataset:
            return None
        return found if found.modified == _modified(model.path) else None

    def measure(self) -> None:
        """Find out how the document's model may be fed, if another program made it."""
        model, dataset = self._document.model, self._document.dataset
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if model is None or dataset is None or not model.card.is_foreign or self.of(model):
            return
        path, channels = model.path, model.card.spec.channels

        def work(_progress: object, token: CancelToken) -> Measured:
            modified = _modified(path)
            is_settled = scaling_notes.noted(path, channels) is not None
            detection = detect(path, dataset, token)
            scalings = (
                known_scalings(path, dataset, token)
                if detection is None
                else {one.scaling.name: one.scaling for one in detection.readings}
            )
            return Measured(dataset, modified, scalings, detection, is_settled)

        def done(outcome: Outcome) -> None:
            if self._job is job:
                self._job = None
            outcome.conclude(partial(self._take, model), partial(self._tell_trouble, path))

        job = self._job = self._jobs.start(work, done)

    def choose(self, model: Model, scaling: Scaling) -> None:
        """Feed a model in this way from now on."""
        if scaling != model.card.scaling:
            self._feed(model, scaling, is_kept=True)

    def _take(self, model: Model, found: Measured) -> None:
        self._known[model.path] = found
        self.measured.emit()
        detection = found.detection
        if found.is_settled:
            return
        choose = Action(self.tr("Input scaling…"), self.choice_wanted.emit)
        source = source_title(found.dataset.name)
        if detection is None:
            told = not_measured(model.card.name, source)
            self._messages.inform(told, choose, topic=_TOPIC)
            return
        winner, best = detection.winner, detection.best
        present = detection.of(model.card.scaling)
        is_worse = present is None or present.is_clearly_worse_than(best)
        if winner is not None:
            self._feed(model, winner, is_kept=True)
        elif is_worse and detection.is_far_above_chance(best):
            self._feed(model, best.scaling, is_kept=False)
        told = detection.in_words(model.card.name, source)
        self._messages.inform(told, choose, topic=_TOPIC, stays=winner is None)

    def _feed(self, model: Model, scaling: Scaling, *, is_kept: bool) -> None:
        keep = scaling_notes.note if is_kept else scaling_notes.use
        try:
            keep(model.path, scaling)
        except UserError as error:
            self._messages.trouble(str(error), topic=_TOPIC)
        other = Model(model.path, replace(model.card, scaling=scaling))
        is_on_stage = self._document.model == model
        self._document.add_model(other)
        if is_on_stage:
            self._document.set_model(other)

    def _tell_trouble(self, path: Path, sentence: str) -> None:
        """A file that is gone is told by whoever reads samples with it."""
        if path.exists():
            self._messages.trouble(sentence, topic=_TOPIC)


def _modified(path: Path) -> int:
    """When a file was written, in nanoseconds; 0 of one that is gone."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
