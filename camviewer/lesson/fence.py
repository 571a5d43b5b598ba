"""A fenced block of a page, before it is understood."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from camviewer.lesson.malformed import Lines

BAR = "---"
"""The line that parts what a block shows first from what comes below."""


@dataclass(frozen=True)
class Fence:
    """A fenced block.

    Attributes:
        kind: what stands behind the marks that begin it.
        line: of these marks.
        lines: between the marks, as typed.
        page: the page's file.
    """

    kind: str
    line: int
    lines: Lines
    page: Path

    @cached_property
    def written(self) -> Lines:
        """The lines that are not blank, without the spaces around them."""
        return [(number, text.strip()) for number, text in self.lines if text.strip()]

    def parted(self) -> tuple[Lines, Lines]:
        """The written lines above the first `BAR` and those below it, which may be none."""
        for place, (_, text) in enumerate(self.written):
            if text == BAR:
                return self.written[:place], self.written[place + 1 :]
        return self.written, []


def joined(lines: Lines) -> str:
    """The text of lines."""
    return "\n".join(text for _, text in lines)
