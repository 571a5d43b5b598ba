"""What a cell of the raw grid can see of the sample."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Intervals = NDArray[np.int64]
"""(n, 2) first pixel and the one after the last, of n cells along one axis."""

Patch = tuple[int, int, int, int]
"""Top, left, bottom, right in the sample's pixels; bottom and right are the first outside."""


@dataclass(frozen=True, eq=False)
class ReceptiveField:
    """The rectangle of pixels that each cell can see, cut off at the sample's border.

    Attributes:
        rows: (h, 2) the pixel rows that the cells of each row see.
        columns: (w, 2) the pixel columns that the cells of each column see.
    """

    rows: Intervals
    columns: Intervals

    def __post_init__(self) -> None:
        for axis in (self.rows, self.columns):
            if axis.ndim != 2 or axis.shape[1] != 2 or (axis < 0).any():
                raise ValueError(
                    f"intervals of pixels of the shape {axis.shape} are not (n, 2) from 0 on"
                )
            if (axis[:, 0] > axis[:, 1]).any():
                raise ValueError("intervals of pixels end before they begin")
            axis.setflags(write=False)

    @property
    def grid(self) -> tuple[int, int]:
        """Rows and columns of cells (h, w)."""
        return len(self.rows), len(self.columns)

    @property
    def size(self) -> tuple[int, int]:
        """Height and width in pixels of the largest patch: of a cell far from the border."""
        height, width = (int((axis[:, 1] - axis[:, 0]).max()) for axis in (self.rows, self.columns))
        return height, width

    def patch(self, row: int, column: int) -> Patch:
        """What the cell in that row and column can see; all 0 if it lies in padding only."""
        (top, bottom), (left, right) = self.rows[row].tolist(), self.columns[column].tolist()
        is_empty = top == bottom or left == right
        return (0, 0, 0, 0) if is_empty else (top, left, bottom, right)
