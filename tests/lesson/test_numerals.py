"""Numerals in the bundled pages: what was measured or counted is a fact or a live value."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from camviewer.common.translation import LANGUAGES
from camviewer.lesson import lesson_files
from camviewer.lesson.inline import VALUE
from camviewer.lesson.page import (
    Block,
    Figure,
    Page,
    Painting,
    Picture,
    Question,
    Table,
    Values,
    Words,
)

ALLOWED = {
    **{str(number): "classes, and counting on ten fingers" for number in range(11)},
    "28": "side of a digit of MNIST",
    "784": "its pixels, 28 · 28",
    "255": "the largest grey value of a byte",
    "20": "side of the box that MNIST scales ink to",
    "100": "all of it, as a percentage",
    "32": "digits in a batch of the lecture, and filters of its first convolution",
    "64": "filters of its second convolution, and digits in a batch of lecture-best",
    **dict.fromkeys(("12", "13", "15"), "epochs by their numbers; the lecture takes 15"),
    **dict.fromkeys(("119", "499", "1045"), "digits by their numbers"),
}
"""Numerals that need no computing, and why."""

_TYPED = re.compile(r"`[^`]*`|\$[^$]*\$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMERAL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def read_texts(block: Block) -> Iterator[str]:
    """The words of a block; not formulas, code, steps and choices, which may hold any numeral."""
    if isinstance(block, Words):
        yield block.text
    elif isinstance(block, Question | Painting):
        yield block.prompt
        yield block.answer
    elif isinstance(block, Picture | Figure):
        yield block.caption
    elif isinstance(block, Table):
        yield from block.headings
        for row in block.rows:
            yield from row
    elif isinstance(block, Values):
        yield from (line.label for line in block.lines)


def numerals(text: str) -> list[str]:
    """The numerals of a text that are not given by name; years aside."""
    return _NUMERAL.findall(_YEAR.sub("", _TYPED.sub("", VALUE.sub("", text))))


def unexplained(page: Page) -> list[str]:
    texts = (page.title, *(text for block in page.blocks for text in read_texts(block)))
    return [each for text in texts for each in numerals(text) if each not in ALLOWED]


def test_what_a_numeral_is() -> None:
    text = "{{lecture.cells}} of 1,024 cells, 0.5 of `x[3]` and $w_1$, 98.0% in 2016."
    assert numerals(text) == ["1,024", "0.5", "98.0"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_numerals_of_pages_are_computed_or_explained(language: str) -> None:
    pages = lesson_files.load(lesson_files.folder_of(language)).pages
    found = {page.path.name: unexplained(page) for page in pages}
    assert {name: each for name, each in found.items() if each} == {}
