"""Lines of code that a person changed: kept while the lesson is open, on whichever page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camviewer.lesson.page import Code, Page


@dataclass
class Draft:
    """What stands in the place of one block's lines."""

    text: str


class Drafts:
    """All drafts of a lesson, by page and place."""

    def __init__(self) -> None:
        """Nothing is changed."""
        self._by_page: dict[str, list[Draft]] = {}

    def of(self, page: Page) -> Sequence[Draft]:
        """The drafts of a page, one a block of code, from top to bottom."""
        codes = (block for block in page.blocks if isinstance(block, Code))
        return self._by_page.setdefault(page.path.name, [Draft(code.text) for code in codes])

    def forget_all(self) -> None:
        """Another lesson is open."""
        self._by_page.clear()
