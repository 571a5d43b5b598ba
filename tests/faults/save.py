"""What a kind of save is, and where it works."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from camviewer.common import paths
from camviewer.common.temporaries import remove_left_in

Content = Mapping[str, object]
"""What is found, by names; two are compared name by name."""

OLD, NEW = 0, 1
"""Versions of what is saved: what stands there before, and what is written over it."""


@dataclass(frozen=True)
class Save:
    """One kind of save.

    Attributes:
        name: of it.
        covers: modules of the program whose writing it meets.
        write: writes a version into a folder, which has ``home`` and ``out``; raises `UserError`.
        read: what is found there, of either version; raises if it is damaged.
        again: saves the new version after it has failed once; None: as `write` does.
        quiet: whether nothing is told where it fails, as nothing of a person's is lost.
        by_library: whether a library in C writes, past Python.
        needs_tensorflow: whether TensorFlow is imported.
    """

    name: str
    covers: tuple[str, ...]
    write: Callable[[Path, int], object]
    read: Callable[[Path], Content]
    again: Callable[[Path], object] | None = None
    quiet: bool = False
    by_library: bool = False
    needs_tensorflow: bool = False

    def retry(self, folder: Path) -> None:
        """Save the new version once more."""
        if self.again is None:
            self.write(folder, NEW)
        else:
            self.again(folder)


@contextmanager
def program_at(folder: Path) -> Iterator[None]:
    """Within the block the program keeps everything in the folder's ``home``."""
    before = os.environ.get("CAMVIEWER_HOME")
    os.environ["CAMVIEWER_HOME"] = str(folder / "home")
    try:
        yield
    finally:
        if before is None:
            del os.environ["CAMVIEWER_HOME"]
        else:
            os.environ["CAMVIEWER_HOME"] = before


def prepare(save: Save, folder: Path) -> None:
    """Make a folder in which the old version stands."""
    for name in ("home", "out"):
        (folder / name).mkdir(parents=True)
    save.write(folder, OLD)


def start_again() -> None:
    """What the program's next start does about what was left."""
    remove_left_in(paths.home())


def temporaries_in(folder: Path) -> list[str]:
    """Files that are half of others."""
    return [str(path.relative_to(folder)) for path in folder.rglob(".*")]


def is_whole(found: Content, *versions: Content) -> bool:
    """Whether all that is found is of one version or another, and nothing else is there."""
    return all(
        any(found.get(name) == version.get(name) for version in versions)
        for name in {name for each in (found, *versions) for name in each}
    )


def files_in(*patterns: str) -> Callable[[Path], Content]:
    """Reads the bytes of all files that patterns match."""

    def read(folder: Path) -> Content:
        found = (path for pattern in patterns for path in sorted(folder.glob(pattern)))
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in found
            if path.is_file() and "/." not in path.as_posix()
        }

    return read
