"""Reading weights from Keras' HDF5 files: only numbers, only from the file itself."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial, reduce
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.common.files import reason
from camviewer.common.translation import tr_noop, translate
from camviewer.networks.graph import Weights


def read(
    path: Path,
    content: bytes,
    shapes: Mapping[str, tuple[int, ...]],
    *,
    expected: str,
    kinds: tuple[type[np.floating[Any]], ...] = (np.float32,),
) -> Weights:
    """Read arrays from an HDF5 file.

    Args:
        path: the file meant, for the sentence.
        content: the HDF5 file.
        shapes: the shape that each must have, by its place in the file.
        expected: what the file should hold, for the sentence.
        kinds: types in which they may be kept.

    Returns:
        The arrays, in the order of `shapes`.

    Raises:
        FileError: the file is damaged; or one is missing, is kept elsewhere or in pieces, or is
            of another shape or type, or not finite.
    """
    try:
        with h5py.File(io.BytesIO(content), "r") as file:
            return [_read(path, file, key, shapes[key], expected, kinds) for key in shapes]
    except FileError:
        raise
    except Exception as error:  # h5py raises many kinds on damaged files
        raise FileError(
            path, expected=expected, found=translate("damaged: {0}", reason(error))
        ) from None


def _read(
    path: Path,
    file: Any,
    key: str,
    shape: tuple[int, ...],
    expected: str,
    kinds: tuple[type[np.floating[Any]], ...],
) -> NDArray[np.float32]:
    """One array, if it is there, is in this file itself, and is what it should be."""
    if not _is_inside(file, key):
        raise FileError(path, expected=expected, found=translate("no weights {0}", repr(key)))
    dataset = file[key]
    if not isinstance(dataset, h5py.Dataset) or dataset.is_virtual or dataset.external:
        raise FileError(
            path, expected=expected, found=translate("{0} is kept elsewhere", repr(key))
        )
    if dataset.chunks is not None:  # Keras never cuts or compresses: no bombs, no plug-ins
        raise FileError(
            path, expected=expected, found=translate("{0} is kept in pieces", repr(key))
        )
    if dataset.shape != shape or dataset.dtype not in kinds:
        names = reduce(partial(translate, tr_noop("{0} or {1}")), (kind.__name__ for kind in kinds))
        raise FileError(
            path,
            expected=translate("weights {0} of shape {1}, {2}", repr(key), shape, names),
            found=translate("shape {0}, {1}", dataset.shape, dataset.dtype),
        )
    with np.errstate(over="ignore"):  # what single precision does not hold is infinite
        values = np.array(dataset[()]).astype(np.float32)
    if not np.isfinite(values).all():
        raise FileError(
            path,
            expected=translate("finite weights"),
            found=translate("infinite or NaN in {0}", repr(key)),
        )
    return values


def _is_inside(file: Any, key: str) -> bool:
    """Whether every step of the way to a weight is a real link, not one to another file."""
    group, names = file, key.split("/")
    for depth, name in enumerate(names):
        if not isinstance(group, h5py.Group) or not isinstance(
            group.get(name, getlink=True), h5py.HardLink
        ):
            return False
        if depth < len(names) - 1:
            group = group[name]
    return True
