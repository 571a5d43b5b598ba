"""Measures how far the method on the stage is to be trusted, on the sample that is there now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from camviewer.attribution.attribution import Values
from camviewer.attribution.methods import METHODS
from camviewer.attribution.trust.sample_trust import SampleTrust, sample_trust
from camviewer.concurrency.refinement import PATIENCE, Refinement
from camviewer.document.document import Document
from camviewer.inference.prediction import Capability, Prediction

REST = 300
"""Milliseconds without change after which it is measured: not while the pen moves."""


@dataclass(frozen=True, eq=False)
class TrustTask:
    """One method for one sample and class."""

    prediction: Prediction = field(repr=False)  # which would write its arrays into a log
    method: str
    values: Values
    class_index: int


class Trusting(QObject):
    """Measures anew whenever sample, method or class are others, while somebody wants to know."""

    changed = Signal()
    """More is known, or nothing any more."""

    def __init__(
        self, document: Document, parent: QObject | None = None, *, patience: int = PATIENCE
    ) -> None:
        """Watch the document.

        Args:
            document: whose method is measured.
            parent: Qt's owner.
            patience: milliseconds that a step may take.
        """
        super().__init__(parent)
        self._document = document
        self._wanted = False
        self._closing = False
        self._known: SampleTrust | None = None
        self._trouble = ""
        self._asked: tuple[object, ...] = ()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._ask)
        self._refinement = Refinement[TrustTask, SampleTrust](_measure, self, patience=patience)
        self._refinement.refined.connect(self._take)
        self._refinement.failed.connect(self._take_trouble)
        self._refinement.stuck.connect(self._take_stuck)
        for each in (document.prediction_changed, document.display_changed, document.class_changed):
            each.connect(self._follow)

    @property
    def known(self) -> SampleTrust | None:
        """What is known of the method, sample and class that are shown."""
        return self._known

    @property
    def trouble(self) -> str:
        """Why nothing is known, in a sentence; empty if something is, or may yet be."""
        return self._trouble

    def want(self, wanted: bool) -> None:
        """Whether it is to be measured from now on."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._follow()

    def begin_closing(self) -> None:
        """Measure nothing more."""
        if self._closing:
            return
        self._closing = True
        self._rest.stop()
        document = self._document
        for each in (document.prediction_changed, document.display_changed, document.class_changed):
            each.disconnect(self._follow)
        self._refinement.begin_closing()

    def close(self) -> None:
        """Measure nothing more and end the thread."""
        self._refinement.close()

    def _follow(self) -> None:
        document = self._document
        display = document.display
        now = (document.prediction, display.method, display.parameters, document.class_index)
        asked = (*now, self._wanted)
        if asked == self._asked:
            return
        self._asked = asked
        self._refinement.submit([])
        self._rest.stop()
        self._set(None, "")
        prediction = document.prediction
        if not self._wanted or prediction is None:
            return
        needs = *METHODS.named(display.method).needs, Capability.LAYERS
        lacking = prediction.lacking(*needs)
        if lacking is not None:
            self._set(None, str(lacking))
        else:
            self._rest.start()

    def _ask(self) -> None:
        document = self._document
        if document.prediction is not None:
            display = document.display
            task = TrustTask(
                document.prediction, display.method, display.values, document.class_index
            )
            self._refinement.submit([task])

    def _take(self, _number: int, task: TrustTask, found: SampleTrust) -> None:
        if self._is_of_now(task):
            self._set(found, "")

    def _take_trouble(self, _number: int, task: TrustTask, sentence: str) -> None:
        if self._is_of_now(task):
            self._set(None, sentence)

    def _take_stuck(self, _number: int, task: TrustTask) -> None:
        if self._is_of_now(task):
            self._set(None, self.tr("Measuring did not come to an end; choose another method."))

    def _is_of_now(self, task: TrustTask) -> bool:
        document = self._document
        display = document.display
        now = document.prediction, display.method, display.values, document.class_index
        return now == (task.prediction, task.method, task.values, task.class_index)

    def _set(self, known: SampleTrust | None, trouble: str) -> None:
        if (known, trouble) != (self._known, self._trouble):
            self._known, self._trouble = known, trouble
            self.changed.emit()


def _measure(task: TrustTask) -> Iterator[SampleTrust]:
    method = METHODS.named(task.method)
    yield from sample_trust(task.prediction, method, task.values, task.class_index)
