"""Markdown of the manual as the window shows it, and as it is searched."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_TOLD = {
    "<table>": '<table width="100%" cellspacing="0" cellpadding="5">',
    "<th>": '<th align="left">',
    "<p><img ": '<p style="line-height: 100%;"><img ',
}
"""What Qt's tables need to look like tables, and a picture not to be a very high line of text."""


def to_html(text: str) -> str:
    """A page as HTML without a style; HTML in the page itself is shown as it is written."""
    html = str(_markdown().render(text))
    for plain, told in _TOLD.items():
        html = html.replace(plain, told)
    return html


def plain_text(text: str) -> str:
    """The words of a page, one space between them."""
    words: list[str] = []
    for token in _markdown().parse(text):
        if token.type == "inline":
            words += [
                child.content if child.type != "softbreak" else " "
                for child in token.children or ()
                if child.type != "image"
            ]
            words.append(" ")
        elif token.type in ("fence", "code_block"):
            words += [token.content, " "]
    return " ".join("".join(words).split())


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # not before the manual is opened: 25 ms

    return MarkdownIt("commonmark", {"html": False}).enable("table")
