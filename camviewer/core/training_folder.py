"""The folder of a training: what is in it, and that only one training uses it."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from camviewer.core.files import is_file


def checkpoint(folder: Path) -> Path:
    """From which a training goes on."""
    return folder / "checkpoint.npz"


def timeline(folder: Path) -> Path:
    """The weights at many moments."""
    return folder / "timeline.bin"


def lock(folder: Path) -> FileLock:
    """Held by the training that runs there; free again after an end of any kind."""
    return FileLock(folder / "lock", timeout=0, thread_local=False)


def stands(folder: Path) -> bool:
    """Whether a training that was not finished is there, and nobody goes on with it."""
    if not is_file(checkpoint(folder)):
        return False
    try:
        with lock(folder):
            return True
    except Timeout:
        return False
    except OSError:  # a folder that cannot be written to can still be read
        return True
