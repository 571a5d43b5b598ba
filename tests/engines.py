"""Engines of networks with random weights, made without TensorFlow."""

from __future__ import annotations

import numpy as np

from camviewer.inference.engine import Engine
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.architectures import ARCHITECTURES, graph_of
from camviewer.networks.graph import Graph, Weights
from camviewer.networks.linear_head import features_place, head_place

WITH_GRID = [name for name in ARCHITECTURES if features_place(graph_of(name)) is not None]
"""Architectures with a layer that has cells."""

WITH_HEAD = [name for name in ARCHITECTURES if head_place(graph_of(name)) is not None]
"""Architectures with a linear head: class activation maps are for these."""


def weights_for(graph: Graph, seed: int) -> Weights:
    """Weights for which signals keep a size of about one; scales and variances are positive."""
    random = np.random.default_rng(seed)
    found: Weights = []
    for layer, shapes in zip(graph.layers, graph.weight_shapes, strict=True):
        for place, shape in enumerate(shapes):
            values = random.standard_normal(shape)
            is_kernel = len(shape) in (2, 4)
            values *= np.sqrt(2 / np.prod(shape[:-1])) if is_kernel else 0.2
            if layer.kind == "BatchNormalization" and place in (0, len(shapes) - 1):
                values = np.exp(values)
            found.append(values.astype(np.float32))
    return found


def engine_of(architecture: str, seed: int = 1, *, is_snapshot: bool = False) -> Engine:
    """An engine of an architecture; its model is called "random" and the seed."""
    graph = graph_of(architecture)
    weights = weights_for(graph, seed)
    return Engine(graph, weights, f"random {seed}", is_snapshot=is_snapshot)


def snapshot_of(architecture: str, seed: int = 1) -> NetworkSnapshot:
    """A moment of a training, called "random" and the seed."""
    graph = graph_of(architecture)
    return NetworkSnapshot(f"random {seed}", graph, weights_for(graph, seed))
