"""What every kind of layer keeps to: what it says of itself is what Keras' layer does."""

from __future__ import annotations

import json
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from numpy.typing import NDArray

from camviewer.data.spec import ImageSpec
from camviewer.networks.activations import ACTIVATIONS
from camviewer.networks.graph import Graph, GraphBuilder, Layer
from camviewer.networks.layer_kind import Shape
from camviewer.networks.layers import LAYERS
from camviewer.networks.options import options_of
from camviewer.training import keras_network
from tests.networks.random_graphs import in_keras_order
from tests.networks.random_layers import (
    REPEATING,
    joined_inputs,
    random_options,
    random_weights_of,
    ungrouped,
)
from tests.networks.unfused_pass import UnfusedPass

Array = NDArray[np.float32]

DRAWN = 24
"""So many layers of each kind are compared."""

CLOSE = 1e-4


def apart(found: Array, expected: Array) -> float:
    """The largest difference, as a share of the largest number expected, but of 0.01 at least."""
    assert found.shape == expected.shape
    largest = float(np.abs(expected).max())
    return float(np.abs(found - expected).max()) / max(largest, 0.01)


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


@pytest.mark.slow
@pytest.mark.parametrize("kind", LAYERS)
def test_that_it_is_keras_layer_of_that_name(kind: str) -> None:
    """Shape, parameters, forward and backward, for options and inputs of all sorts."""
    for seed in range(DRAWN):
        graph, before = drawn(kind, seed)
        random = np.random.default_rng(seed)
        weights = random_weights_of(graph, random)
        samples = random.standard_normal((2, *graph.shapes[0])).astype(np.float32)
        network = keras_network.build(graph)
        network.set_weights(weights)
        layer = network.layers[-1]
        assert layer.output.shape[1:] == graph.shapes[-1], (seed, graph.layers[-1])
        variables = keras_network.weight_variables(layer)
        assert [each.shape for each in variables] == [*graph.weight_shapes[-1]], seed
        mine = UnfusedPass(graph, weights, samples)
        read = [mine.output(place) for place in graph.layers[-1].inputs]
        expected = np.asarray(layer(read if graph.layers[-1].does.joins else read[0]))
        found = mine.output(before + 1)
        assert apart(found, expected) <= CLOSE, (seed, graph.layers[-1])
        upstream = random.standard_normal(found.shape).astype(np.float32)
        for place, gradient in zip(
            graph.layers[-1].inputs, keras_gradients(graph, weights, read, upstream), strict=True
        ):
            mismatch = apart(mine.gradient(upstream, place), gradient)
            assert mismatch <= CLOSE, (seed, graph.layers[-1])


@pytest.mark.parametrize("kind", LAYERS)
def test_that_one_sample_is_enough_for_many_gradients(kind: str) -> None:
    for seed in range(8):
        graph, _ = drawn(kind, seed)
        random = np.random.default_rng(seed)
        weights = random_weights_of(graph, random)
        sample = random.standard_normal((1, *graph.shapes[0])).astype(np.float32)
        once = UnfusedPass(graph, weights, sample)
        upstream = random.standard_normal((3, *graph.shapes[-1])).astype(np.float32)
        each = np.concatenate([once.gradient(one[None]) for one in upstream])
        assert apart(once.gradient(upstream), each) <= 1e-6, (seed, graph.layers[-1])


def keras_gradients(
    graph: Graph, weights: list[Array], read: list[Array], upstream: Array
) -> list[Array]:
    """What the last layer gives back for each of its inputs."""
    whole, values = ungrouped(graph, weights)
    network = keras_network.build(whole)
    network.set_weights(values)
    inputs = [tf.constant(each) for each in read]
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        output = network.layers[-1](inputs if graph.layers[-1].does.joins else inputs[0])
    return [each.numpy() for each in tape.gradient(output, inputs, tf.constant(upstream))]


@pytest.mark.slow
@pytest.mark.parametrize("kind", LAYERS)
def test_that_its_options_are_read_from_what_keras_writes(kind: str) -> None:
    for seed in range(3):
        graph, _ = drawn(kind, seed)
        layer = graph.layers[-1]
        written = keras_network.build(graph).layers[-1].get_config()
        read = options_of(kind, layer.does.options, json.loads(json.dumps(written)))
        expected = {name: layer.settings[name] for name in layer.does.options}
        if "pool_size" in expected:
            expected["strides"] = expected["strides"] or expected["pool_size"]
        if "activation" in expected:  # some have two names
            expected["activation"] = keras.activations.get(expected["activation"]).__name__
        assert read == expected


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_that_an_activation_and_its_derivative_are_keras(name: str) -> None:
    """Also where the derivative jumps: at 0, 3, -3 and 6."""
    graph = GraphBuilder(ImageSpec(40, 50))
    graph.add("Activation", activation=name)
    values = np.linspace(-9, 9, 1996, dtype=np.float32)
    samples = np.append(values, numbers(0, 3, -3, 6)).reshape(1, 40, 50, 1)
    x = tf.constant(samples)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = keras.activations.get(name)(x)
    mine = UnfusedPass(graph.graph(), [], samples)
    assert apart(mine.scores, y.numpy()) <= CLOSE
    assert apart(mine.gradient(np.ones_like(samples)), tape.gradient(y, x).numpy()) <= CLOSE


# Worked out by hand


def computed(
    kind: str, sample: list[list[float]], upstream: list[list[float]], **options: Any
) -> tuple[Array, Array]:
    """What a layer makes of one channel, and its gradient; everything is (h, w)."""
    does = LAYERS[kind]
    network = GraphBuilder(ImageSpec(8, 8))
    network.add(kind, **options)
    settings = network.layers[0].settings
    given = np.array(sample, np.float32)[None, ..., None]
    upstreams = np.array(upstream, np.float32)[None, ..., None]
    graph = Graph(AnySpec(*given.shape[1:3]), (network.layers[0],))
    whole = UnfusedPass(graph, [], given)
    (gradient,) = does.gradient(settings, [], [given], whole.scores, upstreams)
    return whole.scores[0, ..., 0], gradient[0, ..., 0]


class AnySpec(ImageSpec):
    """Of samples of any size."""

    def __post_init__(self) -> None:
        """Nothing is refused."""


def test_that_of_equal_cells_the_first_has_the_gradient_of_a_maximum() -> None:
    output, gradient = computed("MaxPooling2D", [[1, 5, 0, 0], [5, 5, 0, 0]], [[2, 3]])
    assert output.tolist() == [[5, 0]]
    assert gradient.tolist() == [[0, 2, 3, 0], [0, 0, 0, 0]]


def test_that_a_cell_that_is_the_largest_twice_has_both_gradients() -> None:
    output, gradient = computed("MaxPooling2D", [[1, 7, 2]], [[2, 3]], pool_size=(1, 2), strides=1)
    assert output.tolist() == [[7, 7]]
    assert gradient.tolist() == [[0, 5, 0]]


def test_that_padding_is_no_maximum() -> None:
    output, gradient = computed("MaxPooling2D", [[-1, -2, -3]], [[1, 1]], padding="same")
    assert output.tolist() == [[-1, -3]]
    assert gradient.tolist() == [[1, 0, 1]]


def test_that_padding_does_not_count_in_an_average() -> None:
    output, gradient = computed("AveragePooling2D", [[2, 4, 9]], [[6, 6]], padding="same")
    assert output.tolist() == [[3, 9]]
    assert gradient.tolist() == [[3, 3, 6]]


def test_that_zeros_around_have_no_gradient() -> None:
    output, gradient = computed(
        "ZeroPadding2D", [[3, 4]], [[1, 2, 3, 4], [5, 6, 7, 8]], padding=((0, 1), (1, 1))
    )
    assert output.tolist() == [[0, 3, 4, 0], [0, 0, 0, 0]]
    assert gradient.tolist() == [[2, 3]]


def test_that_a_rectifier_passes_what_lies_between_its_bounds() -> None:
    options = {"negative_slope": 0.5, "threshold": 1.0, "max_value": 4.0}
    output, gradient = computed("ReLU", [[-1, 0.5, 1, 2, 5]], [[1, 1, 1, 1, 1]], **options)
    assert output.tolist() == [[-1, -0.25, 0, 2, 4]]
    assert gradient.tolist() == [[0.5, 0.5, 0.5, 1, 0]]


def test_that_a_largest_value_below_the_threshold_stops_nothing_below_it() -> None:
    options = {"negative_slope": 0.5, "threshold": 5.0, "max_value": 2.0}
    _, gradient = computed("ReLU", [[3, 6]], [[1, 1]], **options)
    assert gradient.tolist() == [[0.5, 0]]


def test_that_trained_slopes_are_flat_at_zero_as_keras_has_them() -> None:
    slopes, given = np.full((1, 1, 1), 0.25, np.float32), np.array([-2, 0, 3], np.float32)
    x = given.reshape(1, 1, 3, 1)
    (gradient,) = LAYERS["PReLU"].gradient({}, [slopes], [x], x, np.ones_like(x))
    assert gradient.ravel().tolist() == [0.25, 0, 1]


def test_that_a_rescaling_is_a_product_and_a_sum() -> None:
    output, gradient = computed("Rescaling", [[1, 2]], [[3, 5]], scale=2, offset=-1)
    assert output.tolist() == [[1, 3]]
    assert gradient.tolist() == [[6, 10]]


def numbers(*values: float) -> Array:
    return np.array(values, np.float32)


def test_that_a_normalisation_is_the_factor_and_shift_worked_out_by_hand() -> None:
    network = GraphBuilder(ImageSpec(8, 8))
    network.add("BatchNormalization", epsilon=1.0)
    layer = network.layers[0]
    weights = [numbers(4), numbers(1), numbers(3), numbers(15)]  # 4 / sqrt(15 + 1) = 1
    samples = np.full((1, 8, 8, 1), 5, np.float32)
    found = UnfusedPass(network.graph(), weights, samples)
    assert np.unique(found.scores).tolist() == [3]  # 1 + (5 - 3) * 1
    (gradient,) = layer.does.gradient(
        layer.settings, weights, [samples], found.scores, np.full_like(samples, 7)
    )
    assert np.unique(gradient).tolist() == [7]
    told = layer.does.channel_map(layer.settings, weights, 1)
    assert told is not None
    assert told[0].tolist() == [[1]]
    assert told[1].tolist() == [-2]


def test_that_each_input_of_a_sum_has_its_gradient() -> None:
    network = GraphBuilder(ImageSpec(8, 8))
    twice = network.add("Rescaling", 0, scale=2.0)
    thrice = network.add("Rescaling", 0, scale=3.0)
    network.add("Add", twice, thrice, thrice)
    samples = np.ones((1, 8, 8, 1), np.float32)
    found = UnfusedPass(network.graph(), [], samples)
    assert np.unique(found.scores).tolist() == [8]
    assert np.unique(found.gradient(np.ones_like(samples))).tolist() == [8]
    assert np.unique(found.gradient(np.ones_like(samples), thrice)).tolist() == [2]


def test_that_a_dense_layer_gives_back_its_rows() -> None:
    does = LAYERS["Dense"]
    kernel = np.array([[1, 2], [3, 4], [5, 6]], np.float32)
    options = {"units": 2, "activation": "linear", "use_bias": True}
    read, output = np.zeros((1, 3), np.float32), np.zeros((1, 2), np.float32)
    (gradient,) = does.gradient(
        options, [kernel, numbers(0, 0)], [read], output, numbers(10, 1)[None]
    )
    assert gradient.tolist() == [[12, 34, 56]]


def test_that_a_convolution_gives_back_its_kernel() -> None:
    network = GraphBuilder(ImageSpec(8, 8))
    network.add("Conv2D", filters=1, kernel_size=(1, 3), use_bias=False, padding="same")
    kernel = numbers(2, 3, 5).reshape(1, 3, 1, 1)
    samples = np.zeros((1, 8, 8, 1), np.float32)
    samples[0, 4, 4] = 1
    found = UnfusedPass(network.graph(), [kernel], samples)
    assert found.scores[0, 4, 2:7, 0].tolist() == [0, 5, 3, 2, 0]
    upstream = np.zeros_like(samples)
    upstream[0, 4, 4] = 1
    assert found.gradient(upstream)[0, 4, 2:7, 0].tolist() == [0, 2, 3, 5, 0]


def test_that_a_flat_vector_has_channels_fastest() -> None:
    network = GraphBuilder(ImageSpec(8, 9, 3))
    network.add("Flatten")
    samples = np.arange(2 * 8 * 9 * 3, dtype=np.float32).reshape(2, 8, 9, 3)
    found = UnfusedPass(network.graph(), [], samples)
    assert np.array_equal(found.scores, samples.reshape(2, -1))
    assert np.array_equal(found.gradient(found.scores), samples)


def settings_of(kind: str, **options: Any) -> dict[str, Any]:
    does = LAYERS[kind]
    return options_of(kind, does.options, {**does.defaults, **options})


def shapes_of(kind: str, shape: Shape, **options: Any) -> tuple[Shape, tuple[Shape, ...]]:
    does, settings = LAYERS[kind], settings_of(kind, **options)
    return does.output_shape(settings, shape), does.weight_shapes(settings, shape)


def test_that_shapes_are_those_worked_out_by_hand() -> None:
    assert shapes_of("Conv2D", (9, 8, 4), filters=6, kernel_size=3, groups=2, strides=2) == (
        (4, 3, 6),
        ((3, 3, 2, 6), (6,)),
    )
    assert shapes_of("DepthwiseConv2D", (9, 8, 4), kernel_size=2, depth_multiplier=3) == (
        (8, 7, 12),
        ((2, 2, 4, 3), (12,)),
    )
    assert shapes_of("SeparableConv2D", (9, 8, 4), filters=5, kernel_size=3, padding="same") == (
        (9, 8, 5),
        ((3, 3, 4, 1), (1, 1, 4, 5), (5,)),
    )
    assert shapes_of("PReLU", (9, 8, 4), shared_axes=[1, 2]) == ((9, 8, 4), ((1, 1, 4),))
    assert shapes_of("MaxPooling2D", (9, 8, 4), padding="same") == ((5, 4, 4), ())
    assert shapes_of("Dense", (9,), units=2, use_bias=False) == ((2,), ((9, 2),))


def test_that_a_title_says_what_a_person_wants_to_know() -> None:
    def title(kind: str, **options: Any) -> str:
        settings = settings_of(kind, **options)
        return Layer(kind, "name", tuple(settings.items()), (0,)).title

    assert title("Conv2D", filters=6, kernel_size=[3, 5]) == "Conv2D 6, 3×5"
    assert title("DepthwiseConv2D", kernel_size=3, activation="relu") == (
        "DepthwiseConv2D, 3×3, ReLU"
    )
    assert title("MaxPooling2D", pool_size=3) == "MaxPooling2D, 3×3"
    assert title("Activation", activation="tanh") == "Activation, tanh"
    assert title("Dense", units=10, activation="softmax") == "Dense 10, softmax"
    assert title("Add") == "Add"
