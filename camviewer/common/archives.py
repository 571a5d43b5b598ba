"""Zip archives from outside: opened and unpacked within limits."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from camviewer.common.translation import translate

MAX_DIRECTORY = 2_000_000
"""Bytes of the list of entries, which Python reads whole: 20,000 entries, half a second."""


PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Compressions that are unpacked: of the others Python does not bound what comes at once."""

MAX_RATIO = 400
"""How many times as large as it is packed something large may be: zeros become a thousandth."""

MAX_TEXT_RATIO = 150
"""The same of text, in which even zeros stand between commas."""

_SMALL = 20_000_000  # bytes that are unpacked whatever they were
_PART = 1_000_000  # bytes unpacked at a time


@contextmanager
def opened_zip(source: Path | bytes) -> Iterator[zipfile.ZipFile]:
    """A zip archive, to be read.

    Args:
        source: a file, or what is in it.

    Raises:
        BadZipFile: it is none, or has too many entries.
        OSError: it cannot be read.
    """
    with _Opening(source) as file, zipfile.ZipFile(file) as archive:
        file.is_open = True
        yield archive


def read_member(archive: zipfile.ZipFile, name: str, *, at_most: int) -> bytes:
    """One entry of an archive, unpacked.

    Raises:
        KeyError: there is none of that name.
        ValueError: it is larger than `at_most` bytes.
        BadZipFile: it is packed in another way than by deflating, or damaged.
    """
    info = archive.getinfo(name)
    if info.compress_type not in PACKINGS:
        raise zipfile.BadZipFile(translate("{0} is compressed in another way", repr(name)))
    if info.file_size > at_most:
        raise ValueError(translate("{0} has more than {1} MB", repr(name), f"{at_most / 1e6:.0f}"))
    return unpacked(archive, info)


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """All of an entry whose size is allowed; no more than the archive says is ever unpacked.

    Raises:
        BadZipFile: it is damaged, or has more in it than the archive says.
    """
    with archive.open(info) as file:
        return file.read(info.file_size + 1)  # without a number all would be unpacked at once


def is_bomb(packed: int, unpacked: int, ratio: int = MAX_RATIO) -> bool:
    """Whether so many bytes unpacked to so many are nothing that a person would have packed."""
    return unpacked > max(_SMALL, ratio * packed)


def gunzipped(path: Path, *, at_most: int) -> bytes:
    """The text that a gzip file holds.

    Raises:
        ValueError: it is larger than `at_most` bytes, or far larger than it is packed.
        OSError: it is damaged, or cannot be read.
        EOFError: it is cut short.
        zlib.error: it is damaged.
    """
    parts, size = [], 0
    with path.open("rb") as packed, gzip.open(packed, "rb") as file:
        while part := file.read(_PART):
            parts.append(part)
            size += len(part)
            if size > at_most or is_bomb(packed.tell(), size, MAX_TEXT_RATIO):
                raise ValueError(translate("it unpacks to too many bytes"))
    return b"".join(parts)


class _Opening(io.BufferedReader):
    """A file of which nothing long is read while it is opened as an archive.

    What `ZipFile` reads in one piece then is the list of entries, as long as the file says it is.
    """

    is_open = False

    def __init__(self, source: Path | bytes) -> None:
        raw = io.BytesIO(source) if isinstance(source, bytes) else io.FileIO(source)
        super().__init__(raw)

    def read(self, size: int | None = -1, /) -> bytes:
        if not self.is_open and size is not None and size > MAX_DIRECTORY:
            raise zipfile.BadZipFile(translate("it has too many entries"))
        return super().read(-1 if size is None else size) or b""
