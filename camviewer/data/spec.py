"""What samples are: their size, channels, range of values, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # help on the command line is given without NumPy
    import numpy as np
    from numpy.typing import NDArray

MIN_SIDE, MAX_SIDE = 8, 128
"""Height and width of samples, in pixels."""

CHANNELS = (1, 3)
"""Grey, or red, green and blue."""

MIN_CLASSES, MAX_CLASSES = 2, 100


class Noun(Enum):
    """What a sample of a data set is called on screen; the value is for files."""

    DIGIT = "digit"
    PICTURE = "picture"


@dataclass(frozen=True)
class ImageSpec:
    """The shape of samples and the range of their values.

    Attributes:
        height: pixels, `MIN_SIDE` to `MAX_SIDE`.
        width: pixels, likewise.
        channels: one of `CHANNELS`.
        value_range: smallest and largest value as a network is shown it; the larger one is ink,
            or light.
    """

    height: int
    width: int
    channels: int = 1
    value_range: tuple[float, float] = (0.0, 1.0)

    def __post_init__(self) -> None:
        sides_fit = all(MIN_SIDE <= side <= MAX_SIDE for side in self.size)
        if not sides_fit or self.channels not in CHANNELS:
            raise ValueError(
                f"expected sides of {MIN_SIDE} to {MAX_SIDE} pixels and 1 or 3 channels, "
                f"found {self.height} by {self.width} and {self.channels}"
            )
        if not self.value_range[0] < self.value_range[1]:
            raise ValueError(f"expected a range of values, found {self.value_range}")

    @classmethod
    def of(cls, image: NDArray[np.generic]) -> ImageSpec:
        """The spec of one sample (h, w) or (h, w, 3) with values in [0, 1]."""
        height, width, *channels = image.shape
        return cls(height, width, *channels)

    @property
    def size(self) -> tuple[int, int]:
        """Height and width in pixels."""
        return self.height, self.width

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of a sample as an array: (h, w) if it is grey, (h, w, 3) if it has colours."""
        return self.size if self.channels == 1 else (*self.size, self.channels)

    def cell_at(self, point: tuple[float, float], grid: tuple[int, int]) -> tuple[int, int]:
        """Row and column of the cell in which a point lies.

        Args:
            point: (x, y) in the sample's pixels.
            grid: rows and columns of cells that cover the sample.
        """
        rows, columns = grid
        row, column = int(point[1] * rows / self.height), int(point[0] * columns / self.width)
        return min(row, rows - 1), min(column, columns - 1)

    def middle_of(self, cell: tuple[int, int], grid: tuple[int, int]) -> tuple[float, float]:
        """The middle (x, y), in the sample's pixels, of the cell in a row and a column."""
        rows, columns = grid
        return (cell[1] + 0.5) * self.width / columns, (cell[0] + 0.5) * self.height / rows

    def __str__(self) -> str:
        return "×".join(map(str, self.shape))


def numbered(count: int) -> tuple[str, ...]:
    """Names of so many classes that nobody has named: their numbers, from 0."""
    return tuple(map(str, range(count)))


def known_names(own: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Names of a model's classes: its own, or a data set's where its own are only numbers."""
    return others if own == numbered(len(own)) and len(others) == len(own) else own
