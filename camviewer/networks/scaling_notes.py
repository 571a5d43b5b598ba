"""What is known of how files of others' networks are fed, kept beside the settings.

A file that another program wrote is never changed: what was measured or chosen for it stands in a
note of the program's own, which the file's checksum finds again under any name.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from pathlib import Path

from camviewer.common import paths
from camviewer.common.errors import FileError
from camviewer.common.files import read_bytes, reason, replacing
from camviewer.common.translation import translate
from camviewer.networks.input_scaling import Scaling

_MAX_BYTES = 10_000
_CHUNK = 1 << 20

_log = logging.getLogger(__name__)
_lock = threading.Lock()
_used: dict[str, Scaling] = {}  # by checksum of the file
_chosen: list[Scaling] = []  # one after the other; files of one content may have several paths


def folder() -> Path:
    """Where the notes are; it may not exist yet."""
    return paths.home() / "scalings"


def noted(path: Path, channels: int) -> Scaling | None:
    """How the network of a file is fed, as it was measured or chosen; None if nothing is known.

    A note that cannot be used is as if it were not there; the log tells why.

    Args:
        path: the file.
        channels: of what the network is shown.
    """
    try:
        if not _used and not folder().is_dir():
            return None  # the usual case: no file is read for nothing
        checksum = checksum_of(path)
        with _lock:
            if checksum in _used:
                return _used[checksum]
        note = _file(checksum)
        if not note.is_file():
            return None
        entry = json.loads(read_bytes(note, expected=translate("settings"), at_most=_MAX_BYTES))
        return Scaling.from_entry(entry, channels)
    except (OSError, ValueError, RecursionError, FileError) as error:
        _log.warning("How %s is fed is not known: %s", path, reason(error))
        return None


def use(path: Path, scaling: Scaling) -> str:
    """Feed the network of a file in this way as long as the program runs.

    Returns:
        The file's checksum.

    Raises:
        FileError: the file cannot be read.
    """
    try:
        checksum = checksum_of(path)
    except OSError as error:
        raise FileError(
            path, expected=translate("a model that can be read"), found=reason(error)
        ) from error
    with _lock:
        _used[checksum] = scaling
        _chosen.append(scaling)
    return checksum


def note(path: Path, scaling: Scaling) -> None:
    """Feed the network of a file in this way from now on, whenever it is opened.

    Raises:
        FileError: the file cannot be read; or the note cannot be written, and what it says holds
            only as long as the program runs.
    """
    target = _file(use(path, scaling))
    with replacing(target, what=translate("the input scaling")) as temporary:
        temporary.write_text(json.dumps(scaling.to_entry()) + "\n", "utf-8")


def forget() -> None:
    """Know only what was kept, as at the program's next start."""
    with _lock:
        _used.clear()


def version_of(path: Path) -> int:
    """Another number once a file was replaced or is fed another way; 0 for one that is gone."""
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return 0
    with _lock:
        return changed + len(_chosen)


def _file(checksum: str) -> Path:
    return folder() / f"{checksum}.json"


def checksum_of(path: Path) -> str:
    """What a file is known by, wherever it is and whatever it is called: SHA-256 of its content.

    Raises:
        OSError: it cannot be read.
    """
    made = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_CHUNK):
            made.update(part)
    return made.hexdigest()
