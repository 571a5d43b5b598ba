"""How large a protocol buffer would become, before anything is made of it.

A file of 40 MB may describe millions of empty messages, each of which takes a hundred times its
bytes in memory. So the file is walked first as it is written: a tag, then a number or so many
bytes (https://protobuf.dev/programming-guides/encoding).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from camviewer.common.translation import translate
from camviewer.networks.options import UnfitError

MAX_FIELDS = 100_000
"""Fields of a message and of all messages in it."""

MAX_DEPTH = 16
"""Messages within messages."""

MAX_PACKED = 4_000_000
"""Bytes of all whole numbers in rows, each of which becomes up to eight bytes."""


def check(content: bytes, message: Any) -> None:
    """Check how many messages there are, and how deep.

    Args:
        content: a message as it is written.
        message: descriptor of its type.

    Raises:
        UnfitError: there are too many, or they are too deep.
        ValueError: it is damaged.
    """
    left, packed_left = MAX_FIELDS, MAX_PACKED
    open_messages = [(0, len(content), message, 1)]
    tables: dict[str, dict[int, Any]] = {}
    while open_messages:
        start, end, kind, depth = open_messages.pop()
        table = tables.setdefault(kind.full_name, {})
        if not table:
            table.update((each.number, each) for each in kind.fields if _counts(each))
        if depth > MAX_DEPTH:
            raise UnfitError(
                translate("a network of at most {0} levels", MAX_DEPTH),
                translate("it has too many levels"),
            )
        for number, first, last in fields(content, start, end):
            left -= 1
            if left < 0:
                raise UnfitError(
                    translate("a network of at most {0} entries", f"{MAX_FIELDS:,}"),
                    translate("it has too many entries"),
                )
            known = table.get(number)
            if known is None or first is None:
                continue
            if known.message_type is not None:
                open_messages.append((first, last, known.message_type, depth + 1))
                continue
            packed_left -= last - first
            if packed_left < 0:
                raise UnfitError(
                    translate("weights as floating point numbers"),
                    translate("its numbers are of the kind {0}", known.name),
                )


def _counts(known: Any) -> bool:
    """Whether a field is larger in memory than in a file: messages, and rows of whole numbers."""
    whole = (known.TYPE_INT32, known.TYPE_INT64, known.TYPE_UINT64)
    return known.message_type is not None or known.type in whole


def fields(content: bytes, start: int, end: int) -> Iterator[tuple[int, int | None, int]]:
    """Number of each field of a message; of text, bytes and messages where they begin and end.

    Raises:
        ValueError: it is damaged.
    """
    place = start
    while place < end:
        tag, place = _varint(content, place, end)
        first = None
        match tag & 7:
            case 0:
                _, place = _varint(content, place, end)
            case 1:
                place += 8
            case 2:
                length, first = _varint(content, place, end)
                place = first + length
            case 5:
                place += 4
            case other:
                raise ValueError(f"field of an unknown kind {other}")
        if place > end:
            raise ValueError("it ends too early")
        yield tag >> 3, first, place


def _varint(content: bytes, place: int, end: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and where what follows begins."""
    value = 0
    for shift in range(0, 70, 7):
        if place >= end:
            raise ValueError("it ends too early")
        byte = content[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
    raise ValueError("a number without an end")
