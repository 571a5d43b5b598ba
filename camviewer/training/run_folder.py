"""The folder of a training: what is in it, and that only one training uses it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from camviewer.common.archives import opened_zip
from camviewer.common.errors import FileError
from camviewer.common.files import is_file, reason
from camviewer.common.letters import legible
from camviewer.common.npz import read_array
from camviewer.common.translation import translate

# What locks takes a while to import, and a start without an unfinished training needs none.
if TYPE_CHECKING:
    from filelock import FileLock

META = "meta"
"""The entry of a checkpoint that is a JSON text: what is trained, and how far it is."""

_LOCK = "lock"
_MAX_META = 4_000_000  # bytes

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
    """The weights at many weight snapshots."""
    return folder / "timeline.bin"


def remove_rests(folder: Path) -> None:
    """Remove what a kill left of files that were being written."""
    for file in (checkpoint(folder), timeline(folder)):
        for rest in folder.glob(f".{file.stem}-*{file.suffix}"):
            _remove(rest)


def tidy(folder: Path) -> None:
    """Remove the folder of a training that is at its end, unless something else lies there."""
    remove_rests(folder)
    _remove(folder / _LOCK)
    with suppress(OSError):
        folder.rmdir()


def lock(folder: Path) -> FileLock:
    """Held by the training that runs there; free again after an end of any kind."""
    from filelock import FileLock

    return FileLock(folder / _LOCK, timeout=0, thread_local=False)


def put_aside(folder: Path) -> Path:
    """Make room for another training: move the one that stands there into a folder of its own.

    Returns:
        That folder.

    Raises:
        FileError: it cannot be moved; it stands as it was.
    """
    target = next(each for each in _asides(folder) if not each.exists())
    try:
        target.mkdir(parents=True)
        _move(folder, target)
    except OSError as error:
        _take_back(target, folder)
        raise FileError(
            folder,
            expected=translate("a place to keep the unfinished training"),
            found=reason(error),
            remedy=translate("continue that training, or free some disk space"),
        ) from error
    return target


def forget(folder: Path) -> None:
    """Remove the training that stands there; the one last kept for later takes its place.

    For whoever holds the lock. Nothing happens where nothing can be changed.
    """
    for file in (checkpoint(folder), timeline(folder)):
        _remove(file)
    if is_file(checkpoint(folder)):
        return
    asides = list(takewhile(Path.exists, _asides(folder)))
    if asides:
        _take_back(asides[-1], folder)


def forget_if_free(folder: Path) -> None:
    """Remove the training that stands there as `forget` does, if nobody goes on with it."""
    from filelock import Timeout

    with suppress(Timeout, OSError), lock(folder):
        forget(folder)


def _asides(folder: Path) -> Iterator[Path]:
    return (folder / "kept" / str(number) for number in count(1))


def _take_back(aside: Path, folder: Path) -> None:
    with suppress(OSError):
        _move(aside, folder)
        aside.rmdir()
        aside.parent.rmdir()  # if it was the last one


def _move(one: Path, other: Path) -> None:
    for file in (timeline(one), checkpoint(one)):  # it stands until the checkpoint is moved
        if is_file(file):
            file.replace(other / file.name)


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("%s could not be removed: %s", file, error)


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
        with opened_zip(checkpoint(folder)) as archive:
            meta = json.loads(bytes(read_array(archive, META, at_most=_MAX_META)))
        name, epochs = legible(meta["run"]["name"]), int(meta["run"]["recipe"]["epochs"])
        return Unfinished(name, min(int(meta["epoch"]), epochs), epochs)
    except Exception as error:  # zipfile, NumPy and JSON raise a dozen kinds on damaged files
        _log.warning("What is unfinished in %s cannot be told: %s", folder, error)
        return None
