"""From ink to a digit: prepared as MNIST's digits were prepared.

MNIST's makers cropped each digit to its ink, scaled its longer side to 20 pixels and moved
its centre of mass to the middle of a 28 by 28 field (LeCun, Cortes, Burges, "The MNIST
database of handwritten digits"). The centre of mass of MNIST's pictures lies at pixel (14, 14),
which is 14.5 pixels from the upper left edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.strokes import (
    SUPERSAMPLING,
    Stroke,
    SubPixels,
    average,
    bounds,
    draw_lines,
)

Digit = NDArray[np.float32]

SIDE = DIGIT_SPEC.height
"""Pixels per side of a digit."""

BOX = 20
"""Pixels of the longer side of a digit's ink."""

CENTRE = 14.5
"""Where the centre of mass goes, in pixels from the upper left edge."""

SMALLEST = 0.02
"""Size of the smallest drawing, as a share of the canvas, that is enlarged to the full box."""

_Placement = tuple[NDArray[np.floating[Any]], float]

_FIELD = 2 * SIDE  # room to draw in before the centre of mass is known


def prepare_strokes(strokes: Sequence[Stroke]) -> Digit:
    """Draw pen strokes as MNIST shows a digit.

    The strokes are lines, so they are drawn anew at the digit's final size: the line is as
    thick, relative to the digit, as each stroke's `width` says, however large or small the
    person wrote.

    Args:
        strokes: in canvas units (the canvas is 1 wide); none gives an empty digit.

    Returns:
        (28, 28) float32 in [0, 1], ink bright.
    """
    if not strokes:
        return np.zeros((SIDE, SIDE), np.float32)
    canvas = _draw(strokes, _placement(strokes))
    return average(canvas[_centred(canvas)])


def prepare_strokes_apart(strokes: Sequence[Stroke]) -> list[SubPixels]:
    """Each stroke by itself, as thick and where it is in the digit of them all.

    Args:
        strokes: as for `prepare_strokes`, which gives the pixels of these laid over one another.

    Returns:
        (28 * SUPERSAMPLING, 28 * SUPERSAMPLING) uint8 for each, 0 or 255.
    """
    if not strokes:
        return []
    placement = _placement(strokes)
    window = _centred(_draw(strokes, placement))
    return [_draw([stroke], placement)[window] for stroke in strokes]


def prepare_picture(ink: NDArray[np.float32]) -> Digit:
    """Prepare a picture of a digit.

    Args:
        ink: (height, width) in [0, 1], ink bright, background 0.

    Returns:
        (28, 28) float32 in [0, 1], ink bright; empty where the picture has no ink.
    """
    inked = ink > 0
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if len(rows) == 0:
        return np.zeros((SIDE, SIDE), np.float32)
    cropped = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    box = BOX * SUPERSAMPLING
    scale = box / max(cropped.shape)
    size = (max(1, round(cropped.shape[1] * scale)), max(1, round(cropped.shape[0] * scale)))
    shrinking = scale < 1
    scaled = cv2.resize(
        cropped, size, interpolation=cv2.INTER_AREA if shrinking else cv2.INTER_LINEAR
    )
    field = np.zeros((_FIELD * SUPERSAMPLING, _FIELD * SUPERSAMPLING), np.uint8)
    top, left = (field.shape[0] - size[1]) // 2, (field.shape[1] - size[0]) // 2
    levels = np.rint(np.clip(scaled, 0, 1) * 255)
    field[top : top + size[1], left : left + size[0]] = levels
    if not field.any():  # all ink is fainter than half a grey level
        return np.zeros((SIDE, SIDE), np.float32)
    return average(field[_centred(field)])


def _placement(strokes: Sequence[Stroke]) -> _Placement:
    """The point of the canvas that goes to the field's middle, and pixels a canvas width."""
    low, high = bounds(strokes)
    # As MNIST measures it, the box holds the lines with their thickness.
    thickest = BOX * max(stroke.width for stroke in strokes)
    return (low + high) / 2, (BOX - thickest) / max(float((high - low).max()), SMALLEST)


def _draw(strokes: Sequence[Stroke], placement: _Placement) -> SubPixels:
    middle, scale = placement
    lines = [(stroke.points - middle) * scale + _FIELD / 2 for stroke in strokes]
    return draw_lines(lines, [BOX * stroke.width for stroke in strokes], (_FIELD, _FIELD))


def _centred(field: SubPixels) -> tuple[slice, slice]:
    """The 28 by 28 window whose `CENTRE` is the field's centre of mass: its rows and columns.

    Where that would cut off ink, the window is as near to it as keeps all ink inside.
    """
    moments = cv2.moments(field)
    window = SIDE * SUPERSAMPLING
    starts = []
    boxes = cv2.boundingRect(field)
    for first_moment, start, length in (
        (moments["m10"], boxes[0], boxes[2]),
        (moments["m01"], boxes[1], boxes[3]),
    ):
        mass_centre = first_moment / moments["m00"] + 0.5
        wanted = round(mass_centre - CENTRE * SUPERSAMPLING)
        starts.append(int(np.clip(wanted, start + length - window, start)))
    left, top = starts
    return slice(top, top + window), slice(left, left + window)
