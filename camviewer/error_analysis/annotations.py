"""Annotations on samples: tags and texts in a small database that survives a kill at any moment.

Each change is one transaction of exactly what changed (a tag added, a tag removed, a text set),
so that windows that are open at once add to each other and never write back what they once read.
SQLite's rollback journal, with the disk waited for, makes it whole: what a call has written when it
returns is there after a kill or a power cut, and what it was about to write is there or not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from camviewer.common import paths
from camviewer.common.errors import FileError, UserError
from camviewer.common.files import PATIENCE, reason
from camviewer.common.translation import translate
from camviewer.error_analysis import annotation_file, annotation_tables
from camviewer.error_analysis.annotation_steps import (
    UNDECIDED,
    DecisionStep,
    Step,
    StepHistory,
    Steps,
    TagStep,
    TextStep,
    write,
)

TAGS = ("ambiguous", "label wrong", "model wrong")
"""The tags that are always offered; a person may use others."""

MAX_TAG_LENGTH = 40
"""Characters of the longest tag."""


@dataclass(frozen=True)
class Annotation:
    """What a person annotated about a sample.

    Attributes:
        tags: short names of kinds of samples.
        text: in the person's own words; empty if there is none.
        decided: the class that the person has decided the sample is of, be it its label's or
            another; `UNDECIDED` if they cannot tell; None if they have not looked.
    """

    tags: frozenset[str] = frozenset()
    text: str = ""
    decided: int | None = None


# Of a hundred thousand samples most have the same few tags: they share what is equal.
_NO_TAGS: frozenset[str] = frozenset()
_annotation = lru_cache(maxsize=1024)(Annotation)


@lru_cache(maxsize=1024)
def _with_tag(tags: frozenset[str], tag: str) -> frozenset[str]:
    return tags | {tag}


class AnnotationDatabase:
    """All annotations, each tied to the checksum of the sample that it is about.

    So it is found again in whatever data set, and wherever in it, the sample comes next; samples
    that are equal share one.

    Belongs to the thread that opened it. Every method raises `FileError` if the database cannot
    be read or written (no right, disk full, another program that holds it for seconds).
    """

    def __init__(self, path: str | Path, patience: float = PATIENCE) -> None:
        """Open the database, or begin one.

        A damaged one is kept under another name, and `trouble` says so.

        Args:
            path: of the database.
            patience: seconds that each call waits for another window's writing.

        Raises:
            FileError: it cannot be opened, or a newer version of the program wrote it.
        """
        self._path = Path(path)
        self._history = StepHistory()
        self.trouble: str
        """A sentence if the annotations that were there were damaged, else empty."""
        with self._telling():
            self._database, self.trouble = annotation_file.opened(self._path, patience)
            self._version = self._data_version()

    def close(self) -> None:
        """Leave the database; nothing is left to be written."""
        self._database.close()

    def all(self) -> dict[str, Annotation]:
        """Every sample that has a tag, a text or a decided class, by its checksum."""
        tags: dict[str, frozenset[str]] = {}
        with self._transaction("DEFERRED"):  # so that all of it is of one moment
            for sample, tag in self._rows("SELECT sample, tag FROM tags"):
                tags[sample] = _with_tag(tags.get(sample, _NO_TAGS), tag)
            texts = dict(self._rows("SELECT sample, text FROM texts").fetchall())
            decided = self._decisions()
        return {
            sample: _annotation(
                tags.get(sample, _NO_TAGS), texts.get(sample, ""), decided.get(sample)
            )
            for sample in {**tags, **texts, **decided}
        }

    def decisions(self) -> dict[str, int]:
        """The class decided for each sample, by its checksum; without those undecided."""
        with self._telling():
            found = self._decisions()
        return {sample: decided for sample, decided in found.items() if decided != UNDECIDED}

    def move_over(self, checksum: str, samples: Sequence[str]) -> None:
        """Give what an older version kept about a split to its samples, all of it or none.

        Args:
            checksum: of the split, by which the older version kept it.
            samples: the checksum of each of its samples.
        """
        with self._telling():
            has_placed = annotation_tables.has_placed(self._database, checksum)
        if has_placed:
            with self._transaction("IMMEDIATE"):
                annotation_tables.move(self._database, checksum, samples)

    def add_tag(self, sample: str, tag: str) -> None:
        """Give a sample a tag; nothing changes if it has it.

        Raises:
            UserError: it is no tag: empty, too long, or with a semicolon in it.
        """
        self.change([TagStep(sample, clean_tag(tag), is_added=True)])

    def remove_tag(self, sample: str, tag: str) -> None:
        """Take a tag from a sample; nothing changes if it does not have it."""
        self.change([TagStep(sample, tag, is_added=False)])

    def set_text(self, sample: str, text: str) -> None:
        """Replace a sample's text; an empty one removes it."""
        with self._transaction("IMMEDIATE"):  # nobody writes between reading and writing
            found = self._database.execute(
                "SELECT text FROM texts WHERE sample = ?", (sample,)
            ).fetchone()
            steps = self._write([TextStep(sample, found[0] if found else "", text)])
        self._history.keep(steps)

    def decide(self, sample: str, decided: int | None) -> None:
        """Decide which class a sample is of; `UNDECIDED`, or None to withdraw what was decided."""
        with self._transaction("IMMEDIATE"):
            before = self._decisions().get(sample)
            steps = self._write([DecisionStep(sample, before, decided)])
        self._history.keep(steps)

    def change(self, steps: Iterable[Step]) -> int:
        """Make changes, all or none; they are undone at once.

        Returns:
            How many of them changed anything.
        """
        with self._transaction("IMMEDIATE"):
            made = self._write(steps)
        self._history.keep(made)
        return len(made)

    def undo(self, samples: Container[str]) -> str | None:
        """Take back the last change that was made here on any of these samples.

        What was changed elsewhere since stays as it is.

        Returns:
            The first sample of it, or None if there was nothing to take back.
        """
        steps = self._history.to_undo(samples)
        if not steps:
            return None
        self._make(steps)
        self._history.undone(samples)  # only now: where writing fails, it can be tried again
        return _about(reversed(steps), samples)

    def redo(self, samples: Container[str]) -> str | None:
        """Make the change again that was last taken back; returns as `undo`."""
        steps = self._history.to_redo(samples)
        if not steps:
            return None
        self._make(steps)
        self._history.redone(samples)
        return _about(steps, samples)

    def changed_elsewhere(self) -> bool:
        """Whether another window or program has written since this was last asked."""
        with self._telling():
            before, self._version = self._version, self._data_version()
        return self._version != before

    def name_cluster(self, checksum: str, model: str, key: str, name: str) -> None:
        """Name a cluster of a model's mistakes; an empty name removes it."""
        place = (checksum, model, key)
        with self._telling():
            if name:
                self._database.execute(
                    "INSERT OR REPLACE INTO families VALUES (?, ?, ?, ?)", (*place, name)
                )
            else:
                self._database.execute(
                    "DELETE FROM families WHERE checksum = ? AND model = ? AND key = ?", place
                )

    def cluster_names(self, checksum: str, model: str) -> dict[str, str]:
        """The names of clusters, by their keys."""
        with self._telling():
            found = self._database.execute(
                "SELECT key, name FROM families WHERE checksum = ? AND model = ?", (checksum, model)
            ).fetchall()
        return dict(found)

    # Steps

    def _make(self, steps: Steps) -> None:
        with self._transaction("IMMEDIATE"):
            self._write(steps)

    def _write(self, steps: Iterable[Step]) -> Steps:
        """Write changes, within a transaction; those that changed anything."""
        return tuple(step for step in steps if write(self._database, step))

    def _decisions(self) -> dict[str, int]:
        """What is decided by sample; what is no number of a class is passed over."""
        found = self._rows("SELECT sample, class FROM decisions").fetchall()
        return {sample: decided for sample, decided in found if isinstance(decided, int)}

    # The database

    def _rows(self, query: str) -> sqlite3.Cursor:
        """As many rows as are read of a table."""
        return self._database.execute(f"{query} LIMIT {annotation_tables.MAX_ROWS}")

    def _data_version(self) -> int:
        (version,) = self._database.execute("PRAGMA data_version").fetchone()
        return int(version)

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[None]:
        with self._telling():
            self._database.execute(f"BEGIN {kind}")
            try:
                yield
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:  # a full disk has ended it already
                    self._database.execute("ROLLBACK")
                raise

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn what SQLite and the disk raise into a sentence."""
        try:
            yield
        except (sqlite3.Error, OSError, OverflowError) as error:
            raise FileError(
                self._path, expected=translate(annotation_file.EXPECTED), found=reason(error)
            ) from error


def database_file() -> Path:
    """Where the annotations are kept."""
    return paths.home() / "notes.sqlite"


def by_place(
    annotations: Mapping[str, Annotation], samples: Sequence[str]
) -> dict[int, Annotation]:
    """What is annotated about the samples of a split, by their places in it.

    Args:
        annotations: by the checksums of samples, these or others.
        samples: the checksum of each sample of the split.
    """
    return {
        place: annotations[sample] for place, sample in enumerate(samples) if sample in annotations
    }


def clean_tag(tag: str) -> str:
    """A tag as it is kept: on one line, without spaces around it.

    Raises:
        UserError: it is empty, longer than `MAX_TAG_LENGTH`, or has a semicolon, which separates
            tags in lists.
    """
    cleaned = " ".join(tag.split())
    if not 1 <= len(cleaned) <= MAX_TAG_LENGTH or ";" in cleaned:
        raise UserError(
            translate(
                "Tag: {1} cannot be a name. Choose one of 1 to {0} letters without a semicolon.",
                MAX_TAG_LENGTH,
                repr(cleaned[: MAX_TAG_LENGTH + 1]),
            )
        )
    return cleaned


def _about(steps: Iterable[Step], samples: Container[str]) -> str | None:
    """The first of some samples that steps are about."""
    return next((step.sample for step in steps if step.sample in samples), None)
