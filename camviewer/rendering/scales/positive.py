"""Positive values only, zero at the lower end, one limit for all classes."""

from __future__ import annotations

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.rendering.scaling import Limits

TITLE = tr_noop("Positive only")
NOTE = tr_noop("positive part only, scale shared by all classes of a [sample]")
COLOURS = "inferno"
SIGNED = False
SHARED = True


def transform(maps: Array) -> Array:
    """Zero for what is below."""
    result: Array = np.maximum(maps, np.float32(0))
    return result


def limits(raw: Array, resized: Array) -> tuple[Limits, ...]:
    """Zero and the largest value of all classes."""
    return ((0.0, max(float(raw.max()), float(resized.max()))),) * len(raw)
