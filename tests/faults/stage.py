"""A folder in which one save is tried again and again, each time over the old version."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.points import points_of
from tests.faults.save import (
    NEW,
    Content,
    Save,
    is_whole,
    prepare,
    program_at,
    start_again,
    temporaries_in,
)


@dataclass(frozen=True)
class Stage:
    """One save and its folder; the program keeps everything there.

    Attributes:
        save: what is tried.
        folder: where it writes.
        old: what is found before.
        new: what is found after.
        points: at which the save touches the disk, in order.
    """

    save: Save
    folder: Path
    old: Content
    new: Content
    points: tuple[str, ...]
    _copy: Path

    def begin_anew(self) -> None:
        """The old version stands there, and nothing else."""
        for path in self.folder.iterdir():
            shutil.rmtree(path)
        shutil.copytree(self._copy, self.folder, dirs_exist_ok=True)

    def damage(self) -> str:
        """What is lost or damaged; empty if nothing is."""
        try:
            found = self.save.read(self.folder)
        except Exception as error:  # whatever the reading raises says that it is damaged
            return f"damaged: {type(error).__name__}: {error}"
        return "" if is_whole(found, self.old, self.new) else f"lost: {_told(found)}"

    def what_is_left(self) -> str:
        """Start again and save once more: what does not work, or is left; empty if nothing is."""
        start_again()
        try:
            self.save.retry(self.folder)
            found = self.save.read(self.folder)
        except Exception as error:
            return f"saving again: {type(error).__name__}: {error}"
        left = temporaries_in(self.folder)
        if left:
            return f"left: {left}"
        return "" if is_whole(found, self.new) else f"saved again: {_told(found)}"


@contextmanager
def staged(save: Save, root: Path) -> Iterator[Stage]:
    """A stage in a new folder of another one, which is gone afterwards."""
    folder, copy = root / "work", root / "copy"
    folder.mkdir()
    try:
        with program_at(folder):
            prepare(save, folder)
            old = save.read(folder)
            shutil.copytree(folder, copy)
            points = points_of(folder, lambda: save.write(folder, NEW))
            new = save.read(folder)
            yield Stage(save, folder, old, new, tuple(points), copy)
    finally:
        shutil.rmtree(folder)
        shutil.rmtree(copy, ignore_errors=True)


def _told(found: Content) -> str:
    return ", ".join(f"{name}: {str(content)[:40]}" for name, content in found.items())
