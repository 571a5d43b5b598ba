"""Searching the manual: every word that is asked for, anywhere in a page, in either case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from camviewer.help.manual import ManualPage
from camviewer.help.markup import plain_text

AROUND = 28
"""Letters shown on either side of what was found."""


@dataclass(frozen=True)
class Hit:
    """A page that was found.

    Attributes:
        page: name of the page.
        title: its title.
        excerpt: the words around the first place; empty where the title alone has them.
    """

    page: str
    title: str
    excerpt: str


class Search:
    """Finds pages; parts of words count, so that Korean words are found under any particle."""

    def __init__(self, pages: Sequence[ManualPage]) -> None:
        """Nothing is read yet."""
        self._pages = pages
        self._unread = iter(pages)

    def read_next(self) -> bool:
        """Read one page, which the first search need not do then; whether there was one left."""
        page = next(self._unread, None)
        if page is not None:
            _body(page)
        return page is not None

    def find(self, query: str) -> list[Hit]:
        """The pages that have all words of a query: first those that have them in the title."""
        words = query.casefold().split()
        if not words:
            return []
        hits = [
            (_rank(page, words), Hit(page.name, page.title, _excerpt(_body(page), words)))
            for page in self._pages
            if all(word in f"{page.title} {_body(page)}".casefold() for word in words)
        ]
        return [hit for _, hit in sorted(hits, key=lambda each: each[0])]


@lru_cache(maxsize=100)
def _body(page: ManualPage) -> str:
    return plain_text(page.text.partition("\n")[2])


def _rank(page: ManualPage, words: list[str]) -> bool:
    """False, which comes first, where the title has them all; the rest keeps the order."""
    return not all(word in page.title.casefold() for word in words)


def _excerpt(body: str, words: list[str]) -> str:
    """What is around the first of the words that the body has."""
    folded = body.casefold()
    place = next((folded.find(word) for word in words if word in folded), -1)
    if place < 0:
        return ""
    start = body.rfind(" ", 0, max(place - AROUND, 0) + 1) + 1
    end = body.find(" ", place + AROUND)
    end = end if end >= 0 else len(body)
    return f"{'…' * (start > 0)}{body[start:end]}{'…' * (end < len(body))}"
