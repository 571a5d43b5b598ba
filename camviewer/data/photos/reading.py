"""From a photo's grey levels to the digits that are written in it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.data.digits.preparation import SIDE, Digit, prepare_picture
from camviewer.data.photos.arrays import Grey, Ink, float32
from camviewer.data.photos.background import contrast_of, is_bright
from camviewer.data.photos.grouping import InkDigit, angle_of_rows, digits_of
from camviewer.data.photos.ink import soft_threshold, without_dust
from camviewer.data.photos.ruled_lines import without_ruled_lines

_LEVEL = 1.0  # degrees: paper turned by less is not turned back
_THIN, _USUAL = 0.08, 0.1  # a line's width as a share of the digit's size

Corners = NDArray[np.float32]
"""(4, 2) x and y of a box' corners, clockwise from its upper left one, in pixels."""


@dataclass(frozen=True, eq=False)
class FoundDigit:
    """A digit and where it was found.

    Attributes:
        sample: (28, 28) in [0, 1], ink bright.
        corners: in the photo; the box is turned where the paper was.
    """

    sample: Digit
    corners: Corners


def ink_of(grey: Grey, *, inverted: bool = False) -> tuple[Ink, float]:
    """The ink in a photo, and by how many degrees its paper is turned clockwise.

    Args:
        grey: (height, width) in [0, 1].
        inverted: ink is bright where it would be taken to be dark, and dark where bright.

    Returns:
        Ink as large as the photo, all 0 where there is none. A picture of a digit's own size keeps
        its levels.
    """
    bright = is_bright(grey) != inverted
    if grey.shape == (SIDE, SIDE):
        if np.ptp(grey) == 0:
            return np.zeros_like(grey), 0.0
        return grey if bright else float32(1 - grey), 0.0
    ruling = without_ruled_lines(contrast_of(grey, bright=bright))
    return without_dust(soft_threshold(ruling.contrast)), ruling.angle


def find_digits(grey: Grey, *, inverted: bool = False) -> list[FoundDigit]:
    """The digits in a photo, in the order of reading; arguments as of `ink_of`."""
    ink, angle = ink_of(grey, inverted=inverted)
    if not ink.any():
        return []
    if grey.shape == (SIDE, SIDE):
        return [FoundDigit(ink, corners_of(0, 0, SIDE, SIDE))]
    left, top, width, height = cv2.boundingRect((ink > 0).astype(np.uint8))
    inked = ink[top : top + height, left : left + width]
    upright, back = _upright(inked, angle or angle_of_rows(inked))
    back[:, 2] += left, top
    return [
        FoundDigit(prepare_picture(_thickened(found.ink)), _placed(found, back))
        for found in digits_of(upright)
    ]


def _upright(ink: Ink, angle: float) -> tuple[Ink, NDArray[np.float64]]:
    """Ink turned back by an angle, with all of it in sight; (2, 3) from there to where it was."""
    if abs(angle) < _LEVEL:
        return ink, np.eye(2, 3)
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    corners = corners_of(0, 0, width, height) @ turn[:, :2].T + turn[:, 2]
    low, high = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0))
    turn[:, 2] -= low
    size = tuple(int(side) for side in high - low)
    return float32(cv2.warpAffine(ink, turn, size)), np.asarray(cv2.invertAffineTransform(turn))


def _placed(found: InkDigit, back: NDArray[np.float64]) -> Corners:
    height, width = found.ink.shape
    corners = corners_of(found.left, found.top, found.left + width, found.top + height)
    return float32(corners @ back[:, :2].T + back[:, 2])


def corners_of(left: float, top: float, right: float, bottom: float) -> Corners:
    """The corners of an upright box."""
    return float32([(left, top), (right, top), (right, bottom), (left, bottom)])


def _thickened(ink: Ink) -> Ink:
    """Ink whose lines are at least as wide as a pen's in MNIST, compared with the digit.

    A line that is thinner than a pixel of the sample would turn grey there. How wide it is says the
    mean distance to its edge, which is a quarter of its width.
    """
    distances = cv2.distanceTransform(np.pad(ink > 0.5, 1).astype(np.uint8), cv2.DIST_L2, 3)
    inside = distances[distances > 0]
    size = max(ink.shape)
    width = 4 * float(inside.mean()) if len(inside) else size
    if width >= _THIN * size:
        return ink
    side = round(_USUAL * size - width) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return float32(cv2.dilate(np.pad(ink, side), disc))
