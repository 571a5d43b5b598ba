"""The folder of a training: what is in it, and that only one training uses it."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from camviewer.core.files import is_file

# What locks takes a while to import, and a start without an unfinished training needs none.
if TYPE_CHECKING:
    from filelock import FileLock

META = "meta"
"""The entry of a checkpoint that is a JSON text: what is trained, and how far it is."""

_LOCK = "lock"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Unfinished:
    """What a training that was not finished is.

    Attributes:
        name: what the model will be called.
        epoch: the epoch that it stands in, from 1.
        epochs: all epochs.
    """

    name: str
    epoch: int
    epochs: int


def checkpoint(folder: Path) -> Path:
    """From which a training goes on."""
    return folder / "checkpoint.npz"


def timeline(folder: Path) -> Path:
    """The weights at many moments."""
    return folder / "timeline.bin"


def rests(folder: Path) -> list[Path]:
    """What a kill left of files that were being written."""
    files = checkpoint(folder), timeline(folder)
    return [rest for file in files for rest in folder.glob(f".{file.stem}-*{file.suffix}")]


def remove(folder: Path) -> None:
    """Remove a training and its folder; what else lies there stays, and so then does the folder."""
    for file in (checkpoint(folder), timeline(folder), *rests(folder), folder / _LOCK):
        with suppress(OSError):
            file.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


def lock(folder: Path) -> FileLock:
    """Held by the training that runs there; free again after an end of any kind."""
    from filelock import FileLock

    return FileLock(folder / _LOCK, timeout=0, thread_local=False)


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


def unfinished(folder: Path) -> Unfinished | None:
    """What the training there is; None if it cannot be read, as whoever goes on with it is told."""
    try:
        with np.load(checkpoint(folder), allow_pickle=False) as archive:
            meta = json.loads(bytes(archive[META]))
        name, epochs = str(meta["run"]["name"]), int(meta["run"]["recipe"]["epochs"])
        return Unfinished(name, min(int(meta["epoch"]), epochs), epochs)
    except Exception as error:  # zipfile, NumPy and JSON raise a dozen kinds on damaged files
        _log.warning("What is unfinished in %s cannot be told: %s", folder, error)
        return None
