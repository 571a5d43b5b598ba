"""The backward walk: gradients by the chain rule, worked out by hand and by numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from camviewer.attribution.backward import linear_places, score_gradients, summed_gradients
from camviewer.data.spec import ImageSpec
from camviewer.inference.activations import Activations
from camviewer.inference.engine import Engine
from camviewer.networks.architectures import ARCHITECTURES, graph_of
from camviewer.networks.graph import Graph, GraphBuilder, Weights
from tests.engines import weights_for


def weights_of(graph: Graph, seed: int = 3) -> Weights:
    """Random weights, those of variances above zero."""
    random = np.random.default_rng(seed)
    shapes = [shape for layer in graph.weight_shapes for shape in layer]
    return [np.abs(random.normal(0.4, 0.3, shape)).astype(np.float32) for shape in shapes]


def small() -> tuple[Graph, Weights]:
    """One pixel becomes two numbers, both become two scores."""
    network = GraphBuilder(ImageSpec(8, 8, 1))
    network.add("AveragePooling2D", pool_size=8)
    network.add("Flatten")
    network.add("Dense", units=2, activation="relu")
    network.add("Dense", units=2, activation="softmax")
    kernel = np.array([[2, -1]], np.float32)
    end = np.array([[3, 5], [7, 11]], np.float32)
    zeros = np.zeros(2, np.float32)
    return network.graph(), [kernel, zeros, end, zeros.copy()]


def activations(graph: Graph, weights: Weights, sample: np.ndarray) -> Activations:
    return Engine(graph, weights).activations(sample.astype(np.float32)[None])


def test_that_a_small_network_is_walked_back_as_by_hand() -> None:
    # The mean 0.5 becomes (1, -0.5), of which ReLU leaves (1, 0): only the first path counts.
    found = activations(*small(), np.full((8, 8), 0.5))
    assert found.outputs[-1].tolist() == [[3, 5]]
    walked = score_gradients(found, [0, 1], {0, 1})
    assert walked[1].ravel().tolist() == [6, 10]
    assert np.array_equal(walked[0], np.repeat([6 / 64, 10 / 64], 64).reshape(2, 8, 8, 1))


def test_that_two_paths_add_up() -> None:
    network = GraphBuilder(ImageSpec(8, 8, 1))
    one = network.add("Conv2D", filters=1, kernel_size=1, use_bias=False)
    network.add("Conv2D", one, filters=1, kernel_size=1, use_bias=False)
    network.add("Add", one, 2)
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=2, use_bias=False)
    weights = [np.full((1, 1, 1, 1), value, np.float32) for value in (2, 3)]
    weights.append(np.array([[1, 10]], np.float32))
    walked = score_gradients(activations(network.graph(), weights, np.ones((8, 8))), [0, 1], {0})
    # 2 (1 + 3) times the weight of the class, shared among 64 pixels
    assert walked[0][:, 0, 0, 0].tolist() == [8 / 64, 80 / 64]


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_that_gradients_tell_how_scores_change(architecture: str) -> None:
    # Piecewise linear networks: along a step that changes no sign, the change is the gradient's.
    graph = graph_of(architecture)
    engine = Engine(graph, weights_for(graph, 3))
    random = np.random.default_rng(0)
    sample = random.uniform(0.3, 0.7, (28, 28)).astype(np.float32)
    step = random.uniform(-1, 1, (28, 28)).astype(np.float32) * 1e-3
    walked = score_gradients(engine.activations(sample[None]), range(10), {0})[0][..., 0]
    before, after = (engine.scores(each[None])[0] for each in (sample - step, sample + step))
    expected = (after - before) / 2
    assert (walked * step).sum(axis=(1, 2)) == pytest.approx(
        expected, rel=0.02, abs=1e-3 * float(np.abs(after).max())
    )
    assert np.abs(expected).max() > 0


def convolved() -> tuple[Graph, Weights]:
    """A convolution without activation, then another with one."""
    network = GraphBuilder(ImageSpec(8, 8, 1))
    network.add("Conv2D", filters=3, kernel_size=3, padding="same")
    network.add("Conv2D", filters=2, kernel_size=3, activation="relu")
    network.add("MaxPooling2D", pool_size=2)
    network.add("Flatten")
    network.add("Dense", units=4)
    graph, random = network.graph(), np.random.default_rng(5)
    shapes = [shape for layer in graph.weight_shapes for shape in layer]
    return graph, [random.normal(0, 0.5, shape).astype(np.float32) for shape in shapes]


@pytest.mark.parametrize("classes", [[2], [3, 0, 1], range(4), [0, 1, 2, 3] * 3])
def test_that_summed_gradients_are_those_of_each_sample_added_up(classes: Sequence[int]) -> None:
    graph, weights = convolved()
    samples = np.random.default_rng(6).random((7, 8, 8), np.float32)
    engine = Engine(graph, weights)
    found = summed_gradients(engine, samples, classes)
    each = [score_gradients(engine.activations(one[None]), classes, {0})[0] for one in samples]
    assert found.dtype == np.float32
    assert found == pytest.approx(np.sum(each, axis=0), rel=1e-5, abs=1e-5)


def test_that_the_chain_of_linear_layers_ends_before_the_first_activation() -> None:
    graph, weights = convolved()
    assert (
        linear_places(Engine(graph, weights).activations(np.ones((1, 8, 8), np.float32)).graph) == 2
    )


def test_that_what_another_layer_reads_too_is_inside_no_chain() -> None:
    network = GraphBuilder(ImageSpec(8, 8, 1))
    one = network.add("Conv2D", filters=1, kernel_size=1)
    two = network.add("Conv2D", one, filters=1, kernel_size=1)
    network.add("Add", one, two)
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=2)
    assert linear_places(network.graph()) == 1


def test_that_a_network_that_begins_with_no_kernel_has_no_chain() -> None:
    assert linear_places(small()[0]) == 0
