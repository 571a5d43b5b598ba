"""The tables of the annotations, and how those of an older version of the program move into them.

Version 3 added `decisions`; what version 2 kept stays as it is.

Version 1 kept an annotation by the checksum of a whole split and the sample's place in it, so that
one sample more made all of them unfindable. Which sample that was is known when the split is
evaluated next: until then what version 1 kept stays in the tables `placed_tags` and `placed_texts`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from itertools import product
from pathlib import Path

from camviewer.common.errors import FileError
from camviewer.common.translation import translate

VERSION = 3
"""Of the tables; programs refuse databases of a version above theirs."""

TABLES = """
CREATE TABLE IF NOT EXISTS tags (
    sample TEXT, tag TEXT, PRIMARY KEY (sample, tag)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS texts (
    sample TEXT PRIMARY KEY, text TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS decisions (
    sample TEXT PRIMARY KEY, class INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS families (
    checksum TEXT, model TEXT, key TEXT, name TEXT, PRIMARY KEY (checksum, model, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS placed_tags (
    checksum TEXT, digit INTEGER, tag TEXT, PRIMARY KEY (checksum, digit, tag)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS placed_texts (
    checksum TEXT, digit INTEGER, text TEXT, PRIMARY KEY (checksum, digit)
) WITHOUT ROWID;
"""
"""What makes those that are missing."""

_PLACED = """
SELECT digit FROM placed_tags WHERE checksum = :checksum
UNION SELECT digit FROM placed_texts WHERE checksum = :checksum
"""

MOVES = """
INSERT OR IGNORE INTO tags
    SELECT :sample, tag FROM placed_tags WHERE checksum = :checksum AND digit = :place;
INSERT INTO texts
    SELECT :sample, text FROM placed_texts WHERE checksum = :checksum AND digit = :place
    ON CONFLICT (sample) DO UPDATE SET text = text || '; ' || excluded.text
    WHERE instr(text, excluded.text) = 0;
DELETE FROM placed_tags WHERE checksum = :checksum AND digit = :place;
DELETE FROM placed_texts WHERE checksum = :checksum AND digit = :place;
"""

"""What moves what is kept about a `place` of a split to its `sample`."""


MAX_BYTES = 20_000_000
"""Size of the largest database that is read: notes on hundreds of thousands of samples."""

MAX_ROWS = 100_000
"""Of a table that are read."""

_FOREIGN = re.compile(r"\b(VIRTUAL|GENERATED|AS|CHECK|DEFAULT|COLLATE|REFERENCES)\b", re.IGNORECASE)
"""What in a table's definition would compute something, which no table of the program does."""


class ForeignTablesError(sqlite3.DatabaseError):
    """A database has more in it than tables of plain values."""


def check_plain(database: sqlite3.Connection) -> None:
    """Refuse a database that would compute something where it is read or written.

    Raises:
        ForeignTablesError: it has views, triggers, indexes or tables that are no plain values.
    """
    database.execute("PRAGMA trusted_schema = OFF")
    for kind, sql in database.execute("SELECT type, sql FROM sqlite_master"):
        if sql is not None and (kind != "table" or _FOREIGN.search(sql)):
            raise ForeignTablesError(translate("it has more in it than notes"))


def check_version(path: Path, database: sqlite3.Connection) -> None:
    """Refuse a database whose tables are not known.

    Raises:
        FileError: a newer version of the program wrote it.
    """
    version = _version(database)
    if version > VERSION:
        raise FileError(
            path,
            expected=translate("notes on [samples] of version {0}", VERSION),
            found=translate("the version is {0}", version),
            remedy=translate("install a newer version of CAM Viewer"),
        )


def prepare(database: sqlite3.Connection) -> None:
    """Make the tables that are missing, in one transaction; two windows may do it at once."""
    database.execute("BEGIN IMMEDIATE")
    if _version(database) == 1:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in found:
            if name in ("tags", "texts"):
                database.execute(f"ALTER TABLE {name} RENAME TO placed_{name}")
    for statement in _statements(TABLES):
        database.execute(statement)
    if _version(database) != VERSION:
        database.execute(f"PRAGMA user_version = {VERSION}")
    database.execute("COMMIT")


def is_empty(database: sqlite3.Connection) -> bool:
    """Whether nothing is kept in any of the tables; prepared."""
    rows = " OR ".join(f"EXISTS (SELECT 1 FROM {table})" for table in _COLUMNS)
    (found,) = database.execute(f"SELECT {rows}").fetchone()
    return not found


def has_placed(database: sqlite3.Connection, checksum: str) -> bool:
    """Whether version 1 kept annotations on a split that have not moved yet."""
    found = database.execute(f"{_PLACED} LIMIT 1", {"checksum": checksum}).fetchone()
    return found is not None


def move(database: sqlite3.Connection, checksum: str, samples: Sequence[str]) -> None:
    """Give what version 1 kept about places in a split to the samples; within a transaction.

    A sample that has tags or a text by now keeps them, and gets the others besides. Places that
    the split does not have stay where they are.

    Args:
        database: prepared.
        checksum: of the split.
        samples: the checksum of each of its samples.
    """
    for (place,) in database.execute(_PLACED, {"checksum": checksum}).fetchall():
        if isinstance(place, int) and 0 <= place < len(samples):
            values = {"sample": samples[place], "checksum": checksum, "place": place}
            for statement in _statements(MOVES):
                database.execute(statement, values)


_COLUMNS = {
    "tags": ("sample", "tag"),
    "texts": ("sample", "text"),
    "decisions": ("sample", "class"),
    "families": ("checksum", "model", "key", "name"),
    "placed_tags": ("checksum", "digit", "tag"),
    "placed_texts": ("checksum", "digit", "text"),
}

_MOST_BYTES = 200_000_000
"""Of a damaged database that are looked through."""

_MOST_LETTERS = 1_000_000
"""Bytes of a row of a damaged database."""

_MOST_STEPS = 50_000_000
"""Of SQLite's machine, in reading a damaged database: some damage would have it run for ever."""


def save_what_can_be_read(damaged: Path, database: sqlite3.Connection) -> None:
    """Copy into a new database what can be read of a damaged one, from both ends of its tables.

    Args:
        damaged: it is only read.
        database: prepared and empty.
    """
    content = _padded(damaged.read_bytes()[:_MOST_BYTES])
    found = [
        (table, columns, _read_rows(content, table, columns, order))
        for (table, columns), order in product(_COLUMNS.items(), ("ASC", "DESC"))
    ]
    database.execute("BEGIN")  # else each row is waited for until the disk has it
    for table, columns, rows in found:
        marks = ", ".join("?" * len(columns))
        database.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)
    database.execute("COMMIT")


def _read_rows(
    content: bytes, table: str, columns: tuple[str, ...], order: str
) -> list[tuple[object, ...]]:
    """The sound rows of a damaged database's table, until where it cannot be read."""
    names, found = ", ".join(columns), list[tuple[object, ...]]()
    with suppress(sqlite3.Error, UnicodeError), closing(sqlite3.connect(":memory:")) as old:
        old.deserialize(content)
        old.text_factory = text_of
        old.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_LETTERS)
        old.set_progress_handler(lambda: 1, _MOST_STEPS)
        old.execute("PRAGMA writable_schema = ON")  # other tables may be nonsense
        if not _is_plain(old, table):
            return found
        rows = f"SELECT {names} FROM {table} ORDER BY {columns[0]} {order} LIMIT {MAX_ROWS}"
        for row in old.execute(rows):
            if all(_is_sound(*entry) for entry in zip(columns, row, strict=True)):
                found.append(row)  # those before a damaged page are kept
    return found


def _is_plain(database: sqlite3.Connection, name: str) -> bool:
    """Whether there is a table of that name, and nothing of it is computed where it is read."""
    query = "SELECT type, sql FROM sqlite_master WHERE name = ?"
    return all(
        kind == "table" and not _FOREIGN.search(sql)
        for kind, sql in database.execute(query, (name,))
    )


def _padded(content: bytes) -> bytes:
    """A database's content, with nothing in the place of pages that are missing at its end.

    SQLite reads nothing at all of a file that is shorter than its header says.
    """
    page = int.from_bytes(content[16:18], "big")
    length = page * int.from_bytes(content[28:32], "big")
    return content.ljust(length, b"\0") if length <= _MOST_BYTES else content


def text_of(content: bytes) -> str:
    """A text as it is kept; a byte that is none of UTF-8's does not make the rest unreadable."""
    return content.decode("utf-8", "replace")


def _is_sound(column: str, value: object) -> bool:
    return isinstance(value, int if column in ("digit", "class") else str)


def _statements(text: str) -> list[str]:
    return text.strip().removesuffix(";").split(";\n")


def _version(database: sqlite3.Connection) -> int:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return int(version)
