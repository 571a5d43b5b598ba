"""Changes of annotations, and taking them back: what was done at once is undone at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Container
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One change: of whether a sample has a tag, or of its text if `tag` is None.

    Attributes:
        sample: its checksum.
        tag: the tag that comes or goes; None for the text.
        before: the text before; of a tag "tagged" or nothing.
        after: the same, once it is made.
    """

    sample: str
    tag: str | None
    before: str
    after: str

    @property
    def back(self) -> Step:
        """What takes it back."""
        return Step(self.sample, self.tag, self.after, self.before)


def tagging(sample: str, tag: str) -> Step:
    """A sample gets a tag."""
    return Step(sample, tag, "", "tagged")


Steps = tuple[Step, ...]
"""Changes that were made at once."""


def write(database: sqlite3.Connection, step: Step) -> bool:
    """Make one change; whether anything changed. A text changed elsewhere stays.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    sample = step.sample
    if step.tag is not None:
        sql = (
            "INSERT OR IGNORE INTO tags VALUES (?, ?)"
            if step.after
            else "DELETE FROM tags WHERE sample = ? AND tag = ?"
        )
        values: tuple[str, ...] = (sample, step.tag)
    elif step.before == step.after:
        return False
    elif not step.before:
        sql, values = "INSERT OR IGNORE INTO texts VALUES (?, ?)", (sample, step.after)
    elif not step.after:
        sql, values = "DELETE FROM texts WHERE sample = ? AND text = ?", (sample, step.before)
    else:
        sql = "UPDATE texts SET text = ? WHERE sample = ? AND text = ?"
        values = (step.after, sample, step.before)
    return database.execute(sql, values).rowcount > 0


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
