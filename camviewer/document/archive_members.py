"""What the parts of a document's archive are written and read with."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from camviewer.common import npz
from camviewer.common.archives import read_member
from camviewer.common.translation import translate

MAX_PARTS = 20
"""Evaluations, networks, and others of which there are several."""

_MAX_ARRAY = 1_000_000_000  # bytes

T = TypeVar("T")

_log = logging.getLogger(__name__)


def entry(name: str) -> zipfile.ZipInfo:
    """An entry without a time: equal documents are equal files."""
    return zipfile.ZipInfo(name)


def put_array(archive: zipfile.ZipFile, name: str, array: NDArray[Any]) -> None:
    """Write an array in NumPy's own format."""
    with archive.open(entry(f"{name}.npy"), "w", force_zip64=True) as stream:
        np.lib.format.write_array(stream, np.ascontiguousarray(array), allow_pickle=False)


class MemberReader:
    """Takes parts out of an archive; what is told of those that cannot be used is collected.

    Attributes:
        troubles: a sentence for each of these.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """A reader of an archive that is open."""
        self._archive = archive
        self.troubles: list[str] = []

    def content(self, name: str, *, at_most: int) -> bytes:
        """A member as it is."""
        return read_member(self._archive, name, at_most=at_most)

    def array(self, name: str, kind: type[np.generic] | None = None) -> NDArray[Any]:
        """An array, of one type if that is given; all of its numbers are finite."""
        array: NDArray[Any] = npz.read_array(self._archive, name, at_most=_MAX_ARRAY)
        if kind is not None and array.dtype != kind:
            raise ValueError("an array of another type")
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            raise ValueError("numbers that are not finite")
        return array

    def part(self, take: Callable[[], T], without: T, what: str) -> T:
        """What comes of taking a part; if it cannot be used, that is told, and there is none."""
        try:
            return take()
        except Exception as error:  # zip, zlib and NumPy raise many kinds on damaged files
            _log.warning("%s: left out of a document: %r", what, error)
        told = translate("{0}: this part of the document is damaged and was left out.", what)
        self.troubles.append(told[:1].upper() + told[1:])
        return without

    def parts(
        self, described: object, take: Callable[[int, Any], T], what: str, at_most: int = MAX_PARTS
    ) -> list[T]:
        """Those of several parts that can be used, up to a number."""
        found: list[T] = []
        for number, each in enumerate(described if isinstance(described, list) else ()):
            if number == at_most:
                break

            def one(number: int = number, each: object = each) -> list[T]:
                return [take(number, each)]

            found += self.part(one, [], what)
        return found


def checked_number(value: object) -> int:
    """A whole number.

    Raises:
        ValueError: it is none.
    """
    if type(value) is not int:
        raise ValueError("not a whole number")
    return value


def checked_truth(value: object) -> bool:
    """True or false.

    Raises:
        ValueError: it is neither.
    """
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def checked_text(value: object) -> str:
    """A text.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def checked_texts(values: Sequence[object]) -> list[str]:
    """A list of texts.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(values, list):
        raise ValueError("not a list")
    return [checked_text(value) for value in values]
