"""What every file of samples must keep to: shapes, types, sizes, and one kind of error."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import FileError, UserError
from camviewer.common.files import reason
from camviewer.common.translation import translate
from camviewer.data.dataset import Images, Labels
from camviewer.data.digits.spec import DIGIT_NAMES, DIGIT_SPEC
from camviewer.data.spec import (
    MAX_CLASSES,
    MAX_SIDE,
    MIN_CLASSES,
    MIN_SIDE,
    ImageSpec,
    numbered,
)

MAX_SAMPLES = 1_000_000
"""Samples of the largest split that is read."""

MAX_BYTES = 1_000_000_000
"""Size of the largest data set that is read, decompressed."""

_BLOCK = 8192  # samples converted at a time
_BRIGHTEST = 255


@contextmanager
def reading(path: Path, expected: str) -> Iterator[None]:
    """Turn every exception of a reader into a sentence about the file.

    Readers of damaged archives raise a dozen kinds of exceptions, and new ones with every
    version, so all of them are caught here.

    Raises:
        FileError: whatever went wrong.
    """
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        plain = isinstance(error, OSError) and error.errno is not None
        found = reason(error) if plain else translate("damaged content ({0})", reason(error))
        raise FileError(
            path, expected=expected, found=found, remedy=translate("get the file again")
        ) from error


def spec_of(path: Path, name: str, shape: tuple[int, ...]) -> ImageSpec:
    """What the pictures in an array of this shape are.

    Raises:
        FileError: not (n, h, w), (n, h, w, 1) or (n, h, w, 3), n from 1 to `MAX_SAMPLES`, h and w
            from `MIN_SIDE` to `MAX_SIDE`.
    """
    spec = None
    if len(shape) in (3, 4):
        height, width, channels = (*shape[1:], 1)[:3]
        with suppress(ValueError):
            spec = ImageSpec(height, width, channels)
    if spec is None:
        raise FileError(
            path,
            expected=translate(
                "{0} of shape (n, h, w) or (n, h, w, 3), {1} to {2} pixels a side",
                name,
                MIN_SIDE,
                MAX_SIDE,
            ),
            found=translate("shape {0}", shape),
        )
    _check_count(path, name, shape[0])
    return spec


def check_images(path: Path, name: str, shape: tuple[int, ...], spec: ImageSpec) -> int:
    """How many pictures of that spec there are in an array of this shape.

    Raises:
        FileError: as `spec_of`, or the pictures are of another size or have other channels.
    """
    found = spec_of(path, name, shape)
    if found != spec:
        raise FileError(
            path,
            expected=translate("{0} of {1} pixels as the others", name, spec),
            found=translate("shape {0}", shape),
        )
    return shape[0]


def check_labels(path: Path, name: str, shape: tuple[int, ...], length: int) -> None:
    """Check that there is one label a picture.

    Raises:
        FileError: not (n,) or (n, 1), or n is not `length`.
    """
    if len(shape) == 0 or shape[1:] not in ((), (1,)):
        raise FileError(
            path, expected=translate("{0} of shape (n,)", name), found=translate("shape {0}", shape)
        )
    if shape[0] != length:
        raise FileError(
            path,
            expected=translate("{0} labels in {1}, one a picture", length, name),
            found=str(shape[0]),
        )


def check_size(path: Path, size: int) -> None:
    """Check how much memory is asked for, before it is.

    Raises:
        FileError: more than `MAX_BYTES`.
    """
    if size > MAX_BYTES:
        raise FileError(
            path,
            expected=translate("at most {0} MB of [samples]", f"{MAX_BYTES / 1e6:.0f}"),
            found=translate("{0} MB", f"{size / 1e6:.0f}"),
            remedy=translate("keep fewer [samples]"),
        )


def to_images(path: Path, name: str, array: NDArray[np.generic], spec: ImageSpec) -> Images:
    """Pictures as the program keeps them: (n, h, w) or (n, h, w, 3) uint8.

    Args:
        path: the file they are from.
        name: what the array is called in it.
        array: n pictures: whole numbers 0 to 255, or fractions 0 to 1.
        spec: what they are.

    Raises:
        FileError: there are other values.
    """
    pictures = array.reshape(len(array), *spec.shape)
    if pictures.dtype == np.uint8:
        return np.asarray(pictures, np.uint8)
    fractions = pictures.dtype.kind == "f"
    highest = 1 if fractions else _BRIGHTEST
    converted = np.empty(pictures.shape, np.uint8)
    for start in range(0, len(pictures), _BLOCK):
        block = pictures[start : start + _BLOCK]
        low, high = block.min(), block.max()
        if not (low >= 0 and high <= highest):  # false for NaN as well
            raise FileError(
                path,
                expected=translate("values from 0 to {0} in {1}", highest, name),
                found=translate("values from {0} to {1}", low, high),
            )
        converted[start : start + _BLOCK] = np.rint(block * _BRIGHTEST) if fractions else block
    return converted


def to_labels(path: Path, name: str, array: NDArray[np.generic], classes: int) -> Labels:
    """Labels as the program keeps them: (n,) uint8, 0 to one less than the number of classes.

    Raises:
        FileError: there are other values.
    """
    labels = array.reshape(len(array))
    low, high = labels.min(), labels.max()
    if low < 0 or high >= classes:
        raise FileError(
            path,
            expected=translate("labels from 0 to {0} in {1}", classes - 1, name),
            found=translate("labels from {0} to {1}", low, high),
        )
    return labels.astype(np.uint8)


def names_of(
    path: Path, spec: ImageSpec, labels: Callable[[], NDArray[np.generic]]
) -> tuple[str, ...]:
    """Names of the classes where the file has none.

    Pictures of the samples' shape are samples; of others the labels are looked at.

    Args:
        path: the file they are from.
        spec: what its pictures are.
        labels: reads all labels; called only where they decide.

    Raises:
        FileError: there are not 2 to `MAX_CLASSES` classes.
    """
    if spec == DIGIT_SPEC:
        return DIGIT_NAMES
    number = int(labels().max()) + 1
    check_classes(path, number)
    return numbered(number)


def check_classes(path: Path, number: int) -> None:
    """Check how many classes there are.

    Raises:
        FileError: not 2 to `MAX_CLASSES`.
    """
    if not MIN_CLASSES <= number <= MAX_CLASSES:
        raise FileError(
            path,
            expected=translate("{0} to {1} classes", MIN_CLASSES, MAX_CLASSES),
            found=str(number),
        )


def count(shape: tuple[int, ...]) -> int:
    """How many values an array of this shape has."""
    return math.prod(shape)


def _check_count(path: Path, name: str, found: int) -> None:
    if found <= 0:
        raise FileError(
            path, expected=translate("at least one [sample] in {0}", name), found=translate("none")
        )
    if found > MAX_SAMPLES:
        raise FileError(
            path,
            expected=translate("at most {0} [samples] in {1}", f"{MAX_SAMPLES:,}", name),
            found=f"{found:,}",
            remedy=translate("keep fewer [samples]"),
        )
