"""A lesson's words as Qt shows them. Everything is escaped first: no HTML, no link, no picture."""

from __future__ import annotations

import re
from html import escape

_SYMBOL = re.compile(r"\$([^$\n]+)\$")
_SCRIPT = re.compile(r"([_^])(?:\{([^{}]*)\}|(\w))")
_MARKS = (
    (re.compile(r"`([^`\n]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*(\S(?:[^*\n]*\S)?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*(\S(?:[^*\n]*[^\s*])?)\*"), r"<i>\1</i>"),
)
_TAGS = {"_": "sub", "^": "sup"}
_ITEM = "- "
_TIGHT = re.compile(r"(?<=\d) (?=[×%])|(?<=×) (?=\d)")  # such as 3 × 3 and 38 %
_HANGUL = re.compile("(?<=[가-힣])(?=[가-힣])")
_LINE = "line-height: 130%; margin-top: 0; margin-bottom: 6px;"
_PARAGRAPH = f'<p style="{_LINE}">{{}}</p>'
# A list of Qt's own is moved in too far for a narrow column.
_POINT = f'<p style="{_LINE} margin-left: 14px; text-indent: -12px;">•&nbsp;{{}}</p>'


def to_html(text: str) -> str:
    """Paragraphs, lists and marks, as `camviewer.lesson.page` describes them."""
    return "".join(_paragraph(part) for part in re.split(r"\n\s*\n", text.strip()))


def paragraph(html: str) -> str:
    """A paragraph of text that is HTML already."""
    return _PARAGRAPH.format(html)


def unbroken(text: str) -> str:
    """Text whose lines break where a reader expects it.

    Korean is broken between words, as in books; a number stays with what belongs to it.
    """
    return _HANGUL.sub("\u2060", _TIGHT.sub("\u00a0", text))


def _paragraph(text: str) -> str:
    """One paragraph; lines that begin with "-" are items of a list after it."""
    before: list[str] = []
    items: list[str] = []
    for line in text.splitlines():
        if line.lstrip().startswith(_ITEM):
            items.append(line.lstrip().removeprefix(_ITEM))
        elif items:
            items[-1] += " " + line.strip()
        else:
            before.append(line.strip())
    words = _PARAGRAPH.format(_marked(" ".join(before))) if before else ""
    return words + "".join(_POINT.format(_marked(item)) for item in items)


def _marked(text: str) -> str:
    """Marks within a line; symbols are taken out first, for an underscore in them is an index."""
    symbols: list[str] = []

    def keep(found: re.Match[str]) -> str:
        symbols.append(_symbol(found[1]))
        return f"\0{len(symbols) - 1}\0"

    marked = _SYMBOL.sub(keep, escape(unbroken(text.replace("\0", "")), quote=False))
    for pattern, html in _MARKS:
        marked = pattern.sub(html, marked)
    return re.sub("\0(\\d+)\0", lambda found: symbols[int(found[1])], marked)


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
