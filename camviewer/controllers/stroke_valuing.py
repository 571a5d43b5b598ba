"""Finds out what each stroke of the drawing did, beside the window, when the pen rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from camviewer.attribution.stroke_values import LEAST, MOST, StrokeValues, stroke_values
from camviewer.concurrency.refinement import PATIENCE, Refinement
from camviewer.controllers.trusting import REST
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


class StrokeValuing(QObject):
    """Computes anew whenever the drawing or the network is another, while somebody is to know.

    It is offered of strokes on a blank canvas: what a picture under them does is no stroke's.
    """

    changed = Signal()
    """More is known, nothing any more, or there is nothing to know."""

    def __init__(
        self, document: Document, parent: QObject | None = None, *, patience: int = PATIENCE
    ) -> None:
        """Watch the document.

        Args:
            document: whose drawing it is about.
            parent: Qt's owner.
            patience: milliseconds that a batch of samples may take.
        """
        super().__init__(parent)
        self._document = document
        self._wanted = False
        self._known: StrokeValues | None = None
        self._trouble = ""
        self._asked: tuple[object, ...] = ()
        self._rest = QTimer(self)
        self._closing = False
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._ask)
        self._refinement = Refinement[StrokesTask, StrokeValues | None](
            _values, self, patience=patience
        )
        self._refinement.refined.connect(self._take)
        self._refinement.failed.connect(self._take_trouble)
        self._refinement.stuck.connect(self._take_stuck)
        for each in self._watched():
            each.connect(self._follow)

    @property
    def is_offered(self) -> bool:
        """Whether the sample is a drawing of several strokes and nothing else."""
        drawing = self._document.content.drawing
        return drawing.base is None and len(drawing.strokes) >= LEAST

    @property
    def known(self) -> StrokeValues | None:
        """What is known of the drawing that is there now."""
        return self._known

    @property
    def trouble(self) -> str:
        """Why nothing is known, in a sentence; empty if something is, or may yet be."""
        return self._trouble

    def want(self, wanted: bool) -> None:
        """Whether somebody is to know from now on."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._follow()

    def begin_closing(self) -> None:
        """Compute nothing more."""
        if self._closing:
            return
        self._closing = True
        self._rest.stop()
        for each in self._watched():
            each.disconnect(self._follow)
        self._refinement.begin_closing()

    def close(self) -> None:
        """Compute nothing more and end the thread."""
        self._refinement.close()

    def _watched(self) -> tuple[SignalInstance, ...]:
        document = self._document
        return document.content_changed, document.model_changed, document.prediction_changed

    def _task(self) -> StrokesTask | None:
        """What is to be computed now; None where that has to wait, or is not offered."""
        document = self._document
        prediction = document.prediction
        if prediction is None or not self.is_offered or not document.is_current:
            return None
        return StrokesTask(prediction, document.content.drawing.strokes, document.model_spec)

    def _follow(self) -> None:
        task = self._task()
        of_now = (task.prediction, task.strokes, task.spec) if task is not None else ()
        asked = (*of_now, self._document.content, self._wanted)
        if asked == self._asked:
            return
        self._asked = asked
        self._refinement.submit([])
        self._rest.stop()
        self._known, self._trouble = None, ""
        if task is not None and self._wanted:
            self._trouble = self._impossible(task)
            if not self._trouble:
                self._rest.start()
        self.changed.emit()

    def _impossible(self, task: StrokesTask) -> str:
        if len(task.strokes) > MOST:
            told = self.tr(
                "This drawing has {0} strokes; what each did is computed for up to {1}, as every "
                "set of strokes is shown to the network."
            )
            return told.format(len(task.strokes), MOST)
        lacking = task.prediction.lacking(Capability.LAYERS)
        return "" if lacking is None else str(lacking)

    def _ask(self) -> None:
        task = self._task()
        self._refinement.submit([task] if task is not None else [])

    def _take(self, _number: int, task: StrokesTask, found: StrokeValues | None) -> None:
        if found is not None and self._is_of_now(task):
            self._known = found
            self.changed.emit()

    def _take_trouble(self, _number: int, task: StrokesTask, sentence: str) -> None:
        if self._is_of_now(task):
            self._trouble = sentence
            self.changed.emit()

    def _take_stuck(self, number: int, task: StrokesTask) -> None:
        told = self.tr("The network did not answer for these strokes; choose another model.")
        self._take_trouble(number, task, told)

    def _is_of_now(self, task: StrokesTask) -> bool:
        now = self._task()
        return now is not None and (now.prediction, now.strokes, now.spec) == (
            task.prediction,
            task.strokes,
            task.spec,
        )


def _values(task: StrokesTask) -> Iterator[StrokeValues | None]:
    yield from stroke_values(task.prediction, task.strokes, task.spec)
