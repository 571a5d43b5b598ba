"""Saving and loading models: written whole or not at all, read without running anything.

A model file is a Keras file (a zip of ``config.json``, ``metadata.json`` and
``model.weights.h5``) with a ``card.json`` more, so Keras can open it too. Loading never lets Keras
open a person's file: only the card and the numbers are read, each is checked, and they are set
on an architecture that this program builds.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from camviewer.core import model_files
from camviewer.core.card import ModelCard
from camviewer.core.errors import FileError
from camviewer.core.files import reason, replacing
from camviewer.nets import architectures, network
from camviewer.nets.network import Network, Weights

WEIGHTS_FILE = "model.weights.h5"

_EXPECTED = "weights of the architecture that its card names"


@dataclass(frozen=True, eq=False)
class StoredModel:
    """A model as it was saved.

    Attributes:
        card: what it is.
        weights: all its weights, in the order of its architecture.
    """

    card: ModelCard
    weights: Weights


def save(path: str | Path, trained: Network, card: ModelCard) -> None:
    """Write a network and its card to a ``.keras`` file, atomically.

    Raises:
        FileError: the file cannot be written; what stood there before still stands.
    """
    with replacing(path, what="the model") as temporary:
        keras_file = temporary.with_suffix(".keras")
        try:
            trained.model.save(keras_file)
            with zipfile.ZipFile(keras_file, "a") as archive:
                archive.writestr(model_files.CARD, card.to_json())
            keras_file.replace(temporary)
        finally:
            if keras_file != temporary:
                keras_file.unlink(missing_ok=True)


def load(path: str | Path) -> StoredModel:
    """Read a model that `save` wrote.

    Raises:
        FileError: it is no such file, is damaged, or its weights do not fit the architecture
            that its card names (names, shapes, types, finite values).
    """
    path = Path(path)
    card, content = model_files.read(path, WEIGHTS_FILE)
    if card.architecture not in architectures.ARCHITECTURES:
        raise FileError(
            path,
            expected=f"an architecture out of {', '.join(architectures.ARCHITECTURES)}",
            found=repr(card.architecture),
        )
    shapes = _expected_shapes(network.build(card.architecture))
    try:
        with h5py.File(io.BytesIO(content), "r") as file:
            weights = [_read(path, file, key, shape) for key, shape in shapes.items()]
    except FileError:
        raise
    except Exception as error:  # h5py raises many kinds on damaged files
        raise FileError(path, expected=_EXPECTED, found=f"damaged: {reason(error)}") from None
    return StoredModel(card, weights)


def _expected_shapes(built: Network) -> dict[str, tuple[int, ...]]:
    """Where Keras keeps each weight in its HDF5 file, and its shape, in the model's order."""
    shapes = {}
    seen: dict[str, int] = {}
    for layer in built.model.layers:
        # As Keras names them: Conv2D is conv2d, ReLU is re_lu.
        kind = re.sub(r"(?<=.)(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])", "_", type(layer).__name__)
        kind = kind.lower()
        number = seen.setdefault(kind, 0)
        seen[kind] += 1
        group = f"{kind}_{number}" if number else kind
        for index, weight in enumerate(layer.weights):
            shapes[f"layers/{group}/vars/{index}"] = tuple(weight.shape)
    return shapes


def _read(path: Path, file: Any, key: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """One array, if it is there, is in this file itself, and is what it should be."""
    if not _is_inside(file, key):
        raise FileError(path, expected=_EXPECTED, found=f"no weights {key!r}")
    dataset = file[key]
    if not isinstance(dataset, h5py.Dataset) or dataset.is_virtual or dataset.external:
        raise FileError(path, expected=_EXPECTED, found=f"{key!r} is kept elsewhere")
    if dataset.chunks is not None:  # Keras never cuts or compresses: no bombs, no plug-ins
        raise FileError(path, expected=_EXPECTED, found=f"{key!r} is kept in pieces")
    if dataset.shape != shape or dataset.dtype != np.float32:
        raise FileError(
            path,
            expected=f"weights {key!r} of shape {shape}, float32",
            found=f"shape {dataset.shape}, {dataset.dtype}",
        )
    values = np.array(dataset[()], np.float32)
    if not np.isfinite(values).all():
        raise FileError(path, expected="finite weights", found=f"infinite or NaN in {key!r}")
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
