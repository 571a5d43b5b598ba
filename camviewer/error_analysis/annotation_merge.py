"""Annotations of a colleague beside one's own: nothing is lost, and what differs is counted."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from camviewer.common.errors import FileError, UserError
from camviewer.common.files import check_regular, read_bytes, reason
from camviewer.common.translation import tr_noop, translate
from camviewer.data.spec import MAX_CLASSES
from camviewer.error_analysis import annotation_tables
from camviewer.error_analysis.annotation_steps import (
    UNDECIDED,
    DecisionStep,
    Step,
    TagStep,
    TextStep,
)
from camviewer.error_analysis.annotations import Annotation, clean_tag
from camviewer.error_analysis.mistake_list import TAG_SEPARATOR
from camviewer.inference.evaluation import Evaluation

_EXPECTED = tr_noop("a list of [samples] (CSV), or the notes of CAM Viewer")
_SQLITE = b"SQLite format 3\0"
_MAX_BYTES = 100_000_000
_MAX_TEXT = 10_000  # letters of a note
_DIGITS = 10  # of a number that is no index of any split
_NEEDED = {"index", "label", "tags", "note"}  # columns of a list


@dataclass(frozen=True)
class Merge:
    """What is new in others' annotations.

    Attributes:
        steps: what adds it to one's own.
        samples: how many samples get something.
        differing: how many samples had other tags, another note, or another decided class than
            they have in the file.
    """

    steps: tuple[Step, ...]
    samples: int
    differing: int


def merge(own: Mapping[str, Annotation], others: Mapping[str, Annotation]) -> Merge:
    """Add tags, notes and decisions to one's own.

    A sample gets all tags of both. Of two notes that differ both stay, one's own first; of two
    decisions one's own.

    Args:
        own: by the samples' checksums.
        others: the same.
    """
    steps: list[Step] = []
    differing = 0
    for sample, other in others.items():
        mine = own.get(sample, Annotation())
        steps += [TagStep(sample, tag, is_added=True) for tag in sorted(other.tags - mine.tags)]
        if other.text not in mine.text:
            both = f"{mine.text}; {other.text}" if mine.text else other.text
            steps.append(TextStep(sample, mine.text, both))
        if mine.decided is None and other.decided is not None:
            steps.append(DecisionStep(sample, None, other.decided))
        tags_differ = bool(mine.tags and other.tags) and mine.tags != other.tags
        texts_differ = bool(mine.text and other.text) and mine.text != other.text
        both_decided = mine.decided is not None and other.decided is not None
        decisions_differ = both_decided and mine.decided != other.decided
        differing += tags_differ or texts_differ or decisions_differ
    return Merge(tuple(steps), len({step.sample for step in steps}), differing)


def read_annotations(path: str | Path, evaluation: Evaluation) -> dict[str, Annotation]:
    """What a file says that are about samples of an evaluation, by their checksums.

    Args:
        path: a list that was exported (CSV), which has tags and notes, or a database of notes,
            which has decisions, too. Nothing of it is changed.
        evaluation: a line of a list is one of its samples if index and label are the same, and
            the checksum if the list has it.

    Raises:
        FileError: it is neither, it is damaged, or nothing in it is about these samples.
    """
    path = check_regular(path, expected=translate(_EXPECTED))
    try:
        with path.open("rb") as file:
            is_database = file.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        raise _unusable(path, reason(error)) from error
    found = _read_database(path) if is_database else _read_list(path, evaluation)
    known = set(evaluation.samples)
    of_these = {sample: one for sample, one in found.items() if sample in known}
    if not of_these:
        raise FileError(
            path,
            found=translate("it has no tags and notes on these [samples]"),
            remedy=translate("evaluate the [samples] that it is about first"),
        )
    return of_these


def _read_database(path: Path) -> dict[str, Annotation]:
    # Immutable: no journal of it is played, no lock taken, nothing beside it is made.
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            annotation_tables.check_version(path, database)
            tables = dict(database.execute("SELECT name, type FROM sqlite_master").fetchall())
            if tables.get("tags") != "table" or tables.get("texts") != "table":
                raise _unusable(path, translate("it has no notes"))
            annotation_tables.check_plain(database)
            tags = _rows(database, "SELECT sample, tag FROM tags")
            texts = _rows(database, "SELECT sample, text FROM texts")
            decisions = []
            if tables.get("decisions") == "table":  # not in those of an older version
                decisions = _rows(database, "SELECT sample, class FROM decisions")
    except (sqlite3.Error, UnicodeError) as error:
        raise _unusable(path, reason(error)) from error
    by_sample: dict[str, set[str]] = {}
    for sample, tag in tags:
        by_sample.setdefault(str(sample), set()).update(_tags(str(tag)))
    notes = {str(sample): str(text)[:_MAX_TEXT] for sample, text in texts}
    decided = {
        str(sample): number
        for sample, number in decisions
        if isinstance(number, int) and UNDECIDED <= number < MAX_CLASSES
    }
    return {
        sample: Annotation(
            frozenset(by_sample.get(sample, ())), notes.get(sample, ""), decided.get(sample)
        )
        for sample in {**by_sample, **notes, **decided}
    }


def _rows(database: sqlite3.Connection, query: str) -> list[tuple[object, object]]:
    """As many rows as are read of a table."""
    return database.execute(f"{query} LIMIT {annotation_tables.MAX_ROWS}").fetchall()


def _read_list(path: Path, evaluation: Evaluation) -> dict[str, Annotation]:
    content = read_bytes(path, expected=translate(_EXPECTED), at_most=_MAX_BYTES)
    try:
        table = csv.DictReader(content.decode("utf-8-sig").splitlines(keepends=True), strict=True)
        missing = sorted(_NEEDED - set(table.fieldnames or ()))
        if missing:
            raise _unusable(path, translate("it has no column {0}", ", ".join(missing)))
        found: dict[str, Annotation] = {}
        for line in table:
            sample = _sample(line, evaluation)
            tags = frozenset(_tags(line["tags"] or ""))
            if sample and (tags or line["note"]):
                found[sample] = Annotation(tags, (line["note"] or "")[:_MAX_TEXT])
    except (csv.Error, UnicodeError) as error:
        raise _unusable(path, reason(error)) from error
    return found


def _sample(line: Mapping[str, str | None], evaluation: Evaluation) -> str:
    """The checksum of the sample that a line is about; empty if it is none of the evaluation."""
    if line.get("sample"):
        return line["sample"] or ""
    index, label = line["index"] or "", line["label"] or ""
    if not all(each.isdecimal() and len(each) < _DIGITS for each in (index, label)):
        return ""
    place = int(index)
    if place >= len(evaluation) or int(label) != evaluation.labels[place]:
        return ""
    return evaluation.samples[place]


def _tags(text: str) -> list[str]:
    """The tags of a list's cell; what cannot be one is passed over."""
    found = []
    for part in text.split(TAG_SEPARATOR.strip()):
        try:
            found.append(clean_tag(part))
        except UserError:
            continue
    return found


def _unusable(path: Path, found: str) -> FileError:
    return FileError(path, expected=translate(_EXPECTED), found=found)
