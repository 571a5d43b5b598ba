"""ONNX models that were made before, kept as files: reading starts without what writes them.

To import the library that writes ONNX models takes longer than all else that a first prediction
needs. What is kept is found by everything that decides what a model is, the program's own files
included, and is read only if it is whole.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np

from camviewer import __version__
from camviewer.common.arrays import Array
from camviewer.common.files import make_folder
from camviewer.common.paths import home
from camviewer.common.temporaries import temporary_beside

MOST_FILES = 40
"""Kept at once; whoever is used least recently goes."""

MOST_BYTES = 8_000_000
"""Of one model; a larger one is made anew every time."""

_DIGEST_BYTES = hashlib.sha256().digest_size
_ROOMS = ("networks", "inference")  # whose files decide what becomes of a graph

_log = logging.getLogger(__name__)


def folder() -> Path:
    """Where the models are kept; it may not exist yet."""
    return home() / "cache" / "networks"


def kept(parts: Iterator[object], make: Callable[[], bytes]) -> bytes:
    """A model out of the cache, or else made and put there.

    Args:
        parts: all that decides what the model is: arrays, and what has a complete `repr`.
        make: makes it.
    """
    path = folder() / f"{_key(parts)}.onnx"
    content = _whole(path)
    if content is None:
        content = make()
        if len(content) <= MOST_BYTES:
            _keep(path, content)
    return content


def _key(parts: Iterator[object]) -> str:
    found = hashlib.sha256(f"{__version__} {_changed()}".encode())
    for part in parts:
        if isinstance(part, np.ndarray):
            found.update(f"{part.dtype} {part.shape}".encode())
            found.update(np.ascontiguousarray(part).tobytes())
        else:
            found.update(repr(part).encode())
    return found.hexdigest()


@cache
def _changed() -> tuple[int, ...]:
    """When the program's own files were changed: a model made by others is made anew."""
    package = Path(__file__).parent.parent
    files = sorted(path for room in _ROOMS for path in (package / room).rglob("*.py"))
    return tuple(path.stat().st_mtime_ns for path in files)


def _whole(path: Path) -> bytes | None:
    """What was kept; None if there is nothing, or something that is damaged."""
    try:
        content = path.read_bytes()
        path.touch()  # used just now
    except OSError:
        return None
    digest, model = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
    return model if hashlib.sha256(model).digest() == digest else None


def _keep(path: Path, content: bytes) -> None:
    """Keep a model; where that cannot be done it is made anew next time."""
    try:
        make_folder(path.parent)
        _write(path, hashlib.sha256(content).digest() + content)
        files = sorted(folder().iterdir(), key=_used)
        for old in files[: max(0, len(files) - MOST_FILES)]:
            old.unlink(missing_ok=True)
    except OSError as error:
        _log.info("A network is not kept: %s", error)


def _write(path: Path, content: bytes) -> None:
    """Put a whole file in its place, or leave nothing: a disk may be full, a file being read."""
    with temporary_beside(path) as temporary:
        temporary.write_bytes(content)
        temporary.replace(path)


def _used(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:  # another window took it away
        return 0


def weights_in(weights: Mapping[str, Array], *, with_values: bool) -> Iterator[object]:
    """What of weights decides what a model is: their names and shapes, and perhaps their values."""
    for name, values in weights.items():
        yield name
        yield values if with_values else values.shape
