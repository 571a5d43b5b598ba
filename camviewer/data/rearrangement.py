"""The pixels of a sample in other places: moved as a whole, or shuffled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array

Value = TypeVar("Value", bound=np.generic)

SHUFFLE_SEED = 0
"""Of the one permutation: each pixel goes to the same place whatever the sample, every time."""


@dataclass(frozen=True)
class Rearrangement:
    """What is done to the pixels of a sample: first they are moved, then they are shuffled.

    Attributes:
        right: pixels by which all are moved to the right; to the left below zero.
        down: pixels by which all are moved down; up below zero.
        shuffled: whether they are shuffled.
    """

    right: int = 0
    down: int = 0
    shuffled: bool = False

    @property
    def is_none(self) -> bool:
        """Whether every pixel stays where it is."""
        return self == Rearrangement()

    def of(self, sample: Array) -> Array:
        """The sample (h, w) or (h, w, 3) rearranged; itself where nothing is done to it."""
        result = moved(sample, self.right, self.down) if self.right or self.down else sample
        return shuffled(result) if self.shuffled else result


def moved(sample: Array, right: int, down: int) -> Array:
    """A sample (h, w) or (h, w, 3) moved; zeros come in, what leaves is gone."""
    height, width = sample.shape[:2]
    result = np.zeros_like(sample)
    rows, columns = height - abs(down), width - abs(right)
    if rows > 0 and columns > 0:
        to, origin = (max(down, 0), max(right, 0)), (max(-down, 0), max(-right, 0))
        result[to[0] : to[0] + rows, to[1] : to[1] + columns] = sample[
            origin[0] : origin[0] + rows, origin[1] : origin[1] + columns
        ]
    return result


def shuffled(samples: NDArray[Value]) -> NDArray[Value]:
    """One sample or many, (…, h, w), whose pixels have changed places, by `SHUFFLE_SEED`.

    Those with colours are (…, h, w, 3), and the colours of a pixel stay together.
    """
    colours = samples.shape[-1:] if samples.shape[-1] == 3 else ()
    height, width = samples.shape[samples.ndim - len(colours) - 2 :][:2]
    order = np.random.default_rng(SHUFFLE_SEED).permutation(height * width)
    in_rows = samples.reshape(-1, height * width, *colours)
    result: NDArray[Value] = in_rows[:, order].reshape(samples.shape)
    return result
