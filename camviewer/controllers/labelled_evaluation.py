"""An evaluation with the labels that count: those of its file, or corrected ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from camviewer.controllers.evaluation_target import Interval
from camviewer.data.corrected import Corrections
from camviewer.error_analysis.confusion import accuracy_interval
from camviewer.error_analysis.corrections import with_corrections
from camviewer.inference.evaluation import Evaluation


class LabelledEvaluation:
    """What a network read stays; which of it is right depends on the labels.

    Attributes:
        as_read: with the labels of the file.
        shown: with the labels that count.
        interval: the 95 % interval of the accuracy of what is shown, 0 to 1.
        quality: (n,) of each label of the file; None where the usual one is meant.
    """

    def __init__(self, as_read: Evaluation, interval: Interval) -> None:
        """The labels of the file count."""
        self.as_read = self.shown = as_read
        self.interval = interval
        self.quality: NDArray[np.float64] | None = None

    def count(self, corrections: Corrections) -> bool:
        """Let other labels count; whether any differs from those before.

        Args:
            corrections: of its samples or others; none for the labels of the file.
        """
        found = with_corrections(self.as_read, corrections)
        if np.array_equal(found.labels, self.shown.labels):
            return False
        self.shown, self.interval = found, interval_of(found)
        return True


def interval_of(evaluation: Evaluation) -> Interval:
    """The 95 % interval of the accuracy."""
    right = len(evaluation) - int(evaluation.wrong.sum())
    return accuracy_interval(right, len(evaluation))
