"""Graphs as Keras models: whatever they end in, and whichever weights are no numbers of theirs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from camviewer.data.spec import ImageSpec
from camviewer.networks.graph import Graph, GraphBuilder
from camviewer.training import keras_network
from tests.networks.random_layers import random_weights_of

SPEC = ImageSpec(9, 8)


def dense(network: GraphBuilder) -> None:
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=4, activation="softmax")


def means(network: GraphBuilder) -> None:
    network.add("Conv2D", filters=4, kernel_size=1)
    network.add("GlobalAveragePooling2D")
    network.add("Activation", activation="softmax")


def cell(network: GraphBuilder) -> None:
    network.add("GlobalAveragePooling2D", keepdims=True)
    network.add("Dense", units=4)
    network.add("Flatten")
    network.add("Activation", activation="softmax")


def built(end: Callable[[GraphBuilder], None]) -> Graph:
    network = GraphBuilder(SPEC)
    network.add("Normalization")
    network.add("Conv2D", filters=3, kernel_size=3, activation="relu")
    end(network)
    return network.graph()


@pytest.mark.slow
@pytest.mark.parametrize("end", [dense, means, cell])
def test_that_scores_are_what_the_softmax_at_the_end_is_of(
    end: Callable[[GraphBuilder], None],
) -> None:
    random = np.random.default_rng(4)
    network = keras_network.build(built(end))
    weights = random_weights_of(network.graph, random)
    network.set_weights(weights)
    samples = random.random((2, 9, 8, 1), np.float32)
    scores = network.scores(samples, training=False).numpy()
    expected = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    assert np.allclose(network.model(samples), expected, atol=1e-6)
    assert (network.dense is not None) == (end is dense)
    pairs = zip(network.get_weights(), weights, strict=True)
    assert all(np.array_equal(one, other) for one, other in pairs)
