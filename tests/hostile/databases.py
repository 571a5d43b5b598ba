"""Databases of notes that are hostile: they compute where they are read, or hold gigabytes.

The program never refuses one: it is put aside, told of, and a new one begins.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.hostile.hostile_file import HostileFile, Trap

_TAGS = "CREATE TABLE tags (sample TEXT, tag TEXT, PRIMARY KEY (sample, tag)) WITHOUT ROWID;"
_TEXTS = "CREATE TABLE texts (sample TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;"
_SAMPLE = "a" * 64
_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x, x FROM n"


def made(name: str, script: str | Callable[[Trap], str]) -> HostileFile:
    """A database that a script of SQL has made."""

    def write(path: Path, trap: Trap) -> None:
        with closing(sqlite3.connect(path)) as database:
            sql = script if isinstance(script, str) else script(trap)
            database.executescript(f"PRAGMA synchronous = OFF; {sql}")

    return HostileFile(name, "annotations", write, is_refused=False)


def patched(name: str, schema: str) -> HostileFile:
    """A database whose list of tables is written by hand, whatever SQLite would make of it."""
    return made(
        name,
        f"{_TAGS}{_TEXTS} PRAGMA writable_schema = ON;"
        f"UPDATE sqlite_master SET {schema} WHERE name = 'tags';",
    )


def _inserted(text: str, number: int = 1) -> str:
    return f"{_TEXTS}" + f"INSERT INTO texts VALUES ('{_SAMPLE}', {text});" * number


_MANY = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT {0})"

FILES = (
    made("a view without end", f"CREATE VIEW tags AS {_ENDLESS};"),
    made("texts of a view without end", f"{_TAGS} CREATE VIEW texts AS {_ENDLESS};"),
    made(
        "a view that loads a library",
        "CREATE VIEW tags(sample, tag) AS SELECT load_extension('/tmp/x.so'), 1;",
    ),
    made(
        "a view that reads a file",
        lambda trap: f"CREATE VIEW tags(sample, tag) AS SELECT readfile('{trap.secret}'), 1;",
    ),
    made(
        "a view of a gigabyte",
        "CREATE VIEW tags(sample, tag) AS SELECT printf('%.*c', 900000000, 'a'), 1;",
    ),
    made(
        "a trigger for every tag",
        f"{_TAGS} CREATE TRIGGER t AFTER INSERT ON tags BEGIN DELETE FROM tags; END;",
    ),
    made(
        "a trigger that goes on and on",
        f"{_TAGS}{_TEXTS} CREATE TRIGGER t AFTER INSERT ON tags BEGIN "
        "INSERT INTO texts VALUES (hex(randomblob(8)), hex(zeroblob(9000000))); END;",
    ),
    made(
        "a column that is computed",
        "CREATE TABLE tags (sample TEXT PRIMARY KEY, "
        "tag TEXT AS (printf('%.*c', 200000000, 'a'))); INSERT INTO tags VALUES ('a');",
    ),
    made(
        "a column that is computed and kept",
        "CREATE TABLE tags (sample TEXT PRIMARY KEY, tag TEXT AS (hex(zeroblob(999))) STORED);"
        "INSERT INTO tags VALUES ('a');",
    ),
    made(
        "a check that takes a gigabyte",
        "CREATE TABLE tags (sample TEXT, tag TEXT, "
        "CHECK (length(printf('%.*c', 200000000, tag)) > 1));"
        "INSERT INTO tags VALUES ('a', 'b');",
    ),
    made(
        "an index of what is computed",
        "CREATE TABLE tags (sample TEXT, tag TEXT);"
        "CREATE INDEX i ON tags (printf('%.*c', 20000000, tag)); INSERT INTO tags VALUES (1, 2);",
    ),
    made("a table of another kind", "CREATE VIRTUAL TABLE tags USING fts5(sample, tag);"),
    made("a table of trees", "CREATE VIRTUAL TABLE tags USING rtree(sample, low, high);"),
    patched("a table that is code", "sql = 'CREATE TABLE tags (sample, tag) AS SELECT 1'"),
    patched("a table that is not there", "rootpage = 999999999"),
    patched("a table that is another one", "rootpage = 1"),
    patched("a table of no definition", "sql = 'x'"),
    patched("a definition of 9 MB", "sql = sql || hex(zeroblob(4500000))"),
    made("a text of 40 MB", _inserted("hex(zeroblob(20000000))")),
    made("a text of 15 MB", _inserted("hex(zeroblob(7500000))")),
    made("bytes for a text", _inserted("zeroblob(9000000)")),
    made("bytes that are no text", _inserted("CAST(x'ff00fe' AS TEXT)")),
    made("a number for a text", _inserted("1e308")),
    made(
        "tags by the million",
        f"{_TAGS} INSERT INTO tags {_MANY.format(1_000_000)} SELECT x, 'a' FROM n;",
    ),
    made(
        "four hundred thousand tags",
        f"{_TAGS} INSERT INTO tags {_MANY.format(400_000)} SELECT x, 'a' FROM n;",
    ),
    made("columns of other names", "CREATE TABLE tags (a, b); CREATE TABLE texts (c, d);"),
    made("two thousand columns", f"CREATE TABLE tags ({', '.join(f'c{n}' for n in range(1900))});"),
    made(
        "two thousand tables",
        "BEGIN;" + "".join(f"CREATE TABLE t{n} (a);" for n in range(2_000)) + "COMMIT;",
    ),
    made("a version of its own", "PRAGMA user_version = -5;"),
    made("text in another encoding", f"PRAGMA encoding = 'UTF-16'; {_inserted(repr('a'))}"),
)
