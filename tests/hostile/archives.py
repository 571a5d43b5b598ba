"""Archives and arrays that are hostile: small on the disk, huge inside, or of code."""

from __future__ import annotations

import gzip
import io
import json
import pickle
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from tests.fuzz.formats import FORMATS
from tests.hostile.hostile_file import HostileFile, Trap, written

READERS = ("npz", "explanation", "checkpoint")
"""Readers of archives of arrays."""

_MEMBERS = {"npz": "x_test.npy", "explanation": "input.npy", "checkpoint": "meta.npy"}
"""The array that each looks at first."""


def header(said: str, version: int = 1) -> bytes:
    """The header of an array, whatever it says."""
    text = said.encode() + b"\n"
    length = struct.pack("<H" if version == 1 else "<I", len(text))
    return b"\x93NUMPY" + bytes((version, 0)) + length + text


def said(shape: str, dtype: str = "'|u1'") -> str:
    """What a header says of shape and type."""
    return f"{{'descr': {dtype}, 'fortran_order': False, 'shape': {shape}, }}"


def _members(reader: str) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(FORMATS[reader].good()[0])) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _with(reader: str, content: bytes, zeros: int, packing: int, path: Path, _trap: Trap) -> None:
    """An archive in which the first array is another one, with zeros behind it."""
    with zipfile.ZipFile(path, "w", packing, compresslevel=9) as archive:
        for name, good in _members(reader):
            if name != _MEMBERS[reader]:
                archive.writestr(name, good)
                continue
            with archive.open(name, "w") as file:
                file.write(content)
                for _ in range(zeros):
                    file.write(bytes(1_000_000))


def each(
    name: str, content: bytes, packing: int = zipfile.ZIP_DEFLATED, *, zeros: int = 0
) -> list[HostileFile]:
    """That array in the archive of every reader, with megabytes of zeros behind it."""
    return [
        HostileFile(name, reader, partial(_with, reader, content, zeros, packing))
        for reader in READERS
    ]


def whole(name: str, write: Callable[[list[tuple[str, bytes]]], bytes]) -> list[HostileFile]:
    """Another archive of its members, for every reader."""

    def one(reader: str) -> HostileFile:
        return HostileFile(
            name, reader, lambda path, _trap: path.write_bytes(write(_members(reader)))
        )

    return [one(reader) for reader in READERS]


def _packed(members: list[tuple[str, bytes]], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", packing) as archive:
        warnings.simplefilter("ignore")
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def _lying(members: list[tuple[str, bytes]]) -> bytes:
    """Members that say they have ten bytes and have 50 MB."""
    zeros = bytes(50_000_000)
    content = bytearray(_packed([(name, zeros) for name, _ in members[:1]]))
    for place, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.index(place) + at, 10)
    return bytes(content)


def _overlapping(members: list[tuple[str, bytes]]) -> bytes:
    """Twenty thousand entries, all of the same two megabytes."""
    file = io.BytesIO(_packed([(members[0][0], bytes(2_000_000))]))
    with zipfile.ZipFile(file, "a") as archive:
        info = archive.infolist()[0]
        archive.filelist += [info] * 20_000
        archive._didModify = True  # type: ignore[attr-defined]  # so that the directory is written
    return file.getvalue()


def _nested(members: list[tuple[str, bytes]]) -> bytes:
    content = bytes(20_000_000)
    for _ in range(8):
        content = _packed([(members[0][0], content)] * 4)
    return content


_DEEP = "(" * 5000 + ")" * 5000
_BZIP2, _LZMA = zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA
_ZEROS = header(said("(70000000,)"))

ARRAYS = (
    *each("50 MB packed by bzip2", _ZEROS, _BZIP2, zeros=50),
    *each("20 MB packed by LZMA", _ZEROS, _LZMA, zeros=20),
    *each("70 MB of zeros", _ZEROS, zeros=70),
    *each("70 MB of pictures of nothing", header(said("(70000, 40, 25)")), zeros=70),
    *each("a header that claims 2 GB", b"\x93NUMPY\x02\x00\xff\xff\xff\x7f" + b" " * 50_000),
    *each("a header of version 3", header(said("(12, 9, 8)"), 3)),
    *each("a header without end", b"\x93NUMPY\x01\x00\xff\xff" + b"(" * 65_535),
    *each("a header of brackets", header(_DEEP, 2)),
    *each("a header of minus signs", header("-" * 15_000 + "1", 2)),
    *each("a header of code", header("__import__('hostile_trap')")),
    *each("a shape of code", header(said("__import__('hostile_trap')"))),
    *each("a shape of exabytes", header(said("(1000000000000, 1000000)"))),
    *each("a shape beyond all numbers", header(said(f"({10**400},)"))),
    *each("a shape below nothing", header(said("(-5, -5)")) + bytes(25)),
    *each("a shape of a thousand sides", header(said(f"({'1,' * 1000})")) + b"a"),
    *each("numbers of a gigabyte each", header(said("(1,)", "('<f4', (268435456,))"))),
    *each("texts of a gigabyte each", header(said("(1,)", "'<U250000000'"))),
    *each("numbers of no bytes", header(said("(1000000000000,)", "'|V0'"))),
    *each("Python objects", header(said("(3,)", "'|O'")) + pickle.dumps([1, 2, 3])),
    *each("objects in structures", header(said("(3,)", "[('a', '|O'), ('b', '<f4')]")) + bytes(36)),
    *each("structures in structures", header(said("(1,)", "[('a', " * 30 + "'<f4'" + ")]" * 30))),
    *whole("members that lie about their size", _lying),
    *whole("members over one another", _overlapping),
    *whole("archives in archives", _nested),
    *whole(
        "members by the ten thousand",
        lambda m: _packed([*m, *((f"{n:099}", b"") for n in range(20_000))]),
    ),
    *whole("a directory of 4 GB", lambda m: _packed(m)[:-10] + b"\xfe\xff\xff\xff" + bytes(6)),
)


# Files that are packed as a whole


def _pickled(path: Path, trap: Trap) -> None:
    from tests.hostile.keras_layers import pickled

    path.write_bytes(pickled(trap))


def _zeros_behind(start: bytes, megabytes: int) -> bytes:
    """A gzip file that unpacks to so much."""
    packer = zlib.compressobj(9, wbits=31)
    packed = [packer.compress(start)]
    packed += [packer.compress(bytes(1_000_000)) for _ in range(megabytes)]
    return b"".join((*packed, packer.flush()))


def checkpoint_with(entries: dict[str, Any]) -> bytes:
    """A good checkpoint but for these entries of its text."""
    members = _members("checkpoint")
    text = dict(members)[_MEMBERS["checkpoint"]]
    meta = json.loads(text[text.index(b"{", 128) :]) | entries
    file = io.BytesIO()
    np.save(file, np.frombuffer(json.dumps(meta).encode(), np.uint8))
    changed = {_MEMBERS["checkpoint"]: file.getvalue()}
    return _packed([(name, changed.get(name, content)) for name, content in members])


def _idx(*sides: int) -> bytes:
    return struct.pack(f">HBB{len(sides)}I", 0, 8, len(sides), *sides)


def _with_labels(path: Path, _trap: Trap) -> None:
    """Pictures by the hundred thousand in a few kilobytes, with as many labels."""
    path.write_bytes(_zeros_behind(_idx(62_500, 28, 28), 49))
    labels = _idx(62_500) + bytes(62_500)
    path.with_name(path.name.replace("idx3", "idx1")).write_bytes(labels)


_LINE = b",".join([b"7"] * 785) + b"\n"


def _packed_table(path: Path, _trap: Trap) -> None:
    packer = zlib.compressobj(1, wbits=31)
    lines = _LINE * 640  # a megabyte
    packed = [packer.compress(lines) for _ in range(300)]
    path.write_bytes(b"".join((*packed, packer.flush())))


PACKED = (
    written("50 MB behind a small header", "idx", _zeros_behind(_idx(12, 9, 8), 50)),
    written("a header that claims terabytes", "idx", _idx(2**32 - 1, 2**32 - 1, 2**32 - 1)),
    written("a packed header that claims terabytes", "idx", gzip.compress(_idx(2**31, 2**31, 9))),
    written("pictures without sides", "idx", _idx(0, 0, 0)),
    written("gzip in gzip", "idx", gzip.compress(gzip.compress(_idx(12, 9, 8)))),
    HostileFile("pictures of nothing", "idx", _with_labels),
    HostileFile("a packed table of 300 MB", "csv", _packed_table),
    written("a table of one line of 20 MB", "csv", b",".join([b"7"] * 10_000_000)),
    written("a table of numbers of a megabyte", "csv", _LINE + b"7" * 1_000_000 + b"," + _LINE),
    written("a table of empty lines", "csv", _LINE + b"\n" * 3_000_000),
    written("a table whose second line is of 5 MB", "csv", _LINE + b"7," * 2_500_000 + b"7\n"),
    written("a table with a quote without end", "csv", _LINE + b'"' + _LINE * 3, is_refused=False),
    written("an array of Python objects", "npy", header(said("(3,)", "'|O'")) + b"\x80\x04."),
    written("an array of exabytes", "npy", header(said("(1000000000000, 1000000)"))),
    written("a header that claims 2 GB", "npy", b"\x93NUMPY\x02\x00\xff\xff\xff\x7f" + b" " * 99),
    HostileFile("a pickle under another name", "npz", _pickled),
    HostileFile("a pickle under another name", "npy", _pickled),
)

FILES: tuple[HostileFile, ...] = (*ARRAYS, *PACKED)
