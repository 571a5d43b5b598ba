"""Small networks with random weights that end in scores, for what holds of all of them."""

from __future__ import annotations

import numpy as np

from camviewer.common.arrays import Array
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import Prediction
from camviewer.networks.graph import Graph, GraphBuilder, Weights

CLASSES = 3
SPEC = ImageSpec(10, 8)


def gap(*, bias: bool = True) -> Graph:
    """Two convolutions, the mean of their features, one dense layer."""
    convolution = {"kernel_size": 3, "padding": "same", "activation": "relu", "use_bias": bias}
    network = GraphBuilder(SPEC)
    network.add("Conv2D", filters=4, **convolution)
    network.add("MaxPooling2D")
    network.add("Conv2D", filters=5, **convolution)
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=CLASSES, use_bias=bias)
    return network.graph()


def flat(*, bias: bool = True) -> Graph:
    """A convolution that is flattened, and two dense layers."""
    network = GraphBuilder(SPEC)
    network.add("Conv2D", filters=3, kernel_size=3, activation="relu", use_bias=bias)
    network.add("AveragePooling2D")
    network.add("Flatten")
    network.add("Dense", units=6, activation="relu", use_bias=bias)
    network.add("Dense", units=CLASSES, use_bias=bias)
    return network.graph()


def dense(*, bias: bool = True) -> Graph:
    """No grid anywhere."""
    network = GraphBuilder(SPEC)
    network.add("Flatten")
    network.add("Dense", units=7, activation="relu", use_bias=bias)
    network.add("Dense", units=CLASSES, use_bias=bias)
    return network.graph()


def branched() -> Graph:
    """Two ways that meet, every kind of convolution, a normalisation; samples in colours."""
    network = GraphBuilder(ImageSpec(9, 11, 3))
    start = network.add("Conv2D", filters=4, kernel_size=3, padding="same", use_bias=False)
    start = network.add("BatchNormalization")
    start = network.add("ReLU")
    way = network.add("SeparableConv2D", start, filters=4, kernel_size=3, padding="same")
    way = network.add("LeakyReLU")
    other = network.add("DepthwiseConv2D", start, kernel_size=3, padding="same", activation="relu")
    network.add("Add", start, way, other)
    network.add("ZeroPadding2D")
    network.add("Conv2D", filters=6, kernel_size=3, strides=2, groups=2, activation="relu")
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=CLASSES)
    return network.graph()


NETWORKS = {"gap": gap, "flat": flat, "dense": dense, "branched": branched}


def weights_of(graph: Graph, seed: int = 0) -> Weights:
    """Random weights of both signs; what must be above zero is."""
    random = np.random.default_rng(seed)
    found = []
    for layer, shapes in zip(graph.layers, graph.weight_shapes, strict=True):
        for index, shape in enumerate(shapes):
            values = random.normal(0, 0.6, shape).astype(np.float32)
            is_variance = layer.kind == "BatchNormalization" and index == len(shapes) - 1
            found.append(np.abs(values) + np.float32(0.1) if is_variance else values)
    return found


def sample_of(graph: Graph, seed: int = 0) -> Array:
    """A sample with ink in some of its pixels."""
    random = np.random.default_rng(seed)
    inked = random.random(graph.spec.size) < 0.5
    values = random.random(graph.spec.shape, np.float32)
    sample: Array = values * (inked if values.ndim == 2 else inked[..., None])
    return sample


def prediction_of(graph: Graph, seed: int = 0, sample: Array | None = None) -> Prediction:
    """What a network of that graph makes of a sample."""
    engine = Engine(graph, weights_of(graph, seed), "small")
    return engine.predict(sample_of(graph, seed) if sample is None else sample)
