"""Measures how far the method on the stage is to be trusted, on the sample that is there now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, SignalInstance

from camviewer.attribution.attribution import Values
from camviewer.attribution.methods import METHODS
from camviewer.attribution.trust.sample_trust import SampleTrust, sample_trust
from camviewer.concurrency.refinement import PATIENCE
from camviewer.controllers.resting_work import RestingWork
from camviewer.document.document import Document
from camviewer.inference.prediction import Capability, Prediction


@dataclass(frozen=True, eq=False)
class TrustTask:
    """One method for one sample and class."""

    prediction: Prediction = field(repr=False)  # which would write its arrays into a log
    method: str
    values: Values
    class_index: int


class Trusting(RestingWork[TrustTask, SampleTrust]):
    """Measures anew whenever sample, method or class are others, while somebody wants to know."""

    def __init__(
        self, document: Document, parent: QObject | None = None, *, patience: int = PATIENCE
    ) -> None:
        """Watch the document.

        Args:
            document: whose method is measured.
            parent: Qt's owner.
            patience: milliseconds that a step may take.
        """
        self._document = document
        super().__init__(_measure, parent, patience)

    def watched(self) -> tuple[SignalInstance, ...]:
        """Signals after which it may depend on something else."""
        document = self._document
        return document.prediction_changed, document.display_changed, document.class_changed

    def question(self) -> tuple[object, ...]:
        """All that the answer depends on."""
        document, display = self._document, self._document.display
        return document.prediction, display.method, display.parameters, document.class_index

    def task(self) -> TrustTask | None:
        """What is to be measured now; None without a prediction."""
        document, display = self._document, self._document.display
        if document.prediction is None:
            return None
        return TrustTask(document.prediction, display.method, display.values, document.class_index)

    def impossible(self, task: TrustTask) -> str:
        """What the network lacks, in a sentence."""
        needs = *METHODS.named(task.method).needs, Capability.LAYERS
        lacking = task.prediction.lacking(*needs)
        return "" if lacking is None else str(lacking)

    def endless(self) -> str:
        """That measuring did not come to an end, in a sentence."""
        return self.tr("Measuring did not finish. Choose another method.")


def _measure(task: TrustTask) -> Iterator[SampleTrust]:
    method = METHODS.named(task.method)
    yield from sample_trust(task.prediction, method, task.values, task.class_index)
