"""Zip archives from outside: opened and unpacked within limits."""

from __future__ import annotations

import gzip
import io
import struct
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

_MOST_ENTRIES = 20_000  # that are looked at without a list of them
_ENTRY = b"PK\3\4"  # begins what stands before an entry
_BEFORE = struct.Struct("<4s5H3L2H")
_LONG = struct.Struct("<2H2Q")  # the sizes of an entry, where they may be large
_IS_LONG = 0xFFFFFFFF  # in their place
_SIZES_BEHIND = 8  # a flag
_LISTED = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


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


def with_new_directory(content: bytes) -> bytes:
    """A damaged archive, with a list of entries made of what stands before each of them.

    Those whose sizes do not stand there are left out, as are those that are cut short.
    """
    entries: dict[bytes, bytes] = {}
    end = place = content.find(_ENTRY)
    for _ in range(_MOST_ENTRIES):
        if place < 0:
            break
        found = _entry_at(content, place)
        if found is not None:
            name, listed, end = found
            entries.setdefault(name, listed)
        place = content.find(_ENTRY, place + 1 if found is None else end)
    if not entries:
        return content
    listed = b"".join(entries.values())
    count = len(entries)
    return content[:end] + listed + _END.pack(b"PK\5\6", 0, 0, count, count, len(listed), end, 0)


def _entry_at(content: bytes, place: int) -> tuple[bytes, bytes, int] | None:
    """The name of the entry at a place, its line in the list, and where it ends; None for none."""
    if place + _BEFORE.size > len(content):
        return None
    _, *about, crc, packed, size, length, extra = _BEFORE.unpack_from(content, place)
    start = place + _BEFORE.size
    name, start = content[start : start + length], start + length
    if extra >= _LONG.size and packed == size == _IS_LONG:
        _, _, size, packed = _LONG.unpack_from(content.ljust(start + _LONG.size, b"\0"), start)
    end = start + extra + packed
    has_no_sizes = about[1] & _SIZES_BEHIND
    if has_no_sizes or end > len(content) or max(place, packed, size) >= _IS_LONG:
        return None
    line = _LISTED.pack(b"PK\1\2", 20, *about, crc, packed, size, length, 0, 0, 0, 0, 0, place)
    return name, line + name, end


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
