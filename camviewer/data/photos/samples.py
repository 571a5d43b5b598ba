"""The samples in a photo: its digits for a network of digits, for any other network all of it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from camviewer.common.arrays import Array
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.photos.adjustment import UNCHANGED, Adjustment, corner, cropped, turned
from camviewer.data.photos.arrays import Grey, Levels, float32
from camviewer.data.photos.reading import Corners, corners_of, find_digits
from camviewer.data.spec import ImageSpec

_LUMINANCE = np.array([0.299, 0.587, 0.114], np.float32)  # of red, green, blue: Rec. 601, as JPEG's


@dataclass(frozen=True, eq=False)
class FoundSample:
    """A sample and where it was found.

    Attributes:
        sample: as a spec says, in [0, 1], ink bright.
        corners: (4, 2) x and y in pixels of the turned photo.
    """

    sample: Array
    corners: Corners


def find_samples(
    levels: Levels, spec: ImageSpec = DIGIT_SPEC, adjustment: Adjustment = UNCHANGED
) -> list[FoundSample]:
    """The samples in a photo.

    Args:
        levels: (height, width) or (height, width, 3) in [0, 1].
        spec: what samples are to be.
        adjustment: what is done to the photo first.

    Returns:
        In the order of reading; none where a digit is wanted and there is no ink. For any other
        spec one, of all of the photo.
    """
    whole = turned(levels, adjustment)
    part = cropped(whole, adjustment.crop)
    start = float32(corner(whole, adjustment.crop))
    if spec == DIGIT_SPEC:
        digits = find_digits(grey_of(part), inverted=adjustment.inverted)
        return [FoundSample(found.sample, found.corners + start) for found in digits]
    sample = _resized(float32(1 - part) if adjustment.inverted else part, spec)
    height, width = part.shape[:2]
    return [FoundSample(sample, corners_of(0, 0, width, height) + start)]


def grey_of(levels: Levels) -> Grey:
    """How bright each pixel is."""
    return levels if levels.ndim == 2 else float32(levels @ _LUMINANCE)


def _resized(levels: Levels, spec: ImageSpec) -> Array:
    """A photo as a sample of that spec: its whole area, its own brightness."""
    if spec.channels == 1:
        levels = grey_of(levels)
    elif levels.ndim == 2:
        levels = np.repeat(levels[..., None], 3, axis=2)
    if levels.shape[:2] == spec.size:
        return levels
    size = min(levels.shape[1], spec.width), min(levels.shape[0], spec.height)
    smaller = cv2.resize(levels, size, interpolation=cv2.INTER_AREA)
    return float32(cv2.resize(smaller, (spec.width, spec.height), interpolation=cv2.INTER_LINEAR))
