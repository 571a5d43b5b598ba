"""What every file of samples must keep to: counts, sizes, and one kind of error."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from camviewer.common.errors import FileError, UserError
from camviewer.common.files import reason
from camviewer.common.translation import translate
from camviewer.data.spec import MAX_CLASSES, MIN_CLASSES

MAX_SAMPLES = 1_000_000
"""Samples of the largest split that is read."""

MAX_BYTES = 1_000_000_000
"""Size of the largest data set that is read, decompressed."""


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
            found=translate("{0} labels", shape[0]),
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


def check_classes(path: Path, number: int) -> None:
    """Check how many classes there are.

    Raises:
        FileError: not 2 to `MAX_CLASSES`.
    """
    if not MIN_CLASSES <= number <= MAX_CLASSES:
        raise FileError(
            path,
            expected=translate("{0} to {1} classes", MIN_CLASSES, MAX_CLASSES),
            found=translate("{0} classes", number),
        )


def count(shape: tuple[int, ...]) -> int:
    """How many values an array of this shape has."""
    return math.prod(shape)


def check_count(path: Path, name: str, found: int) -> None:
    """Check how many samples there are.

    Raises:
        FileError: none, or more than `MAX_SAMPLES`.
    """
    if found <= 0:
        raise FileError(
            path,
            expected=translate("at least one [sample] in {0}", name),
            found=translate("no [samples]"),
        )
    if found > MAX_SAMPLES:
        raise FileError(
            path,
            expected=translate("at most {0} [samples] in {1}", f"{MAX_SAMPLES:,}", name),
            found=translate("{0} of them", f"{found:,}"),
            remedy=translate("keep fewer [samples]"),
        )
