"""What a process does while it reads a file: what it opens, runs and imports, and what it takes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.hostile.hostile_file import is_trusted

_OPENING: tuple[str, ...] = (
    "open",
    "os.listdir",
    "os.scandir",
    "os.chdir",
    "os.mkdir",
    "os.rename",
    "os.remove",
)
_OPENING += ("os.rmdir", "os.link", "os.symlink", "os.truncate", "sqlite3.connect")
_STARTING: tuple[str, ...] = (
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.fork",
    "os.startfile",
)
_STARTING += ("subprocess.Popen", "ctypes.dlopen", "pty.spawn")
_NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "ssl.")
_LOADING = ("pickle.find_class", "marshal.load", "sqlite3.load_extension", "code.__new__")
_RUNNING = ("exec", "compile")
_WATCHED = (*_OPENING, *_STARTING, *_NETWORK, *_LOADING, *_RUNNING)

_REHEARSAL = "hdf5_rehearsal_child.py"
"""The one script that the program starts to read files with: `traced` watches what it does."""

_CLOCK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass
class Watch:
    """Listens to what Python tells of itself, while a file is read.

    Attributes:
        own: folders that may be read and written: that of the file, and the program's own.
        seen: what was done that nobody may do.
    """

    own: tuple[str, ...] = ()
    seen: list[str] = field(default_factory=list)
    _is_watching: bool = False

    def begin_for_good(self) -> None:
        """From now on this process tells; there is no way back."""
        sys.addaudithook(self._told)

    def during(self, read: Callable[[], object], *own: Path) -> BaseException | None:
        """Read something, and listen meanwhile; gives what was raised."""
        self.own, self.seen = tuple(map(str, own)), []
        self._is_watching = True
        try:
            read()
        except BaseException as error:
            return error
        finally:
            self._is_watching = False
        return None

    def _told(self, event: str, told: tuple[Any, ...]) -> None:
        if not self._is_watching or not event.startswith(_WATCHED) or _is_importing():
            return
        if event in _OPENING:
            for each in told[:2] if event in ("os.rename", "os.link", "os.symlink") else told[:1]:
                self._opened(event, each)
        elif event in _RUNNING:
            self._ran(event, told)
        elif event == "sqlite3.connect/handle":
            return  # it was told of before
        elif event == "subprocess.Popen" and str(told[1][-1]).endswith(_REHEARSAL):
            return
        elif not _is_import(event):
            self.seen.append(f"{event} {told[:2]}"[:200])

    def _opened(self, event: str, place: object) -> None:
        if isinstance(place, int) or place is None:
            return  # open already
        path = os.fsdecode(place) if isinstance(place, bytes) else str(place)
        path = os.path.realpath(path)
        if not is_trusted(path) and not path.startswith(self.own):
            self.seen.append(f"{event} {path}"[:200])

    def _ran(self, event: str, told: tuple[Any, ...]) -> None:
        """Code of modules may be run, and what is only taken apart may be compiled."""
        caller = sys._getframe(2)
        if event == "compile":
            of_python = caller.f_globals.get("__name__") in _COMPILING
        else:
            name = getattr(told[0], "co_filename", "")
            of_python = is_trusted(name) or name.startswith("<frozen") or _is_class(name, caller)
        if not of_python:
            self.seen.append(f"{event} {told}"[:200])


_COMPILING = ("ast", "dataclasses", "collections", "importlib._bootstrap_external", "re._compiler")
"""Modules of Python that compile: `ast` makes trees, which is how NumPy reads a header."""


def _is_importing() -> bool:
    """Whether a module of the program or of a package is being imported: that is not the file's."""
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_name == "exec_module":
            name = getattr(frame.f_locals.get("module"), "__file__", None) or ""
            return is_trusted(str(name))
        frame = frame.f_back  # type: ignore[assignment]
    return False


def _is_import(event: str) -> bool:
    """Whether it is Python's own reading of a module that is compiled already."""
    caller = sys._getframe(2).f_globals.get("__name__")
    return event == "marshal.loads" and caller == "importlib._bootstrap_external"


def _is_class(name: str, caller: Any) -> bool:
    """Whether it is what a dataclass or a named tuple writes for itself."""
    return name == "<string>" and caller.f_globals.get("__name__") in ("dataclasses", "collections")


class Meter:
    """Time and memory of this process and of those that it has started."""

    def __init__(self) -> None:
        """Begin to measure: what was at its highest before does not count."""
        self._processes = [Path("/proc/self"), *started()]
        for process in self._processes:
            _forget_peak(process)
        self._before = {process: _resident(process, "VmRSS") for process in self._processes}
        self._seconds = self._computed()

    def seconds(self) -> float:
        """Of computing since then, in all these processes."""
        return self._computed() - self._seconds

    def growth(self) -> int:
        """Bytes by which one of them, if it still runs, grew at its highest."""
        grown = (_resident(each, "VmHWM") - before for each, before in self._before.items())
        return max(grown)

    def _computed(self) -> float:
        ended = os.times()
        return time.process_time() + sum(ended[2:4]) + sum(map(_computed, self._processes[1:]))


def started() -> list[Path]:
    """Processes started by this one that still run."""
    found: list[Path] = []
    for task in Path("/proc/self/task").glob("*/children"):
        found += (Path("/proc") / number for number in task.read_text().split())
    return found


def _computed(process: Path) -> float:
    """Seconds that another process has computed; 0 if it has ended, which is told otherwise."""
    try:
        words = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) / _CLOCK


def _resident(process: Path, what: str) -> int:
    """Memory of a process in bytes; 0 if it has ended."""
    try:
        status = (process / "status").read_text()
        return 1000 * int(status.partition(f"{what}:")[2].split()[0])
    except (OSError, IndexError):
        return 0


def _forget_peak(process: Path) -> None:
    """Let the highest memory of a process so far be what it has now."""
    with suppress(OSError):  # where that cannot be, growth is that over all files so far
        (process / "clear_refs").write_text("5")
