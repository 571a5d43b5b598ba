"""How well a guess of where a map is strong agrees with the map: intersection over union."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array

Cells = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Overlap:
    """Painted cells beside as many of the map's strongest.

    Attributes:
        painted: (h, w) the guess.
        strongest: (h, w) the cells with the largest values, as many as were painted.
    """

    painted: Cells
    strongest: Cells

    @property
    def both(self) -> int:
        """Cells that are painted and strong."""
        return int((self.painted & self.strongest).sum())

    @property
    def either(self) -> int:
        """Cells that are painted, strong or both."""
        return int((self.painted | self.strongest).sum())

    @property
    def iou(self) -> float:
        """Intersection over union, 0 (no cell in common) to 1 (the same cells)."""
        return self.both / self.either if self.either else 0.0

    @property
    def by_chance(self) -> float:
        """About the IoU that as many cells, painted blindly, would have."""
        share = float(self.painted.mean())
        return share / (2 - share)


def compare(painted: Cells, values: Array) -> Overlap:
    """Compare a guess (h, w) with a map (h, w); of equal values the first ones count.

    Raises:
        ValueError: their grids differ.
    """
    if painted.shape != values.shape:
        raise ValueError(f"expected a guess of {values.shape} cells, found {painted.shape}")
    order = np.argsort(-values, axis=None, kind="stable")
    strongest = np.zeros(values.size, np.bool_)
    strongest[order[: int(painted.sum())]] = True
    return Overlap(painted, strongest.reshape(values.shape))
