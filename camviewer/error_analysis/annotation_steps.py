"""Changes of annotations: made, taken back and made again; what was done at once is undone at once.

A change says what was there before, and writes only over that: what another window has written
meanwhile stays.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container
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

Steps = tuple[Step, ...]
"""Changes that were made at once."""


def write(database: sqlite3.Connection, step: Step) -> bool:
    """Make a change; whether anything changed.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    statement = step.statement
    return statement is not None and database.execute(*statement).rowcount > 0


class StepHistory:
    """What was changed here, and what of it was taken back."""

    def __init__(self) -> None:
        """Nothing was changed."""
        self._done: list[Steps] = []
        self._undone: list[Steps] = []

    def keep(self, steps: Steps) -> None:
        """Something was changed; what was taken back before cannot be made again."""
        if steps:
            self._done.append(steps)
            self._undone.clear()

    def to_undo(self, samples: Container[str]) -> Steps:
        """What was changed last about any of these samples, as what takes it back; or nothing."""
        steps = _last(self._done, samples)
        return tuple(step.back for step in reversed(steps))

    def to_redo(self, samples: Container[str]) -> Steps:
        """What was taken back last about any of these samples; or nothing."""
        return _last(self._undone, samples)

    def undone(self, samples: Container[str]) -> None:
        """What `to_undo` told was made."""
        _move(samples, self._done, self._undone)

    def redone(self, samples: Container[str]) -> None:
        """What `to_redo` told was made."""
        _move(samples, self._undone, self._done)


def _last(steps: list[Steps], samples: Container[str]) -> Steps:
    place = _place_of_last(steps, samples)
    return () if place is None else steps[place]


def _move(samples: Container[str], source: list[Steps], target: list[Steps]) -> None:
    place = _place_of_last(source, samples)
    if place is not None:
        target.append(source.pop(place))


def _place_of_last(steps: list[Steps], samples: Container[str]) -> int | None:
    about = (
        place
        for place in reversed(range(len(steps)))
        if any(step.sample in samples for step in steps[place])
    )
    return next(about, None)
