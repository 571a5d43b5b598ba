"""Arrays in files, known by their headers before their values are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from camviewer.common import npz
from camviewer.common.errors import FileError
from camviewer.common.translation import translate
from camviewer.data.sources import array_checks

_PART = 1 << 18  # bytes read at once: Python's lock is held meanwhile


@dataclass(frozen=True)
class StoredArray:
    """An array that a file has.

    Attributes:
        path: the file.
        name: what it is called in it.
        shape: of the array.
        dtype: of its values; never Python objects.
        read: reads its values; raises `FileError` if they are not as the header said.
        first: reads at most so many of its first rows, to be looked at; None where that cannot be.
    """

    path: Path
    name: str
    shape: tuple[int, ...]
    dtype: np.dtype[np.generic]
    read: Callable[[], NDArray[np.generic]]
    first: Callable[[int], NDArray[np.generic]] | None = None

    @property
    def size(self) -> int:
        """Bytes of the values."""
        return array_checks.count(self.shape) * self.dtype.itemsize


@dataclass(frozen=True)
class Header:
    """What stands before the values in NumPy's format.

    Attributes:
        shape: of the array.
        dtype: of its values.
        fortran: whether the first index runs fastest.
        start: where the values begin, in bytes.
    """

    shape: tuple[int, ...]
    dtype: np.dtype[np.generic]
    fortran: bool
    start: int

    @property
    def size(self) -> int:
        """Bytes of the values."""
        return array_checks.count(self.shape) * self.dtype.itemsize


def read_header(path: Path, name: str, file: BinaryIO) -> Header:
    """Read the header of an array in NumPy's format.

    Args:
        path: the file, for sentences.
        name: of the array, for sentences.
        file: at the array's beginning; stands at its values afterwards.

    Raises:
        FileError: it is an array of Python objects, which are never read.
        ValueError: it is no such header.
    """
    shape, fortran, dtype = npz.read_header(file, name)
    header = Header(shape, dtype, fortran, file.tell())
    if dtype.hasobject:
        raise FileError(
            path,
            expected=translate("numbers in {0}", name),
            found=translate("Python objects, never read"),
        )
    return header


def read_values(path: Path, name: str, file: BinaryIO, header: Header) -> NDArray[np.generic]:
    """Read the values that follow a header, and check that the array ends there.

    Raises:
        FileError: there are fewer values or more.
    """
    content, read = np.empty(header.size, np.uint8), 0
    while part := file.read(min(_PART, header.size - read)):
        content[read : read + len(part)] = np.frombuffer(part, np.uint8)
        read += len(part)
    more = file.read(1)  # reaching the end checks an archive's own sum
    if read != header.size or more:
        raise FileError(
            path,
            expected=translate("{0} bytes in {1}", header.size, name),
            found=translate("{0} bytes, then its end", read),
        )
    array: NDArray[np.generic] = content.view(header.dtype)
    return array.reshape(header.shape, order="F" if header.fortran else "C")


def read_rows(file: BinaryIO, header: Header, number: int) -> NDArray[np.generic]:
    """Read the first rows of the values that follow a header: `number` of them, or all.

    Raises:
        ValueError: the rows do not lie one after the other.
    """
    if header.fortran or not header.shape:
        raise ValueError(translate("shape {0}", header.shape))
    shape = (min(number, header.shape[0]), *header.shape[1:])
    content = file.read(array_checks.count(shape) * header.dtype.itemsize)
    rows: NDArray[np.generic] = np.frombuffer(content, header.dtype).reshape(shape)
    return rows


def check_stored(path: Path, name: str, header: Header, stored: int) -> None:
    """Check that a file holds the values that an array's header promises, before any is read.

    Args:
        path: the file.
        name: of the array.
        header: of the array.
        stored: bytes of header and values in the file.

    Raises:
        FileError: it does not.
    """
    if stored - header.start != header.size:
        raise FileError(
            path,
            expected=translate("{0} bytes in {1}, as its header says", header.size, name),
            found=translate("{0} bytes", stored - header.start),
        )


def check_same(path: Path, name: str, before: Header, now: Header) -> None:
    """Check that a file was not replaced since it was opened.

    Raises:
        FileError: it was.
    """
    if now != before:
        raise FileError(
            path,
            expected=translate("{0} as it was", name),
            found=translate("a changed file"),
            remedy=translate("open it again"),
        )
