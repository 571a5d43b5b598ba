"""The network on stage beside a second one: both are asked about the same sample."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from camviewer.attribution.attribution import Values
from camviewer.attribution.methods import METHODS, Method
from camviewer.common.arrays import Array
from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.concurrency.refinement import PATIENCE, Refinement
from camviewer.controllers.paired_readings import (
    Answer,
    ExplainTask,
    Network,
    Predict,
    Reading,
    Work,
    explained,
    explained_in_steps,
    is_another,
    read,
)
from camviewer.data.rearrangement import Rearrangement
from camviewer.document.document import Document
from camviewer.document.stage import Model

PAGE = "networks"
"""Name of the page beside the stage; while it is not open nothing is computed."""

USUAL = ("lecture", "compact")
"""Models of which the first that is not on stage is the second, until another one is chosen."""


def make_worker(make_predict: Callable[[], Predict]) -> NewestRequestWorker[Work, Answer]:
    """A worker whose requests say what is to be done with what `make_predict` makes."""

    def make_compute() -> Callable[[Work], Answer]:
        predict = make_predict()
        return lambda work: work(predict)

    return NewestRequestWorker(make_compute)


class Comparison(QObject):
    """Has the network on stage and a second one read the sample, as long as the page is open.

    Both read the stage's sample with its pixels rearranged; the stage keeps it as it is drawn.
    """

    changed = Signal()
    """Readings, or what is known of them, are others."""

    def __init__(
        self,
        document: Document,
        worker: NewestRequestWorker[Work, Answer],
        parent: QObject | None = None,
        *,
        patience: int = PATIENCE,
    ) -> None:
        """Watch the document; nothing runs before `start`, nor before the page is open.

        Args:
            document: whose sample, networks and method are watched.
            worker: not yet started; this object starts and ends it.
            parent: Qt's owner.
            patience: milliseconds that a method may take for its next estimate.
        """
        super().__init__(parent)
        self._document = document
        self._worker = worker
        self._newest = 0  # request
        self._shown = 0  # of the answers that are shown or of no use any more, the newest
        self._refinement = Refinement[ExplainTask, tuple[Reading, ...]](
            explained_in_steps, self, patience=patience
        )
        self._refinement.refined.connect(self._take_explained)
        self._refinement.ended.connect(self._take_end)
        self._refinement.failed.connect(self._take_trouble)
        self._refinement.stuck.connect(self._take_stuck)
        self._explaining = 0  # request for what takes long; 0 while there is none
        self._started = False
        self._closing = False
        self.readings: tuple[Reading, ...] = ()
        """Of the network on stage and of the second one; empty while there are none."""
        self.method: Method = METHODS[METHODS.default]
        """What explains them."""
        self._values: Values = {}
        self.trouble = ""
        """Why no network will ever answer; empty if they do."""
        for told in (
            document.sample_changed,
            document.model_changed,
            document.models_changed,
            document.ablation_changed,
            document.comparison.changed,
        ):
            told.connect(self.ask)
        document.display_changed.connect(self._follow_method)
        worker.answered.connect(self._take)
        worker.failed.connect(self._fail)

    def start(self) -> None:
        """Ask from now on: the window is there, and what reads samples is loaded."""
        self._started = True
        self.ask()

    def begin_closing(self) -> None:
        """Compute nothing more."""
        self._closing = True
        self._refinement.begin_closing()
        self._worker.begin_closing()

    def close(self) -> None:
        """End the thread."""
        self.begin_closing()
        self._worker.close()
        self._refinement.close()

    # What is compared

    @property
    def is_open(self) -> bool:
        """Whether the page is open."""
        return self._document.window.value.drawer == PAGE

    @property
    def is_waiting(self) -> bool:
        """Whether an answer, or what explains it, is still to come."""
        return self._newest > self._shown or self._explaining > 0

    @property
    def second(self) -> Model | None:
        """The second model: the one chosen, else a usual one that is not on stage."""
        document = self._document
        named = {model.name: model for model in document.models}
        chosen = named.get(document.comparison.value.second)
        usual = (*(named[name] for name in USUAL if name in named), *document.models)
        others = (model for model in usual if model != document.model)
        return chosen or next(others, document.model)

    def choose(self, model: Model) -> None:
        """Compare with another model."""
        self._document.comparison.change(second=model.name)

    # What is done to the sample

    @property
    def rearrangement(self) -> Rearrangement:
        """What is done to the sample before both read it."""
        return self._document.comparison.value.rearrangement

    @property
    def sample(self) -> Array:
        """(h, w) or (h, w, 3) in [0, 1] what both networks read."""
        return self.rearrangement.of(self._document.prepared)

    def move(self, right: int, down: int) -> None:
        """Move the sample by so many pixels more, until a line of it is left."""
        now, (height, width) = self.rearrangement, self._document.prepared.shape[:2]
        moved = replace(
            now,
            right=_within(now.right + right, width - 1),
            down=_within(now.down + down, height - 1),
        )
        self._document.comparison.change(rearrangement=moved)

    def shuffle(self, shuffled: bool) -> None:
        """Shuffle the pixels, or leave them in their places."""
        self._document.comparison.change(
            rearrangement=replace(self.rearrangement, shuffled=shuffled)
        )

    def put_back(self) -> None:
        """Let both read the sample as it is drawn."""
        self._document.comparison.change(rearrangement=Rearrangement())

    # Asking

    def ask(self) -> None:
        """Have both networks read the sample, if the page is open; whoever opens it asks."""
        if not self.is_open or not self._started or self._closing:
            return
        self._leave_explaining()
        document, second, sample = self._document, self.second, self.sample
        first = document.network
        if first is None or second is None or self.trouble or not sample.any():
            self._forget()
            return
        networks: tuple[Network, ...] = first, second.path
        if any(map(is_another, (each.network for each in self.readings), networks)):
            self._forget()  # reading its file takes a moment, in which the other's would stand
        self.method, self._values = METHODS.named(document.display.method), document.display.values
        self._submit(
            partial(
                read,
                networks,
                document.ablation,
                document.prepared,
                sample,
                partial(explained, self.method, self._values) if self.method.is_quick else None,
            )
        )

    def _follow_method(self) -> None:
        display = self._document.display
        if (display.method, display.values) != (self.method.name, self._values):
            self._shown = self._newest  # whatever is still computed is of the other method
            self.ask()

    def _forget(self) -> None:
        """Show nothing; whatever is still computed is of what is gone."""
        self._shown = self._newest
        self._show(())

    def _submit(self, work: Work) -> None:
        if not self._worker.isRunning():
            self._worker.start()
        self._newest = self._worker.submit(work)

    def _take(self, number: int, answer: Answer) -> None:
        if number <= self._shown:
            return
        self._shown = number
        if number == self._newest and not answer.is_explained:
            # What takes long comes after what both read.
            task = ExplainTask(answer.readings, self.method, self._values)
            self._explaining = self._refinement.submit([task])
        self._show(answer.readings)

    def _leave_explaining(self) -> None:
        self._explaining = 0
        self._refinement.submit([])

    def _take_explained(self, number: int, _task: object, readings: tuple[Reading, ...]) -> None:
        if number == self._explaining:
            self._show(readings)

    def _take_end(self, number: int, _task: object) -> None:
        if number == self._explaining:
            self._explaining = 0
            self.changed.emit()

    def _take_trouble(self, number: int, _task: object, sentence: str) -> None:
        if number == self._explaining:
            self._explaining = 0
            self._show(tuple(replace(each, trouble=sentence) for each in self.readings))

    def _take_stuck(self, number: int, task: object) -> None:
        told = self.tr("This method did not finish. Choose another one.")
        self._take_trouble(number, task, told)

    def _fail(self, number: int, sentence: str) -> None:
        if number == 0:
            self.trouble = sentence
        elif number <= self._shown:
            return
        self._shown = self._newest
        self._show(tuple(replace(each, trouble=sentence) for each in self.readings))

    def _show(self, readings: tuple[Reading, ...]) -> None:
        if not self._closing:
            self.readings = readings
            self.changed.emit()


def _within(value: int, most: int) -> int:
    return min(max(value, -most), most)
