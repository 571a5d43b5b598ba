"""The contrast that matters: two classes' maps of one sample, and the difference that decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from camviewer.common.arrays import Array
from camviewer.inference.prediction import Prediction
from camviewer.rendering.scaling import Limits

Cell = tuple[int, int, float]
"""Row from the top, column from the left, and the difference there."""


@dataclass(frozen=True, eq=False)
class ClassContrast:
    """Two classes of one prediction, first the predicted one, second the true one.

    S_first - S_second = mean of (M_first - M_second) + b_first - b_second: the margin is a sum
    over the cells and the biases. For a sample classified correctly the second is the runner-up.

    Attributes:
        first: the class with the largest score.
        second: the sample's label, or the runner-up where that is the first.
        first_map: (h, w) M_first, raw and signed.
        second_map: (h, w) M_second.
        bias_difference: b_first - b_second.
    """

    first: int
    second: int
    first_map: Array
    second_map: Array
    bias_difference: float

    @cached_property
    def difference(self) -> Array:
        """(h, w) M_first - M_second."""
        difference: Array = self.first_map - self.second_map
        difference.setflags(write=False)
        return difference

    @cached_property
    def limits(self) -> Limits:
        """The one scale of the three maps, zero in its middle."""
        maps = (self.first_map, self.second_map, self.difference)
        largest = max(float(np.abs(one).max()) for one in maps)
        return 0 - largest, largest

    @cached_property
    def mean_difference(self) -> float:
        """The mean of the difference over all cells."""
        return float(self.difference.mean(dtype=np.float64))

    @property
    def margin(self) -> float:
        """S_first - S_second."""
        return self.mean_difference + self.bias_difference

    @property
    def ranked_cells(self) -> tuple[Cell, ...]:
        """All cells, from the one that speaks most for the first class to that for the second.

        A cell's value divided by the number of cells is its part of the margin. Equal ones go by
        place.
        """
        values = self.difference.ravel()
        width = self.difference.shape[1]
        order = np.argsort(-values, kind="stable")
        return tuple(
            (place // width, place % width, float(values[place])) for place in map(int, order)
        )


def class_contrast(prediction: Prediction, label: int | None) -> ClassContrast:
    """The predicted class against the label, or against the runner-up if they are the same.

    Args:
        prediction: of one sample.
        label: its class, 0 to C - 1; None if it is not known, which means the runner-up.
    """
    return contrast_between(prediction, *classes_of(prediction.logits, label))


def contrast_between(prediction: Prediction, first: int, second: int) -> ClassContrast:
    """Any two classes, 0 to C - 1, of the prediction of one sample."""
    bias = prediction.bias.astype(np.float64)
    maps = prediction.maps
    return ClassContrast(
        first, second, maps[first], maps[second], float(bias[first] - bias[second])
    )


def classes_of(scores: Array, label: int | None) -> tuple[int, int]:
    """The two classes of the contrast: the predicted one, and the label or else the runner-up.

    Args:
        scores: (C,) S_c of a sample.
        label: its class, 0 to C - 1; None if it is not known, which means the runner-up.
    """
    first = int(scores.argmax())
    if label is not None and label != first:
        return first, label
    others = scores.copy()
    others[first] = -np.inf
    return first, int(others.argmax())
