"""Relevance through each kind of layer: what it conserves, and what joins and normalisations do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from camviewer.common.arrays import Array
from camviewer.inference.session import Session, channels_last
from camviewer.networks import lowering, onnx_model
from camviewer.networks.graph import Graph
from camviewer.networks.layers import LAYERS
from camviewer.networks.options import options_of
from camviewer.networks.relevance import Epsilon, Relevance
from tests.networks.random_graphs import drawn
from tests.networks.random_layers import random_weights_of

RULE = Epsilon(0)


def passed_back(graph: Graph, seed: int) -> tuple[Array, list[Relevance]]:
    """Relevance of two scores and of what it came from, layer by layer from the end."""
    lowered = lowering.unfused(graph).graph
    random = np.random.default_rng(seed)
    weights = lowered.by_layer(random_weights_of(graph, random))
    sample = random.random((1, *graph.shapes[0]), np.float32)
    places = range(1, len(lowered.layers) + 1)
    session = Session(lowered, places, onnx_model.weight_values(lowered, weights))
    names = [onnx_model.output_name(place) for place in places]
    outputs = [sample, *map(channels_last, session.run(sample, names))]
    first = graph.layers[-1].inputs
    start = len(lowered.layers)
    found = []
    upstream = outputs[-1] * random.random((2, *outputs[-1].shape[1:]), np.float32)
    here = upstream
    while True:  # the layer itself, and the activation that was in it
        layer = lowered.layers[start - 1]
        inputs = [outputs[place] for place in layer.inputs]
        found.append(
            layer.does.relevance(
                layer.settings, weights[start - 1], inputs, outputs[start], here, RULE
            )
        )
        if layer.name == graph.layers[-1].name:
            assert len(found[-1].inputs) == len(first)
            return upstream, found
        (here,) = found[-1].inputs
        (start,) = layer.inputs


@pytest.mark.parametrize("kind", LAYERS)
def test_that_inputs_and_biases_have_all_of_the_relevance(kind: str) -> None:
    for seed in range(8):
        graph, _ = drawn(kind, seed)
        upstream, found = passed_back(graph, seed)
        whole = sum(_sums(part) for part in found[-1].inputs) + sum(one.bias for one in found)
        sizes = max(np.abs(upstream).sum(), *(np.abs(each).sum() for each in found[-1].inputs))
        assert whole == pytest.approx(_sums(upstream), abs=1e-4 * float(sizes)), graph.layers[-1]
        for part, place in zip(found[-1].inputs, graph.layers[-1].inputs, strict=True):
            assert part.shape == (2, *graph.shapes[place])


def _sums(batch: Array) -> Array:
    sums: Array = batch.reshape(len(batch), -1).sum(axis=1)
    return sums


def shared(
    kind: str, inputs: Sequence[Any], output: Any, upstream: Any, **options: Any
) -> tuple[list[Any], float]:
    """Relevance of each input of one sample, and of the bias."""
    does = LAYERS[kind]
    settings = options_of(kind, does.options, {**does.defaults, **options})
    arrays = [np.array([each], np.float32) for each in (*inputs, output, upstream)]
    weights = [np.ones(len(output), np.float32), np.zeros(len(output), np.float32)]
    own = weights if does.weight_shapes(settings, arrays[0].shape[1:]) else []
    found = does.relevance(settings, own, arrays[:-2], arrays[-2], arrays[-1], RULE)
    return [each[0].tolist() for each in found.inputs], float(found.bias[0])


def test_that_a_signal_has_it_all_and_its_gate_nothing() -> None:
    grid, gate = [[[2, 3], [4, 5]]], [0.5, 0.1]
    output = [[[1, 0.3], [2, 0.5]]]
    assert shared("Multiply", [grid, gate], output, output) == (
        [pytest.approx(np.array(output)), [0, 0]],
        0,
    )
    (gated, signal), _ = shared("Multiply", [gate, grid], output, output)
    assert gated == [0, 0]
    assert signal == pytest.approx(np.array(output))


def test_that_factors_of_one_size_share_alike() -> None:
    assert shared("Multiply", [[2, 3], [4, 5]], [8, 15], [6, 10]) == ([[3, 5], [3, 5]], 0)


def test_that_a_difference_is_shared_by_contribution() -> None:
    (one, other), bias = shared("Subtract", [[3], [1]], [2], [4])
    assert one == pytest.approx([6])
    assert other == pytest.approx([-2])
    assert bias == pytest.approx(0, abs=1e-5)


def test_that_the_largest_has_it_all() -> None:
    assert shared("Maximum", [[3, 1], [2, 5]], [3, 5], [7, 9]) == ([[7, 0], [0, 9]], 0)
    assert shared("Minimum", [[3, 1], [2, 5]], [2, 1], [7, 9]) == ([[0, 9], [7, 0]], 0)


def test_that_a_deviation_is_held_fixed() -> None:
    """1, 4, 7 are -d, 0, d with d = 3 / sqrt(6): each has R / y times its part less the mean."""
    d = 3 / 6**0.5
    (found,), bias = shared(
        "LayerNormalization", [[1, 4, 7]], [-d, 0, d], [-6 * d, 0, 3 * d], epsilon=1e-12
    )
    # Quotients 6, 0, 3 less their mean 3 are 3, -3, 0, by sqrt(6), times 1, 4, 7.
    assert found == pytest.approx(np.array([3, -12, 0]) / 6**0.5, rel=1e-4, abs=1e-5)
    assert sum(found) + bias == pytest.approx(-3 * d, rel=1e-4)


def test_that_a_unit_vector_has_what_its_numbers_have() -> None:
    assert shared("UnitNormalization", [[3, 4]], [0.6, 0.8], [5, 7]) == ([[5, 7]], 0)


def test_that_cells_that_are_repeated_have_the_sum() -> None:
    grid, output, upstream = [[[0], [2]]], [[[0], [0], [2], [2]]], [[[1], [2], [3], [4]]]
    assert shared("UpSampling2D", [grid], output, upstream, size=[1, 2]) == ([[[[3], [7]]]], 0)
