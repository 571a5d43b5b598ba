"""The lecture's: magnitudes, stretched to the limits of each class.

The lecture takes magnitudes before resizing only, and cubic resizing undershoots beside a peak: its
picture has values below zero. Here they are taken afterwards, too.
"""

from __future__ import annotations

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.rendering.scaling import Limits

TITLE = tr_noop("Lecture: |M|, per picture")
NOTE = tr_noop(
    "lecture's scale: |map|, after resizing as well (the lecture: before only), "
    "stretched to each row's own limits; do not compare rows"
)
COLOURS = "rainbow"
SIGNED = False
SHARED = False


def transform(maps: Array) -> Array:
    """The magnitudes |M|."""
    return np.abs(maps)


def limits(raw: Array, resized: Array) -> tuple[Limits, ...]:
    """The least and the largest value of each class, whatever the others are."""
    cells = (-2, -1)
    low = np.minimum(raw.min(axis=cells), resized.min(axis=cells))
    high = np.maximum(raw.max(axis=cells), resized.max(axis=cells))
    return tuple(zip(low.tolist(), high.tolist(), strict=True))
