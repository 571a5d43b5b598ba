"""What a person has answered: kept while the lesson is open, whichever page is in front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from camviewer.lesson.page import Page, Question


@dataclass
class Answer:
    """To one question.

    Attributes:
        chosen: places of the choices that were made before the answer was shown, in order.
        shown: whether the answer is shown.
    """

    chosen: list[int] = field(default_factory=list)
    shown: bool = False

    def is_right(self, question: Question) -> bool:
        """Whether the first choice was right: trying them all is no answer."""
        return bool(self.chosen) and question.choices[self.chosen[0]].right

    def is_given(self) -> bool:
        """Whether nothing is left to be answered."""
        return bool(self.chosen) or self.shown


class Answers:
    """All answers of a lesson, by page and place."""

    def __init__(self) -> None:
        """Nothing is answered."""
        self._by_page: dict[str, list[Answer]] = {}

    def of(self, page: Page) -> Sequence[Answer]:
        """The answers of a page, one a question, from top to bottom."""
        return self._by_page.setdefault(page.path.name, [Answer() for _ in questions(page)])

    def forget(self, page: Page) -> None:
        """A page is answered anew."""
        self._by_page.pop(page.path.name, None)

    def forget_all(self) -> None:
        """Another lesson is open."""
        self._by_page.clear()


def questions(page: Page) -> list[Question]:
    """The questions of a page."""
    return [block for block in page.blocks if isinstance(block, Question)]
