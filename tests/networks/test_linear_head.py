"""Linear heads: whatever the layers between features and scores are, S = W^T F + b."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from camviewer.data.spec import ImageSpec
from camviewer.networks.graph import Graph, GraphBuilder
from camviewer.networks.linear_head import head_place, head_weights
from tests.networks.random_layers import random_weights_of
from tests.networks.unfused_pass import UnfusedPass

FEATURES = 2

Step = tuple[str, dict[str, Any]]


def step(kind: str, **options: Any) -> Step:
    return kind, options


def network(*rest: Step) -> Graph:
    """A convolution and a ReLU that make (7, 6, 5), then more."""
    builder = GraphBuilder(ImageSpec(9, 8))
    builder.add("Conv2D", filters=5, kernel_size=3)
    builder.add("ReLU")
    for kind, options in rest:
        builder.add(kind, **options)
    return builder.graph()


GAP = step("GlobalAveragePooling2D")
CELL = step("GlobalAveragePooling2D", keepdims=True)
FULL = step("AveragePooling2D", pool_size=(7, 6))
FLAT = step("Flatten")
VECTOR = step("Reshape", target_shape=(-1,))
DENSE = step("Dense", units=4)
LESS = step("Dense", units=3)
SOFTMAX = step("Activation", activation="softmax")
POINT = step("Conv2D", filters=4, kernel_size=1)
NORMALISED = step("BatchNormalization")
STANDARDISED = step("Normalization")
BY_CHANNEL = step("Rescaling", scale=[1.0, 2.0, 3.0, 4.0, 5.0], offset=0.5)
ALL_ALIKE = step("Rescaling", scale=0.5, offset=[1.0, 0.0, 0.0, 0.0, 2.0])
LONG = step("Reshape", target_shape=(42, 1, 5))
TURNED = step("Permute", dims=(2, 1, 3))

HEADS: dict[str, tuple[Step, ...]] = {
    "pooled": (GAP, DENSE),
    "pooled and flat": (GAP, FLAT, DENSE),
    "pooled and reshaped": (CELL, VECTOR, DENSE),
    "a cell and flat": (CELL, FLAT, DENSE),
    "1 by 1 before": (POINT, GAP),
    "1 by 1 behind": (CELL, POINT, FLAT),
    "1 by 1 behind, as probabilities": (CELL, POINT, FLAT, SOFTMAX),
    "scores of the features themselves": (GAP,),
    "dense before": (DENSE, GAP, LESS),
    "dense on the cell": (CELL, DENSE, VECTOR, LESS),
    "full pooling": (FULL, FLAT, DENSE),
    "normalised before": (NORMALISED, GAP, DENSE),
    "normalised behind": (GAP, NORMALISED, DENSE),
    "normalised at the end": (GAP, DENSE, NORMALISED),
    "standardised": (STANDARDISED, GAP, STANDARDISED, DENSE),
    "rescaled": (BY_CHANNEL, GAP, ALL_ALIKE, DENSE),
    "moved cells": (LONG, CELL, VECTOR, DENSE),
    "turned cells": (TURNED, GAP, DENSE),
    "all of it": (NORMALISED, POINT, FULL, NORMALISED, FLAT, LESS, DENSE, SOFTMAX),
}


@pytest.mark.parametrize("name", HEADS)
def test_that_scores_are_linear_in_the_mean_of_features(name: str) -> None:
    graph = network(*HEADS[name])
    found = head_place(graph)
    assert found is not None
    assert found.features == FEATURES
    random = np.random.default_rng(7)
    weights = random_weights_of(graph, random)
    computed = UnfusedPass(graph, weights, random.random((3, 9, 8, 1), np.float32))
    matrix, bias = head_weights(graph, graph.by_layer(weights))
    pooled = computed.output(FEATURES).mean(axis=(1, 2))
    assert np.allclose(pooled @ matrix + bias, computed.scores, atol=1e-5)


NONE: dict[str, Callable[[], Graph]] = {
    "a kernel of the whole grid": lambda: network(
        step("Conv2D", filters=4, kernel_size=(7, 6)), FLAT
    ),
    "a mean of some cells": lambda: network(
        step("AveragePooling2D", pool_size=(3, 3)), FLAT, DENSE
    ),
    "all cells": lambda: network(FLAT, DENSE),
    "the largest cell": lambda: network(step("GlobalMaxPooling2D"), DENSE),
    "an activation behind": lambda: network(GAP, step("ReLU"), DENSE),
    "a hidden layer": lambda: network(GAP, step("Dense", units=3, activation="relu"), DENSE),
    "another normalisation": lambda: network(GAP, step("LayerNormalization"), DENSE),
    "numbers for each pixel": lambda: network(
        step("Normalization", axis=(1, 2, 3)), step("LayerNormalization"), FLAT, DENSE
    ),
}


@pytest.mark.parametrize("name", NONE)
def test_that_what_is_not_linear_in_the_mean_is_no_head(name: str) -> None:
    assert head_place(NONE[name]()) is None


def test_that_the_sample_itself_is_no_feature() -> None:
    builder = GraphBuilder(ImageSpec(9, 8))
    builder.add("GlobalAveragePooling2D")
    builder.add("Dense", units=3)
    assert head_place(builder.graph()) is None
