"""The lecture's: magnitudes, stretched to the limits of the class shown."""

from __future__ import annotations

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.rendering.scaling import Limits

TITLE = tr_noop("Lecture: |M|, per picture")
NOTE = tr_noop("lecture's scale: |map|, stretched to each row's own limits; do not compare rows")
COLOURS = "rainbow"
SIGNED = False
SHARED = False


def transform(maps: Array) -> Array:
    """The magnitudes |M|, before they are resized."""
    return np.abs(maps)


def limits(raw: Array, resized: Array, shown: int) -> Limits:
    """The least and the largest value of the class shown, whatever the others are."""
    low = min(float(raw[shown].min()), float(resized[shown].min()))
    return low, max(float(raw[shown].max()), float(resized[shown].max()))
