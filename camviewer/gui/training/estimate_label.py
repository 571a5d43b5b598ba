"""How long a training will take, in words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from camviewer.controllers.training_estimate import Estimate, TrainingEstimates
from camviewer.gui.training import durations
from camviewer.gui.training.lines_label import LinesLabel
from camviewer.gui.training.quicker import quicker_way
from camviewer.training.events import Plan


class EstimateLabel(LinesLabel):
    """Tells how long a plan would take, and what would make it quicker."""

    def __init__(self, parent: QWidget) -> None:
        """Nothing is told yet."""
        super().__init__(3, parent)
        self.setObjectName("trainingEstimate")

    def tell(self, estimates: TrainingEstimates, plan: Plan) -> None:
        """Tell of a plan."""
        estimate = estimates.of(plan)
        words = "" if estimate is None else self._words(estimate)
        self.setText(f"{words} {quicker_way(estimates, plan)}".strip())

    def _words(self, estimate: Estimate) -> str:
        low, high = (durations.rounded(each) for each in (estimate.low, estimate.high))
        if not estimate.is_measured:
            limits = low if low == high else self.tr("{0} to {1}").format(low, high)
            better = self.tr("Takes roughly {0}; known better after a first training here.")
            return better.format(limits)
        if low == high:
            return self.tr("Takes about {0} on this computer.").format(low)
        return self.tr("Takes roughly {0} to {1} on this computer.").format(low, high)
