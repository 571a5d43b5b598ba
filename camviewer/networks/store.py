"""Loading models: nothing in a file is run.

A model file is a Keras file (a zip of ``config.json``, ``metadata.json`` and
``model.weights.h5``) with a ``card.json`` more, so Keras can open it too. Only the card and the
numbers are read, each is checked, and they belong to the graph of an architecture of the program.
If Keras alone wrote the file, the graph is read from its configuration, checked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from camviewer.common.errors import FileError
from camviewer.common.translation import tr_noop, translate
from camviewer.networks import cards
from camviewer.networks.architectures import ARCHITECTURES, graph_of
from camviewer.networks.formats import keras_config, model_file
from camviewer.networks.graph import Graph, Weights
from camviewer.networks.input_scaling import Scaling, told_by_layers, with_scaling
from camviewer.networks.linear_head import head_place, head_weights
from camviewer.networks.model_card import ModelCard
from camviewer.networks.scaling_notes import noted

WEIGHTS_FILE = "model.weights.h5"

_EXPECTED = tr_noop("weights of the architecture that its card names")
_EXPECTED_OWN = tr_noop("the weights of its layers")


@dataclass(frozen=True, eq=False)
class StoredModel:
    """A model as it was saved.

    Attributes:
        card: what it is.
        weights: all its weights, in the order of its graph.
        graph: its network, which reads the program's samples: its input scaling is in front.
    """

    card: ModelCard
    weights: Weights
    graph: Graph


def load(path: str | Path, scaling: Scaling | None = None) -> StoredModel:
    """Read a model that this program or Keras wrote.

    Args:
        path: the file.
        scaling: how samples are scaled for it; None for what is noted of the file or stands on
            its card, else what its layers tell.

    Raises:
        FileError: it is no such file, is damaged, or its weights do not fit its architecture
            (names, shapes, types, finite values); or Keras wrote it and it is no network that
            `keras_config.read_graph` takes.
    """
    return _fed(Path(path), _load(path), scaling)


def _fed(path: Path, stored: StoredModel, scaling: Scaling | None) -> StoredModel:
    """A model with its input scaling on its card and in front of its graph."""
    card, graph = stored.card, stored.graph
    if scaling is None:
        scaling = card.scaling
        if card.is_foreign:
            known = noted(path, graph.spec.channels)
            scaling = known or told_by_layers(graph, graph.by_layer(stored.weights))
    fed = with_scaling(graph, scaling)
    return StoredModel(replace(card, scaling=scaling), stored.weights, fed)


def _load(path: str | Path) -> StoredModel:
    from camviewer.networks.formats import hdf5_weights  # the window opens without HDF5

    path = Path(path)
    card, content = model_file.read(path, WEIGHTS_FILE)
    if card.architecture == model_file.OWN:
        graph = keras_config.read_graph(path, model_file.read(path, model_file.CONFIG)[1])
        weights = hdf5_weights.read(
            path,
            content,
            _places(graph),
            expected=translate(_EXPECTED_OWN),
            kinds=(np.float32, np.float16, np.float64),
        )
        _check_sound(path, graph, weights)
        return StoredModel(cards.completed(card, graph), weights, graph)
    if card.architecture not in ARCHITECTURES:
        raise FileError(
            path,
            expected=translate("an architecture out of {0}", ", ".join(ARCHITECTURES)),
            found=repr(card.architecture),
        )
    graph = graph_of(card.architecture, card.spec, len(card.class_names))
    weights = hdf5_weights.read(path, content, _places(graph), expected=translate(_EXPECTED))
    _check_sound(path, graph, weights)
    return StoredModel(card, weights, graph)


def _check_sound(path: Path, graph: Graph, weights: Weights) -> None:
    """Raise `FileError` if finite weights would not make finite numbers of every sample."""
    by_layer = graph.by_layer(weights)
    is_sound = all(
        layer.does.is_sound(layer.settings, own)
        for layer, own in zip(graph.layers, by_layer, strict=True)
    )
    if is_sound and head_place(graph) is not None:
        is_sound = all(np.isfinite(values).all() for values in head_weights(graph, by_layer))
    if not is_sound:
        raise FileError(
            path, expected=translate("finite scores"), found=translate("infinite or NaN")
        )


def _places(graph: Graph) -> dict[str, tuple[int, ...]]:
    """Where Keras keeps each weight in its HDF5 file, and its shape, in the graph's order.

    A separable convolution keeps its weights as any layer does: numbered.
    """
    return {
        f"layers/{layer.name}/vars/{index}": shape
        for layer, shapes in zip(graph.layers, graph.weight_shapes, strict=True)
        for index, shape in enumerate(shapes)
    }
