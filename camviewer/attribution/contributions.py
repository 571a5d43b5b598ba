"""Contributions: what each channel puts into the map of a class, or into a difference of two.

M_c = sum_k w_k^c f_k, cell by cell, and S_c = b_c + sum_k w_k^c F_k (Zhou et al., CVPR 2016): what
channel k adds is the map w_k^c f_k and the number w_k^c F_k. For the difference of two classes the
same holds with w_k^c - w_k^d for w_k^c.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.inference.prediction import Prediction

Channels = NDArray[np.intp]
"""Numbers of channels, from 0."""

_KEYS: dict[str, Callable[[Array], Array]] = {
    "contribution": lambda numbers: -numbers,
    "index": lambda numbers: np.zeros_like(numbers),
    "magnitude": lambda numbers: -np.abs(numbers),
}
ORDERS = tuple(_KEYS)
"""By contribution, the largest first; by index; by |contribution|, the largest first."""


def of_class(values: Array, class_index: int, against: int | None = None) -> Array:
    """Values (..., C) of one class, or what they are more than those of another: (...)."""
    chosen: Array = values[..., class_index]
    return chosen if against is None else chosen - values[..., against]


def contribution_numbers(
    prediction: Prediction, class_index: int, against: int | None = None
) -> Array:
    """(K,) w_k^c F_k: what each channel adds to the score, or to the difference of two."""
    return of_class(prediction.weights, class_index, against) * prediction.pooled


def ordered(numbers: Array, by: str) -> Channels:
    """Channels (K,) in order of their contributions (K,); equal ones by index.

    Raises:
        KeyError: `by` is not in `ORDERS`.
    """
    return np.argsort(_KEYS[by](numbers), kind="stable")


@dataclass(frozen=True, eq=False)
class Contributions:
    """All channels' contributions to one class, or to the difference of two.

    Attributes:
        prediction: whose features and weights they are of.
        class_index: the class c.
        against: the class d of a difference; None for c alone.
        order: (K,) the channels in the order in which they are added up.
    """

    prediction: Prediction
    class_index: int
    against: int | None
    order: Channels

    @cached_property
    def weights(self) -> Array:
        """(K,) w_k^c, or w_k^c - w_k^d."""
        return of_class(self.prediction.weights, self.class_index, self.against)

    @cached_property
    def numbers(self) -> Array:
        """(K,) w_k F_k."""
        return contribution_numbers(self.prediction, self.class_index, self.against)

    @cached_property
    def maps(self) -> Array:
        """(K, h, w) w_k f_k."""
        maps: Array = np.moveaxis(self.prediction.features * self.weights, -1, 0)
        return maps

    @cached_property
    def total(self) -> Array:
        """(h, w) M_c, or M_c - M_d, as it is computed without this decomposition."""
        return of_class(np.moveaxis(self.prediction.maps, 0, -1), self.class_index, self.against)

    @cached_property
    def sums(self) -> Array:
        """(K, h, w) running sum of the maps: the n-th is of the first n + 1 channels in order."""
        sums: Array = np.cumsum(self.maps[self.order], axis=0, dtype=np.float64).astype(np.float32)
        return sums

    @cached_property
    def errors(self) -> Array:
        """(K,) how far each running sum is from the whole map: the largest difference of a cell."""
        errors: Array = np.abs(self.sums - self.total).max(axis=(1, 2))
        return errors

    def place(self, channel: int) -> int:
        """Where a channel stands in the order, from 0."""
        return int(np.flatnonzero(self.order == channel)[0])

    def at(self, row: int, column: int) -> Array:
        """(K,) what each channel puts into one cell."""
        cell: Array = self.maps[:, row, column]
        return cell

    def ranked_at(self, row: int, column: int) -> Channels:
        """The channels that put something into a cell, the strongest first, whatever its sign."""
        cell = self.at(row, column)
        ranked = ordered(cell, "magnitude")
        return ranked[: np.count_nonzero(cell)]
