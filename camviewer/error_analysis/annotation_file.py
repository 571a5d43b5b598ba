"""The file of the annotations: opened, copied while it is whole, mended where it is damaged."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import suppress
from pathlib import Path

from camviewer.common.backups import backup_of, keep_backup, remedy
from camviewer.common.errors import FileError
from camviewer.common.files import make_folder, one_program, put_aside, reason
from camviewer.common.translation import tr_noop, translate
from camviewer.error_analysis import annotation_tables

EXPECTED = tr_noop("notes on [samples]")

_log = logging.getLogger(__name__)


class _DamageError(sqlite3.DatabaseError):
    """The database contradicts itself."""


def opened(path: Path, patience: float) -> tuple[sqlite3.Connection, str]:
    """The database in a file, begun if there is none; and a sentence if it was damaged.

    A damaged one is kept under another name. What cannot be read of it is as it was in the copy
    of an earlier start. Each statement is a transaction of its own.

    Args:
        path: of the database.
        patience: seconds that each statement waits for another program's writing.

    Raises:
        FileError: a newer version of the program wrote it, or another program holds it.
        OSError: it cannot be read or made; so raises SQLite.
    """
    make_folder(path.parent)
    try:
        _begin(path, patience)
        database = _connected(path, patience)
    except (sqlite3.DatabaseError, UnicodeError) as error:
        if not _is_damage(error):
            raise
    else:
        _keep_backup(path, database)
        return database, ""
    # One window at a time: the second finds what the first has begun anew.
    with one_program(path, what=translate(EXPECTED), patience=patience):
        return _mended(path, patience)


def _begin(path: Path, patience: float) -> None:
    """Make an empty file where there is none."""
    if path.exists():
        return
    if not backup_of(path).exists():
        _touch(path)
        return
    # Nobody may find it empty: of a database that was there before that is damage.
    with one_program(path, what=translate(EXPECTED), patience=patience):
        _touch(path)
        _connected(path, patience, is_new=True).close()


def _touch(path: Path) -> None:
    with suppress(FileExistsError):
        path.touch(mode=0o600, exist_ok=False)  # notes are for nobody else


def _connected(path: Path, patience: float, *, is_new: bool = False) -> sqlite3.Connection:
    size = path.stat().st_size
    if size > annotation_tables.MAX_BYTES:
        raise _DamageError(translate("it is too large"))
    if size == 0 and not is_new and backup_of(path).exists():
        raise _DamageError(translate("it is an empty file (0 bytes)"))
    database = sqlite3.connect(path, timeout=patience, isolation_level=None)
    database.text_factory = annotation_tables.text_of
    try:
        database.execute("PRAGMA synchronous = FULL")
        annotation_tables.check_version(path, database)
        annotation_tables.check_plain(database)
        (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise _DamageError(found.splitlines()[-1])  # the first one names the database only
        annotation_tables.prepare(database)  # changes nothing of a file that will be renamed
    except BaseException:
        database.close()
        raise
    return database


def _keep_backup(path: Path, database: sqlite3.Connection) -> None:
    """Copy a database that is whole, if there is anything in it."""
    try:
        if annotation_tables.is_empty(database):
            return
        content = database.serialize()
    except sqlite3.Error as error:  # another program is writing; the copy before stands
        _log.info("There is no new copy of %s: %s", path, error)
    else:
        keep_backup(path, content, what=translate(EXPECTED))


def _mended(path: Path, patience: float) -> tuple[sqlite3.Connection, str]:
    """The database; if it is damaged it is renamed, and another one made of what can be read."""
    try:
        return _connected(path, patience), ""
    except (sqlite3.DatabaseError, UnicodeError) as error:
        if not _is_damage(error):
            raise
        kept = _put_aside(path)
        _log.warning("The notes in %s are damaged and were kept as %s", path, kept)
        database = _begun_anew(path, kept, patience)
        trouble = FileError(
            path,
            expected=translate(EXPECTED),
            found=translate("the file is damaged ({0})", reason(error)),
            remedy=remedy(path, kept),
        )
        return database, str(trouble)


def _begun_anew(path: Path, kept: Path, patience: float) -> sqlite3.Connection:
    """Another database, of what can be read of the damaged one and of its copy."""
    _touch(path)
    database = _connected(path, patience, is_new=True)
    try:
        for old in (kept, backup_of(path)):
            if old.exists() and old.stat().st_size:
                annotation_tables.save_what_can_be_read(old, database)
    except sqlite3.Error:  # a full disk: the next start tries again
        database.close()
        kept.replace(path)
        raise
    return database


def _is_damage(error: Exception) -> bool:
    if isinstance(error, UnicodeError):  # SQLite tells of damage in bytes of the file
        return True
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without the finer reason above it
    damage = (_DamageError, annotation_tables.ForeignTablesError)
    return isinstance(error, damage) or code in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    )


def _put_aside(path: Path) -> Path:
    """Give a damaged database, and its journal if there is one, another name."""
    kept = put_aside(path)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():  # it must not be played into the new database
        journal.rename(kept.with_name(f"{kept.name}-journal"))
    return kept
