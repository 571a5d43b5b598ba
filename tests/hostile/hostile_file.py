"""What a hostile file is, and the trap that it is to spring."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

MODELS = ("keras", "hdf5", "onnx")
"""Readers of networks."""

_PAST, _LATER = 1_000_000_000, 1_000_000_001  # seconds; read before written: reading is noted
_SECRET = b"nobody reads this " * 200


@dataclass(frozen=True)
class Trap:
    """A folder beside the hostile files that none of them is to reach.

    Attributes:
        folder: with files that nobody is to open.
        chance: numbers out of the seed, for one file.
    """

    folder: Path
    chance: random.Random

    @property
    def module(self) -> str:
        """Name of a module that can be imported, and leaves a mark when it is."""
        return "hostile_trap"

    @property
    def mark(self) -> Path:
        """The file that code leaves behind where it is run."""
        return self.folder / "code-was-run"

    @property
    def code(self) -> str:
        """Python that leaves the mark."""
        return f"open({str(self.mark)!r}, 'w').close()"

    @property
    def secret(self) -> Path:
        """A file that nobody is to open."""
        return self.folder / "secret"

    def set(self) -> None:
        """Lay the trap out, or lay it out again after it was sprung."""
        self.folder.mkdir(exist_ok=True)
        for path in self.folder.rglob("*"):
            if path.is_file():
                path.unlink()
        self.secret.write_bytes(_SECRET)
        leave = f"import pathlib\npathlib.Path({str(self.mark)!r}).touch()\n"
        (self.folder / f"{self.module}.py").write_text(leave, encoding="utf-8")
        for path in self.folder.iterdir():
            os.utime(path, (_PAST, _LATER))

    def sprung(self) -> list[str]:
        """What happened to the trap since it was laid out; empty if nothing did.

        A disk that does not note when files are read tells of what was written alone.
        """
        known = {self.secret, self.folder / f"{self.module}.py"}
        there = {path for path in self.folder.rglob("*") if path.is_file()}
        told = [f"{path.name} was made" for path in there - known]
        for path in sorted(known):
            status = path.stat() if path.exists() else None
            if status is None or status.st_mtime != _LATER:
                told.append(f"{path.name} was changed")
            elif status.st_atime != _PAST:
                told.append(f"{path.name} was read")
        return told


@dataclass(frozen=True)
class HostileFile:
    """A file that is to do harm when it is read.

    Attributes:
        name: what is hostile about it.
        reader: which of `readers.READERS` reads it.
        write: writes it, given its path and the trap.
        is_refused: whether the program has to refuse it. If not, what it reads has to be harmless:
            the hostile part is passed over, or the file is put aside.
    """

    name: str
    reader: str
    write: Callable[[Path, Trap], object]
    is_refused: bool = True

    @property
    def title(self) -> str:
        """The reader and what is hostile."""
        return f"{self.reader}: {self.name}"

    @property
    def is_model(self) -> bool:
        """Whether it pretends to be a network."""
        return self.reader in MODELS


def written(name: str, reader: str, content: bytes, *, is_refused: bool = True) -> HostileFile:
    """A hostile file of that content."""
    return HostileFile(name, reader, lambda path, _trap: path.write_bytes(content), is_refused)


def is_trusted(path: str) -> bool:
    """Whether a path is of the program, of Python and its packages, or of the system's own."""
    return path.startswith(_TRUSTED)


_TRUSTED = (
    *(str(Path(each).resolve()) for each in (sys.prefix, sys.base_prefix)),
    *sorted({os.path.dirname(os.__file__), str(Path(__file__).parents[2])}),  # noqa: PTH120
    *(each for each in sys.path if len(each) > 1 and not each.startswith(gettempdir())),
    *("/usr/share/locale", "/etc/localtime", "/usr/share/zoneinfo", "/usr/share/fonts"),
    *("/proc/", "/sys/", "/dev/null", "/dev/urandom", "/usr/lib/", "/lib", "/etc/ld.so"),
)
