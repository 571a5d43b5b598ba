"""Model files as zips, taken apart and put together again by tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py

from camviewer.networks.formats.keras_file import WEIGHTS_FILE


def entries(path: Path) -> dict[str, bytes]:
    """What is in a zip, by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, content: dict[str, bytes]) -> Path:
    """A zip with that in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in content.items():
            archive.writestr(name, each)
    return path


def with_hdf5(saved: Path, path: Path, change: Callable[[Any], None]) -> Path:
    """The saved model with something done to its HDF5 file."""
    content = entries(saved)
    stream = io.BytesIO(content[WEIGHTS_FILE])
    with h5py.File(stream, "r+") as file:
        change(file)
    return packed(path, content | {WEIGHTS_FILE: stream.getvalue()})
