"""Samples from `.npy` files of one folder: ``x.npy`` and ``y.npy``, ``X_train.npy`` and so on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camviewer.common.files import check_regular
from camviewer.common.translation import tr_noop, translate
from camviewer.data import source_choices
from camviewer.data.dataset import Dataset
from camviewer.data.sources import array_checks, array_names
from camviewer.data.sources.assembly import dataset_of
from camviewer.data.sources.stored_array import (
    Header,
    StoredArray,
    check_same,
    check_stored,
    read_header,
    read_rows,
    read_values,
)

TITLE = tr_noop("a folder or a pair of .npy files")

EXPECTED = tr_noop("an .npy file of pictures or labels")

ENDING = ".npy"

_MAGIC = b"\x93NUMPY"
_MAX_ARRAYS = 100  # of which headers are read


def recognises(path: Path) -> bool:
    """Whether a file begins as an `.npy` does, or a folder has such files."""
    if path.is_dir():
        return any(_files(path))
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def open_path(path: Path) -> Dataset:
    """The samples of a folder of `.npy` files, or of one and those that belong to it.

    Args:
        path: a folder; or one file, whose partner is found by its name: labels for pictures,
            pictures for labels, and the training part for a test part.

    Raises:
        FileError: there are no such files, or one is damaged; the splits raise it as well.
        UnknownArraysError: which arrays are meant has to be asked.
    """
    folder = path if path.is_dir() else path.parent
    if not path.is_dir():
        check_regular(path, expected=translate(EXPECTED))
    files = _files(folder) if path.is_dir() else _partners(path)
    arrays = {file.stem: _array(file) for file in files[:_MAX_ARRAYS]}
    named = [key for key, array in arrays.items() if array_names.are_names(array)]
    for key in named:
        del arrays[key]
    train, test = array_names.find_parts(path, arrays, source_choices.of(path).arrays)
    return dataset_of(path, train, test)


def _files(folder: Path) -> list[Path]:
    """The `.npy` files of a folder, by name."""
    return sorted(
        file
        for file in folder.iterdir()
        if file.name.endswith(ENDING) and not file.name.startswith(".") and file.is_file()
    )


def _partners(path: Path) -> list[Path]:
    """A file and those of its folder that belong to it."""
    role = array_names.role_of(path.stem)
    if role is None:
        return [path]
    wanted = {role.part, "train"} if role.part in ("test", "val") else {role.part}
    others = (file for file in _files(path.parent) if file != path)
    roles = ((file, array_names.role_of(file.stem)) for file in others)
    return [path, *(file for file, found in roles if found is not None and found.part in wanted)]


def _array(path: Path) -> StoredArray:
    header = _header(path)
    read, first = partial(_read, path, header), partial(_first, path, header)
    return StoredArray(path, path.stem, header.shape, header.dtype, read, first)


def _header(path: Path) -> Header:
    check_regular(path, expected=translate(EXPECTED))
    with array_checks.reading(path, translate(EXPECTED)), path.open("rb") as file:
        header = read_header(path, path.name, file)
        check_stored(path, path.name, header, path.stat().st_size)
    return header


def _read(path: Path, header: Header) -> NDArray[np.generic]:
    check_same(path, path.name, header, _header(path))
    with array_checks.reading(path, translate(EXPECTED)), path.open("rb") as file:
        file.seek(header.start)
        return read_values(path, path.name, file, header)


def _first(path: Path, header: Header, number: int) -> NDArray[np.generic]:
    check_same(path, path.name, header, _header(path))
    with array_checks.reading(path, translate(EXPECTED)), path.open("rb") as file:
        file.seek(header.start)
        return read_rows(file, header, number)
