"""Engines of networks with random weights, made without TensorFlow."""

from __future__ import annotations

import numpy as np

from camviewer.inference.engine import Engine
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.architectures import graph_of
from camviewer.networks.graph import Graph, Weights
from tests.reference import random_weights


def weights_for(graph: Graph, seed: int) -> Weights:
    """Weights for which signals keep a size of about one."""
    shapes = [shape for layer in graph.weight_shapes for shape in layer]
    return random_weights([np.zeros(shape, np.float32) for shape in shapes], seed)


def engine_of(architecture: str, seed: int = 1, *, is_snapshot: bool = False) -> Engine:
    """An engine of an architecture; its model is called "random" and the seed."""
    graph = graph_of(architecture)
    weights = weights_for(graph, seed)
    return Engine(graph, weights, f"random {seed}", is_snapshot=is_snapshot)


def snapshot_of(architecture: str, seed: int = 1) -> NetworkSnapshot:
    """A moment of a training, called "random" and the seed."""
    graph = graph_of(architecture)
    return NetworkSnapshot(f"random {seed}", graph, weights_for(graph, seed))
