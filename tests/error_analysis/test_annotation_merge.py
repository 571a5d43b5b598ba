"""Tags and notes of a colleague, taken over from a list or a database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from camviewer.common.errors import FileError
from camviewer.error_analysis.annotation_merge import merge, read_annotations
from camviewer.error_analysis.annotation_steps import UNDECIDED, DecisionStep
from camviewer.error_analysis.annotations import Annotation, AnnotationDatabase
from camviewer.error_analysis.mistake_list import write_csv
from tests.evaluations import evaluation

FOUND = evaluation([4, 1, 4], [9, 1, 7])
THEIRS = {0: Annotation(frozenset({"thin", "label wrong"}), "open"), 2: Annotation(text="한글")}
BY_SAMPLE = {f"sample {place}": annotation for place, annotation in THEIRS.items()}


def annotation(text: str = "", *tags: str) -> Annotation:
    return Annotation(frozenset(tags), text)


def test_that_what_is_missing_is_added_and_what_differs_is_counted(tmp_path: Path) -> None:
    own = {
        "same": annotation("as it is", "thin"),
        "other tag": annotation("", "thin"),
        "other note": annotation("mine", "thin"),
    }
    others = {
        "same": annotation("as it is", "thin"),
        "other tag": annotation("", "thick"),
        "other note": annotation("yours"),
        "new": annotation("seen", "thin"),
    }
    found = merge(own, others)
    assert (found.samples, found.differing) == (3, 2)
    book = AnnotationDatabase(tmp_path / "notes.sqlite")
    for sample, each in own.items():
        book.set_text(sample, each.text)
        for tag in each.tags:
            book.add_tag(sample, tag)
    before = book.all()
    book.change(found.steps)
    assert book.all() == {
        **own,
        "other tag": annotation("", "thin", "thick"),
        "other note": annotation("mine; yours", "thin"),
        "new": others["new"],
    }
    assert merge(book.all(), others).steps == (), "the same file adds nothing twice"
    book.undo({"new"})
    assert book.all() == before, "all of it is one step"
    book.close()


def test_that_an_exported_list_is_read_again(tmp_path: Path) -> None:
    write_csv(tmp_path / "m.csv", FOUND, np.arange(3), THEIRS)
    assert read_annotations(tmp_path / "m.csv", FOUND) == BY_SAMPLE


def test_that_a_list_without_checksums_holds_by_index_and_label(tmp_path: Path) -> None:
    path = tmp_path / "older.csv"
    lines = ("index,label,tags,note", "0,4,thin; ;x;,", "1,7,thin,", "9,4,thin,", "2,4,,", "-,4,a,")
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    assert read_annotations(path, FOUND) == {"sample 0": annotation("", "thin", "x")}


def test_that_a_database_is_read_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "100 % of #1.sqlite"
    book = AnnotationDatabase(path)
    book.add_tag("sample 1", "thin")
    book.set_text("another sample", "elsewhere")
    book.close()
    before = path.read_bytes(), sorted(tmp_path.iterdir())
    assert read_annotations(path, FOUND) == {"sample 1": annotation("", "thin")}
    assert (path.read_bytes(), sorted(tmp_path.iterdir())) == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"index,label\n1,2\n", "it has no column note, tags"),
        (b"index,label,tags,note\n", "it has no tags and notes on these"),
        (b'index,label,tags,note\n0,4,"thin', "unexpected end"),
        (b"\xff\xfe\x00", "utf-8"),
        (b"SQLite format 3\0" + bytes(200), "cannot be used"),
    ],
)
def test_that_what_cannot_be_read_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "theirs.csv"
    path.write_bytes(content)
    with pytest.raises(FileError, match=told):
        read_annotations(path, FOUND)


def test_that_a_database_of_something_else_is_none(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE pages (tag TEXT)")
        database.execute("CREATE VIEW tags AS SELECT tag AS sample, tag FROM pages")
    with pytest.raises(FileError, match="it has no notes"):
        read_annotations(path, FOUND)


def test_that_a_decision_comes_where_there_is_none_and_ones_own_stays() -> None:
    own = {"same": Annotation(decided=4), "other": Annotation(decided=4)}
    others = {
        "same": Annotation(decided=4),
        "other": Annotation(decided=9),
        "new": Annotation(decided=7),
    }
    found = merge(own, others)
    assert found.steps == (DecisionStep("new", None, 7),)
    assert (found.samples, found.differing) == (1, 1)


def test_that_the_decisions_of_a_database_are_read_if_they_are_classes(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    with closing(AnnotationDatabase(path)) as book:
        book.decide("sample 0", 9)
        book.decide("sample 1", 100_000)
        book.decide("sample 2", UNDECIDED)
    found = {"sample 0": Annotation(decided=9), "sample 2": Annotation(decided=UNDECIDED)}
    assert read_annotations(path, FOUND) == found


def test_that_a_database_of_an_older_version_has_no_decisions(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    with closing(AnnotationDatabase(path)) as book:
        book.add_tag("sample 1", "thin")
    with closing(sqlite3.connect(path)) as database:
        database.executescript("DROP TABLE decisions; PRAGMA user_version = 2")
    assert read_annotations(path, FOUND) == {"sample 1": annotation("", "thin")}


def test_that_a_database_that_computes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    with closing(AnnotationDatabase(path)) as book:
        book.add_tag("sample 1", "thin")
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE VIEW more AS SELECT tag FROM tags")
    with pytest.raises(FileError, match="it has more in it than notes"):
        read_annotations(path, FOUND)
