"""Single changes of annotations: made, taken back and made again, each in one statement.

A change says what was there before, and writes only over that: what another window has written
meanwhile stays.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

UNDECIDED = -1
"""In place of a class: a person has looked at the label, and cannot tell."""

_Statement = tuple[str, tuple[str | int | None, ...]]


@dataclass(frozen=True)
class TagStep:
    """A sample gets a tag, or loses it."""

    sample: str
    tag: str
    is_added: bool

    @property
    def back(self) -> TagStep:
        """What takes it back."""
        return TagStep(self.sample, self.tag, not self.is_added)

    @property
    def statement(self) -> _Statement | None:
        """SQL and its values."""
        if self.is_added:
            return "INSERT OR IGNORE INTO tags VALUES (?, ?)", (self.sample, self.tag)
        return "DELETE FROM tags WHERE sample = ? AND tag = ?", (self.sample, self.tag)


@dataclass(frozen=True)
class TextStep:
    """A sample's text is replaced; an empty one is none."""

    sample: str
    before: str
    after: str

    @property
    def back(self) -> TextStep:
        """What takes it back."""
        return TextStep(self.sample, self.after, self.before)

    @property
    def statement(self) -> _Statement | None:
        """SQL and its values; None if nothing changes."""
        sample, before, after = self.sample, self.before, self.after
        if before == after:
            return None
        if not before:
            return "INSERT OR IGNORE INTO texts VALUES (?, ?)", (sample, after)
        if not after:
            return "DELETE FROM texts WHERE sample = ? AND text = ?", (sample, before)
        return "UPDATE texts SET text = ? WHERE sample = ? AND text = ?", (after, sample, before)


@dataclass(frozen=True)
class DecisionStep:
    """Another class is decided for a sample, or `UNDECIDED`, or nothing any more (None)."""

    sample: str
    before: int | None
    after: int | None

    @property
    def back(self) -> DecisionStep:
        """What takes it back."""
        return DecisionStep(self.sample, self.after, self.before)

    @property
    def statement(self) -> _Statement | None:
        """SQL and its values; None if nothing changes."""
        sample, before, after = self.sample, self.before, self.after
        if before == after:
            return None
        if before is None:
            return "INSERT OR IGNORE INTO decisions VALUES (?, ?)", (sample, after)
        if after is None:
            return "DELETE FROM decisions WHERE sample = ? AND class = ?", (sample, before)
        sql = "UPDATE decisions SET class = ? WHERE sample = ? AND class = ?"
        return sql, (after, sample, before)


Step = TagStep | TextStep | DecisionStep


def write(database: sqlite3.Connection, step: Step) -> bool:
    """Make a change; whether anything changed.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    statement = step.statement
    return statement is not None and database.execute(*statement).rowcount > 0
