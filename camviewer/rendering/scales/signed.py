"""Signed values, zero in the middle, one limit for all classes."""

from __future__ import annotations

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.rendering.scaling import Limits

TITLE = tr_noop("Signed")
NOTE = tr_noop("signed scale, shared by all classes of a [sample]")
COLOURS = "blue-red"
SIGNED = True
SHARED = True


def transform(maps: Array) -> Array:
    """The maps as they are."""
    return maps


def limits(raw: Array, resized: Array) -> tuple[Limits, ...]:
    """The largest magnitude of all classes, and minus that."""
    largest = max(float(np.abs(raw).max()), float(np.abs(resized).max()))
    return ((0 - largest, largest),) * len(raw)  # of empty maps 0, not -0
