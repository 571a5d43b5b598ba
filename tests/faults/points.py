"""A layer between Python and the disk: every point at which a save touches a folder.

What Python itself opens, writes and renames is seen; what a library in C writes is not, so that
its saves are killed at random moments besides and written to a disk that is really full.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)
"""What a disk says that is full, broken, read-only or forbidden."""

CALLS = (
    "open",
    "write",
    "fsync",
    "replace",
    "rename",
    "link",
    "unlink",
    "remove",
    "mkdir",
    "rmdir",
    "chmod",
    "utime",
)
"""Functions of `os` that change something on a disk."""

_open, _fdopen = io.open, os.fdopen
_os: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in CALLS}

Meet = Callable[[str, Path, Callable[[], object] | None], None]
"""Called before each point: what is about to be done, to which file, and what does half of it (of
a write; else None). It may raise, or end the process."""


@contextmanager
def layered(folder: Path, meet: Meet) -> Iterator[None]:
    """As long as the block runs, `meet` is called before each point within a folder."""

    def within(target: object) -> Path | None:
        """The file that is meant, if it lies in the folder."""
        if isinstance(target, int):
            try:
                target = Path(f"/proc/self/fd/{target}").readlink()
            except OSError:
                return None
        if not isinstance(target, str | os.PathLike):
            return None
        path = Path(os.path.abspath(os.fspath(target)))  # noqa: PTH100 - links are not followed
        return path if path.is_relative_to(folder) else None

    class Raw(io.FileIO):
        """A file of the folder."""

        def write(self, content: Any, /) -> int:
            whole = bytes(content)
            half = whole[: len(whole) // 2]
            meet("write", within(self.fileno()) or folder, lambda: super(Raw, self).write(half))
            return super().write(whole)

    def layered_open(
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> Any:
        target = within(file)
        if target is None or not set(mode) & set("wax+"):
            return _open(file, mode, buffering, encoding, errors, newline, closefd, opener)
        if not isinstance(file, int):
            meet("open", target, None)
        raw = Raw(file, mode.replace("b", "").replace("t", ""), closefd, opener)
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        if "b" in mode:
            return raw if buffering == 0 else buffered
        return io.TextIOWrapper(buffered, encoding, errors, newline)

    def layer(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            found = [path for each in arguments[:2] if (path := within(each)) is not None]
            is_read = name == "open" and not arguments[1] & (os.O_WRONLY | os.O_RDWR)
            if found and not is_read:
                meet(name, found[0], None)
            return _os[name](*arguments, **named)

        return call

    patches = [mock.patch.object(os, name, layer(name)) for name in CALLS]
    patches += [mock.patch.object(module, "open", layered_open) for module in (builtins, io)]
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in reversed(patches):
            patch.stop()


def points_of(folder: Path, act: Callable[[], object]) -> list[str]:
    """All points that an action meets, in order: what is done, and the ending of the file."""
    told: list[str] = []
    with layered(folder, lambda what, path, _half: told.append(f"{what} {path.suffix}".rstrip())):
        act()
    return told


def failing(number: int, error: int, *, lasting: bool) -> Meet:
    """Fail the point of a number, from 0; and all that follow if it is `lasting`."""
    met = iter(range(1_000_000))

    def meet(_what: str, path: Path, _half: object) -> None:
        here = next(met)
        if here == number or (lasting and here > number):
            raise OSError(error, os.strerror(error), str(path))

    return meet


def vanishing(number: int, folder: Path, elsewhere: Path) -> Meet:
    """Take a folder away at the point of a number, as a stick that is pulled out."""
    met = iter(range(1_000_000))

    def meet(_what: str, _path: Path, _half: object) -> None:
        if next(met) == number:
            _os["rename"](folder, elsewhere)

    return meet


def put_back(folder: Path, elsewhere: Path) -> None:
    """The folder is there again; what was made in its place meanwhile is gone."""
    if elsewhere.exists():
        shutil.rmtree(folder, ignore_errors=True)
        elsewhere.rename(folder)
