"""Has the methods computed that take longer than a movement of the pen, beside the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from camviewer.attribution.attribution import Attribution, Values
from camviewer.attribution.methods import METHODS
from camviewer.concurrency.refinement import PATIENCE, Refinement
from camviewer.document.document import Document
from camviewer.inference.prediction import Prediction

SOON = 200
"""Milliseconds after which it is told that a method is being computed."""


@dataclass(frozen=True, eq=False)
class AttributionTask:
    """One method for one sample.

    Attributes:
        prediction: of the sample.
        method: name of the method.
        values: of its parameters.
    """

    prediction: Prediction = field(repr=False)  # which would write its arrays into a log
    method: str
    values: Values


class Attributing(QObject):
    """Asks for what is shown and not there: the document's method, and those of a panel.

    Cheap ones come first, by what they took before. Each is asked for once a sample; a newer sample
    or other parameters take the place of all that is still being computed.
    """

    attributed = Signal(str)
    """There is something new of the method of that name for the document's prediction."""

    def __init__(
        self, document: Document, parent: QObject | None = None, *, patience: int = PATIENCE
    ) -> None:
        """Watch the document.

        Args:
            document: whose predictions are explained.
            parent: Qt's owner.
            patience: milliseconds that a method may take for its next estimate.
        """
        super().__init__(parent)
        self._document = document
        self._wanted: tuple[str, ...] = ()
        self._closing = False
        self._seconds: dict[str, float] = {}
        self._estimates: dict[str, Attribution] = {}
        self._troubles: dict[str, str] = {}
        self._stuck: set[str] = set()
        self._asked: tuple[object, ...] = ()
        self._refinement = Refinement[AttributionTask, Attribution](
            _refine, self, patience=patience
        )
        self._refinement.refined.connect(self._take)
        self._refinement.failed.connect(self._take_trouble)
        self._refinement.stuck.connect(self._take_stuck)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._show_nothing)
        document.prediction_changed.connect(self._ask)
        document.display_changed.connect(self._ask)

    def want(self, methods: tuple[str, ...]) -> None:
        """From now on these are to be there for every sample, besides the document's method."""
        self._wanted = methods
        self._ask()

    def attribution(self, method: str) -> Attribution | None:
        """What there is of a method for the document's prediction: perhaps an estimate."""
        return self._estimates.get(method)

    def trouble(self, method: str) -> str:
        """Why a method gave nothing, in a sentence; empty if it did, or may yet."""
        if method in self._stuck:
            return self.tr("This method did not finish and is not used again.")
        return self._troubles.get(method, "")

    def seconds(self, method: str) -> float:
        """Seconds that a method took last; 0 before the first time."""
        return self._seconds.get(method, 0.0)

    def begin_closing(self) -> None:
        """Compute nothing more."""
        if self._closing:
            return
        self._closing = True
        self._document.prediction_changed.disconnect(self._ask)
        self._document.display_changed.disconnect(self._ask)
        self._refinement.begin_closing()

    def close(self) -> None:
        """Compute nothing more and end the thread."""
        self._refinement.close()

    def _ask(self) -> None:
        document = self._document
        prediction, display = document.prediction, document.display
        asked = prediction, display.method, display.parameters, self._wanted
        if asked == self._asked:
            return
        self._asked = asked
        self._estimates, self._troubles = {}, {}
        if prediction is None:
            self._soon.stop()
            self._refinement.submit([])
            return
        tasks = []
        for name in dict.fromkeys((display.method, *self._wanted)):
            method = METHODS.named(name)
            made = method.made(prediction, display.values)
            if made is not None:
                self._estimates[name] = made
            elif self._is_to_be_asked(name, prediction):
                tasks.append(AttributionTask(prediction, name, display.values))
        tasks.sort(key=lambda task: self._rank(task.method))
        is_shown_from_here = not METHODS.named(display.method).is_quick_for(prediction)
        if not is_shown_from_here or all(task.method != display.method for task in tasks):
            self._soon.stop()
        elif not self._soon.isActive():
            self._soon.start()
        self._refinement.submit(tasks)
        if is_shown_from_here and self.trouble(display.method):
            document.set_attribution(None, self.trouble(display.method))
        for name in tuple(self._estimates):
            self.attributed.emit(name)

    def _is_to_be_asked(self, name: str, prediction: Prediction) -> bool:
        method = METHODS.named(name)
        is_shown_at_once = name not in self._wanted and method.is_quick_for(prediction)
        can_be = prediction.lacking(*method.needs) is None
        return can_be and not is_shown_at_once and name not in self._stuck

    def _rank(self, name: str) -> tuple[bool, bool, float]:
        """What comes first: what is on the stage, then what is quick."""
        is_on_stage = name == self._document.display.method
        return not is_on_stage, not METHODS.named(name).is_quick, self.seconds(name)

    def _is_of_now(self, task: AttributionTask) -> bool:
        document = self._document
        return task.prediction is document.prediction and task.values == document.display.values

    def _take(self, _number: int, task: AttributionTask, found: Attribution) -> None:
        if self._is_of_now(task):
            if found.share == 1:
                self._seconds[task.method] = found.seconds
            self._estimates[task.method] = found
            self._tell(task.method, found)

    def _take_trouble(self, _number: int, task: AttributionTask, sentence: str) -> None:
        if self._is_of_now(task):
            self._troubles[task.method] = sentence
            self._tell(task.method, None)

    def _take_stuck(self, _number: int, task: AttributionTask) -> None:
        self._stuck.add(task.method)
        if self._is_of_now(task):
            self._tell(task.method, None)

    def _tell(self, method: str, found: Attribution | None) -> None:
        prediction, shown = self._document.prediction, self._document.display.method
        is_on_stage = prediction is not None and method == shown
        if is_on_stage and not self._is_made_by_document(method):
            self._soon.stop()
            self._document.set_attribution(found, self.trouble(method))
        self.attributed.emit(method)

    def _is_made_by_document(self, method: str) -> bool:
        """Whether a method is quick, so that the document needs nobody for it."""
        prediction = self._document.prediction
        return prediction is not None and METHODS.named(method).is_quick_for(prediction)

    def _show_nothing(self) -> None:
        """What stood of the sample before goes, as the next is not there yet."""
        self._document.set_attribution(None)


def _refine(task: AttributionTask) -> Iterator[Attribution]:
    yield from METHODS.named(task.method).refine(task.prediction, task.values)
