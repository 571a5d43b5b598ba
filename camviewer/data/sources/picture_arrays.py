"""Arrays of pictures as people store them: in which order, and between which values.

Accepted are (n, h, w), (n, h, w, 1 or 3), (n, 1 or 3, h, w) and flat rows (n, h·w) of square
pictures; whole numbers of 8, 10, 12 or 16 bits, truth values, and fractions from 0 to 1, 0 to 255
or -1 to 1.
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.common.translation import translate
from camviewer.data.dataset import Images
from camviewer.data.spec import CHANNELS, MAX_SIDE, MIN_SIDE, ImageSpec

KINDS = "uifb"
"""NumPy's kinds of values that pictures may have: whole numbers, signed, fractions, truth."""

_BLOCK = 8192  # samples converted at a time
_BRIGHTEST = 255
_DEEPER = (1023, 4095, 65535)  # 10, 12 and 16 bits
_TOLERANCE = 1e-3  # of fractions that arithmetic has left slightly outside
_LEAST_BYTE = 16  # fractions whose largest is below this are not on a scale of 0 to 255


@dataclass(frozen=True)
class Layout:
    """How pictures lie in an array.

    Attributes:
        spec: what each of them is.
        planes: whether channels come before rows: (n, c, h, w).
    """

    spec: ImageSpec
    planes: bool = False

    def arranged(self, array: NDArray[np.generic]) -> NDArray[np.generic]:
        """The pictures (n, h, w) or (n, h, w, 3)."""
        if self.planes and self.spec.channels > 1:
            return array.transpose(0, 2, 3, 1)
        return array.reshape(len(array), *self.spec.shape)


def layout_of(shape: tuple[int, ...]) -> Layout | None:
    """How pictures lie in an array of this shape; None if it is no shape of pictures."""
    with suppress(ValueError):
        match shape:
            case (_, pixels):
                side = math.isqrt(pixels)
                return Layout(ImageSpec(side, side)) if side * side == pixels else None
            case (_, height, width):
                return Layout(ImageSpec(height, width))
            case (_, height, width, channels) if channels in CHANNELS:
                return Layout(ImageSpec(height, width, channels))
            case (_, channels, height, width):
                return Layout(ImageSpec(height, width, channels), planes=True)
    return None


def checked_layout(path: Path, name: str, shape: tuple[int, ...]) -> Layout:
    """How pictures lie in an array of this shape.

    Raises:
        FileError: it is no shape of pictures.
    """
    layout = layout_of(shape)
    if layout is None:
        raise FileError(
            path,
            expected=translate(
                "{0} of shape (n, h, w), (n, h, w, 3), (n, 3, h, w) or (n, h·w), {1} to {2} "
                "pixels a side",
                name,
                MIN_SIDE,
                MAX_SIDE,
            ),
            found=translate("shape {0}", shape),
        )
    return layout


def to_images(path: Path, name: str, array: NDArray[np.generic], layout: Layout) -> Images:
    """Pictures as the program keeps them: (n, h, w) or (n, h, w, 3) uint8.

    Args:
        path: the file they are from.
        name: what the array is called in it.
        array: n pictures in that layout.
        layout: how they lie.

    Raises:
        FileError: their values are on no scale that pictures have.
    """
    pictures = layout.arranged(array)
    if pictures.size == 0:
        return np.empty(pictures.shape, np.uint8)
    low, high = _scale_of(path, name, pictures)
    if pictures.dtype == np.uint8 and high == _BRIGHTEST:
        return np.ascontiguousarray(pictures, np.uint8)
    converted = np.empty(pictures.shape, np.uint8)
    for start in range(0, len(pictures), _BLOCK):
        block = pictures[start : start + _BLOCK].astype(np.float64)
        levels = (block - low) * (_BRIGHTEST / (high - low))
        converted[start : start + _BLOCK] = np.rint(levels).clip(0, _BRIGHTEST)
    return converted


def _scale_of(path: Path, name: str, pictures: NDArray[np.generic]) -> tuple[float, float]:
    """Which values are black and white, as the smallest and the largest value tell."""
    low, high = float(pictures.min()), float(pictures.max())
    if not math.isfinite(low) or not math.isfinite(high):
        raise FileError(
            path,
            expected=translate("finite numbers in {0}", name),
            found=translate("infinite numbers or NaN"),
            remedy=translate("put 0 in their places, or leave those pictures out"),
        )
    scale = _fraction_scale(low, high) if pictures.dtype.kind == "f" else None
    if pictures.dtype.kind != "f" and low >= 0:
        deeper = _DEEPER if pictures.dtype.kind == "u" and pictures.dtype.itemsize > 1 else ()
        steps = (_BRIGHTEST, *deeper)
        whole = (1,) if high == 1 else steps
        scale = next(((0.0, float(step)) for step in whole if high <= step), None)
    if scale is None:
        raise FileError(
            path,
            expected=translate("values from 0 to 255, 0 to 1 or -1 to 1 in {0}", name),
            found=translate("values from {0} to {1}", f"{low:g}", f"{high:g}"),
            remedy=translate("save the pictures as they were before they were standardised"),
        )
    return scale


def _fraction_scale(low: float, high: float) -> tuple[float, float] | None:
    if not (low >= -1 - _TOLERANCE and high <= _BRIGHTEST + _TOLERANCE):  # true for NaN as well
        return None
    if high <= 1 + _TOLERANCE:
        return (0.0, 1.0) if low >= -_TOLERANCE else (-1.0, 1.0)
    return (0.0, float(_BRIGHTEST)) if low >= -_TOLERANCE and high >= _LEAST_BYTE else None
