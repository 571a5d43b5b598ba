"""Networks of Keras whose archive or card is hostile: what a member is, where it is, how large."""

from __future__ import annotations

import io
import json
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from camviewer.networks.formats import model_file
from camviewer.networks.formats.keras_file import WEIGHTS_FILE
from camviewer.networks.formats.model_file import CARD, CONFIG, METADATA
from tests.hostile.hostile_file import HostileFile, Trap

Members = list[tuple[str | zipfile.ZipInfo, bytes]]


def entries_of(name: str) -> dict[str, bytes]:
    """What is in the file of a bundled model."""
    with zipfile.ZipFile(model_file.bundled()[name]) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def packed(
    path: Path, members: Sequence[tuple[str | zipfile.ZipInfo, bytes]], packing: int = 0
) -> None:
    """A zip of members, of which several may have one name."""
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", packing) as archive:
        warnings.simplefilter("ignore")
        for name, content in members:
            archive.writestr(name, content)


def zipped(
    name: str,
    change: Callable[[dict[str, bytes], Trap], Any],
    packing: int = zipfile.ZIP_STORED,
    *,
    is_refused: bool = True,
) -> HostileFile:
    """A model of the program's, its members changed; a change may give a list of others."""

    def write(path: Path, trap: Trap) -> None:
        entries = entries_of("lecture")
        found = change(entries, trap)
        packed(path, [*entries.items()] if found is None else found, packing)

    return HostileFile(name, "keras", write, is_refused)


def raw(
    name: str, change: Callable[[bytearray, Trap], Any], *, is_refused: bool = True
) -> HostileFile:
    """A model's file, changed byte by byte."""

    def write(path: Path, trap: Trap) -> None:
        content = bytearray(model_file.bundled()["lecture"].read_bytes())
        path.write_bytes(change(content, trap) or content)

    return HostileFile(name, "keras", write, is_refused)


def with_entry(
    name: str, entry: str, content: Callable[[Trap], bytes] | bytes, *, is_refused: bool = True
) -> HostileFile:
    """A model one of whose members is another one, packed."""

    def change(entries: dict[str, bytes], trap: Trap) -> None:
        entries[entry] = content if isinstance(content, bytes) else content(trap)

    return zipped(name, change, zipfile.ZIP_DEFLATED, is_refused=is_refused)


def carded(title: str, /, *, is_refused: bool = True, **changes: Any) -> HostileFile:
    """A model whose card has other entries.

    Where the card is nonsense the network is used without it, and that is told.
    """

    def change(entries: dict[str, bytes], _trap: Trap) -> None:
        card = json.loads(entries[CARD]) | changes
        entries[CARD] = json.dumps(card).encode()

    return zipped(title, change, is_refused=is_refused)


# Members


def _link(entry: str) -> Callable[[dict[str, bytes], Trap], Members]:
    """In the place of a member a link to the secret."""

    def change(entries: dict[str, bytes], trap: Trap) -> Members:
        info = zipfile.ZipInfo(entry)
        info.create_system = 3
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        others = {name: content for name, content in entries.items() if name != entry}
        return [*others.items(), (info, str(trap.secret).encode())]

    return change


def _renamed(rename: Callable[[str, Trap], str], entries: dict[str, bytes], trap: Trap) -> Members:
    return [(rename(name, trap), content) for name, content in entries.items()]


def _twice(entry: str, content: bytes) -> Callable[[dict[str, bytes], Trap], Members]:
    return lambda entries, _trap: [*entries.items(), (entry, content)]


def _crowded(entries: dict[str, bytes], _trap: Trap) -> Members:
    return [*entries.items(), *((f"{number:050}", b"") for number in range(30_000))]


def _guest(name: Callable[[Trap], str]) -> Callable[[dict[str, bytes], Trap], Members]:
    """A good model with a member more, which would be written elsewhere by who unpacks it."""
    return lambda entries, trap: [*entries.items(), (name(trap), trap.code.encode())]


MEMBERS = (
    zipped("a link for the weights", _link(WEIGHTS_FILE)),
    zipped("a link for the card", _link(CARD), is_refused=False),
    zipped("names that climb", partial(_renamed, lambda name, _t: f"../../outside/{name}")),
    zipped("names from the root", partial(_renamed, lambda name, t: f"{t.folder}/{name}")),
    zipped("names of a drive", partial(_renamed, lambda name, _t: f"C:\\{name}")),
    zipped("names in a folder", partial(_renamed, lambda name, _t: f"a/{name}")),
    zipped("a second set of weights", _twice(WEIGHTS_FILE, b"\x89HDF\r\n\x1a\n" + b"\0" * 900)),
    zipped("a second card", _twice(CARD, b"[]"), is_refused=False),
    zipped("thirty thousand members", _crowded),
    zipped(
        "one more member, whose name climbs",
        _guest(lambda _t: "../../outside/hostile_trap.py"),
        is_refused=False,
    ),
    zipped(
        "one more member, from the root",
        _guest(lambda t: f"{t.folder}/hostile_trap.py"),
        is_refused=False,
    ),
    zipped("members packed by bzip2", lambda *_: None, zipfile.ZIP_BZIP2),
    zipped("members packed by LZMA", lambda *_: None, zipfile.ZIP_LZMA),
    with_entry("weights that unpack to 200 MB", WEIGHTS_FILE, bytes(200_000_000)),
    with_entry("a card that unpacks to 50 MB", CARD, b" " * 50_000_000),
    with_entry("a zip for weights", WEIGHTS_FILE, lambda _t: _zip_of_zips()),
    with_entry("a pickle for weights", WEIGHTS_FILE, lambda t: _pickle(t)),
    with_entry("no weights", WEIGHTS_FILE, b""),
)


def _zip_of_zips() -> bytes:
    """A zip in a zip, ten deep, at whose end there are 50 MB of nothing."""
    content = bytes(50_000_000)
    for _ in range(10):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(WEIGHTS_FILE, content)
        content = file.getvalue()
    return content


def _pickle(trap: Trap) -> bytes:
    from tests.hostile.keras_layers import pickled

    return pickled(trap)


# The directory


_END, _ENTRY, _HEAD = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"


def _in_end(at: int, kind: str, number: int) -> Callable[[bytearray, Trap], None]:
    """Another number in the end of the archive."""

    def change(content: bytearray, _trap: Trap) -> None:
        struct.pack_into(kind, content, content.rindex(_END) + at, number)

    return change


def _in_entries(at: int, kind: str, number: int) -> Callable[[bytearray, Trap], None]:
    """Another number in every entry of the directory."""

    def change(content: bytearray, _trap: Trap) -> None:
        place = content.find(_ENTRY)
        while place >= 0:
            struct.pack_into(kind, content, place + at, number)
            place = content.find(_ENTRY, place + 4)

    return change


def _over_one_another(content: bytearray, _trap: Trap) -> None:
    """Every entry is of the same bytes: what is read is more than what there is."""
    _in_entries(42, "<I", 0)(content, _trap)


DIRECTORY = (
    raw("members over one another", _over_one_another),
    raw("members that claim to be empty", _in_entries(24, "<I", 0)),
    raw("members that claim 4 GB", _in_entries(24, "<I", 0xFFFFFFFE)),
    raw("members packed into 4 GB", _in_entries(20, "<I", 0xFFFFFFFE), is_refused=False),
    raw("members beyond the end", _in_entries(42, "<I", 0x7FFFFFFF)),
    raw("encrypted members", _in_entries(8, "<H", 1)),
    raw("members of an unknown packing", _in_entries(10, "<H", 93)),
    raw("wrong sums", _in_entries(16, "<I", 1)),
    raw("names beyond the end", _in_entries(28, "<H", 0xFFFF)),
    raw("a directory before the beginning", _in_end(12, "<I", 0x7FFFFFFF)),
    raw("a directory beyond the end", _in_end(16, "<I", 0x7FFFFFFF)),
    raw("a directory of 4 GB", _in_end(12, "<I", 0xFFFFFFFE)),
    raw("a directory cut short", lambda content, t: content[: -t.chance.randrange(23, 200)]),
    raw("a picture in front", lambda content, _t: b"\xff\xd8\xff" + content),
    raw("an archive behind", lambda content, _t: content + _END + bytes(18)),
    raw("words in front", lambda content, t: b"P" * t.chance.randrange(10, 1000) + content),
)


# Cards

_DEEP = b"[" * 30_000 + b"]" * 30_000
_SPEC = {"height": 28, "width": 28, "channels": 1, "value_range": [0, 1]}

CARDS = (
    carded("an architecture that is a path", architecture="../../../outside/hostile_trap"),
    carded("an architecture that is a module", architecture="hostile_trap"),
    carded("an architecture that is a dunder", architecture="__init__"),
    carded("an accuracy that is no number", accuracy=float("nan"), is_refused=False),
    carded("an endless accuracy", accuracy=float("inf"), is_refused=False),
    carded("an accuracy of thousands of digits", accuracy=10**4000, is_refused=False),
    carded("epochs in words", epochs="15", is_refused=False),
    carded(
        "samples of billions", spec={**_SPEC, "height": 10**9, "width": 10**9}, is_refused=False
    ),
    carded("samples below nothing", spec={**_SPEC, "height": -28}, is_refused=False),
    carded(
        "samples of code", spec={**_SPEC, "height": {"__class__": "os.system"}}, is_refused=False
    ),
    carded("a million classes", class_names=["a"] * 10_000, is_refused=False),
    carded("classes without names", class_names=[""] * 10, is_refused=False),
    carded("classes that are numbers", class_names=[*range(10)], is_refused=False),
    carded(
        "scaling by nothing", scaling={"kind": "hostile", "mean": [float("nan")]}, is_refused=False
    ),
    carded("a card with half a character for a name", name="\ud800", is_refused=False),
    carded("a name of 50,000 letters", name="a" * 50_000, is_refused=False),
    carded("a name out of the folder", name="../../outside/secret", is_refused=False),
    with_entry("a deep card", CARD, _DEEP, is_refused=False),
    with_entry("a card that is no object", CARD, b"7", is_refused=False),
    with_entry("a card of bytes", CARD, b"\xff\xfe\x00", is_refused=False),
    zipped("a deep note of the version", lambda entries, _t: _foreign(entries, _DEEP)),
    zipped(
        "a version of a megabyte",
        lambda entries, _t: _foreign(
            entries, json.dumps({"keras_version": "3" * 1_000_000}).encode()
        ),
    ),
    zipped(
        "a version that is a list",
        lambda entries, _t: _foreign(entries, b'{"keras_version": [[[]]]}'),
        is_refused=False,
    ),
    zipped("no description", lambda entries, _t: [*_foreign(entries, b"{}"), (CONFIG, b"")]),
)


def _foreign(entries: dict[str, bytes], note: bytes) -> Members:
    """A file that Keras wrote, with that for its version."""
    others = {name: content for name, content in entries.items() if name not in (CARD, METADATA)}
    return [*others.items(), (METADATA, note)]


FILES = (*MEMBERS, *DIRECTORY, *CARDS)
