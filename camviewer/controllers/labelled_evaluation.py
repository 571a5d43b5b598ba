"""An evaluation with the labels that count: those of its file, or corrected ones."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from camviewer.controllers.evaluation_target import Group, Interval, narrowed
from camviewer.data.corrected import Corrections
from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.confusion import accuracy_interval
from camviewer.error_analysis.corrections import with_corrections
from camviewer.error_analysis.query import Selection, select
from camviewer.inference.evaluation import Evaluation, Indices


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

    def listed(
        self,
        selection: Selection,
        notes: Mapping[int, Annotation],
        looked_at: int | None,
        group: Group | None,
    ) -> Indices:
        """The samples that a selection lists, in its order.

        Args:
            selection: which, and in which order.
            notes: on the samples, by place.
            looked_at: the sample that others may be ordered by their likeness to.
            group: by what the list is narrowed besides; None if it is not.
        """
        like = looked_at if selection.order == "similarity" else None
        found = select(self.shown, selection, notes, like, self.quality)
        return narrowed(found, group, len(self.shown))


def interval_of(evaluation: Evaluation) -> Interval:
    """The 95 % interval of the accuracy."""
    right = len(evaluation) - int(evaluation.wrong.sum())
    return accuracy_interval(right, len(evaluation))
