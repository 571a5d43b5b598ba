"""Networks of all kinds of layers out of a seed, each compared with Keras and TensorFlow.

`python -m tests.networks.random_graphs --count 500` compares so many and says how far apart the
two are.
"""

from __future__ import annotations

import argparse
import math
import sys
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from camviewer.common.arrays import Array
from camviewer.data.spec import ImageSpec
from camviewer.networks.graph import Graph, GraphBuilder, Layer, layer_name
from camviewer.networks.layers import LAYERS
from tests.networks.random_layers import (
    REPEATING,
    joined_inputs,
    random_options,
    random_weights_of,
    shape_after,
    ungrouped,
)
from tests.networks.unfused_pass import UnfusedPass

CLOSE = 1e-4
"""As a share of the largest number, what may lie between this program and Keras."""

MOST = 8
"""Layers before the end of a network, about."""

_KEEPING = ("Conv2D", "DepthwiseConv2D", "SeparableConv2D", "BatchNormalization", "ReLU", "PReLU")
_LONGEST, _LARGEST = 64, 10_000
_HEADS = (
    "pooled",
    "pooled cell",
    "averaged",
    "mixed",
    "flat",
    "two",
    "reshaped",
    "largest",
    "means",
)


@dataclass(frozen=True)
class Comparison:
    """How far a network as it is read lies from the same one in Keras.

    Attributes:
        graph: the network.
        layers: the largest difference of what any layer puts out.
        scores: of the scores.
        features: of the features; 0 without any.
        gradient: of a score's gradient with respect to the sample, through each layer as it is.
        walk: of the same as methods ask for it, through normalisations that are folded.
        sizes_are_equal: whether shapes and numbers of parameters are Keras'.
    """

    graph: Graph
    layers: float
    scores: float
    features: float
    gradient: float
    walk: float
    sizes_are_equal: bool

    @property
    def worst(self) -> float:
        """The largest difference."""
        return max(self.layers, self.scores, self.features, self.gradient, self.walk)

    @property
    def fits(self) -> bool:
        """Whether both compute the same."""
        return self.sizes_are_equal and self.worst <= CLOSE


def random_graph(seed: int) -> Graph:
    """A network for samples of 8 to 13 pixels a side, in grey or in colours."""
    random = np.random.default_rng(seed)
    height, width = random.integers(8, 14, 2).tolist()
    network = GraphBuilder(ImageSpec(height, width, 1 if random.random() < 0.5 else 3))
    at = 0
    while len(network.layers) < int(random.integers(1, MOST)):
        joins = random.random() < 0.25
        at = _branches(network, at, random) if joins else _one_more(network, at, random)
    _add_head(network, at, random)
    return in_keras_order(network.graph())


def drawn(kind: str, seed: int) -> tuple[Graph, int]:
    """A network that ends in a layer of a kind, and how many layers come before it.

    Those make one to four channels of the sample, and a vector where the kind takes vectors only,
    or by chance; where it joins inputs, one may be repeated over the cells of the others.
    """
    random = np.random.default_rng(seed)
    does = LAYERS[kind]
    height, width = random.integers(8, 14, 2).tolist()
    network = GraphBuilder(ImageSpec(height, width, 1 if seed % 2 else 3))
    channels = 1 + seed % 4 + (kind == "UnitNormalization")
    inputs = [
        network.add("Conv2D", 0, filters=channels, kernel_size=3)
        for _ in range(joined_inputs(kind, random) if does.joins else 1)
    ]
    if kind in REPEATING and seed % 3:
        place = int(random.integers(len(inputs)))
        inputs[place] = network.add(
            "GlobalAveragePooling2D", inputs[place], keepdims=bool(seed % 3 == 1)
        )
    if 3 not in does.ranks or (1 in does.ranks and not does.joins and seed % 3 == 0):
        inputs = [network.add("GlobalAveragePooling2D")]
    before = len(network.layers)
    shape = network.graph().shapes[inputs[0]]
    network.add(kind, *inputs, **random_options(kind, shape, random))
    return in_keras_order(network.graph()), before


def compare(seed: int) -> Comparison:
    """Make a network and samples of a seed, and compare all that is computed of them."""
    import keras
    import tensorflow as tf

    from camviewer.attribution.backward import score_gradients
    from camviewer.inference.engine import Engine
    from camviewer.inference.reading_plan import plan_of
    from camviewer.training import keras_network

    graph = random_graph(seed)
    random = np.random.default_rng((seed, 1))
    weights = random_weights_of(graph, random)
    samples = random.random((2, *graph.shapes[0]), np.float32)
    network = keras_network.build(graph)
    network.set_weights(weights)
    counts = [
        sum(variable.numpy().size for variable in keras_network.weight_variables(layer))
        for layer in network.layers
    ]
    shapes = [layer.output.shape[1:] for layer in network.layers]
    whole = keras.Model(network.model.inputs[0], [layer.output for layer in network.layers])
    outputs = [np.asarray(each) for each in whole(samples, training=False)]
    expected = network.scores(samples, training=False).numpy()

    engine, place = Engine(graph, weights), plan_of(graph).place
    mine = UnfusedPass(graph, weights, samples)
    # The last one's are probabilities in Keras and scores here.
    between = [apart(mine.output(number), output) for number, output in enumerate(outputs[:-1], 1)]
    features = 0.0
    if place is not None:
        found, scores = engine.forward(samples)
        features = apart(found, outputs[place - 1])
    else:
        scores = engine.scores(samples)

    chosen = np.eye(graph.classes, dtype=np.float32)[random.integers(0, graph.classes, 2)]
    oracle, values = ungrouped(graph, weights)
    if oracle != graph:
        network = keras_network.build(oracle)
        network.set_weights(values)
    shown = tf.constant(samples)
    with tf.GradientTape() as tape:
        tape.watch(shown)
        score = tf.reduce_sum(network.scores(shown, training=False) * chosen)
    gradient = tape.gradient(score, shown).numpy()
    activations = engine.activations(samples[:1])
    walked = score_gradients(activations, range(graph.classes), (0,))[0]
    return Comparison(
        graph,
        max(between),
        max(apart(scores, expected), apart(mine.scores, expected)),
        features,
        apart(mine.gradient(chosen), gradient),
        apart(walked[chosen[0].argmax()], gradient[0]),
        counts == list(graph.parameters) and shapes == list(graph.shapes[1:]),
    )


def apart(found: Array, expected: Array) -> float:
    """The largest difference, as a share of the largest number expected, but of 0.01 at least."""
    if found.shape != expected.shape or not np.isfinite(found).all():
        return float("inf")
    largest = float(np.abs(expected).max())
    return float(np.abs(found - expected).max()) / max(largest, 0.01)


def main() -> int:
    """Compare; the exit code is 0 if all fit, else 1."""
    parser = argparse.ArgumentParser("python -m tests.networks.random_graphs", description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="networks (%(default)s)")
    parser.add_argument("--first", type=int, default=0, help="first seed (%(default)s)")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.count)
    compared = {}
    for seed in seeds:
        compared[seed] = compare(seed)
        if not compared[seed].fits:
            print(f"seed {seed}: {compared[seed]}", file=sys.stderr, flush=True)
    found = compared.values()
    kinds = {layer.kind for each in found for layer in each.graph.layers}
    print(
        f"{sum(each.fits for each in found)} of {len(found)} networks fit within {CLOSE:g}; "
        f"largest differences: layers {max(each.layers for each in found):.1e}, "
        f"features {max(each.features for each in found):.1e}, "
        f"scores {max(each.scores for each in found):.1e}, "
        f"gradients {max(max(each.gradient, each.walk) for each in found):.1e}; "
        f"{sum(len(each.graph.layers) for each in found)} layers of {len(kinds)} kinds"
    )
    return int(not all(each.fits for each in found))


def _one_more(network: GraphBuilder, at: int, random: Generator) -> int:
    """Any kind of layer that makes a grid of a grid, and not too large a one."""
    kinds = [kind for kind, does in LAYERS.items() if 3 in does.ranks and not does.joins]
    shape = network.graph().shapes[at]
    while True:
        kind = kinds[int(random.integers(len(kinds)))]
        options = random_options(kind, shape, random)
        after = shape_after(kind, options, shape)
        if len(after) == 3 and max(after[:2]) <= _LONGEST and math.prod(after) <= _LARGEST:
            return network.add(kind, at, **options)


def _branches(network: GraphBuilder, at: int, random: Generator) -> int:
    """Two or three ways of different lengths, one perhaps empty, and what joins them."""
    shape = network.graph().shapes[at]
    channels = shape[2] if random.random() < 0.5 else int(random.integers(1, 4))
    ends = [at] if channels == shape[2] and random.random() < 0.7 else []
    while len(ends) < 2 or (len(ends) < 3 and random.random() < 0.3):
        end = at
        for _ in range(int(random.integers(0, 3))):
            kind = _KEEPING[int(random.integers(len(_KEEPING)))]
            before = network.graph().shapes[end]
            end = network.add(kind, end, **random_options(kind, before, random, keeps=True))
        options = random_options("Conv2D", network.graph().shapes[end], random, keeps=True)
        ends.append(network.add("Conv2D", end, **options | {"filters": channels, "groups": 1}))
    kinds = [kind for kind, does in LAYERS.items() if does.joins]
    kind = kinds[int(random.integers(len(kinds)))]
    read = [ends[place] for place in random.permutation(len(ends))][: joined_inputs(kind, random)]
    if kind in REPEATING and random.random() < 0.4:
        read[-1] = network.add("GlobalAveragePooling2D", read[-1], keepdims=random.random() < 0.5)
    return network.add(kind, *read, **random_options(kind, shape, random))


def _add_head(network: GraphBuilder, at: int, random: Generator) -> None:
    """An end with and without a linear head; scores, or probabilities."""
    head = _HEADS[int(random.integers(len(_HEADS)))]
    classes = int(random.integers(2, 6))
    if head == "means":
        at = network.add("Conv2D", at, filters=classes, kernel_size=1)
        at = network.add("GlobalAveragePooling2D", at)
        if random.random() < 0.5:
            network.add("Activation", at, activation="softmax")
        return
    if head == "pooled":
        at = network.add("GlobalAveragePooling2D", at)
    elif head == "averaged":
        at = network.add("AveragePooling2D", at, pool_size=network.graph().shapes[at][:2])
        at = network.add("Flatten", at)
    elif head == "flat":
        at = network.add("Flatten", at)
    elif head == "largest":
        at = network.add("GlobalMaxPooling2D", at)
    elif head == "reshaped":
        at = network.add("Dense", at, units=int(random.integers(1, 5)))
        at = network.add("GlobalAveragePooling2D", at, keepdims=True)
        at = network.add("Rescaling", at, scale=float(random.uniform(0.5, 2)))
        at = network.add("Reshape", at, target_shape=(-1,))
    else:
        if head == "mixed":
            at = network.add("Conv2D", at, filters=int(random.integers(1, 5)), kernel_size=1)
            at = network.add("BatchNormalization", at)
        at = network.add("GlobalAveragePooling2D", at, keepdims=True)
        at = network.add("Flatten", at)
    if head == "two":
        at = network.add(
            "Dense", at, units=4, activation="relu" if random.random() < 0.5 else "linear"
        )
    activation = "softmax" if random.random() < 0.5 else "linear"
    network.add(
        "Dense", at, units=classes, activation=activation, use_bias=bool(random.random() < 0.7)
    )


def in_keras_order(graph: Graph) -> Graph:
    """The layers as Keras sorts them: farthest from the end first, then as they are found."""
    number = len(graph.layers)
    distance = [0] * (number + 1)
    for place in range(number, 0, -1):
        for source in graph.layers[place - 1].inputs:
            distance[source] = max(distance[source], distance[place] + 1)
    found: list[int] = []

    def visit(place: int) -> None:
        if place and place not in found:
            for source in graph.layers[place - 1].inputs:
                visit(source)
            found.append(place)

    visit(number)
    order = sorted(found, key=lambda place: -distance[place])
    places = {old: new for new, old in enumerate([0, *order])}
    layers: list[Layer] = []
    for old in order:
        layer = graph.layers[old - 1]
        name = layer_name(layer.kind, sum(each.kind == layer.kind for each in layers))
        inputs = tuple(places[source] for source in layer.inputs)
        layers.append(replace(layer, name=name, inputs=inputs))
    return Graph(graph.spec, tuple(layers))


if __name__ == "__main__":
    sys.exit(main())
