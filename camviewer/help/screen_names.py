"""Names that the manual takes from the window: written in English, shown as the window has them.

A page says ``[[Save figure]]``, whatever its language; what is shown is the text of the window,
bold, without the letter to press and without the dots of a command that asks for more.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from functools import cache

from camviewer.common.nouns import with_noun
from camviewer.common.paths import resources

_NAME = re.compile(r"\[\[(.+?)\]\](?!\])")
_MNEMONIC = re.compile(r"\(&.\)|&")


def bare(text: str) -> str:
    """A text of the window without mnemonic and dots: "&Save figure …" is "Save figure"."""
    return _MNEMONIC.sub("", text).rstrip(" …").strip()


def names_in(text: str) -> list[str]:
    """The names that a page takes from the window."""
    return _NAME.findall(text)


def with_screen_names(text: str, language: str) -> str:
    """A page with the names that the window has in this language, in bold."""
    known = translations(language)

    def put(found: re.Match[str]) -> str:
        name = known.get(found[1], found[1])
        return f"**{with_noun(name, 'digit', language)}**"

    return _NAME.sub(put, text)


@cache
def translations(language: str) -> dict[str, str]:
    """The window's texts by their English ones, both bare; none for English.

    Where several have become the same, one of no class counts, as those of menus are, then one that
    is bare in the window too.
    """
    path = resources() / "translations" / f"camviewer_{language}.ts"
    if not path.is_file():
        return {}
    ranked: list[tuple[bool, bool, str, str]] = []
    for context in ElementTree.parse(path).iter("context"):  # the file came with the program
        for message in context.iter("message"):
            source, translated = message.findtext("source", ""), message.findtext("translation", "")
            rank = bool(context.findtext("name")), source != bare(source)
            ranked.append((*rank, bare(source), bare(translated)))
    found: dict[str, str] = {}
    for *_, source, translated in sorted(ranked, key=lambda each: each[:2]):
        if translated:
            found.setdefault(source, translated)
    return found
