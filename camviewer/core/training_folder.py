"""The folder of a training: what is in it, and that only one training uses it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from camviewer.core.files import is_file

# What locks takes a while to import, and a start without an unfinished training needs none.
if TYPE_CHECKING:
    from filelock import FileLock


def checkpoint(folder: Path) -> Path:
    """From which a training goes on."""
    return folder / "checkpoint.npz"


def timeline(folder: Path) -> Path:
    """The weights at many moments."""
    return folder / "timeline.bin"


def lock(folder: Path) -> FileLock:
    """Held by the training that runs there; free again after an end of any kind."""
    from filelock import FileLock

    return FileLock(folder / "lock", timeout=0, thread_local=False)


def forget(folder: Path) -> None:
    """Nothing is to be gone on with there; nothing happens where it cannot be changed."""
    from filelock import Timeout

    with suppress(Timeout, OSError), lock(folder):
        checkpoint(folder).unlink(missing_ok=True)


def stands(folder: Path) -> bool:
    """Whether a training that was not finished is there, and nobody goes on with it."""
    if not is_file(checkpoint(folder)):
        return False
    from filelock import Timeout

    try:
        with lock(folder):
            return True
    except Timeout:
        return False
    except OSError:  # a folder that cannot be written to can still be read
        return True
