"""Graphs: written down layer by layer, equal if they are the same network, never too large."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress

import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.networks.architectures import ARCHITECTURES, graph_of
from camviewer.networks.graph import MAX_LAYERS, Graph, GraphBuilder, layer_name
from camviewer.networks.layer_sizes import MAX_BETWEEN, MAX_WEIGHTS, MAX_WORK
from camviewer.networks.options import UnfitError
from tests.networks.random_layers import random_weights_of

SPEC = ImageSpec(28, 20, 3)


@pytest.fixture
def builder() -> GraphBuilder:
    return GraphBuilder(SPEC)


@pytest.fixture
def nothing_allocated() -> Iterator[None]:
    """Within the test nobody takes a megabyte."""
    tracemalloc.start()
    yield
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000


def small() -> Graph:
    network = GraphBuilder(SPEC)
    network.add("Conv2D", filters=4, kernel_size=3, use_bias=False)
    network.add("BatchNormalization")
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=5)
    return network.graph()


def test_that_shapes_and_parameters_follow_from_the_layers() -> None:
    graph = small()
    assert graph.shapes == ((28, 20, 3), (26, 18, 4), (26, 18, 4), (4,), (5,))
    assert graph.weight_shapes == (((3, 3, 3, 4),), ((4,),) * 4, (), ((4, 5), (5,)))
    assert graph.parameters == (108, 16, 0, 25)
    assert graph.classes == 5


def test_that_each_layer_reads_the_one_before_it_or_what_it_is_told(builder: GraphBuilder) -> None:
    first = builder.add("Conv2D", filters=2, kernel_size=1)
    second = builder.add("Conv2D", 0, filters=2, kernel_size=1)
    builder.add("Add", first, second)
    builder.add("ReLU")
    assert [layer.inputs for layer in builder.graph().layers] == [(0,), (0,), (1, 2), (3,)]


def test_that_equal_graphs_are_equal_networks() -> None:
    assert small() == small()
    assert hash(small()) == hash(small())
    other = GraphBuilder(ImageSpec(28, 20))
    other.add("ReLU")
    assert other.graph() != small()


def test_that_options_have_keras_defaults_and_are_pairs(builder: GraphBuilder) -> None:
    builder.add("Conv2D", filters=2, kernel_size=(3, 5), strides=2)
    builder.add("MaxPooling2D")
    convolution, pooling = (layer.settings for layer in builder.layers)
    assert convolution == {
        "filters": 2,
        "groups": 1,
        "kernel_size": (3, 5),
        "strides": (2, 2),
        "padding": "valid",
        "dilation_rate": (1, 1),
        "activation": "linear",
        "use_bias": True,
        "data_format": "channels_last",
    }
    assert (pooling["pool_size"], pooling["strides"]) == ((2, 2), None)


@pytest.mark.parametrize(
    ("kind", "number", "name"),
    [("Conv2D", 0, "conv2d"), ("ReLU", 2, "re_lu_2"), ("PReLU", 0, "p_re_lu"), ("ELU", 1, "elu_1")],
)
def test_that_layers_are_called_as_in_keras_files(kind: str, number: int, name: str) -> None:
    assert layer_name(kind, number) == name


def test_that_the_layers_of_a_kind_are_numbered(builder: GraphBuilder) -> None:
    for kind in ("ReLU", "MaxPooling2D", "ReLU"):
        builder.add(kind)
    assert [layer.name for layer in builder.layers] == ["re_lu", "max_pooling2d", "re_lu_1"]


# What does not fit


def convolution_of_a_vector(network: GraphBuilder) -> None:
    network.add("Flatten")
    network.add("Conv2D", filters=3, kernel_size=1)


def unequal_sum(network: GraphBuilder) -> None:
    network.add("Add", 0, network.add("MaxPooling2D"))


def forward_reference(network: GraphBuilder) -> None:
    network.add("ReLU")
    network.add("Add", 1, 3)


def cycle(network: GraphBuilder) -> None:
    network.add("ReLU", 1)


def too_large_a_window(network: GraphBuilder) -> None:
    network.add("MaxPooling2D", pool_size=(2, 21))


def too_much_between(network: GraphBuilder) -> None:
    network.add("Conv2D", filters=1 + MAX_BETWEEN // (28 * 20), kernel_size=1)


def too_many_weights(network: GraphBuilder) -> None:
    network.add("Flatten")
    for _ in range(2):
        network.add("Dense", units=1000)
    network.add("Dense", units=1 + (MAX_WEIGHTS - 1680 * 1000 - 1000 * 1002) // 1001)
    network.add("Dense", units=2000)
    network.graph()


def too_much_work(network: GraphBuilder) -> None:
    network.add("Conv2D", filters=100, kernel_size=1)
    for _ in range(1 + MAX_WORK // (28 * 20 * 100 * 32 * 32)):
        network.add("MaxPooling2D", pool_size=32, strides=1, padding="same")
    network.graph()


def sum_of_too_many(network: GraphBuilder) -> None:
    last = network.add("Conv2D", filters=1000, kernel_size=1)
    network.add("Add", *[last] * (1 + MAX_WORK // (28 * 20 * 1000)))
    network.graph()


def too_many_layers(network: GraphBuilder) -> None:
    for _ in range(MAX_LAYERS + 1):
        network.add("ReLU")
    network.graph()


def softmax_in_between(network: GraphBuilder) -> None:
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=3, activation="softmax")
    network.add("Dense", units=3)
    network.graph()


UNFIT: list[tuple[Callable[[GraphBuilder], object], str]] = [
    (
        lambda network: network.add("LSTM"),
        "the layer LSTM.*Needed: .*layers out of Activation, Add",
    ),
    (
        lambda network: network.add("Conv2D", filters=3),
        "a value that is missing.*Needed: .*kernel_size of Conv2D conv2d",
    ),
    (
        lambda network: network.add("ReLU", slope=2),
        "the option 'slope'.*Needed: .*options that are known",
    ),
    (
        lambda network: network.add("Conv2D", filters=0, kernel_size=1),
        "the value 0.*Needed: .*filters of Conv2D conv2d to be a whole number from 1 to 4096",
    ),
    (
        lambda network: network.add("Conv2D", filters=4, kernel_size=3, groups=2),
        "channels that cannot be shared so.*Needed: "
        "channels that can be shared among its groups in Conv2D conv2d",
    ),
    (
        lambda network: network.add(
            "Conv2D", filters=4, kernel_size=3, strides=2, dilation_rate=(1, 2)
        ),
        "strides and dilation.*Needed: .*strides or dilation in Conv2D conv2d",
    ),
    (convolution_of_a_vector, "a vector.*Needed: .*a grid of cells before Conv2D conv2d"),
    (
        unequal_sum,
        r"the shapes \(28, 20, 3\) and \(14, 10, 3\).*Needed: .*repeated to one shape in Add add",
    ),
    (lambda network: network.add("Add", 0), "1 inputs.*Needed: .*two or more inputs of Add add"),
    (lambda network: network.add("ReLU", 0, 0), "2 inputs.*Needed: .*one input of ReLU re_lu"),
    (forward_reference, "the input 3.*Needed: .*Add add to read a layer before it"),
    (cycle, "the input 1.*Needed: .*ReLU re_lu to read a layer before it"),
    (lambda network: network.add("ReLU", -1), "the input -1.*Needed: .*to read a layer before it"),
    (
        too_large_a_window,
        r"a larger.*Needed: .*a window of MaxPooling2D .* within \(28, 20\) cells",
    ),
    (
        too_much_between,
        "1,000,160 numbers.*Needed: .*at most 1,000,000 numbers out of Conv2D conv2d",
    ),
    (too_many_weights, "too many weights.*Needed: .*at most 5,000,000 weights"),
    (
        too_much_work,
        "5,0.* multiplications.*Needed: .*at most 5,000,000,000 multiplications a sample",
    ),
    (
        sum_of_too_many,
        "5,0.* multiplications.*Needed: .*at most 5,000,000,000 multiplications a sample",
    ),
    (too_many_layers, "201 layers.*Needed: .*at most 200 layers"),
    (softmax_in_between, "a softmax elsewhere.*Needed: .*one softmax"),
]


@pytest.mark.usefixtures("nothing_allocated")
@pytest.mark.parametrize(("add", "said"), UNFIT)
def test_that_what_does_not_fit_is_told_before_anything_is_allocated(
    builder: GraphBuilder, add: Callable[[GraphBuilder], object], said: str
) -> None:
    with pytest.raises(UnfitError, match=f"^{said}"):
        add(builder)


def test_that_an_architecture_that_makes_no_network_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def graph(spec: ImageSpec, classes: int) -> Graph:
        network = GraphBuilder(spec)
        network.add("Flatten")
        network.add("Conv2D", filters=classes, kernel_size=1)
        return network.graph()

    monkeypatch.setattr(type(ARCHITECTURES), "named", lambda _self, _name: graph)
    with pytest.raises(
        UserError, match=r"^beside cannot be made: a vector. Needed: a grid of cells before Conv2D"
    ):
        graph_of("beside", SPEC, 9)


# Weights


def test_that_weights_are_told_apart_by_layer() -> None:
    graph = small()
    weights = random_weights_of(graph, np.random.default_rng(1))
    by_layer = graph.by_layer(weights)
    assert [len(own) for own in by_layer] == [1, 4, 0, 2]
    assert all(
        one is other
        for one, other in zip(weights, (each for own in by_layer for each in own), strict=True)
    )


def test_that_weights_that_do_not_fit_are_refused() -> None:
    graph = small()
    weights = random_weights_of(graph, np.random.default_rng(1))
    with pytest.raises(ValueError, match="expected 7 weights, found 6"):
        graph.by_layer(weights[:-1])
    with pytest.raises(ValueError, match="expected 7 weights, found 8"):
        graph.by_layer([*weights, weights[-1]])
    with pytest.raises(ValueError, match=r"expected weight 6 of shape \(5,\), found shape \(6,\)"):
        Engine(graph, [*weights[:-1], np.zeros(6, np.float32)])


def engine_with(place: int, value: float) -> Engine:
    graph = small()
    weights = random_weights_of(graph, np.random.default_rng(1))
    weights[place] = np.full_like(weights[place], value)
    return Engine(graph, weights, "broken")


VARIANCE = 4
NOT_FINITE = "^Model broken: its scores are infinite or no numbers"
WHITE = np.ones(SPEC.shape, np.float32)


@pytest.mark.parametrize("place", range(7))
def test_that_a_weight_that_is_no_number_is_told_in_one_sentence(place: int) -> None:
    with pytest.raises(UserError, match=NOT_FINITE):
        engine_with(place, np.nan).predict(WHITE)


@pytest.mark.parametrize("place", set(range(7)) - {VARIANCE})
def test_that_an_infinite_weight_is_told_in_one_sentence(place: int) -> None:
    with pytest.raises(UserError, match=NOT_FINITE):
        engine_with(place, np.inf).predict(WHITE)


@pytest.mark.parametrize("place", range(7))
def test_that_of_weights_too_large_for_sums_nothing_infinite_is_shown(place: int) -> None:
    engine = engine_with(place, 3e38)
    with suppress(UserError):
        prediction = engine.predict(WHITE)
        assert np.isfinite(prediction.logits).all()
        assert np.isfinite(prediction.maps).all()
