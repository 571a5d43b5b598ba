"""A network as a file of any format gives it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from camviewer.common.errors import FileError
from camviewer.common.translation import translate
from camviewer.networks.graph import Graph, Weights
from camviewer.networks.linear_head import head_place, head_weights
from camviewer.networks.model_card import ModelCard


@dataclass(frozen=True, eq=False)
class StoredModel:
    """A model as it was saved.

    Attributes:
        card: what it is.
        weights: all its weights, in the order of its graph.
        graph: its network.
    """

    card: ModelCard
    weights: Weights
    graph: Graph


def check_sound(path: Path, graph: Graph, weights: Weights) -> None:
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
            path, expected=translate("finite scores"), found=translate("infinite scores or NaN")
        )
