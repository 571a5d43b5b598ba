"""What is raised inside this package where a page is not as it should be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Lines: TypeAlias = Sequence[tuple[int, str]]
"""Numbers of lines, from 1, and the lines."""


class MalformedError(Exception):
    """Where a page is not as it should be.

    Attributes:
        line: its number, from 1.
        sentence: the problem and the remedy, a sentence each, in the person's language.
    """

    def __init__(self, line: int, sentence: str) -> None:
        """A sentence about a line."""
        super().__init__(sentence)
        self.line, self.sentence = line, sentence


def quoted(text: str) -> str:
    """What stands in the page, shortened, in quotation marks."""
    shown = text.strip()
    shown = shown if len(shown) <= 60 else shown[:60] + "…"
    return f"“{shown}”"
