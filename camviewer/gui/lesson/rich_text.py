"""A lesson's words as Qt shows them. All text is escaped: no HTML, no picture, no address.

What looks like a link points to a part of the window: ``@strip``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from html import escape
from typing import TYPE_CHECKING

from camviewer.lesson.inline import POINTER, VALUE
from camviewer.lesson.parts import PARTS, part_of_symbol
from camviewer.lesson.values import ABSENT

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_SYMBOL = re.compile(r"\$([^$]+)\$")
_SCRIPT = re.compile(r"([_^])(?:\{([^{}]*)\}|(\w))")
_MARKS = {
    "em_open": "<i>",
    "em_close": "</i>",
    "strong_open": "<b>",
    "strong_close": "</b>",
    "pointer_close": "</a>",
}
_TAGS = {"_": "sub", "^": "sup"}
_NEWLINE = re.compile(r"\s*\n\s*")
_TIGHT = re.compile(r"(?<=\d) (?=[×%])|(?<=×) (?=\d)")  # such as 3 × 3 and 38 %
_HANGUL = re.compile("(?<=[가-힣])(?=[가-힣])")
_LINE = "line-height: 130%; margin-top: 0; margin-bottom: 6px;"
_PARAGRAPH = f'<p style="{_LINE}">{{}}</p>'
# A list of Qt's own is moved in too far for a narrow column.
_POINT = f'<p style="{_LINE} margin-left: {{}}px; text-indent: -12px;">{{}}&nbsp;{{}}</p>'
_INDENT = 14  # pixels
_POINTER = '<a href="@{}" style="text-decoration: none; color: {};">'

Read = Callable[[str], str]
"""Gives the number of a name, as text."""


def to_html(text: str, read: Read = lambda _name: ABSENT, link: str = "#0b62c4") -> str:
    """Paragraphs, lists and marks, as `camviewer.lesson.page` describes them.

    Args:
        text: as it stands in a page.
        read: gives numbers by name.
        link: colour of what points to a part of the window.
    """
    paragraphs: list[str] = []
    sign = ""  # of the list's item that begins
    marked = partial(_marked, read=read, link=link)
    for token in _parsed(text):
        if token.type == "list_item_open":
            sign = f"{token.info}{token.markup}" if token.info else "•"
        elif token.type == "inline":
            html = "".join(map(marked, token.children or ()))
            indent = token.level // 2 * _INDENT
            paragraphs.append(_POINT.format(indent, sign, html) if sign else paragraph(html))
            sign = ""
        elif token.type == "list_item_close":
            sign = ""  # there was nothing in it
    return "".join(paragraphs)


def paragraph(html: str) -> str:
    """A paragraph of text that is HTML already."""
    return _PARAGRAPH.format(html)


def unbroken(text: str) -> str:
    """Text whose lines break where a reader expects it.

    Korean is broken between words, as in books; a number stays with what belongs to it.
    """
    return _HANGUL.sub("\u2060", _TIGHT.sub("\u00a0", text))


def values_in(text: str) -> set[str]:
    """Names of the numbers that words give."""
    tokens = [token for block in _parsed(text) for token in block.children or ()]
    return {token.content for token in tokens if token.type == "value"}


@lru_cache(maxsize=256)
def _parsed(text: str) -> Sequence[Token]:
    """Numbers change with every stroke of the pen, the words around them never."""
    return _markdown().parse(text)


@cache
def _markdown() -> MarkdownIt:
    """Markdown of which nothing is known but lists and marks."""
    from markdown_it import MarkdownIt  # not before a page is shown: 25 ms

    markdown = MarkdownIt("zero").enable(["list", "backticks", "emphasis"])
    markdown.inline.ruler.at("emphasis", _read_asterisks)
    markdown.inline.ruler.before("backticks", "symbol", _read_symbol)
    markdown.inline.ruler.before("backticks", "value", _read_value)
    markdown.inline.ruler.before("backticks", "pointer", _read_pointer)
    return markdown


def _read_symbol(state: StateInline, silent: bool) -> bool:
    """A rule of the parser: ``$…$``, in which an underscore is an index."""
    found = _SYMBOL.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("symbol", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _read_value(state: StateInline, silent: bool) -> bool:
    """A rule of the parser: ``{{NAME}}``."""
    found = VALUE.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("value", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _read_pointer(state: StateInline, silent: bool) -> bool:
    """A rule of the parser: ``[words](@PART)``; the words may have marks."""
    found = POINTER.match(state.src, state.pos)
    if found is None or found[2] not in PARTS:
        return False
    if not silent:
        words: list[Token] = []
        state.md.inline.parse(found[1], state.md, state.env, words)
        state.push("pointer_open", "", 0).content = found[2]
        state.tokens += words
        state.push("pointer_close", "", 0)
    state.pos = found.end()
    return True


def _read_asterisks(state: StateInline, silent: bool) -> bool:
    """A rule of the parser: emphasis by asterisks alone; it may end after any sign but a space.

    CommonMark does not let it end between a bracket and a letter, but Korean particles follow
    their word at once: ``**CAM(class activation map)**은``.
    """
    from markdown_it.rules_inline import emphasis

    start = state.pos
    if state.src[start] != "*" or not emphasis.tokenize(state, silent):
        return False
    before, after = state.src[:start][-1:], state.src[state.pos :][:1]
    for asterisk in state.delimiters[start - state.pos :]:
        asterisk.open, asterisk.close = bool(after.strip()), bool(before.strip())
    return True


def _marked(token: Token, read: Read, link: str) -> str:
    """A piece of a line."""
    text = escape(unbroken(_NEWLINE.sub(" ", token.content)), quote=False)
    if token.type == "text":
        return text
    if token.type == "code_inline":
        return f"<code>{text}</code>"
    if token.type == "symbol":
        part = part_of_symbol(token.content)
        symbol = _symbol(text)
        return f"{_POINTER.format(part, link)}{symbol}</a>" if part else symbol
    if token.type == "value":
        return escape(unbroken(read(token.content)), quote=False).replace(" ", "\u00a0")
    if token.type == "pointer_open":
        return _POINTER.format(token.content, link)
    return _MARKS[token.type]


def _symbol(tex: str) -> str:
    """A symbol with its indices, on one line: ``w_k^c F_k``. Letters are slanted, digits not."""
    tex = tex.replace(" ", "\u00a0")
    parts: list[str] = []
    place = 0
    for found in _SCRIPT.finditer(tex):
        tag = _TAGS[found[1]]
        parts.append(_slanted(tex[place : found.start()]))
        parts.append(f"<{tag}>{_slanted(found[2] or found[3] or '')}</{tag}>")
        place = found.end()
    return "".join((*parts, _slanted(tex[place:])))


def _slanted(text: str) -> str:
    # What is escaped, such as &lt;, is no letter.
    return re.sub(
        r"&\w+;|([A-Za-z]+)", lambda each: f"<i>{each[1]}</i>" if each[1] else each[0], text
    )
