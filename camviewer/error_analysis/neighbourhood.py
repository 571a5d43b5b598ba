"""How much of the neighbourhood a projection keeps: a plane cannot show all of many dimensions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array

NEIGHBOURS = 10
"""Nearest samples that are compared."""

MAX_COMPARED = 2000
"""Samples that are compared each with each; of more, an even sample is."""


@dataclass(frozen=True)
class Neighbourhood:
    """What a projection keeps of the neighbours.

    Attributes:
        trustworthiness: 0 to 1 (Venna, Kaski, ICANN 2001, eq. 3): it is less the farther away the
            samples truly are that a projection makes neighbours. Points at random have about 0.5.
        kept: mean share of the nearest neighbours in the vectors that are among the nearest in the
            plane, 0 to 1.
        neighbours: how many of each sample were compared.
    """

    trustworthiness: float
    kept: float
    neighbours: int


def neighbourhood(
    vectors: Array, points: Array, neighbours: int = NEIGHBOURS
) -> Neighbourhood | None:
    """Compare the neighbours in a plane with those before the projection.

    Args:
        vectors: (n, D) what was projected.
        points: (n, 2) where it is.
        neighbours: how many are compared; fewer, less than half of all, where samples are few.

    Returns:
        The figures, of at most `MAX_COMPARED` samples; None for less than three, where every
        other sample is a neighbour.
    """
    from scipy.spatial.distance import cdist  # here: it takes a while to load

    count = min(len(vectors), MAX_COMPARED)
    number = min(neighbours, (count - 1) // 2)
    if number < 1:
        return None
    chosen = np.linspace(0, len(vectors) - 1, count).round().astype(np.intp)
    before = vectors[chosen].astype(np.float64)
    after = points[chosen].astype(np.float64)
    true, shown = cdist(before, before), cdist(after, after)
    for distances in (true, shown):
        np.fill_diagonal(distances, np.inf)  # nobody is a neighbour of its own
    ranks = _ranks(true, _nearest(shown, number))
    beyond = np.maximum(ranks - number, 0).sum()
    scale = count * number * (2 * count - 3 * number - 1)
    kept = float((ranks <= number).mean())
    return Neighbourhood(float(1 - 2 * beyond / scale), kept, number)


def _nearest(distances: NDArray[np.float64], number: int) -> NDArray[np.intp]:
    """(n, number) the nearest of each row, in no order."""
    found: NDArray[np.intp] = np.argpartition(distances, number - 1, axis=1)[:, :number]
    return found


def _ranks(distances: NDArray[np.float64], of: NDArray[np.intp]) -> NDArray[np.intp]:
    """(n, m) the ranks, from 1, that some entries (n, m) have among the distances of their rows."""
    ordered = np.sort(distances, axis=1)
    values = np.take_along_axis(distances, of, axis=1)
    return np.stack(
        [np.searchsorted(row, wanted) + 1 for row, wanted in zip(ordered, values, strict=True)]
    )
