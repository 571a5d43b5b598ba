"""Strokes made thicker or thinner."""

from __future__ import annotations

import math

import cv2
import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.data.corruptions.corruption import Corruption, Picture


def _thicken(sample: Array, pixels: float, _random: np.random.Generator) -> Picture:
    """Each edge of the ink moved outwards, or below 0 inwards."""
    inner = math.floor(abs(pixels))
    between = abs(pixels) - inner
    near, far = (_moved(sample, radius, pixels > 0) for radius in (inner, inner + 1))
    return (1 - between) * near + between * far


def _moved(sample: Array, radius: int, outwards: bool) -> Picture:
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    return cv2.dilate(sample, disc) if outwards else cv2.erode(sample, disc)


CORRUPTIONS = (
    Corruption(
        "thickness",
        tr_noop("Thickness"),
        "px",
        (-1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0),
        1.5,
        False,
        _thicken,
    ),
)
