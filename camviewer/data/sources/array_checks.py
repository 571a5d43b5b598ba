"""What every file of digits must keep to: shapes, types, sizes, and one kind of error."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import FileError, UserError
from camviewer.common.files import reason
from camviewer.common.translation import translate
from camviewer.data.dataset import CLASSES, Images, Labels
from camviewer.data.digits.preparation import SIDE

MAX_SAMPLES = 1_000_000
"""Digits of the largest split that is read."""

MAX_BYTES = 1_000_000_000
"""Size of the largest data set that is read, decompressed."""

_BLOCK = 8192  # digits converted at a time
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


def check_images(path: Path, name: str, shape: tuple[int, ...]) -> int:
    """How many pictures there are in an array of this shape.

    Raises:
        FileError: not (n, 28, 28) or (n, 28, 28, 1), n from 1 to `MAX_SAMPLES`.
    """
    if shape[1:] not in ((SIDE, SIDE), (SIDE, SIDE, 1)):
        raise FileError(
            path,
            expected=translate("{0} of shape (n, {1}, {1})", name, SIDE),
            found=translate("shape {0}", shape),
        )
    _check_count(path, name, shape[0])
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
            expected=translate("at most {0} MB of digits", f"{MAX_BYTES / 1e6:.0f}"),
            found=translate("{0} MB", f"{size / 1e6:.0f}"),
            remedy=translate("keep fewer digits"),
        )


def to_images(path: Path, name: str, array: NDArray[np.generic]) -> Images:
    """Pictures as the program keeps them: (n, 28, 28) uint8.

    Args:
        path: the file they are from.
        name: what the array is called in it.
        array: n * 28 * 28 values: whole numbers 0 to 255, or fractions 0 to 1.

    Raises:
        FileError: there are other values.
    """
    pictures = array.reshape(len(array), SIDE, SIDE)
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


def to_labels(path: Path, name: str, array: NDArray[np.generic]) -> Labels:
    """Labels as the program keeps them: (n,) uint8, 0 to 9.

    Raises:
        FileError: there are other values.
    """
    labels = array.reshape(len(array))
    low, high = labels.min(), labels.max()
    if low < 0 or high >= len(CLASSES):
        raise FileError(
            path,
            expected=translate("labels from 0 to 9 in {0}", name),
            found=translate("labels from {0} to {1}", low, high),
        )
    return labels.astype(np.uint8)


def count(shape: tuple[int, ...]) -> int:
    """How many values an array of this shape has."""
    return math.prod(shape)


def _check_count(path: Path, name: str, found: int) -> None:
    if found <= 0:
        raise FileError(
            path, expected=translate("at least one digit in {0}", name), found=translate("none")
        )
    if found > MAX_SAMPLES:
        raise FileError(
            path,
            expected=translate("at most {0} digits in {1}", f"{MAX_SAMPLES:,}", name),
            found=f"{found:,}",
            remedy=translate("keep fewer digits"),
        )
