"""Reading and writing files so that nothing of a person's is lost and nothing hangs."""

from __future__ import annotations

import errno
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final

from camviewer.common.errors import FileError, UnwritableError
from camviewer.common.paths import home
from camviewer.common.temporaries import (
    is_being_written,
    remove_left_beside,
    temporary_beside,
)
from camviewer.common.translation import translate

PATIENCE: Final = 5.0
"""Seconds that another program's writing is waited for."""

_OBJECT = re.compile(r":? ?<[^<>]* object at 0x[0-9a-f]+>")
"""What Python says of an object in an error, which tells nobody anything."""


class TakenError(UnwritableError):
    """A file that is not to be replaced is there already."""


def check_regular(path: str | Path, *, expected: str) -> Path:
    """The path, if it is a regular file that has something in it.

    A named pipe or a device would block for ever, so only regular files are opened.

    Args:
        path: the file meant.
        expected: what it should be, for the sentence, in the person's language.

    Raises:
        FileError: there is none, it is a folder, a pipe or a device, it is empty, or it may
            not be read.
    """
    path = Path(path)
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        found, remedy = translate("there is no file of that name"), translate("check the spelling")
        raise FileError(path, expected=expected, found=found, remedy=remedy) from None
    except OSError as error:
        raise FileError(path, expected=expected, found=reason(error)) from None
    except ValueError:  # a character of code 0, or half of one that a disk's names cannot have
        raise FileError(
            path, expected=expected, found=translate("a file cannot have this name")
        ) from None
    if stat.S_ISDIR(status.st_mode):
        found, remedy = translate("it is a folder"), translate("choose a file in it")
    elif not stat.S_ISREG(status.st_mode):
        found = translate("it is a pipe or a device")
        remedy = translate("save what it gives to a file")
    elif status.st_size == 0:
        found = translate("it is an empty file (0 bytes)")
        remedy = translate("save or copy it again")
    else:
        return path
    raise FileError(path, expected=expected, found=found, remedy=remedy)


def read_bytes(path: str | Path, *, expected: str, at_most: int) -> bytes:
    """Read a whole regular file of at most `at_most` bytes.

    Raises:
        FileError: as `check_regular`; or the file is larger, or it cannot be read.
    """
    path = check_regular(path, expected=expected)
    try:
        with path.open("rb") as file:
            content = file.read(at_most + 1)
    except OSError as error:
        raise FileError(path, expected=expected, found=reason(error)) from None
    if len(content) > at_most:
        raise FileError(
            path,
            expected=translate("{0} of at most {1} MB", expected, f"{at_most / 1e6:.0f}"),
            found=translate("it is too large"),
        )
    return content


def check_writable(path: str | Path) -> None:
    """Find out that a file cannot be written before time is spent on what goes into it.

    Raises:
        FileError: it is a folder, or in a folder that cannot be written to.
    """
    path = Path(path)
    if path.is_dir():
        raise UnwritableError(
            path, found=translate("it is a folder"), remedy=translate("add a file name")
        )
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not folder.is_dir():
        raise UnwritableError(path, found=translate("{0} is not a folder", folder))
    try:
        with tempfile.TemporaryFile(dir=folder):  # a right to write is not yet a place to
            pass
    except OSError as error:
        raise UnwritableError(path, found=reason(error)) from error


def is_file(path: Path) -> bool:
    """Whether there is a regular file; not in a folder that may not be read, whatever is there."""
    try:
        return path.is_file()
    except OSError:
        return False


@contextmanager
def replacing(path: str | Path, *, what: str, is_new: bool = False) -> Iterator[Path]:
    """Write a file whole or not at all.

    Gives the path of a temporary file beside the wanted one, with the same ending. When the
    block ends, that file takes the wanted name in one step; when it raises, it is removed and
    what stood there before still stands. What a kill has left of the file before is removed.

    Args:
        path: the file wanted; its folder is made if it does not exist. One that is a temporary
            file of this process itself is written as it is.
        what: what is written, for the sentence, e.g. ``translate("the figure")``.
        is_new: whether a file of that name is not to be replaced, whoever made it meanwhile.

    Raises:
        TakenError: there is one, and `is_new`.
        FileError: it cannot be written (no right, disk full, a folder of that name).
    """
    with replacing_all([path], what=what, is_new=is_new) as (temporary,):
        yield temporary


@contextmanager
def replacing_all(
    paths: Iterable[str | Path], *, what: str, is_new: bool = False
) -> Iterator[list[Path]]:
    """Write several files as `replacing` writes one; none has its name before all are written.

    Where one of them cannot have its name, those that were not there before are not there after.

    Raises:
        TakenError: there is a file of a name, and `is_new`.
        FileError: one cannot be written.
    """
    wanted = [Path(path) for path in paths]
    path = wanted[0]
    try:
        with ExitStack() as stack:
            temporaries = []
            for path in wanted:
                if is_being_written(path):
                    temporaries.append(path)
                else:
                    _prepare(path, what)
                    temporaries.append(stack.enter_context(temporary_beside(path)))
            yield temporaries
            made: list[Path] = []
            stack.callback(_remove_all, made)
            pairs = [pair for pair in zip(temporaries, wanted, strict=True) if pair[0] != pair[1]]
            for temporary, path in pairs:
                _make_durable(temporary)
                temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~umask())
            for temporary, path in pairs:
                is_there = path.exists()
                if is_new:
                    take(temporary, path)
                else:
                    temporary.replace(path)
                if not is_there:
                    made.append(path)
            made.clear()
    except OSError as error:
        raise UnwritableError(
            path, expected=translate("a place to write {0} to", what), found=reason(error)
        ) from error


def _prepare(path: Path, what: str) -> None:
    """Make room for a file; raises `FileError` if there can be none, `OSError` likewise."""
    expected = translate("a place to write {0} to", what)
    if path.is_dir():
        raise UnwritableError(
            path, found=translate("it is a folder"), remedy=translate("add a file name")
        )
    if path.exists() and not path.is_file():
        raise UnwritableError(path, expected=expected, found=translate("it is a pipe or a device"))
    if path.exists() and not os.access(path, os.W_OK):
        raise UnwritableError(path, expected=expected, found=translate("it is write-protected"))
    make_folder(path.parent)
    remove_left_beside(path)


def _remove_all(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


def take(path: Path, target: Path) -> None:
    """Let a file have a name that nothing has yet.

    Raises:
        TakenError: something has it.
        OSError: it cannot be moved.
    """
    try:
        move(path, target)
    except FileExistsError:
        raise TakenError(
            target,
            expected=translate("a new name"),
            found=translate("there is already a file of that name"),
            remedy=translate("choose another name"),
        ) from None


def move(path: Path, target: Path) -> None:
    """Give a file a name that nothing has, in one step: two programs may want the same one.

    Raises:
        FileExistsError: there is something of that name.
        OSError: it cannot be moved; it stands where it stood, and nowhere else if that is possible.
    """
    try:
        os.link(path, target)
    except FileExistsError:
        if not _is_second_name(path, target):
            raise
    except OSError:  # a disk that has no second names for a file
        target.touch(exist_ok=False)
        try:
            path.replace(target)
        except OSError:
            target.unlink()
            raise
        return
    try:
        path.unlink()
    except OSError:
        with suppress(OSError):
            target.unlink()
        raise


def _is_second_name(path: Path, target: Path) -> bool:
    """Whether a kill has met `move` between its two steps."""
    return path.samefile(target) and path.stat().st_nlink > 1  # not one name in other letters


def put_aside(path: Path) -> Path:
    """Give a damaged file, which a person may want to look into, a name that nothing has.

    Returns:
        Its path now: ``NAME.damaged-N.ENDING``.

    Raises:
        OSError: it cannot be moved.
    """
    for number in count(1):
        kept = path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")
        with suppress(FileExistsError):
            move(path, kept)
            return kept
    raise AssertionError("numbers do not end")


@contextmanager
def one_program(path: Path, *, what: str, patience: float = PATIENCE) -> Iterator[None]:
    """Within the block no other program changes a file, which is read and then written.

    Args:
        path: the file; beside it stays another one, ``NAME.lock``.
        what: as in `replacing`.
        patience: seconds that another program is waited for.

    Raises:
        FileError: the folder cannot be written to, or another program takes seconds.
    """
    from filelock import FileLock, Timeout  # takes a while, and a start needs none

    expected = translate("a place to write {0} to", what)
    with ExitStack() as stack:
        try:
            make_folder(path.parent)
            lock = path.with_name(f"{path.name}.lock")
            stack.enter_context(FileLock(lock, timeout=patience))
        except Timeout:
            found = translate("another program is writing it")
            remedy = translate("try again in a moment")
            raise UnwritableError(path, expected=expected, found=found, remedy=remedy) from None
        except OSError as error:
            raise UnwritableError(path, expected=expected, found=reason(error)) from error
        yield


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; the program's own one is for nobody else.

    Raises:
        OSError: it cannot be made.
    """
    own = home()
    if folder.is_relative_to(own) and not own.exists():
        own.parent.mkdir(parents=True, exist_ok=True)
        own.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or what it was raised from, says that a disk or a quota is full."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        error = error.__cause__
    return False


def reason(error: BaseException) -> str:
    """What went wrong, as the end of a sentence: what `FileError` found."""
    if isinstance(error, OSError):
        known = {
            errno.EACCES: translate("permission was denied"),
            errno.EPERM: translate("permission was denied"),
            errno.EROFS: translate("the disk is read-only"),
            errno.ENOSPC: translate("the disk is full"),
            errno.EDQUOT: translate("your disk quota is used up"),
            errno.ENAMETOOLONG: translate("its name is too long"),
        }
        if error.errno in known:
            return known[error.errno]
        if error.strerror:
            return error.strerror[:1].lower() + error.strerror[1:]
    told = _OBJECT.sub("", str(error)).strip()
    first_line = told.splitlines()[0] if told else ""
    return first_line.rstrip(".")[:200] or type(error).__name__


def _make_durable(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def umask() -> int:
    """The rights that files and folders of this process are made without."""
    current = os.umask(0)
    os.umask(current)
    return current
