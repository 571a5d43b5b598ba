"""Labels as people store them: numbers, fractions that are whole, one-hot rows, or words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.common.translation import translate
from camviewer.data.dataset import Labels
from camviewer.data.digits.spec import DIGIT_NAMES, DIGIT_SPEC
from camviewer.data.sources import array_checks
from camviewer.data.spec import MAX_CLASSES, ImageSpec, numbered

KINDS = "uifbUS"
"""NumPy's kinds of values that labels may have: numbers, truth values, text, bytes."""

_WORDS = "US"
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class ReadLabels:
    """The labels of all parts of a data set.

    Attributes:
        names: of the C classes.
        parts: of each part (n,) uint8, 0 to C - 1.
    """

    names: tuple[str, ...]
    parts: tuple[Labels, ...]


@dataclass(frozen=True)
class StoredLabels:
    """Labels as they stand in a file.

    Attributes:
        path: the file.
        name: what they are called in it.
        values: (n,), (n, 1) or one-hot (n, C).
        length: how many there ought to be, one a picture.
    """

    path: Path
    name: str
    values: NDArray[np.generic]
    length: int


def natural(text: str) -> list[str | int]:
    """A key that sorts names as a person does: picture 2 before picture 10."""
    words = _DIGITS.split(text.casefold())  # text and numbers in turn, text first
    return [int(word) if place % 2 else word for place, word in enumerate(words)]


def read_labels(
    stored: Sequence[StoredLabels], spec: ImageSpec, names: Sequence[str] = ()
) -> ReadLabels:
    """Find out the classes of all parts together.

    Args:
        stored: the labels of each part.
        spec: what the pictures are: 28 by 28 with labels up to 9 are digits.
        names: of the classes where a file or a person says them, in the order of the numbers; they
            are used if they are enough.

    Raises:
        FileError: not one label a picture; or they are no whole numbers, one-hot rows or words; or
            there are not 2 to `MAX_CLASSES` classes.
    """
    columns = [_column(each) for each in stored]
    if any(column.dtype.kind in _WORDS for column in columns):
        return _of_words(stored[0].path, columns, names)
    return _of_numbers(stored, [column.astype(np.int64) for column in columns], spec, names)


def _column(stored: StoredLabels) -> NDArray[np.generic]:
    """(n,) whole numbers or words."""
    values, path, name = stored.values, stored.path, stored.name
    if values.ndim == 2 and values.shape[1] > 1 and values.dtype.kind not in _WORDS:
        values = _of_one_hot(path, name, values)
    array_checks.check_labels(path, name, values.shape, stored.length)
    column: NDArray[np.generic] = values.reshape(-1)
    if column.dtype.kind == "f":
        with np.errstate(invalid="ignore"):
            whole = np.isfinite(column) & (column == np.rint(column))
        if not whole.all():
            raise FileError(
                path,
                expected=translate("whole numbers in {0}", name),
                found=translate("the value {0}", column[~whole][0]),
            )
    if column.dtype.kind == "S":
        column = np.char.decode(column, "utf-8", "replace")  # type: ignore[arg-type]
    if column.dtype.kind == "U":
        column = np.char.strip(column)  # type: ignore[arg-type]
        if all(map(str.isdecimal, column.tolist())) and max(map(len, column.tolist())) < 9:
            return column.astype(np.int64)
    return column


def _of_one_hot(path: Path, name: str, rows: NDArray[np.generic]) -> NDArray[np.generic]:
    chosen: NDArray[np.generic] = rows.argmax(axis=1)
    ones = np.zeros(rows.shape, bool)
    ones[np.arange(len(rows)), chosen] = True
    if not np.array_equal(rows, ones):
        raise FileError(
            path,
            expected=translate("one label a picture in {0}, or rows with a single 1", name),
            found=translate("shape {0} with other rows", rows.shape),
            remedy=translate("keep one class for each picture"),
        )
    return chosen


def _of_words(
    path: Path, columns: Sequence[NDArray[np.generic]], names: Sequence[str]
) -> ReadLabels:
    words = [[str(word) for word in column.tolist()] for column in columns]
    found = {word for column in words for word in column}
    classes = ordered(found, names)
    array_checks.check_classes(path, len(classes))
    numbers = {name: number for number, name in enumerate(classes)}
    parts = (np.array([numbers[word] for word in column], np.uint8) for column in words)
    return ReadLabels(classes, tuple(parts))


def ordered(found: Iterable[str], names: Sequence[str] = ()) -> tuple[str, ...]:
    """The names of classes in the order that a list of them has, else as a person sorts them."""
    found = set(found)
    return tuple(names) if found <= set(names) else tuple(sorted(found, key=natural))


def _of_numbers(
    stored: Sequence[StoredLabels],
    columns: Sequence[NDArray[np.int64]],
    spec: ImageSpec,
    names: Sequence[str],
) -> ReadLabels:
    for each, column in zip(stored, columns, strict=True):
        low, high = (column.min(), column.max()) if column.size else (0, 0)
        if low < 0 or high > MAX_CLASSES:
            raise FileError(
                each.path,
                expected=translate("labels from 0 to {0} in {1}", MAX_CLASSES - 1, each.name),
                found=translate("labels from {0} to {1}", low, high),
            )
    found = np.unique(np.concatenate(columns))
    highest = int(found.max(initial=0))
    if spec == DIGIT_SPEC and highest < len(DIGIT_NAMES) and len(names) < len(DIGIT_NAMES):
        return ReadLabels(DIGIT_NAMES, _numbered_from(0, columns))
    from_one = highest >= 2 and np.array_equal(found, np.arange(1, highest + 1))
    if len(names) > highest or (from_one and len(names) == highest):
        first = int(len(names) == highest)
        return ReadLabels(tuple(names), _numbered_from(first, columns))
    classes = numbered(highest + 1)[int(from_one) :]
    array_checks.check_classes(stored[0].path, len(classes))
    return ReadLabels(classes, _numbered_from(int(from_one), columns))


def _numbered_from(first: int, columns: Sequence[NDArray[np.int64]]) -> tuple[Labels, ...]:
    return tuple((column - first).astype(np.uint8) for column in columns)
