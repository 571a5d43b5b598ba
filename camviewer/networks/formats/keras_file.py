"""The format ``.keras``: the program's own models, and those that Keras alone wrote.

A model file is a Keras file (a zip of ``config.json``, ``metadata.json`` and
``model.weights.h5``) with a ``card.json`` more, so Keras can open it too. Of one with a card only
the card and the numbers are read, each is checked, and they belong to the graph of an architecture
of the program. If Keras alone wrote the file, the graph is read from its configuration, checked.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from camviewer.common.archives import opened_zip
from camviewer.common.errors import FileError
from camviewer.common.translation import tr_noop, translate
from camviewer.networks.architectures import ARCHITECTURES, graph_of
from camviewer.networks.foreign_card import completed
from camviewer.networks.formats import keras_config, model_file
from camviewer.networks.graph import Graph
from camviewer.networks.layer_kind import Shape
from camviewer.networks.model_card import ModelCard
from camviewer.networks.stored_model import StoredModel, check_sound

TITLE = tr_noop("a .keras file")
SUFFIXES = (model_file.SUFFIX,)

WEIGHTS_FILE = "model.weights.h5"

_ZIP = b"PK"
_EXPECTED = tr_noop("weights of the architecture that its card names")
_EXPECTED_OWN = tr_noop("the weights of its layers")


def recognises(path: Path) -> bool:
    """Whether it is a zip with an entry of a model file, or a damaged one with such a name."""
    with path.open("rb") as file:
        if file.read(len(_ZIP)) != _ZIP:
            return False
    try:
        with opened_zip(path) as archive:
            names = set(archive.namelist())
    except Exception:  # zipfile raises many kinds on damaged files
        return path.suffix.lower() in SUFFIXES
    return not names.isdisjoint((model_file.CARD, model_file.CONFIG, WEIGHTS_FILE)) or (
        path.suffix.lower() in SUFFIXES
    )


def read_card(path: Path) -> ModelCard:
    """The card in a model file, with what its network is shown and tells apart.

    Raises:
        FileError: it is no model file, it is damaged, or Keras wrote it and it is no network that
            `keras_config.read` takes.
    """
    card = model_file.read_card(path)
    if card.architecture != model_file.OWN:
        return card
    _, config = model_file.read(path, model_file.CONFIG)
    return completed(card, keras_config.read(path, config, _version(card)).graph)


def load(path: Path) -> StoredModel:
    """Read a model that this program or Keras wrote.

    Raises:
        FileError: it is no such file, is damaged, or its weights do not fit its architecture
            (names, shapes, types, finite values); or Keras wrote it and it is no network that
            `keras_config.read` takes.
    """
    from camviewer.networks.formats import hdf5_weights  # the window opens without HDF5

    card, content = model_file.read(path, WEIGHTS_FILE)
    if card.architecture == model_file.OWN:
        _, config = model_file.read(path, model_file.CONFIG)
        described = keras_config.read(path, config, _version(card))
        graph, kinds = described.graph, hdf5_weights.PRECISIONS
        saved = {name: place.saved for name, place in described.places.items()}
        expected, card = translate(_EXPECTED_OWN), completed(card, graph)
    elif card.architecture in ARCHITECTURES:
        graph, kinds = graph_of(card.architecture, card.spec, len(card.class_names)), (np.float32,)
        saved = {layer.name: f"layers/{layer.name}" for layer in graph.layers}
        expected = translate(_EXPECTED)
    else:
        raise FileError(
            path,
            expected=translate("an architecture out of {0}", ", ".join(ARCHITECTURES)),
            found=translate("the architecture {0}", repr(card.architecture)),
        )
    with hdf5_weights.opened(path, content, expected=expected) as file:
        weights = file.read(_shapes(graph, saved), kinds=kinds)
    check_sound(path, graph, weights)
    return StoredModel(card, weights, graph)


def _version(card: ModelCard) -> str:
    """Of the Keras that wrote a file; `foreign_card` puts its name in front."""
    return card.version.removeprefix("keras ")


def _shapes(graph: Graph, saved: dict[str, str]) -> list[tuple[str, Shape]]:
    """Where Keras keeps each weight in its HDF5 file, and its shape, in the graph's order.

    A separable convolution keeps its weights as any layer does: numbered.
    """
    return [
        (f"{saved[layer.name]}/vars/{index}", shape)
        for layer, shapes in zip(graph.layers, graph.weight_shapes, strict=True)
        for index, shape in enumerate(shapes)
    ]
