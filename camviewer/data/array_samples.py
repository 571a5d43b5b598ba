"""Samples that a program hands over as arrays: taken as they are meant, or refused.

Nothing is guessed: an array of another shape, type or range than samples have is an error, never
another sample.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from camviewer.common.arrays import Array
from camviewer.data.dataset import to_sample
from camviewer.data.spec import ImageSpec

Labels = NDArray[np.intp]


def samples_of(images: ArrayLike, spec: ImageSpec) -> tuple[Array, bool]:
    """Samples (n, h, w) or (n, h, w, 3) in [0, 1], and whether they are one that came alone.

    Args:
        images: one image or n of them, grey (h, w) or (h, w, 1), coloured (h, w, 3); floats in
            [0, 1] or uint8, ink (or light) bright.
        spec: what every sample is to be.

    Raises:
        ValueError: the shape is another one, there are no images, or values are of another type,
            out of range or not finite.
    """
    try:
        array = np.asarray(images)
    except (TypeError, ValueError):  # lists of unequal lengths
        raise ValueError(f"The images are not an array; pass one {_shapes(spec)}.") from None
    if array.dtype != np.uint8 and array.dtype.kind != "f":
        raise ValueError(f"The images are {array.dtype}; pass floats from 0 to 1, or uint8.")
    whole = (*spec.size, spec.channels)
    shape = array.shape
    if spec.channels == 1 and shape[-2:] == spec.size and shape[-3:] != whole:
        shape = (*shape, 1)
    if shape[-3:] != whole or len(shape) > 4:
        raise ValueError(f"The images have the shape {array.shape}; pass them {_shapes(spec)}.")
    if array.size == 0:
        raise ValueError("There are no images; pass one or more.")
    if array.dtype != np.uint8:
        _check_range(array)
    samples = to_sample(array) if array.dtype == np.uint8 else array.astype(np.float32)
    return np.ascontiguousarray(samples.reshape(-1, *spec.shape)), len(shape) == 3


def labels_of(labels: ArrayLike, number: int, classes: int) -> Labels:
    """Labels (n,) of so many samples, 0 to C - 1.

    Raises:
        ValueError: there are more or fewer, or they are no such whole numbers.
    """
    array = np.asarray(labels)
    if array.shape != (number,) or array.dtype.kind not in "iu":
        raise ValueError(
            f"The labels are {array.dtype} of the shape {array.shape}; pass {number} whole numbers."
        )
    if array.min() < 0 or array.max() >= classes:
        raise ValueError(
            f"The labels go from {array.min()} to {array.max()}, "
            f"but the classes from 0 to {classes - 1}."
        )
    return array.astype(np.intp)


def _shapes(spec: ImageSpec) -> str:
    """In words, what shapes are taken."""
    return f"of the shape {spec.shape} or {('n', *spec.shape)}, channels last".replace("'", "")


def _check_range(array: NDArray[np.generic]) -> None:
    low, high = float(array.min()), float(array.max())
    if not (np.isfinite(low) and np.isfinite(high)):
        raise ValueError("The images have infinite numbers or NaN; pass numbers from 0 to 1.")
    if low < 0 or high > 1:
        raise ValueError(
            f"The images go from {low:g} to {high:g}; pass levels from 0 to 255 as uint8, and "
            f"others scaled to 0 to 1."
        )
