"""Computes the figures of a lesson's pages: digits and classes in the lecture's five columns."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from camviewer.attribution.methods import METHODS
from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.concurrency.job import Jobs, Outcome, Progress
from camviewer.controllers.sample import content_of
from camviewer.data.dataset import Dataset
from camviewer.data.sources import builtin
from camviewer.document.canvas_content import sample_parts
from camviewer.document.document import Document
from camviewer.export.figure import Row
from camviewer.inference.prediction import NetworkSnapshot, PredictionRequest
from camviewer.inference.predictor import predict
from camviewer.lesson.page import Figure, FigureRow
from camviewer.networks.scaling_notes import version_of
from camviewer.rendering.rendering import Display, render
from camviewer.rendering.scales import SCALES

_MNIST = "mnist"
_KEPT = 12  # figures, for pages that are opened again
_PREDICTED = "predicted"

Told = Callable[[Sequence[Row], str], None]
"""Given the rows, or, without rows, a sentence that says why there are none."""


class LessonFigures(QObject):
    """Makes figures in the background; keeps those made last."""

    outdated = Signal()
    """Figures of the network on the stage, or of digits of the open data set, would be others."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        """Nothing is computed yet.

        Args:
            document: whose networks and data set the figures are of.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._jobs = Jobs(self)
        self._making = 0
        # A network is kept with its rows: while it lives no other has its id.
        self._kept: OrderedDict[object, tuple[object, Sequence[Row]]] = OrderedDict()
        document.model_changed.connect(self.outdated)
        document.dataset_changed.connect(self._forget)

    def make(self, figure: Figure, told: Told, receiver: QObject) -> Callable[[], None]:
        """Make a figure.

        Args:
            figure: as a page has it.
            told: called with the rows or with trouble; at once if they are known.
            receiver: whose method that is; when it is gone nothing is computed for it any more.

        Returns:
            What cancels it: nothing is told then.
        """
        try:
            network = self._network(figure.model)
        except UserError as error:
            told((), str(error))
            return _nothing
        opened = self._document.dataset
        if network is None or opened is None:
            return _nothing  # `outdated` comes when they are there
        version = version_of(network) if isinstance(network, Path) else id(network)
        key = figure, network if isinstance(network, Path) else None, version
        if key in self._kept:
            self._kept.move_to_end(key)
            told(self._kept[key][1], "")
            return _nothing

        def work(_progress: Progress, token: CancelToken) -> tuple[Row, ...]:
            return tuple(_row(row, figure.scale, network, opened, token) for row in figure.rows)

        self._making += 1
        job = self._jobs.start(work, partial(self._end, key, network, opened, told))
        receiver.destroyed.connect(job.cancel)
        return job.cancel

    @property
    def is_making(self) -> bool:
        """Whether a figure is being computed."""
        return self._making > 0

    def begin_closing(self) -> None:
        """Compute nothing any more."""
        self._jobs.begin_closing()

    def close(self) -> None:
        """Wait until nothing is computed any more."""
        self._jobs.close()

    def _forget(self) -> None:
        """Another data set may have the same name."""
        self._kept.clear()
        self.outdated.emit()

    def _end(
        self, key: object, network: object, opened: Dataset, told: Told, outcome: Outcome
    ) -> None:
        self._making -= 1
        if outcome.result and opened is self._document.dataset:
            self._kept[key] = network, outcome.result
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        outcome.conclude(lambda rows: told(rows, ""), lambda trouble: told((), trouble))

    def _network(self, name: str) -> Path | NetworkSnapshot | None:
        document = self._document
        if not name:
            return document.network
        for model in document.models:
            if name in (model.name, model.card.name):
                return model.path
        raise UserError(
            translate("There is no network {0}. Open its file, or choose another page.", name)
        )


def _nothing() -> None:
    """There is nothing to be cancelled."""


def _row(
    row: FigureRow,
    scale: str,
    network: Path | NetworkSnapshot,
    opened: Dataset,
    token: CancelToken,
) -> Row:
    """One row; of two numbers, MNIST's digit or else the built-in one's."""
    token.check()
    first, _, other = row.digit.partition(" or ")
    is_builtin = bool(other) and opened.name != _MNIST
    dataset, index = (builtin.load(), int(other)) if is_builtin else (opened, int(first))
    if index >= len(dataset.test):
        last = len(dataset.test) - 1
        raise UserError(
            translate("There is no [sample] {0}. The last one is {1}.", index, f"{last:,}")
        )
    content = content_of(dataset, index)
    assert content.drawing.base is not None
    prediction = predict(PredictionRequest(network, content.drawing.base))
    shown = prediction.predicted if row.class_ == _PREDICTED else int(row.class_)
    if shown >= len(prediction.logits):
        raise UserError(
            translate("{0} has no class {1}. Choose another network.", prediction.title, f"{shown}")
        )
    chosen = SCALES.named(scale)
    display = Display(scale=chosen.name, colours=chosen.colours)
    maps = METHODS.named(METHODS.default).maps(prediction, {}, token.check)
    return Row(
        title="\n".join(sample_parts(content.origin)),
        class_names=prediction.class_names,
        label=content.origin.label,
        predicted=prediction.predicted,
        shown=shown,
        score=float(prediction.logits[shown]),
        probability=float(prediction.probabilities[shown]),
        rendering=render(prediction.image, maps, shown, display),
    )
