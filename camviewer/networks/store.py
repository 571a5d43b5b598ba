"""Saving and loading models: written whole or not at all, read without running anything.

A model file is a Keras file (a zip of ``config.json``, ``metadata.json`` and
``model.weights.h5``) with a ``card.json`` more, so Keras can open it too. Loading never lets Keras
open a person's file: only the card and the numbers are read, each is checked, and they are set
on an architecture that this program builds. If Keras alone wrote the file, that architecture is
built from a checked description of the file's network.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from camviewer.common.errors import FileError
from camviewer.common.files import reason, replacing
from camviewer.common.translation import tr_noop, translate
from camviewer.networks import cards, keras_network
from camviewer.networks.architectures import ARCHITECTURES
from camviewer.networks.description import Architecture, NamedArchitecture
from camviewer.networks.formats import hdf5_weights, keras_config, model_file
from camviewer.networks.keras_network import Network, Weights
from camviewer.networks.model_card import ModelCard

WEIGHTS_FILE = "model.weights.h5"

_EXPECTED = tr_noop("weights of the architecture that its card names")
_EXPECTED_OWN = tr_noop("the weights of its layers")


@dataclass(frozen=True, eq=False)
class StoredModel:
    """A model as it was saved.

    Attributes:
        card: what it is.
        weights: all its weights, in the order of its architecture.
        architecture: what `network.build` makes its network of.
    """

    card: ModelCard
    weights: Weights
    architecture: Architecture


def save(path: str | Path, trained: Network, card: ModelCard) -> None:
    """Write a network and its card to a ``.keras`` file, atomically.

    Raises:
        FileError: the file cannot be written; what stood there before still stands.
    """
    with replacing(path, what=translate("the model")) as temporary:
        keras_file = temporary.with_suffix(".keras")
        try:
            trained.model.save(keras_file)
            with zipfile.ZipFile(keras_file, "a") as archive:
                archive.writestr(model_file.CARD, card.to_json())
            keras_file.replace(temporary)
        finally:
            if keras_file != temporary:
                keras_file.unlink(missing_ok=True)


def load(path: str | Path) -> StoredModel:
    """Read a model that `save` or Keras wrote.

    Raises:
        FileError: it is no such file, is damaged, or its weights do not fit its architecture
            (names, shapes, types, finite values); or Keras wrote it and it is no network that
            `keras_files.describe` takes.
    """
    path = Path(path)
    card, content = model_file.read(path, WEIGHTS_FILE)
    if card.architecture == model_file.OWN:
        return _load_own(path, card, content)
    if card.architecture not in ARCHITECTURES:
        raise FileError(
            path,
            expected=translate("an architecture out of {0}", ", ".join(ARCHITECTURES)),
            found=repr(card.architecture),
        )
    architecture = NamedArchitecture(card.architecture, card.spec, len(card.class_names))
    shapes = _expected_shapes(keras_network.build(architecture))
    weights = hdf5_weights.read(path, content, shapes, expected=translate(_EXPECTED))
    return StoredModel(card, weights, architecture)


def _load_own(path: Path, card: ModelCard, content: bytes) -> StoredModel:
    """A model whose file describes its layers."""
    description = keras_config.describe(path, model_file.read(path, model_file.CONFIG)[1])
    try:
        built = keras_network.build(description)
        shapes = {
            f"layers/{layer.name}/vars/{index}": tuple(weight.shape)
            for layer in built.model.layers
            for index, weight in enumerate(layer.weights)
        }
    except Exception as error:  # Keras raises many kinds
        raise FileError(
            path,
            expected=translate("layers that fit together"),
            found=translate("others: {0}", reason(error)),
        ) from None
    bias = f"layers/{description.dense}/vars/1"
    kept = {key: shape for key, shape in shapes.items() if key != bias or description.has_bias}
    found = hdf5_weights.read(
        path,
        content,
        kept,
        expected=translate(_EXPECTED_OWN),
        kinds=(np.float32, np.float16, np.float64),
    )
    by_key = dict(zip(kept, found, strict=True))
    weights = [by_key.get(key, np.zeros(shape, np.float32)) for key, shape in shapes.items()]
    _try(path, built, weights)
    return StoredModel(cards.completed(card, description), weights, description)


def _try(path: Path, built: Network, weights: Weights) -> None:
    """Let a network read an empty and a full sample, so that it is known to work."""
    try:
        built.set_weights(weights)
        shape = (*built.spec.size, built.spec.channels)
        samples = np.stack([np.full(shape, level, np.float32) for level in (0, 1)])
        answers = [np.asarray(answer) for answer in built.forward(samples, training=False)]
    except Exception as error:  # TensorFlow raises many kinds
        raise FileError(
            path, expected=translate("a network that can read a sample"), found=reason(error)
        ) from None
    if not all(np.isfinite(answer).all() for answer in answers):
        raise FileError(
            path, expected=translate("finite scores"), found=translate("infinite or NaN")
        )


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
