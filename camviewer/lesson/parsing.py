"""From a page's text to its blocks; what is malformed is told with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.lesson import blocks, shown_blocks
from camviewer.lesson.fence import Fence
from camviewer.lesson.inline import check_words
from camviewer.lesson.malformed import MalformedError, quoted
from camviewer.lesson.page import Block, Formula, Page, Table, Words

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_BLOCKS = 40
MAX_TITLE_LENGTH = 100
MAX_CELLS = 800
"""Of all tables of a page: it opens in a second."""

MAX_LINES = 2_000

MAX_MARKS = 4_000
"""Characters of a page that may be marks; the time to lay them out grows with their square."""

MAX_FORMULAS = 2_000
"""Characters of all formulas of a page: they are typeset in half a second."""

_MARKS = "*`$[{_^"

KINDS = blocks.KINDS | shown_blocks.KINDS
"""What makes a block, by its kind."""

_NEWLINE = re.compile(r"\r\n?|\n")


def parse(text: str, path: Path) -> Page:
    """Read a page.

    Args:
        text: content of the file.
        path: the file, for the page, for errors, and to find its pictures.

    Raises:
        UserError: it is malformed; says file, line, the problem and the remedy.
    """
    from markdown_it import MarkdownIt  # not before a page is read: 25 ms

    lines = _NEWLINE.split(text)
    try:
        _check_extent(lines)
        tokens = MarkdownIt("zero").enable(["fence", "heading"]).parse(text)
        return Page(path, _title(tokens), _blocks(tokens, lines, path))
    except MalformedError as error:
        raise at_line(path, error.line, error.sentence) from None


def _check_extent(lines: Sequence[str]) -> None:
    """Refuse a page that would take seconds to be read or shown."""
    if len(lines) > MAX_LINES:
        raise MalformedError(
            MAX_LINES + 1,
            translate("The page has more than {0} lines. Split it into several pages.", MAX_LINES),
        )
    marks = 0
    for number, line in enumerate(lines, start=1):
        marks += sum(map(line.count, _MARKS))
        if marks > MAX_MARKS:
            raise MalformedError(
                number,
                translate(
                    "The page has more than {0} of the characters {1}. "
                    "Split it into several pages.",
                    MAX_MARKS,
                    " ".join(_MARKS),
                ),
            )


def at_line(path: Path, line: int, sentence: object) -> UserError:
    """The error that tells of a page's line."""
    return UserError(translate("{0}, line {1}: {2}", path, line, sentence))


def _title(tokens: Sequence[Token]) -> str:
    if not tokens:
        raise MalformedError(
            1, translate("The page is empty. Begin it with a title: # and some words.")
        )
    title = tokens[1].content if _is_title(tokens[0]) else ""
    start, _ = _span(tokens[0])
    if not title:
        raise MalformedError(
            start + 1,
            translate("The page has no title. Begin it with # and some words."),
        )
    if len(title) > MAX_TITLE_LENGTH:
        raise MalformedError(
            start + 1,
            translate(
                "The title is too long: {0} characters. Shorten it to at most {1}.",
                len(title),
                MAX_TITLE_LENGTH,
            ),
        )
    return title


def _is_title(token: Token) -> bool:
    return token.type == "heading_open" and token.tag == "h1"


def _span(token: Token) -> tuple[int, int]:
    """Places of a block's first line and of the line after its last one, from 0."""
    start, end = token.map or (0, 0)
    return start, end


def _blocks(tokens: Sequence[Token], lines: Sequence[str], path: Path) -> tuple[Block, ...]:
    """The blocks below the title; what lies between two fences is words."""
    found: list[Block] = []
    title, *rest = tokens
    _, done = _span(title)
    for token in rest:
        start, end = _span(token)
        if _is_title(token):
            raise MalformedError(
                start + 1,
                translate("The page has a second title. Move it to a page of its own."),
            )
        if token.type == "fence":
            found += _words(lines, done, start)
            _check_end(token, lines)
            found.append(_block(token, path))
            _check_cells(found, start + 1)
            _check_formulas(found, start + 1)
            done = end
        if len(found) > MAX_BLOCKS:
            raise MalformedError(
                start + 1,
                translate(
                    "The page has more than {0} blocks. Split it into several pages.", MAX_BLOCKS
                ),
            )
    return (*found, *_words(lines, done, len(lines)))


def _check_cells(found: Sequence[Block], line: int) -> None:
    tables = [block for block in found if isinstance(block, Table)]
    cells = sum(len(table.headings) * (1 + len(table.rows)) for table in tables)
    if cells > MAX_CELLS:
        raise MalformedError(
            line,
            translate(
                "The tables of this page have more than {0} cells. Split it into several pages.",
                MAX_CELLS,
            ),
        )


def _check_formulas(found: Sequence[Block], line: int) -> None:
    if sum(len(block.tex) for block in found if isinstance(block, Formula)) > MAX_FORMULAS:
        raise MalformedError(
            line,
            translate(
                "The formulas of this page have more than {0} characters. "
                "Split it into several pages.",
                MAX_FORMULAS,
            ),
        )


def _words(lines: Sequence[str], start: int, end: int) -> list[Block]:
    check_words(tuple(enumerate(lines[start:end], start=start + 1)))
    text = "\n".join(lines[start:end]).strip()
    return [Words(text)] if text else []


def _check_end(fence: Token, lines: Sequence[str]) -> None:
    """Markdown lets the end of the page end a block; here that is a mark forgotten."""
    start, end = _span(fence)
    last = lines[end - 1].strip()
    if end - 1 == start or not last.startswith(fence.markup) or last.strip(fence.markup[0]):
        raise MalformedError(
            start + 1,
            translate("This block has no end. Add {0} on a line of its own.", fence.markup),
        )


def _block(token: Token, path: Path) -> Block:
    kind = " ".join(token.info.split())
    line = _span(token)[0] + 1
    known = ", ".join(KINDS)
    if not kind:
        raise MalformedError(
            line,
            translate("This block has no type. Write one after the opening marks: {0}.", known),
        )
    if kind not in KINDS:
        raise MalformedError(
            line,
            translate("There is no block type {0}. Use one of {1}.", quoted(kind), known),
        )
    lines = tuple(enumerate(token.content.split("\n")[:-1], start=line + 1))
    fence = Fence(kind, line, lines, path)
    if not fence.written:
        raise MalformedError(
            line, translate("This block is empty. Write something into it, or remove it.")
        )
    return KINDS[kind](fence)
