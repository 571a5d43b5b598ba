"""What the steps from a photo to its digits hand on to one another."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.float32]
"""(height, width) or (height, width, 3) in [0, 1], as bright as the photo is."""

Grey = NDArray[np.float32]
"""(height, width) in [0, 1], as bright as the photo is."""

Contrast = NDArray[np.float32]
"""(height, width): paper about 0, ink up to 1, as noisy as the photo is."""

Ink = NDArray[np.float32]
"""(height, width) in [0, 1]: paper 0, ink 1, edges in between."""


def float32(array: object) -> NDArray[np.float32]:
    """As 32-bit numbers."""
    return np.asarray(array, np.float32)


def reduced(levels: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """Levels made so much smaller that the longer side fits `side` pixels."""
    factor = max(levels.shape[:2]) / side
    if factor <= 1:
        return levels
    size = [max(1, round(length / factor)) for length in levels.shape[1::-1]]
    return float32(cv2.resize(levels, size, interpolation=cv2.INTER_AREA))


def typical(levels: NDArray[np.float32]) -> float:
    """The median of many of a picture's levels: that of its paper."""
    return float(np.median(_some(levels)))


def noise_of(levels: NDArray[np.float32]) -> float:
    """Standard deviation of what most of a picture is, from the median of absolute deviations."""
    some = _some(levels)
    return 1.4826 * float(np.median(np.abs(some - np.median(some))))


def _some(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    """About a hundred thousand levels from all over a picture: so many suffice."""
    return levels.ravel()[:: max(1, levels.size // 100_000)]
