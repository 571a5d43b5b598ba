"""The card of any model file, with what its network is shown and tells apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from camviewer.data.spec import numbered
from camviewer.networks.formats import keras_config, model_file
from camviewer.networks.graph import Graph
from camviewer.networks.input_scaling import told_by_layers
from camviewer.networks.model_card import ModelCard
from camviewer.networks.scaling_notes import noted


def read_card(path: str | Path) -> ModelCard:
    """The card in a model file. Takes milliseconds and no Keras.

    Raises:
        FileError: it is no model file, it is damaged, or Keras wrote it and it is no network that
            `keras_config.read_graph` takes.
    """
    card = model_file.read_card(path)
    if card.architecture != model_file.OWN:
        return card
    _, config = model_file.read(path, model_file.CONFIG)
    graph = keras_config.read_graph(path, config)
    scaling = noted(Path(path), graph.spec.channels) or told_by_layers(graph)
    return replace(completed(card, graph), scaling=scaling)


def completed(card: ModelCard, graph: Graph) -> ModelCard:
    """The card of a model that Keras wrote; classes that nobody has named have numbers."""
    names = numbered(graph.classes)
    return replace(card, spec=graph.spec, class_names=names)
