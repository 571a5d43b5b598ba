"""Finds out what each stroke of the drawing did, beside the window, when the pen rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, SignalInstance

from camviewer.attribution.stroke_values import LEAST, MOST, StrokeValues, stroke_values
from camviewer.concurrency.refinement import PATIENCE
from camviewer.controllers.resting_work import RestingWork
from camviewer.data.spec import ImageSpec
from camviewer.data.strokes import Stroke
from camviewer.document.document import Document
from camviewer.inference.prediction import Capability, Prediction


@dataclass(frozen=True, eq=False)
class StrokesTask:
    """A drawing as one network reads it.

    Attributes:
        prediction: of the drawing.
        strokes: of the drawing.
        spec: for which it was prepared.
    """

    prediction: Prediction
    strokes: tuple[Stroke, ...]
    spec: ImageSpec


class StrokeValuing(RestingWork[StrokesTask, StrokeValues]):
    """Computes anew whenever the drawing or the network is another, while somebody is to know.

    It is offered of strokes on a blank canvas: what a picture under them does is no stroke's.
    """

    def __init__(
        self, document: Document, parent: QObject | None = None, *, patience: int = PATIENCE
    ) -> None:
        """Watch the document.

        Args:
            document: whose drawing it is about.
            parent: Qt's owner.
            patience: milliseconds that a batch of samples may take.
        """
        self._document = document
        super().__init__(_values, parent, patience)

    @property
    def is_offered(self) -> bool:
        """Whether the sample is a drawing of several strokes and nothing else."""
        drawing = self._document.content.drawing
        return drawing.base is None and len(drawing.strokes) >= LEAST

    def watched(self) -> tuple[SignalInstance, ...]:
        """Signals after which it may depend on something else."""
        document = self._document
        return document.content_changed, document.model_changed, document.prediction_changed

    def question(self) -> tuple[object, ...]:
        """All that the answer depends on."""
        task = self.task()
        of_now = () if task is None else (task.prediction, task.strokes, task.spec)
        return *of_now, self._document.content

    def task(self) -> StrokesTask | None:
        """What is to be computed now; None where that has to wait, or is not offered."""
        document = self._document
        prediction = document.prediction
        if prediction is None or not self.is_offered or not document.is_current:
            return None
        return StrokesTask(prediction, document.content.drawing.strokes, document.model_spec)

    def impossible(self, task: StrokesTask) -> str:
        """Why it cannot be computed: too many strokes, or a network that cannot be asked."""
        if len(task.strokes) > MOST:
            told = self.tr(
                "This drawing has {0} strokes. What each one did can be computed for up to "
                "{1}, because the network has to see every combination of strokes."
            )
            return told.format(len(task.strokes), MOST)
        lacking = task.prediction.lacking(Capability.LAYERS)
        return "" if lacking is None else str(lacking)

    def endless(self) -> str:
        """That the network did not answer, in a sentence."""
        return self.tr("The network gave no scores for these strokes. Choose another model.")


def _values(task: StrokesTask) -> Iterator[StrokeValues | None]:
    yield from stroke_values(task.prediction, task.strokes, task.spec)
