"""Where the lecture's network has its score of class 1 from.

Of the ones among MNIST's test digits 0 to 499, means over digits: the mean of the map of class 1,
``one.mean``, and what of it comes from the cells that cover ink, ``one.ink``, from those that touch
such a cell, ``one.beside``, and from all others, ``one.rest``.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tests.lesson.facts.background import Cells, covers_ink
from tests.lesson.facts.first_digits import NUMBER, reading, samples
from tests.lesson.facts.formats import decimal
from tests.lesson.facts.readings import mnist
from tests.lesson.facts.registry import facts

CLASS = 1


@facts("one", mnist=True)
def of_ones() -> Mapping[str, str]:
    """All facts."""
    ones = mnist().test.labels[:NUMBER] == CLASS
    maps = reading("lecture").maps[ones, CLASS]
    ink = covers_ink(samples()[ones], maps.shape[1:])
    around = touches(ink)
    parts = {
        "mean": np.ones_like(ink),
        "ink": ink,
        "beside": around & ~ink,
        "rest": ~around,
    }
    return {name: decimal(float((maps * cells).mean()), 1) for name, cells in parts.items()}


def touches(cells: Cells) -> Cells:
    """(n, h, w) the cells (n, h, w) and all that touch one of them, be it at a corner."""
    height, width = cells.shape[1:]
    padded = np.pad(cells, ((0, 0), (1, 1), (1, 1)))
    shifted = [
        padded[:, row : row + height, column : column + width]
        for row in range(3)
        for column in range(3)
    ]
    touching: Cells = np.any(shifted, axis=0)
    return touching
