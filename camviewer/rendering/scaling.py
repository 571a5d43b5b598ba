"""What all scales share: limits, and where values lie between them."""

from __future__ import annotations

import numpy as np

from camviewer.common.arrays import Array

Limits = tuple[float, float]
"""The values at the lower and the upper end of a colour bar."""


def position(values: Array, limits: Limits) -> Array:
    """Where values lie between the limits: 0 at the lower, 1 at the upper, cut off beyond.

    Where both limits are the same there is nothing to tell apart: the middle, 0.5.
    """
    low, high = np.float32(limits[0]), np.float32(limits[1])
    if not high > low:
        return np.full_like(values, 0.5)
    # Cut off first: far beyond narrow limits the quotient would be infinite.
    places: Array = (np.clip(values, low, high) - low) / (high - low)
    return places
