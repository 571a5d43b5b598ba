"""From a page's text to its blocks; what is malformed is told with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.lesson.page import Block, Choice, Formula, Page, Painting, Question, Task, Words
from camviewer.lesson.steps import RULES, Step

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_BLOCKS = 40
MAX_STEPS = 20
MAX_CHOICES = 8
MAX_FORMULA_LENGTH = 300
MAX_TITLE_LENGTH = 100

_NEWLINE = re.compile(r"\r\n?|\n")
_HIDDEN = "---"
_CHOICE = re.compile(r"- \[([ xX])\] (.+)")

Lines = Sequence[tuple[int, str]]
"""Numbers of lines, from 1, and the lines."""


class _MalformedError(Exception):
    """Where a page is not as it should be."""

    def __init__(self, line: int, expected: str, found: str) -> None:
        self.line, self.expected, self.found = line, expected, found


def parse(text: str, path: Path) -> Page:
    """Read a page.

    Args:
        text: content of the file.
        path: the file, for the page and for errors.

    Raises:
        UserError: it is malformed; the sentence names file, line, what was expected and found.
    """
    from markdown_it import MarkdownIt  # not before a page is read: 25 ms

    lines = _NEWLINE.split(text)
    tokens = MarkdownIt("zero").enable(["fence", "heading"]).parse(text)
    try:
        return Page(path, _title(tokens, lines), _blocks(tokens, lines))
    except _MalformedError as error:
        raise UserError(
            translate(
                "{0}, line {1} cannot be used: {3}. Needed: {2}.",
                path,
                error.line,
                error.expected,
                error.found,
            )
        ) from None


def _title(tokens: Sequence[Token], lines: Sequence[str]) -> str:
    if not tokens:
        raise _MalformedError(1, translate("a title (# …)"), translate("an empty page"))
    title = tokens[1].content if _is_title(tokens[0]) else ""
    if not 1 <= len(title) <= MAX_TITLE_LENGTH:
        expected = translate("a title (# and 1 to {0} letters)", MAX_TITLE_LENGTH)
        start, _ = _span(tokens[0])
        raise _MalformedError(start + 1, expected, _quoted(lines[start]))
    return title


def _is_title(token: Token) -> bool:
    return token.type == "heading_open" and token.tag == "h1"


def _span(token: Token) -> tuple[int, int]:
    """Places of a block's first line and of the line after its last one, from 0."""
    start, end = token.map or (0, 0)
    return start, end


def _blocks(tokens: Sequence[Token], lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks below the title; what lies between two fences is words."""
    blocks: list[Block] = []
    title, *rest = tokens
    _, done = _span(title)
    for token in rest:
        start, end = _span(token)
        if _is_title(token):
            raise _MalformedError(
                start + 1, translate("one title a page"), translate("a second title")
            )
        if token.type == "fence":
            blocks += _words(lines[done:start])
            _check_end(token, lines)
            blocks.append(_block(token))
            done = end
        if len(blocks) > MAX_BLOCKS:
            raise _MalformedError(
                start + 1, translate("at most {0} blocks", MAX_BLOCKS), translate("more of them")
            )
    return (*blocks, *_words(lines[done:]))


def _words(lines: Sequence[str]) -> list[Block]:
    text = "\n".join(lines).strip()
    return [Words(text)] if text else []


def _check_end(fence: Token, lines: Sequence[str]) -> None:
    """Markdown lets the end of the page end a block; here that is a mark forgotten."""
    start, end = _span(fence)
    last = lines[end - 1].strip()
    if end - 1 == start or not last.startswith(fence.markup) or last.strip(fence.markup[0]):
        raise _MalformedError(
            start + 1, translate("a block that ends with {0}", fence.markup), translate("no end")
        )


def _block(fence: Token) -> Block:
    kind = fence.info.strip()
    line = _span(fence)[0] + 1
    if kind not in _KINDS:
        raise _MalformedError(line, translate("one of {0}", ", ".join(_KINDS)), _quoted(kind))
    body = enumerate(fence.content.split("\n"), start=line + 1)
    written = [(number, text.strip()) for number, text in body if text.strip()]
    if not written:
        raise _MalformedError(
            line, translate("something in the block {0}", kind), translate("an empty block")
        )
    return _KINDS[kind](written)


def _formula(body: Lines) -> Formula:
    tex = " ".join(text for _, text in body)
    if len(tex) > MAX_FORMULA_LENGTH or "$" in tex:
        expected = translate("a formula of at most {0} signs without $", MAX_FORMULA_LENGTH)
        raise _MalformedError(body[0][0], expected, _quoted(tex))
    return Formula(tex, body[0][0])


def _task(body: Lines) -> Task:
    (line, label), *rest = body
    if not 1 <= len(rest) <= MAX_STEPS:
        expected = translate("what the button says and 1 to {0} steps", MAX_STEPS)
        raise _MalformedError(line, expected, translate("{0} steps", len(rest)))
    return Task(label, tuple(_step(number, text) for number, text in rest))


def _step(line: int, text: str) -> Step:
    verb, _, argument = text.partition(" ")
    argument = " ".join(argument.split())
    if verb not in RULES:
        raise _MalformedError(line, translate("a step: {0}", ", ".join(RULES)), _quoted(verb))
    rule = RULES[verb]
    if not rule.fits(argument):
        expected = translate("after {0} {1}", verb, rule.expected())
        raise _MalformedError(line, expected, _quoted(argument))
    return Step(verb, argument)


def _question(body: Lines) -> Question:
    asked, answer = _parted(body)
    matches = [(number, text, _CHOICE.fullmatch(text)) for number, text in asked]
    choices = tuple(Choice(found[2], found[1] != " ") for _, _, found in matches if found)
    prompt = "\n".join(text for _, text, found in matches if not found)
    line = body[0][0]
    if not prompt:
        raise _MalformedError(
            line,
            translate("a question before its choices"),
            translate("choices without a question"),
        )
    if len(choices) == 1 or len(choices) > MAX_CHOICES:
        expected = translate("no choices or 2 to {0}", MAX_CHOICES)
        raise _MalformedError(line, expected, translate("{0} of them", len(choices)))
    if choices and not any(choice.right for choice in choices):
        raise _MalformedError(
            line,
            translate("a choice that is right (- [x] …)"),
            translate("no choice that is right"),
        )
    return Question(prompt, choices, answer)


def _painting(body: Lines) -> Painting:
    asked, answer = _parted(body)
    return Painting("\n".join(text for _, text in asked), answer)


def _parted(body: Lines) -> tuple[Lines, str]:
    """What is asked, and the answer below the line."""
    for place, (_, text) in enumerate(body):
        if text == _HIDDEN:
            asked, answer = body[:place], "\n".join(below for _, below in body[place + 1 :])
            if asked and answer:
                return asked, answer
    raise _MalformedError(
        body[0][0],
        translate("a question, {0} and an answer", _HIDDEN),
        translate("only a part of it"),
    )


_KINDS: dict[str, Callable[[Lines], Block]] = {
    "formula": _formula,
    "do": _task,
    "question": _question,
    "paint": _painting,
}


def _quoted(text: str) -> str:
    shown = text.strip()
    shown = shown if len(shown) <= 60 else shown[:60] + "…"
    return f"“{shown}”" if shown else translate("nothing")
