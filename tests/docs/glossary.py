"""The glossary's rows, for the tests that keep names and texts to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "resources" / "glossary.md").read_text(encoding="utf-8")

HEADER = ["term", "meaning", "formula or source", "Korean", "avoid", "피할 말", "뜻"]
NAMES_HEADER = ["word", "names", "what it means there"]
PHRASES_HEADER = ["word", "phrases", "what it means there"]


class Row(NamedTuple):
    """A term."""

    term: str
    meaning: str
    source: str
    korean: str
    avoid: tuple[str, ...]
    avoid_korean: tuple[str, ...]
    meaning_in_korean: str


def cells(line: str) -> list[str]:
    """The cells of a table's line."""
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def table_rows(header: list[str]) -> Iterator[list[str]]:
    """The rows of all tables with this header."""
    inside = False
    for line in TEXT.splitlines():
        if not line.startswith("|"):
            inside = False
        elif cells(line) == header:
            inside = True
        elif inside and not line.startswith("|---"):
            yield cells(line)


def listed(cell: str) -> tuple[str, ...]:
    """The words of a cell, between commas; without the marks of code around them."""
    return tuple(word.strip("` ") for word in cell.split(",") if word.strip("` "))


ROWS = [
    Row(row[0], row[1], row[2], row[3], listed(row[4]), listed(row[5]), row[6])
    for row in table_rows(HEADER)
    if len(row) == len(HEADER)
]

EXEMPT_NAMES = {(row[0], name) for row in table_rows(NAMES_HEADER) for name in listed(row[1])}
"""Avoided words, each with a name in the code in which it means something ordinary."""

EXEMPT_PHRASES = {(row[0], name) for row in table_rows(PHRASES_HEADER) for name in listed(row[1])}
"""Avoided words, each with a phrase of texts in which it means something ordinary."""
