"""Damage to files that knows how they are built: bytes, text, JSON, and what is packed inside."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

MAX_GROWTH = 4
"""A mutant is at most so many times as long as what it was made of, and a few bytes."""

_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 2**63, 10**30, 0.5, -0.0, 1e308, 1e400, float("nan")),
    *("", "a" * 5000, "\ud800", "\x00", "../../etc/passwd", "NaN", "0" * 400, [], {}, [[]], [{}]),
)
_DEEP = 3000  # brackets: deeper than Python's own reader goes

Mutation = Callable[[bytes, random.Random], bytes]


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A file's content, damaged in one to four ways."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        ways = [*_PLAIN, *(way for fits, way in _BUILT if fits(content))]
        # What is built gets as many turns as what is plain: most bytes of an archive are packed.
        built = ways[len(_PLAIN) :]
        way = chance.choice(built if built and chance.random() < 0.6 else _PLAIN)
        try:
            content = way(content, chance)
        except Exception:  # what was damaged before may be beyond taking apart
            content = _flipped(content, chance)
    return content


def _flipped(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content or b"\0")
    for _ in range(chance.choice((1, 2, 8, 64))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _without(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.choice((1, 4, 100, 5000)) :]


def _repeated(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    part = content[start : start + chance.choice((1, 8, 200, 5000))]
    return content[:start] + part * chance.randint(1, MAX_GROWTH - 1) + content[start:]


def _numbered(content: bytes, chance: random.Random) -> bytes:
    """A number at the limits of its kind in place of some bytes, in either order."""
    size = chance.choice((1, 2, 4, 8))
    number = chance.choice(_NUMBERS) % (1 << 8 * size)
    start = chance.randrange(len(content) + 1)
    order = "little" if chance.random() < 0.5 else "big"
    return content[:start] + number.to_bytes(size, order) + content[start + size :]  # type: ignore[arg-type]


def _swapped(content: bytes, chance: random.Random) -> bytes:
    one, two, three = sorted(chance.randrange(len(content) + 1) for _ in range(3))
    return content[:one] + content[two:three] + content[one:two] + content[three:]


_PLAIN: tuple[Mutation, ...] = (_flipped, _cut, _without, _repeated, _numbered, _swapped)


# What is built of parts


def _is_zip(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def _zip(content: bytes, chance: random.Random) -> bytes:
    """A member damaged, renamed, doubled, left out or packed in another way; all sums are right."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    place = chance.randrange(len(members))
    name, inside = members[place]
    packing = zipfile.ZIP_DEFLATED
    way = chance.randrange(10)
    if way < 6:
        members[place] = (name, mutated(inside, chance))
    elif way == 6:
        members[place] = (chance.choice(("", "../" + name, name * 2, "x", "a/" + name)), inside)
    elif way == 7:
        members.insert(place, (name, mutated(inside, chance)))
    elif way == 8:
        del members[place]
    else:
        packing = chance.choice((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED))
    return _packed(members, packing)


def _packed(members: list[tuple[str, bytes]], packing: int) -> bytes:
    import warnings

    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", packing) as archive:
        warnings.simplefilter("ignore")  # that a name is there twice
        for name, inside in members:
            archive.writestr(name or "_", inside)
    return file.getvalue()


def _is_gzip(content: bytes) -> bool:
    return content.startswith(b"\x1f\x8b")


def _gzip(content: bytes, chance: random.Random) -> bytes:
    return gzip.compress(mutated(gzip.decompress(content), chance), 1)


def _is_json(content: bytes) -> bool:
    return content.lstrip()[:1] in (b"{", b"[")


def _json(content: bytes, chance: random.Random) -> bytes:
    """One value exchanged, left out, or put under another name; or brackets without end."""
    if chance.random() < 0.03:
        return b"[" * _DEEP + content + b"]" * _DEEP
    tree = [json.loads(content)]
    holder, key = chance.choice(_places(tree))
    way = chance.random()
    if way < 0.7:
        holder[key] = chance.choice(_VALUES)
    elif way < 0.8:
        holder[key] = [holder[key]] * chance.choice((1, 2, 300))
    elif isinstance(holder, dict):
        value = holder.pop(key)
        if way < 0.9:
            holder[chance.choice(("", "x", "__class__", str(key) * 2))] = value
    return json.dumps(tree[0], ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _places(tree: Any) -> list[tuple[Any, Any]]:
    """Every place in lists and objects at which a value stands."""
    found: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        keys = holder if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            found.append((holder, key))
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])
    return found


def _is_npy(content: bytes) -> bool:
    return content.startswith(b"\x93NUMPY")


def _npy(content: bytes, chance: random.Random) -> bytes:
    """Another shape, type or length told in the header of an array."""
    header, _, values = content[10:].partition(b"\n")
    if chance.random() < 0.2:  # of version 2, of so many bytes
        length = chance.choice((0, 100, 1 << 16, 1 << 24, (1 << 31) - 1))
        return b"\x93NUMPY\x02\x00" + length.to_bytes(4, "little") + header + b"\n" + values
    if chance.random() < 0.5:
        for old, new in (
            (b"(", b"(1000000, "),
            (b"f4", b"O"),
            (b"f4", b"f8"),
            (b"<", b">"),
            (b"u1", b"i8"),
        ):
            if old in header and chance.random() < 0.4:
                header = header.replace(old, new)
    else:
        header = _text(header, chance).replace(b"\n", b" ")
    return content[:8] + (len(header) + 1).to_bytes(2, "little") + header + b"\n" + values


def _is_text(content: bytes) -> bool:
    return b"\0" not in content[:4000]


def _text(content: bytes, chance: random.Random) -> bytes:
    """A line or a sign that is not where it should be."""
    lines = content.split(b"\n")
    place = chance.randrange(len(lines))
    way = chance.randrange(5)
    if way == 0:
        lines.insert(place, lines[chance.randrange(len(lines))])
    elif way == 1:
        del lines[place]
    elif way == 2:
        lines[place] = lines[place] * chance.choice((2, 50))
    else:
        signs = (
            b",",
            b'"',
            b"```",
            b"$",
            b"\xff",
            b"\0",
            b"1e999",
            b"-",
            b"(" * 500,
            "픽".encode(),
        )
        start = chance.randrange(len(lines[place]) + 1)
        end = start if way == 3 else start + 1
        lines[place] = lines[place][:start] + chance.choice(signs) + lines[place][end:]
    return b"\n".join(lines)


def _history_head(content: bytes) -> int:
    """Where what is packed by zlib begins, behind a line of words; 0 if it does nowhere."""
    end = content.find(b"\n", 0, 40) + 1
    return end if end and content[end : end + 1] == b"x" else 0


def _is_packed(content: bytes) -> bool:
    return bool(_history_head(content))


def _zlib(content: bytes, chance: random.Random) -> bytes:
    head = _history_head(content)
    plain = zlib.decompress(content[head:])
    line, _, rest = plain.partition(b"\n")
    if chance.random() < 0.7:
        line = _json(line, chance)
    else:
        rest = mutated(rest, chance)
    return content[:head] + zlib.compress(line + b"\n" + rest, 1)


_BUILT: tuple[tuple[Callable[[bytes], bool], Mutation], ...] = (
    (_is_zip, _zip),
    (_is_gzip, _gzip),
    (_is_json, _json),
    (_is_npy, _npy),
    (_is_text, _text),
    (_is_packed, _zlib),
)
