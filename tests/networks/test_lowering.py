"""Graphs as they are read: without activations in layers, without foldable normalisations."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from camviewer.common.arrays import Array
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.inference.session import Session
from camviewer.networks import onnx_model
from camviewer.networks.architectures import ARCHITECTURES, graph_of
from camviewer.networks.graph import Graph, GraphBuilder, Weights
from camviewer.networks.linear_head import features_place
from camviewer.networks.lowering import fold, folded, unfused
from tests.reference import off

CLOSE = 1e-5  # of the largest number; single precision rounds at 6e-8

SAMPLES = np.random.default_rng(1).random((4, *DIGIT_SPEC.shape), np.float32)


def disturbed(graph: Graph, seed: int = 0) -> Weights:
    """Weights all of another value, as after a training."""
    random = np.random.default_rng(seed)
    found: Weights = []
    for layer, shapes in zip(graph.layers, graph.weight_shapes, strict=True):
        own = [random.normal(0, 0.5, shape).astype(np.float32) for shape in shapes]
        if layer.kind == "BatchNormalization":
            own[-1] = random.uniform(0.2, 3, shapes[-1]).astype(np.float32)  # a variance
        found += own
    return found


def computed(graph: Graph, weights: list[Weights]) -> list[Array]:
    """What comes out of each layer, from 1; the graph has activations as layers of their own."""
    outputs = range(1, len(graph.layers) + 1)
    session = Session(graph, outputs, onnx_model.weight_values(graph, weights))
    return session.run(SAMPLES, [onnx_model.output_name(output) for output in outputs])


def network(make: Callable[[GraphBuilder], object]) -> Graph:
    """A network up to its features, activations as layers of their own."""
    builder = GraphBuilder(DIGIT_SPEC)
    make(builder)
    return unfused(builder.graph()).graph


def kinds(graph: Graph) -> list[str]:
    return [layer.kind for layer in graph.layers]


def normalisations(graph: Graph) -> int:
    return kinds(graph).count("BatchNormalization")


def check_same(graph: Graph, kept: int | None = None) -> Graph:
    """The folded graph, whose outputs are those of the graph wherever it has them."""
    weights = graph.by_layer(disturbed(graph))
    lowered = folded(graph, kept)
    before = computed(graph, weights)
    after = computed(lowered.graph, fold(graph, weights, kept))
    assert lowered.outputs[0] == 0
    assert lowered.outputs[-1] == len(lowered.graph.layers)
    for place, output in enumerate(lowered.outputs[1:]):
        if output is not None:
            assert off(after[output - 1], before[place]) <= CLOSE
    return lowered.graph


def usual(build: GraphBuilder) -> None:
    options: tuple[dict[str, object], ...]
    options = ({"use_bias": False}, {"dilation_rate": (2, 2)}, {"strides": (2, 2)})
    for each in options:
        build.add("Conv2D", filters=6, kernel_size=3, padding="same", **each)
        build.add("BatchNormalization")
        build.add("ReLU")


def without_gamma_and_beta(build: GraphBuilder) -> None:
    build.add("Conv2D", filters=4, kernel_size=3)
    build.add("BatchNormalization", scale=False)
    build.add("Conv2D", filters=4, kernel_size=3)
    build.add("BatchNormalization", center=False, epsilon=0.1)


def in_groups_and_branches(build: GraphBuilder) -> None:
    first = build.add("Conv2D", filters=4, kernel_size=3, padding="same")
    build.add("Conv2D", filters=4, kernel_size=3, padding="same", groups=2)
    branch = build.add("BatchNormalization")
    build.add("Add", first, branch)


FOLDED: dict[Callable[[GraphBuilder], None], int] = {
    usual: 3,
    without_gamma_and_beta: 2,
    in_groups_and_branches: 1,
}


def after_an_activation(build: GraphBuilder) -> None:
    build.add("Conv2D", filters=4, kernel_size=3, activation="relu")
    build.add("BatchNormalization")


def after_something_else(build: GraphBuilder) -> None:
    build.add("BatchNormalization")
    build.add("DepthwiseConv2D", kernel_size=3, depth_multiplier=2)
    build.add("BatchNormalization")
    build.add("MaxPooling2D")
    build.add("BatchNormalization")


def read_by_others_too(build: GraphBuilder) -> None:
    first = build.add("Conv2D", filters=4, kernel_size=3)
    build.add("Add", first, build.add("BatchNormalization", first))


def read_by_two_normalisations(build: GraphBuilder) -> None:
    first = build.add("Conv2D", filters=4, kernel_size=3)
    one, other = (build.add("BatchNormalization", first) for _ in range(2))
    build.add("Add", one, other)


@pytest.mark.parametrize("make", FOLDED)
def test_that_everything_is_the_same_without_normalisations(
    make: Callable[[GraphBuilder], None],
) -> None:
    graph = network(make)
    assert normalisations(graph) == FOLDED[make]
    assert normalisations(check_same(graph)) == 0


@pytest.mark.parametrize(
    "make",
    [after_an_activation, after_something_else, read_by_others_too, read_by_two_normalisations],
)
def test_that_what_no_convolution_can_do_stays(make: Callable[[GraphBuilder], None]) -> None:
    graph = network(make)
    assert check_same(graph) == graph
    weights = graph.by_layer(disturbed(graph))
    for one, other in zip(fold(graph, weights), weights, strict=True):
        assert all(a is b for a, b in zip(one, other, strict=True))


def test_that_one_that_can_be_folded_is_and_another_stays() -> None:
    def make(build: GraphBuilder) -> None:
        usual(build)
        after_something_else(build)

    graph = network(make)
    assert normalisations(graph) == 6
    assert normalisations(check_same(graph)) == 3


def test_that_a_convolution_whose_features_are_wanted_stays_as_it_is() -> None:
    graph = network(without_gamma_and_beta)
    lowered = folded(graph, kept=1)
    assert lowered.outputs == (0, 1, 2, None, 3)
    assert kinds(check_same(graph, kept=1)) == ["Conv2D", "BatchNormalization", "Conv2D"]
    assert folded(graph, kept=2).outputs == (0, None, 1, None, 2)


def test_that_kernel_and_bias_are_those_worked_out_by_hand() -> None:
    def make(build: GraphBuilder) -> None:
        build.add("Conv2D", filters=1, kernel_size=1)
        build.add("BatchNormalization", epsilon=1.0)

    numbers = [np.full((1, 1, 1, 1), 5.0), *np.array([[7.0], [4.0], [1.0], [3.0], [15.0]])]
    graph = network(make)
    weights = graph.by_layer([number.astype(np.float32) for number in numbers])
    ((kernel, bias),) = fold(graph, weights)
    assert kernel.tolist() == [[[[5.0]]]]  # 5 * 4 / sqrt(15 + 1)
    assert bias.tolist() == [5.0]  # 1 + (7 - 3) * 4 / 4
    assert folded(graph).graph.layers[0].settings["use_bias"] is True


def test_that_folded_weights_fit_the_folded_graph() -> None:
    graph = network(usual)
    weights = fold(graph, graph.by_layer(disturbed(graph)))
    flat = [weight for own in weights for weight in own]
    assert all(weight.dtype == np.float32 for weight in flat)
    again = folded(graph).graph.by_layer(flat)
    assert [len(own) for own in again] == [2, 0, 2, 0, 2, 0]


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_that_an_architecture_is_folded_whole(architecture: str) -> None:
    lowered = unfused(graph_of(architecture))
    place = features_place(graph_of(architecture))
    kept = None if place is None else lowered.outputs[place]
    assert normalisations(check_same(lowered.graph, kept)) == 0
    assert folded(lowered.graph, kept).outputs[kept or 0] is not None


def test_that_activations_become_layers_and_the_last_softmax_goes() -> None:
    lowered = unfused(graph_of("lecture"))
    assert kinds(lowered.graph) == [
        "Conv2D",
        "Activation",
        "MaxPooling2D",
        "Conv2D",
        "Activation",
        "GlobalAveragePooling2D",
        "Dense",
    ]
    assert lowered.outputs == (0, 2, 3, 5, 6, 7)
    assert {layer.settings["activation"] for layer in lowered.graph.layers[::3]} == {"linear"}
    assert lowered.graph.weight_shapes[0] == graph_of("lecture").weight_shapes[0]
    assert len(disturbed(lowered.graph)) == len(disturbed(graph_of("lecture")))


def test_that_branches_read_what_comes_behind_an_activation() -> None:
    build = GraphBuilder(DIGIT_SPEC)
    first = build.add("Conv2D", filters=4, kernel_size=3, padding="same", activation="relu")
    second = build.add("Conv2D", filters=4, kernel_size=3, padding="same", activation="elu")
    build.add("Add", first, second)
    lowered = unfused(build.graph())
    assert lowered.outputs == (0, 2, 4, 5)
    assert [layer.inputs for layer in lowered.graph.layers] == [(0,), (1,), (2,), (3,), (2, 4)]
