"""Tables of notes: what version 1 kept by place moves to samples; damage is mended or waits."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock

import pytest

from camviewer.common.errors import FileError
from camviewer.error_analysis import annotation_tables
from camviewer.error_analysis.annotations import Annotation, AnnotationDatabase

SPLIT, OTHER = "split", "other split"
SAMPLES = ("a", "b", "a")

VERSION_1 = """
CREATE TABLE tags (
    checksum TEXT, digit INTEGER, tag TEXT, PRIMARY KEY (checksum, digit, tag)
) WITHOUT ROWID;
CREATE TABLE texts (
    checksum TEXT, digit INTEGER, text TEXT, PRIMARY KEY (checksum, digit)
) WITHOUT ROWID;
CREATE TABLE families (
    checksum TEXT, model TEXT, key TEXT, name TEXT, PRIMARY KEY (checksum, model, key)
) WITHOUT ROWID;
PRAGMA user_version = 1;
INSERT INTO tags VALUES ('split', 0, 'ambiguous'), ('split', 1, 'label wrong');
INSERT INTO tags VALUES ('other split', 0, 'mine');
INSERT INTO texts VALUES ('split', 1, 'no loop'), ('split', 7, 'of no sample');
INSERT INTO families VALUES ('split', 'compact', 'k', 'open fours');
"""

MOVED = {
    "a": Annotation(frozenset({"ambiguous"})),
    "b": Annotation(frozenset({"label wrong"}), "no loop"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of version 1."""
    made = tmp_path / "notes.sqlite"
    with closing(sqlite3.connect(made)) as database:
        database.executescript(VERSION_1)
    return made


@pytest.fixture
def book(path: Path) -> Iterator[AnnotationDatabase]:
    with closing(AnnotationDatabase(path)) as opened:
        yield opened


def left(path: Path) -> set[tuple[str, int]]:
    """Splits and places of what has not moved."""
    with closing(sqlite3.connect(path)) as database:
        tags = database.execute("SELECT checksum, digit FROM placed_tags").fetchall()
        return {*tags, *database.execute("SELECT checksum, digit FROM placed_texts").fetchall()}


def test_that_they_move_when_their_split_is_known(book: AnnotationDatabase, path: Path) -> None:
    assert book.all() == {}
    book.move_over(SPLIT, SAMPLES)
    assert book.all() == MOVED
    assert book.cluster_names(SPLIT, "compact") == {"k": "open fours"}
    assert left(path) == {(SPLIT, 7), (OTHER, 0)}
    book.remove_tag("a", "ambiguous")
    book.move_over(SPLIT, SAMPLES)
    assert "a" not in book.all(), "what has moved does not come again"
    book.move_over(OTHER, ("c",))
    assert book.all()["c"] == Annotation(frozenset({"mine"}))


def test_that_what_is_there_already_stays_beside_what_moves(book: AnnotationDatabase) -> None:
    book.add_tag("a", "model wrong")
    book.set_text("b", "a hook")
    book.move_over(SPLIT, SAMPLES)
    assert book.all() == {
        "a": Annotation(frozenset({"ambiguous", "model wrong"})),
        "b": Annotation(frozenset({"label wrong"}), "a hook; no loop"),
    }


def test_that_a_text_that_is_there_already_is_not_doubled(book: AnnotationDatabase) -> None:
    book.set_text("b", "no loop at all")
    book.move_over(SPLIT, SAMPLES)
    assert book.all()["b"].text == "no loop at all"


@pytest.mark.parametrize("statement", range(4))
def test_that_nothing_is_lost_when_moving_fails_midway(
    book: AnnotationDatabase, path: Path, monkeypatch: pytest.MonkeyPatch, statement: int
) -> None:
    before = left(path)
    statements = annotation_tables.MOVES.split(";\n")
    statements.insert(statement, "SELECT no_such_function()")
    with monkeypatch.context() as patched:
        patched.setattr(annotation_tables, "MOVES", ";\n".join(statements))
        with pytest.raises(FileError, match="no_such_function"):
            book.move_over(SPLIT, SAMPLES)
    assert left(path) == before
    assert book.all() == {}
    book.move_over(SPLIT, SAMPLES)
    assert book.all() == MOVED


def test_that_nothing_is_lost_when_making_the_tables_fails_midway(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = f"{annotation_tables.TABLES}SELECT no_such_function();\n"
    with monkeypatch.context() as patched:
        patched.setattr(annotation_tables, "TABLES", tables)
        with pytest.raises(FileError, match="no_such_function"):
            AnnotationDatabase(path)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        assert len(database.execute("SELECT * FROM tags").fetchall()) == 3
    with closing(AnnotationDatabase(path)) as book:
        book.move_over(SPLIT, SAMPLES)
        assert book.all() == MOVED


def drop_tags(database: sqlite3.Connection) -> None:
    database.execute("DROP TABLE tags")


def place_is_text(database: sqlite3.Connection) -> None:
    database.execute("INSERT INTO tags VALUES ('split', 'x', 'lost'), ('split', -1, 'lost')")


def tag_is_no_text(database: sqlite3.Connection) -> None:
    database.execute("UPDATE tags SET tag = CAST(x'ff' AS TEXT) WHERE digit = 1")


@pytest.mark.parametrize("damage", [drop_tags, place_is_text, tag_is_no_text])
def test_that_what_can_be_read_of_a_damaged_one_moves(
    path: Path, damage: Callable[[sqlite3.Connection], None]
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        damage(database)
    with closing(AnnotationDatabase(path)) as book:
        assert book.trouble == ""
        book.move_over(SPLIT, SAMPLES)
        assert book.all()["b"].text == "no loop"


def test_that_a_damaged_one_is_put_aside_as_it_was(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with closing(AnnotationDatabase(path)) as book:
        assert "damaged" in book.trouble
    assert path.with_name("notes.damaged-1.sqlite").read_bytes() == content


def test_that_an_older_program_refuses_what_has_moved(book: AnnotationDatabase, path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        (version,) = database.execute("PRAGMA user_version").fetchone()
    assert version == annotation_tables.VERSION == 3


def test_that_what_version_2_kept_is_still_there(tmp_path: Path) -> None:
    made = tmp_path / "notes.sqlite"
    with closing(AnnotationDatabase(made)) as book:
        book.add_tag("a", "ambiguous")
    with closing(sqlite3.connect(made)) as database:
        database.executescript("DROP TABLE decisions; PRAGMA user_version = 2;")
    with closing(AnnotationDatabase(made)) as book:
        book.decide("a", 7)
        assert book.all() == {"a": Annotation(frozenset({"ambiguous"}), decided=7)}


@pytest.mark.parametrize(
    "script",
    [
        "CREATE VIEW tags(sample, tag) AS SELECT 1, 2",
        "CREATE VIRTUAL TABLE tags USING fts5(sample, tag)",
        "CREATE TABLE tags (sample, tag AS (hex(zeroblob(9))))",
        "CREATE TABLE tags (sample, tag, CHECK (length(tag) > 1))",
        "CREATE TABLE t (a); CREATE TRIGGER b AFTER INSERT ON t BEGIN DELETE FROM t; END",
        "CREATE TABLE t (a); CREATE INDEX i ON t (length(a))",
    ],
)
def test_that_a_database_that_computes_is_put_aside(script: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(script)
    with closing(AnnotationDatabase(path)) as opened:
        assert "it has more in it than notes" in opened.trouble
        assert opened.all() == {}
    assert path.with_name("notes.damaged-1.sqlite").exists()


def test_that_what_version_1_made_is_plain(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        annotation_tables.check_plain(database)
        annotation_tables.prepare(database)
        annotation_tables.check_plain(database)


def test_that_a_damaged_database_for_which_the_disk_has_no_room_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.sqlite"
    book = AnnotationDatabase(path)
    book.set_text("a", "A note.")
    book.close()
    damaged = path.read_bytes()[:-5000]
    path.write_bytes(damaged)
    full = sqlite3.OperationalError("database or disk is full")
    with monkeypatch.context() as patch:
        patch.setattr(annotation_tables, "save_what_can_be_read", Mock(side_effect=full))
        with pytest.raises(FileError, match="disk is full"):
            AnnotationDatabase(path)
    assert path.read_bytes() == damaged
    with closing(AnnotationDatabase(path)) as again:
        assert "notes.damaged-1.sqlite" in again.trouble
