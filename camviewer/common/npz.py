"""Arrays in `.npz` archives from outside, read within limits.

NumPy itself reads members in any compression, of which two unpack a kilobyte to gigabytes, and
headers as long as they say they are.
"""

from __future__ import annotations

import io
import math
import zipfile
from tokenize import TokenError
from typing import IO

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from camviewer.common.archives import read_member
from camviewer.common.translation import translate

MAX_HEADER = 20_000
"""Bytes of an array's header, which may claim gigabytes."""

_HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}


class _Bounded:
    """A file of which no more than a header's bytes are read at once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int) -> bytes:
        if size > MAX_HEADER:
            raise _HeaderError(translate("its header has {0} bytes", size))
        return self._file.read(size)


class _HeaderError(ValueError):
    """A header that is not read, in the program's own words."""


def read_header(file: IO[bytes], name: str) -> tuple[tuple[int, ...], bool, np.dtype[np.generic]]:
    """Shape, whether the first index runs fastest, and type of an array in NumPy's format.

    Args:
        file: at the array's beginning; stands at its values afterwards.
        name: of the array, for sentences.

    Raises:
        ValueError: it is no such header, or a longer one than NumPy writes.
    """
    bounded = _Bounded(file)
    version = npy.read_magic(bounded)  # type: ignore[arg-type]  # only `read` is used
    if version not in _HEADERS:
        raise ValueError(translate("{0} has version {1} of NumPy's format", name, version))
    try:
        shape, fortran, dtype = _HEADERS[version](bounded)  # type: ignore[arg-type]
    except _HeaderError:
        raise
    except (ValueError, MemoryError, RecursionError, TokenError) as error:
        # What is no literal, to Python: each version says so in another way.
        raise ValueError(translate("{0} has a damaged header", name)) from error
    if any(side < 0 for side in shape):
        raise ValueError(translate("the shape is {0}", shape))
    return tuple(map(int, shape)), bool(fortran), dtype


def names(archive: zipfile.ZipFile) -> list[str]:
    """What the arrays of an archive are called."""
    return [name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")]


def read_array(archive: zipfile.ZipFile, name: str, *, at_most: int) -> NDArray[np.generic]:
    """One array, unpacked only if its size is allowed and is what its header says.

    Args:
        archive: an `.npz` file.
        name: of the array, without ``.npy``.
        at_most: bytes of its values.

    Raises:
        KeyError: there is no such array.
        ValueError: it is larger or damaged, or holds Python objects, which are never read.
        BadZipFile: it is packed in another way than NumPy packs, or damaged.
    """
    content = read_member(archive, f"{name}.npy", at_most=at_most + MAX_HEADER)
    stream = io.BytesIO(content)
    shape, fortran, dtype = read_header(stream, repr(name))
    if dtype.hasobject:
        raise ValueError(translate("{0} has Python objects, which are never read", repr(name)))
    if len(content) - stream.tell() != math.prod(shape) * dtype.itemsize:
        raise ValueError(translate("{0} does not have the size given in its header", repr(name)))
    array: NDArray[np.generic] = np.frombuffer(content, dtype, offset=stream.tell())
    return array.reshape(shape, order="F" if fortran else "C")
