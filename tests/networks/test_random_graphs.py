"""Networks of all kinds of layers compute what Keras computes, forward and backward."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.networks.graph import GraphBuilder
from camviewer.networks.layers import LAYERS
from tests.networks.random_graphs import CLOSE, apart, compare, random_graph
from tests.networks.random_layers import random_weights_of
from tests.networks.unfused_pass import UnfusedPass

SEEDS = range(48)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_that_a_network_computes_what_keras_computes(seed: int) -> None:
    """What each layer puts out, features, scores, and the gradient of a score."""
    compared = compare(seed)
    assert compared.sizes_are_equal
    assert compared.layers <= CLOSE
    assert compared.features <= CLOSE
    assert compared.scores <= CLOSE
    assert compared.gradient <= CLOSE
    assert compared.walk <= CLOSE


def test_that_the_networks_have_layers_of_every_kind_and_branches() -> None:
    graphs = [random_graph(seed) for seed in SEEDS]
    layers = [layer for graph in graphs for layer in graph.layers]
    assert {layer.kind for layer in layers} == set(LAYERS)
    settings = [layer.settings for layer in layers]
    for name, common in (("strides", (1, 1)), ("dilation_rate", (1, 1)), ("groups", 1)):
        assert any(each.get(name, common) not in (common, None) for each in settings), name
    assert {each["padding"] for each in settings if each.get("padding") in ("same", "valid")} == {
        "same",
        "valid",
    }
    assert {graph.spec.channels for graph in graphs} == {1, 3}
    assert any(len(set(layer.inputs)) > 1 for layer in layers)


def test_that_a_seed_makes_the_network() -> None:
    assert random_graph(3) == random_graph(3)
    assert random_graph(3) != random_graph(4)


def test_that_normalisations_are_folded_in_branches_whose_layers_take_turns() -> None:
    network = GraphBuilder(ImageSpec(9, 8))
    convolutions = [network.add("Conv2D", 0, filters=3, kernel_size=3) for _ in range(3)]
    network.add("Add", *(network.add("BatchNormalization", place) for place in convolutions))
    network.add("ReLU")
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=4)
    graph = network.graph()
    random = np.random.default_rng(5)
    weights = random_weights_of(graph, random)
    samples = random.random((2, 9, 8, 1), np.float32)
    expected = UnfusedPass(graph, weights, samples)
    features, scores = Engine(graph, weights).forward(samples)
    assert apart(scores, expected.scores) <= 1e-5
    assert apart(features, expected.output(8)) <= 1e-5
