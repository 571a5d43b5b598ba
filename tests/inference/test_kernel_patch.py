"""The kernel, the patch and their products: by hand on tiny graphs, and against the network."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import MAX_CHANNELS, Engine
from camviewer.inference.kernel_patch import KernelPatch, is_convolution, kernel_patch
from camviewer.inference.prediction import Prediction
from camviewer.networks.architectures import graph_of
from camviewer.networks.graph import Graph, GraphBuilder, Weights
from tests.engines import WITH_GRID, engine_of, weights_for
from tests.there import there

SPEC = ImageSpec(8, 8)
SAMPLE = np.zeros((8, 8), np.float32)
SAMPLE[:3, :3] = np.array([[0, 0.5, 1], [0.25, 0, 0.5], [1, 0, 0]])


def graph_with(kind: str, spec: ImageSpec = SPEC, **options: Any) -> Graph:
    builder = GraphBuilder(spec)
    builder.add(kind, **options)
    builder.add("GlobalAveragePooling2D")
    builder.add("Dense", units=2)
    return builder.graph()


def predicted(graph: Graph, *own: Any) -> Prediction:
    """What a network computes whose first weights are these; the others are random."""
    weights: Weights = weights_for(graph, 1)
    weights[: len(own)] = [np.array(each, np.float32) for each in own]
    return Engine(graph, weights).predict(SAMPLE, with_layers=True)


def found_at(prediction: Prediction, *where: int, layer: int = 1) -> KernelPatch:
    row, column, channel = where
    return there(kernel_patch(prediction, layer, (row, column, channel)))


def test_that_the_numbers_are_those_worked_out_by_hand() -> None:
    graph = graph_with("Conv2D", filters=1, kernel_size=2, activation="relu")
    kernel = np.array([[1, 2], [-4, 3]]).reshape(2, 2, 1, 1)
    found = found_at(predicted(graph, kernel, [-0.25]), 0, 1, 0)
    assert found.patch[..., 0].tolist() == [[0.5, 1], [0, 0.5]]
    assert found.kernel[..., 0].tolist() == [[1, 2], [-4, 3]]
    assert found.products[..., 0].tolist() == [[0.5, 2], [0, 1.5]]
    assert (found.sums.tolist(), found.bias, found.value) == ([4], -0.25, 3.75)
    assert (found.activation, found.output) == ("relu", 3.75)
    assert (found.rows.tolist(), found.columns.tolist()) == ([0, 1], [1, 2])
    assert found.inside.all()


def test_that_the_activation_comes_behind_the_sum() -> None:
    graph = graph_with("Conv2D", filters=1, kernel_size=2, activation="relu")
    found = found_at(predicted(graph, -np.ones((2, 2, 1, 1)), [0.5]), 0, 1, 0)
    assert (found.value, found.output) == (-1.5, 0)  # 0.5 - (0.5 + 1 + 0 + 0.5)


def test_that_padding_is_zeros_outside_of_the_input() -> None:
    graph = graph_with("Conv2D", filters=1, kernel_size=3, padding="same")
    kernel = np.arange(1, 10).reshape(3, 3, 1, 1)
    found = found_at(predicted(graph, kernel, [0]), 0, 0, 0)
    assert (found.rows.tolist(), found.columns.tolist()) == ([-1, 0, 1], [-1, 0, 1])
    assert found.inside.tolist() == [[False] * 3, [False, True, True], [False, True, True]]
    assert found.patch[..., 0].tolist() == [[0, 0, 0], [0, 0, 0.5], [0, 0.25, 0]]
    assert found.value == found.output == 6 * 0.5 + 8 * 0.25


def test_that_strides_pass_over_cells() -> None:
    graph = graph_with("Conv2D", filters=1, kernel_size=3, padding="same", strides=2)
    one = predicted(graph, np.arange(1, 10).reshape(3, 3, 1, 1), [0])
    found = found_at(one, 1, 0, 0)
    assert (found.rows.tolist(), found.columns.tolist()) == ([2, 3, 4], [0, 1, 2])
    assert found.patch[..., 0].tolist() == [[1, 0, 0], [0, 0, 0], [0, 0, 0]]
    assert found.value == found.output == 1
    last = found_at(one, 3, 3, 0)  # what is padded is padded behind
    assert last.rows.tolist() == last.columns.tolist() == [6, 7, 8]
    assert last.inside.tolist() == [[True, True, False], [True, True, False], [False] * 3]


def test_that_dilation_leaves_out_cells() -> None:
    graph = graph_with("Conv2D", filters=1, kernel_size=2, dilation_rate=2, use_bias=False)
    found = found_at(predicted(graph, np.array([[1, 2], [3, 4]]).reshape(2, 2, 1, 1)), 0, 0, 0)
    assert (found.rows.tolist(), found.columns.tolist()) == ([0, 2], [0, 2])
    assert found.patch[..., 0].tolist() == [[0, 1], [1, 0]]
    assert (found.bias, found.value, found.output) == (0, 5, 5)  # 2 * 1 + 3 * 1


def test_that_input_channels_add_up_and_the_strongest_is_first() -> None:
    builder = GraphBuilder(SPEC)
    builder.add("Conv2D", filters=3, kernel_size=1, use_bias=False)
    builder.add("Conv2D", filters=2, kernel_size=1, activation="relu")
    builder.add("GlobalAveragePooling2D")
    builder.add("Dense", units=2)
    first = np.array([1, -2, 4]).reshape(1, 1, 1, 3)
    second = np.array([[0, 3], [0, 2.5], [0, 1]]).reshape(1, 1, 3, 2)
    found = found_at(predicted(builder.graph(), first, second, [0, 0.125]), 0, 1, 1, layer=2)
    assert found.patch.ravel().tolist() == [0.5, -1, 2]
    assert found.sums.tolist() == [1.5, -2.5, 2]
    assert found.ranked.tolist() == [1, 2, 0]
    assert [found.others(place) for place in (0, 1, 2)] == [-0.5, 3.5, -1]
    assert found.value == found.output == 1.125
    assert all(found.sums[k] + found.others(k) + found.bias == found.value for k in range(3))


def test_that_a_group_reads_its_own_channels_alone() -> None:
    builder = GraphBuilder(SPEC)
    builder.add("Conv2D", filters=4, kernel_size=1, use_bias=False)
    builder.add("Conv2D", filters=2, kernel_size=1, groups=2, use_bias=False)
    builder.add("GlobalAveragePooling2D")
    builder.add("Dense", units=2)
    first = np.array([1, 2, 3, 4]).reshape(1, 1, 1, 4)
    second = np.array([[1, 10], [2, 20]]).reshape(1, 1, 2, 2)
    found = found_at(predicted(builder.graph(), first, second), 0, 2, 1, layer=2)
    assert found.channels.tolist() == [2, 3]
    assert found.kernel.ravel().tolist() == [10, 20]
    assert found.patch.ravel().tolist() == [3, 4]
    assert found.value == found.output == 110


CONVOLUTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "valid": ("Conv2D", {"filters": 6, "kernel_size": (3, 2), "activation": "tanh"}),
    "strided": ("Conv2D", {"filters": 6, "kernel_size": 4, "strides": (2, 3), "padding": "same"}),
    "dilated": ("Conv2D", {"filters": 6, "kernel_size": 3, "dilation_rate": 2, "padding": "same"}),
    "grouped": ("Conv2D", {"filters": 6, "kernel_size": 3, "groups": 3, "padding": "same"}),
    "depthwise": ("DepthwiseConv2D", {"depth_multiplier": 2, "kernel_size": 3, "strides": 2}),
    "separable": ("SeparableConv2D", {"filters": 6, "depth_multiplier": 2, "kernel_size": 3}),
}


@pytest.mark.parametrize("name", CONVOLUTIONS)
def test_that_every_number_of_every_convolution_adds_up(name: str) -> None:
    kind, options = CONVOLUTIONS[name]
    graph = graph_with(kind, ImageSpec(8, 9, 3), **options)
    sample = np.random.default_rng(2).random((8, 9, 3), np.float32)
    one = Engine(graph, weights_for(graph, 3)).predict(sample, with_layers=True)
    activation = np.tanh if options.get("activation") else lambda value: value
    for where in np.ndindex(graph.shapes[1]):
        found = found_at(one, *where)
        assert found.output == one.layers[0].values[where]
        assert float(activation(found.value)) == pytest.approx(found.output, abs=1e-5)
        outside = (found.rows < 0) | (found.rows >= 8)
        assert not found.inside[outside].any()
        assert not found.patch[~found.inside].any()


@pytest.mark.parametrize("architecture", WITH_GRID)
@pytest.mark.parametrize("is_snapshot", [False, True])
def test_that_convolutions_of_the_architectures_add_up(
    architecture: str, is_snapshot: bool
) -> None:
    graph = graph_of(architecture)
    sample = np.random.default_rng(2).random((28, 28), np.float32)
    one = engine_of(architecture, is_snapshot=is_snapshot).predict(sample, with_layers=True)
    places = [n for n in range(1, len(one.layers) + 1) if is_convolution(graph, n)]
    assert places
    for place in places:
        found = found_at(one, 0, 3, 1, layer=place)
        expected = max(0.0, found.value) if found.activation == "relu" else found.value
        assert found.activation in ("relu", "linear")
        assert expected == pytest.approx(found.output, abs=1e-5)


def test_that_more_channels_than_are_told_are_read() -> None:
    many = MAX_CHANNELS + 4
    builder = GraphBuilder(SPEC)
    builder.add("Conv2D", filters=many, kernel_size=1)
    builder.add("Conv2D", filters=1, kernel_size=2)
    builder.add("GlobalAveragePooling2D")
    builder.add("Dense", units=2)
    found = found_at(predicted(builder.graph()), 1, 1, 0, layer=2)
    assert found.patch.shape == (2, 2, many)
    assert found.value == pytest.approx(found.output, abs=1e-5)


def test_that_what_is_no_convolution_has_no_kernel() -> None:
    graph = graph_with("Conv2D", filters=1, kernel_size=1)
    assert [is_convolution(graph, place) for place in range(5)] == [
        *(False, True, False, False, False)
    ]
    one = predicted(graph)
    assert kernel_patch(one, 2, (0, 0, 0)) is None
    assert kernel_patch(Engine(graph, weights_for(graph, 1)).predict(SAMPLE), 1, (0, 0, 0)) is None
    closed = Prediction(one.image, one.logits, "closed", layers=one.layers)
    assert kernel_patch(closed, 1, (0, 0, 0)) is None


@pytest.mark.parametrize("where", [(8, 0, 0), (0, 0, 1), (-1, 0, 0)])
def test_that_there_is_nothing_outside_of_the_layer(where: tuple[int, int, int]) -> None:
    with pytest.raises(IndexError, match="expected a place in"):
        kernel_patch(predicted(graph_with("Conv2D", filters=1, kernel_size=1)), 1, where)
