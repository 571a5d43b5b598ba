"""A lesson's words as Qt shows them. Everything is escaped first: no HTML, no link, no picture."""

from __future__ import annotations

import re
from html import escape

_SYMBOL = re.compile(r"\$([^$\n]+)\$")
_SCRIPT = re.compile(r"([_^])(?:\{([^{}]*)\}|(\w))")
_MARKS = (
    (re.compile(r"`([^`\n]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*\n]+)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*([^*\n]+)\*"), r"<i>\1</i>"),
)
_TAGS = {"_": "sub", "^": "sup"}
_ITEM = "- "


def to_html(text: str) -> str:
    """Paragraphs, lists and marks, as `camviewer.core.lesson` describes them."""
    return "".join(_paragraph(part) for part in re.split(r"\n\s*\n", text.strip()))


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
    words = f"<p>{_marked(' '.join(before))}</p>" if before else ""
    listed = "".join(f"<li>{_marked(item)}</li>" for item in items)
    return words + (f"<ul>{listed}</ul>" if items else "")


def _marked(text: str) -> str:
    """Marks within a line; symbols are taken out first, for an underscore in them is an index."""
    symbols: list[str] = []

    def keep(found: re.Match[str]) -> str:
        symbols.append(_symbol(found[1]))
        return f"\0{len(symbols) - 1}\0"

    marked = _SYMBOL.sub(keep, escape(text.replace("\0", ""), quote=False))
    for pattern, html in _MARKS:
        marked = pattern.sub(html, marked)
    return re.sub("\0(\\d+)\0", lambda found: symbols[int(found[1])], marked)


def _symbol(tex: str) -> str:
    """A symbol with its indices: ``w_k^c``. Letters are slanted, digits are not."""
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
    return re.sub(r"&\w+;|([A-Za-z]+)", lambda each: f"<i>{each[1]}</i>" if each[1] else each[0], text)
