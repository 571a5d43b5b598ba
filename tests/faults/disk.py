"""A disk that is full, broken, read-only, forbidden or gone, at every point of every save."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from camviewer.common.errors import UserError
from tests.faults.points import ERRORS, Meet, failing, layered, put_back, vanishing
from tests.faults.save import NEW, Save
from tests.faults.stage import Stage, staged

MOST_SENTENCES = 4
"""Sentences of what a person is told: what is wrong, what is needed, what to do, what stands."""

GONE = "gone"

PAGE = 4096
"""Bytes by which a disk in memory grows."""

_ROOM = 64 << 20  # bytes of that disk
_MOST_FILLINGS = 60


def fail_all(save: Save, root: Path) -> Iterator[str]:
    """Fail each point of a save in each way; of each attempt what went wrong, empty if nothing."""
    with staged(save, root) as stage:
        elsewhere = root / "elsewhere"
        for number, point in enumerate(stage.points):
            for error in ERRORS:
                for lasting in (False, True):
                    said = (
                        f"{errno.errorcode[error]} {'from' if lasting else 'at'} {number} {point}"
                    )
                    yield _attempt(stage, failing(number, error, lasting=lasting), said)
            gone = vanishing(number, stage.folder, elsewhere)
            said = f"{GONE} at {number} {point}"
            yield _attempt(stage, gone, said, lambda: put_back(stage.folder, elsewhere))


def fill(save: Save, disk: Path) -> Iterator[str]:
    """Save on a disk that has room for nothing, for a page, for two …, until the save succeeds.

    Args:
        save: what is saved.
        disk: see `small_disk`.
    """
    with staged(save, disk) as stage:
        pages = _pages_needed(stage, disk)
        for free in sorted(
            {pages * place // _MOST_FILLINGS for place in range(_MOST_FILLINGS + 1)}
        ):
            stage.begin_anew()
            with _filled(disk, free * PAGE):
                told = _told(lambda: save.write(stage.folder, NEW))
            yield _judged(stage, told, f"{free} pages free")


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A disk in memory, as only root can make one; None where that cannot be done."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={_ROOM}", "none", str(folder)]
    is_linux = sys.platform == "linux" and os.geteuid() == 0
    if not is_linux or subprocess.run(command, check=False, capture_output=True).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def _filled(disk: Path, free: int) -> Iterator[None]:
    """As long as the block runs, so many bytes are free."""
    ballast = disk / "ballast"
    status = os.statvfs(disk)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, status.f_bavail * status.f_frsize - free))
    try:
        yield
    finally:
        ballast.unlink()


def _pages_needed(stage: Stage, disk: Path) -> int:
    """Pages with which the save succeeds, at most twice as many as are needed."""
    pages = 1
    while True:
        stage.begin_anew()
        with _filled(disk, pages * PAGE):
            told = _told(lambda: stage.save.write(stage.folder, NEW))
        if told is None and stage.save.read(stage.folder) == stage.new:
            return pages
        pages *= 2


def _attempt(stage: Stage, meet: Meet, said: str, mend: Callable[[], object] = lambda: None) -> str:
    stage.begin_anew()
    with layered(stage.folder, meet):
        told = _told(lambda: stage.save.write(stage.folder, NEW))
    mend()
    return _judged(stage, told, said)


def _told(act: Callable[[], object]) -> str | Exception | None:
    """The sentence that an action ends in, or what else it raises; None if it comes to its end."""
    try:
        act()
    except UserError as error:
        return str(error)
    except Exception as error:
        return error
    return None


def _judged(stage: Stage, told: str | Exception | None, said: str) -> str:
    """What is wrong after a fault; empty if nothing is."""
    wrong = stage.damage()
    if isinstance(told, Exception):
        wrong = wrong or f"{type(told).__name__}: {told}"
    elif told is None:
        # A folder that is gone may be made anew, and what is written there is not lost.
        may_be_old = stage.save.quiet or said.startswith(GONE)
        is_new = may_be_old or wrong or stage.save.read(stage.folder) == stage.new
        wrong = wrong or ("" if is_new else "nothing is told")
    elif not _is_sentence(told):
        wrong = wrong or f"no sentence: {told!r}"
    wrong = wrong or stage.what_is_left()
    return f"{stage.save.name}, {said}: {wrong}" if wrong else ""


def _is_sentence(told: str) -> bool:
    return told.endswith(".") and "\n" not in told and told.count(". ") < MOST_SENTENCES
