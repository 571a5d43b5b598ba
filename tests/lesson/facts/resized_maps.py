"""What resizing adds to a map that was in none of its cells.

Of the lecture's network on MNIST's test digits 0 to 499, by interpolation: the share of digits
whose |M| of the predicted class, once resized, is below zero somewhere, ``resizing.cubic.below``,
or larger than in any cell, ``resizing.cubic.above``. And by what the four cells count from which a
pixel is made, ``cubic.weight_1`` to ``_4``, the second being the nearest.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from camviewer.common.arrays import Array
from camviewer.rendering.rendering import INTERPOLATIONS, resize
from tests.lesson.facts.first_digits import reading
from tests.lesson.facts.formats import decimal, percent
from tests.lesson.facts.registry import facts

GRID, SIZE = (14, 14), (28, 28)

PIXEL = 13
"""Its middle is a quarter of a cell beyond the middle of cell 6."""

ROUNDING = 1e-6
"""By which share a weighted mean may come out above what it is the mean of."""


@facts("resizing", mnist=True)
def of_interpolations() -> Mapping[str, str]:
    """Of each interpolation both shares."""
    cells = np.abs(reading("lecture").own_maps)
    largest = cells.max(axis=(1, 2)) * (1 + ROUNDING)
    found = {}
    for name in INTERPOLATIONS:
        pixels = resize(cells, SIZE, name)
        found[f"{name}.below"] = percent(float((pixels.min(axis=(1, 2)) < 0).mean()))
        found[f"{name}.above"] = percent(float((pixels.max(axis=(1, 2)) > largest).mean()))
    return found


@facts("cubic")
def of_weights() -> Mapping[str, str]:
    """The four weights."""
    return {
        f"weight_{place}": decimal(float(weight), 3)
        for place, weight in enumerate(cubic_weights(), start=1)
    }


def cubic_weights() -> Array:
    """(4,) by what the cells of a row count for a pixel, found from rows of one 1 among zeros."""
    rows = np.zeros((4, *GRID), np.float32)
    for place in range(4):
        rows[place, :, PIXEL // 2 - 1 + place] = 1
    weights: Array = resize(rows, SIZE)[:, SIZE[0] // 2, PIXEL]
    return weights
