"""Temporary files: made beside the file wanted, and known again where a kill has left them.

The name of each tells which process of which computer writes it, and has the ending of the file
wanted: ``.NAME-COMPUTER-PROCESS-XXXXXXXX.ENDING``. One whose process is gone has been left.
"""

from __future__ import annotations

import logging
import os
import platform
import re
import shutil
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

AGE: Final = 86_400
"""Seconds without a write after which one is left if its process cannot be asked for."""

_STEM: Final = 40  # letters of the wanted file's name
_NAME: Final = re.compile(
    r"\.(?P<stem>.*)-(?P<computer>[0-9a-f]{8})-(?P<process>[0-9]{1,9})-[a-z0-9_]{8}(?P<suffix>\.[^.]*)?",
    re.DOTALL,
)

_log = logging.getLogger(__name__)
_writing: dict[str, Path] = {}  # those of this process, by name
_lock = Lock()  # held while one is made known, or found not to be


@contextmanager
def temporary_beside(path: Path) -> Iterator[Path]:
    """An empty file in the wanted one's folder, with its ending; gone when the block ends.

    Where it cannot be removed it is left, for `remove_left_in` and `remove_left_beside`.

    Raises:
        OSError: it cannot be made.
    """
    with _lock:
        handle, name = tempfile.mkstemp(
            prefix=f".{path.stem[:_STEM]}-{computer()}-{os.getpid()}-",
            suffix=path.suffix,
            dir=path.parent,
        )
        os.close(handle)
        temporary = Path(name)
        _writing[temporary.name] = temporary
    try:
        yield temporary
    finally:
        _writing.pop(temporary.name)
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def temporary_folder_beside(path: Path) -> Iterator[Path]:
    """An empty folder beside the wanted one; gone, with all that is in it, when the block ends.

    Raises:
        OSError: it cannot be made.
    """
    with _lock:
        prefix = f".{path.stem[:_STEM]}-{computer()}-{os.getpid()}-"
        temporary = Path(tempfile.mkdtemp(prefix=prefix, suffix=path.suffix, dir=path.parent))
        _writing[temporary.name] = temporary
    try:
        yield temporary
    finally:
        _writing.pop(temporary.name)
        _remove(temporary)


def is_being_written(path: Path) -> bool:
    """Whether a path is one that `temporary_beside` has given in this process."""
    return path.name in _writing


def remove_own() -> None:
    """Remove what this process is writing: it ends, and so do the threads that are left."""
    for temporary in tuple(_writing.values()):
        with suppress(OSError):
            _remove(temporary)


def remove_left_in(folder: Path) -> None:
    """Remove what kills have left in a folder and those in it; what cannot be removed stays."""
    for parent, folders, names in os.walk(folder):
        for name in (*folders, *names):
            _remove_if_left(Path(parent, name))


def remove_left_beside(path: Path) -> None:
    """Remove what kills have left of a file that was being written; nothing of other files."""
    try:
        files = list(path.parent.iterdir())
    except OSError:
        return
    for file in files:
        found = _NAME.fullmatch(file.name)
        if found and (found["stem"], found["suffix"] or "") == (path.stem[:_STEM], path.suffix):
            _remove_if_left(file)


def _remove_if_left(file: Path) -> None:
    found = _NAME.fullmatch(file.name)
    if found is None:
        return
    try:
        if _is_left(file, found["computer"], int(found["process"])):
            _remove(file)
    except OSError as error:
        _log.warning("%s could not be removed: %s", file, error)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _is_left(file: Path, written_on: str, process: int) -> bool:
    if written_on == computer():
        if process == os.getpid():  # of this process, or of an earlier one with its number
            with _lock:
                return file.name not in _writing
        alive = runs(process)
        if alive is not None:
            return not alive
    return time.time() - file.stat().st_mtime > AGE


def runs(process: int) -> bool | None:
    """Whether there is a process of that number on this computer; None if that cannot be told."""
    if os.name != "posix":  # there a signal would end it
        return None
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


@cache
def computer() -> str:
    """What this computer is called in names of temporary files."""
    return f"{zlib.crc32(platform.node().encode('utf-8', 'replace')):08x}"
