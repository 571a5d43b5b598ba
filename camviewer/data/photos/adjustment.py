"""What a person does to a photo before it is read: turning, cutting out, inverting."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from camviewer.data.photos.arrays import Levels

LARGEST_ANGLE = 45.0
"""Degrees of the fine angle, to either side; more is a quarter turn."""

LEAST_SHARE = 0.02
"""Width and height of the smallest part that can be cut out, as a share of the photo's."""


@dataclass(frozen=True)
class Crop:
    """A part of a photo: its edges as shares of the photo's width and height, 0 to 1."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    def __post_init__(self) -> None:
        across, down = self.right - self.left, self.bottom - self.top
        edges = (self.left, self.top, 1 - self.right, 1 - self.bottom)
        if not min(edges) >= 0 or not min(across, down) >= LEAST_SHARE:
            raise ValueError(f"expected a part of the photo, found {self}")


WHOLE = Crop()


@dataclass(frozen=True)
class Adjustment:
    """How a photo is changed, in this order.

    Attributes:
        quarter_turns: clockwise, 0 to 3.
        angle: degrees clockwise besides, up to `LARGEST_ANGLE` to either side.
        crop: the part of the turned photo that is read.
        inverted: what is ink is bright where it would be taken to be dark, and dark where bright.
    """

    quarter_turns: int = 0
    angle: float = 0.0
    crop: Crop = WHOLE
    inverted: bool = False


UNCHANGED = Adjustment()


def turned(levels: Levels, adjustment: Adjustment) -> Levels:
    """A photo turned; by the fine angle it keeps its size, and its border goes on outwards."""
    levels = np.ascontiguousarray(np.rot90(levels, -adjustment.quarter_turns))
    if adjustment.angle == 0:
        return levels
    height, width = levels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -adjustment.angle, 1.0)
    moved = cv2.warpAffine(levels, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.float32)


def corner(levels: Levels, crop: Crop) -> tuple[int, int]:
    """Left and top of a part of a photo, in pixels."""
    height, width = levels.shape[:2]
    return round(crop.left * width), round(crop.top * height)


def cropped(levels: Levels, crop: Crop) -> Levels:
    """A part of a photo, at least one pixel of it."""
    height, width = levels.shape[:2]
    left, top = corner(levels, crop)
    right = max(left + 1, round(crop.right * width))
    bottom = max(top + 1, round(crop.bottom * height))
    return levels[top:bottom, left:right]
