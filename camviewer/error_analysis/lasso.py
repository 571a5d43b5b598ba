"""Which points lie within a line that was drawn around them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.inference.evaluation import Indices


def enclosed(points: Array, outline: Array) -> Indices:
    """The points within an outline, closed from its last corner to its first.

    Where it crosses itself, what it goes around an even number of times lies outside. No point
    lies within fewer than three corners.

    Args:
        points: (n, 2).
        outline: (m, 2) its corners in order.

    Returns:
        Places of the points, in order.
    """
    if len(outline) < 3 or not len(points):
        return np.zeros(0, np.intp)
    outline = outline.astype(np.float64)
    low, high = outline.min(axis=0), outline.max(axis=0)
    near = np.flatnonzero(((points >= low) & (points <= high)).all(axis=1))
    across, along = points[near].astype(np.float64).T
    within: NDArray[np.bool_] = np.zeros(len(near), np.bool_)
    for (x, y), (to_x, to_y) in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        if y == to_y:
            continue  # a ray to the right never crosses a level side
        crosses = (along >= min(y, to_y)) & (along < max(y, to_y))
        within ^= crosses & (across < x + (along - y) * ((to_x - x) / (to_y - y)))
    found: Indices = near[within]
    return found
