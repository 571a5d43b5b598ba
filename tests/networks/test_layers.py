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
from camviewer.networks.options import UnfitError, options_of
from camviewer.training import keras_network
from camviewer.training.keras_network import KerasNetwork
from tests.networks.random_graphs import drawn
from tests.networks.random_layers import random_weights_of, ungrouped
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
            graph.layers[-1].inputs, keras_gradients(network, weights, read, upstream), strict=True
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
    network: KerasNetwork, weights: list[Array], read: list[Array], upstream: Array
) -> list[Array]:
    """What the last layer gives back for each of its inputs."""
    graph = network.graph
    whole, values = ungrouped(graph, weights)
    if whole != graph:
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


def back(kind: str, inputs: list[list[Any]], upstream: list[Any]) -> list[Any]:
    """What a kind that joins gives back to each of its inputs, of one sample."""
    arrays = [np.array([each], np.float32) for each in inputs]
    whole = LAYERS[kind].joined_shape({}, [each.shape[1:] for each in arrays])
    given = np.array([upstream], np.float32)
    assert given.shape[1:] == whole
    functions = {"Maximum": np.maximum, "Minimum": np.minimum}
    output = functions.get(kind, np.multiply)(*np.broadcast_arrays(*arrays))
    found = LAYERS[kind].gradient({}, [], arrays, output, given)
    return [each[0].tolist() for each in found]


def test_that_what_is_repeated_gets_the_sum_of_what_comes_back() -> None:
    grid, upstream = [[[2, 3], [4, 5]]], [[[1, 10], [100, 1000]]]
    assert back("Add", [grid, [7, 8]], upstream) == [upstream, [101, 1010]]
    assert back("Average", [grid, [[[7, 8]]]], upstream)[1] == [[[50.5, 505]]]
    assert back("Subtract", [[7, 8], grid], upstream)[0] == [101, 1010]
    by_gate = [[[7, 80], [700, 8000]]]
    assert back("Multiply", [grid, [7, 8]], upstream) == [by_gate, [402, 5030]]


def test_that_of_equal_numbers_the_first_has_the_gradient() -> None:
    one, other, upstream = [1, 5, 3], [2, 5, 1], [10, 20, 30]
    assert back("Maximum", [one, other], upstream) == [[0, 20, 30], [10, 0, 0]]
    assert back("Minimum", [one, other], upstream) == [[10, 20, 0], [0, 0, 30]]


def test_that_inputs_side_by_side_part_again() -> None:
    network = GraphBuilder(ImageSpec(8, 9))
    twice = network.add("Rescaling", 0, scale=2.0)
    upper = network.add("Cropping2D", 0, cropping=((0, 6), (0, 0)))
    network.add("Concatenate", upper, twice, axis=1)
    samples = np.arange(72, dtype=np.float32).reshape(1, 8, 9, 1)
    found = UnfusedPass(network.graph(), [], samples)
    assert np.array_equal(found.scores, np.concatenate([samples[:, :2], 2 * samples], axis=1))
    upstream = np.ones_like(found.scores)
    assert np.unique(found.gradient(upstream)[:, :2]).tolist() == [3]
    assert np.unique(found.gradient(upstream)[:, 2:]).tolist() == [2]


def test_that_equal_cells_share_the_gradient_of_the_largest_of_all() -> None:
    x = np.array([[[1, 7], [4, 7]], [[4, 0], [4, 2]]], np.float32)[None]
    output = np.array([[4, 7]], np.float32)
    (gradient,) = LAYERS["GlobalMaxPooling2D"].gradient({}, [], [x], output, output)
    third = pytest.approx(4 / 3)
    assert gradient[0, ..., 0].ravel().tolist() == [0, third, third, third]
    assert gradient[0, ..., 1].ravel().tolist() == [3.5, 3.5, 0, 0]


def test_that_twice_as_many_cells_are_the_means_worked_out_by_hand() -> None:
    options = {"size": [1, 2], "interpolation": "bilinear"}
    output, gradient = computed("UpSampling2D", [[0, 4, 8]], [[1, 1, 1, 1, 1, 1]], **options)
    assert output.tolist() == [[0, 1, 3, 5, 7, 8]]
    assert gradient.tolist() == [[2, 2, 2]]
    output, gradient = computed("UpSampling2D", [[3, 5]], [[1, 2, 3, 4]], size=[1, 2])
    assert output.tolist() == [[3, 3, 5, 5]]
    assert gradient.tolist() == [[3, 7]]


def test_that_fewer_cells_are_those_in_whose_middle_they_lie() -> None:
    options = {"height": 1, "width": 2, "interpolation": "nearest"}
    output, gradient = computed("Resizing", [[1, 2, 3, 4]], [[10, 20]], **options)
    assert output.tolist() == [[2, 4]]
    assert gradient.tolist() == [[0, 10, 0, 20]]


def test_that_edges_that_are_cut_off_have_no_gradient() -> None:
    output, gradient = computed(
        "Cropping2D", [[1, 2, 3], [4, 5, 6]], [[7]], cropping=((1, 0), (0, 2))
    )
    assert output.tolist() == [[4]]
    assert gradient.tolist() == [[0, 0, 0], [7, 0, 0]]


@pytest.mark.parametrize("dilation", [1, 2])
@pytest.mark.parametrize("padding", ["same", "valid"])
def test_that_a_transposed_convolution_is_what_comes_back_through_one(
    padding: str, dilation: int
) -> None:
    """Keras on a processor has none with dilation to compare with."""
    given = {"kernel_size": 3, "padding": padding, "dilation_rate": dilation}
    settings = settings_of("Conv2DTranspose", filters=2, **given)
    forth = settings_of("Conv2D", filters=5, **given)
    random = np.random.default_rng(2)
    kernel = random.standard_normal((3, 3, 2, 5)).astype(np.float32)
    network = GraphBuilder(ImageSpec(8, 9))
    network.add("Conv2D", filters=5, kernel_size=1, use_bias=False)
    network.add("Conv2DTranspose", filters=2, use_bias=False, **given)
    weights = [random.standard_normal((1, 1, 1, 5)).astype(np.float32), kernel]
    found = UnfusedPass(network.graph(), weights, random.random((1, 8, 9, 1), np.float32))
    larger = np.zeros_like(found.scores)
    assert LAYERS["Conv2D"].output_shape(forth, larger.shape[1:]) == (8, 9, 5)
    (expected,) = LAYERS["Conv2D"].gradient(forth, [kernel], [larger], larger, found.output(1))
    assert apart(found.scores, expected) <= 1e-5
    assert settings["filters"] == 2


def test_that_a_layer_is_normalised_as_worked_out_by_hand() -> None:
    network = GraphBuilder(ImageSpec(8, 8, 3))
    network.add("LayerNormalization", epsilon=1e-12)
    sample = np.full((1, 8, 8, 3), (1, 4, 7), np.float32)  # mean 4, variance 6
    found = UnfusedPass(network.graph(), [numbers(1, 1, 2), numbers(0, 5, 0)], sample)
    root = 6**0.5
    assert found.scores[0, 0, 0].tolist() == pytest.approx([-3 / root, 5, 6 / root])


def test_that_minus_one_group_is_one_for_each_channel() -> None:
    each, as_many = (settings_of("GroupNormalization", groups=groups) for groups in (-1, 4))
    x = np.random.default_rng(3).random((2, 5, 6, 4), np.float32)
    ones = [np.ones(4, np.float32), np.zeros(4, np.float32)]
    (found,), (expected,) = (
        LAYERS["GroupNormalization"].gradient(options, ones, [x], x, x)
        for options in (each, as_many)
    )
    assert np.array_equal(found, expected)


def test_that_a_mean_and_a_variance_may_be_options() -> None:
    network = GraphBuilder(ImageSpec(8, 8, 3))
    network.add("Normalization", mean=[1.0, 2.0, 3.0], variance=[4.0, 1.0, 0.0])
    sample = np.full((1, 8, 8, 3), (3, 3, 3), np.float32)
    found = UnfusedPass(network.graph(), [], sample)
    assert found.scores[0, 0, 0].tolist() == [1, 1, 0]
    assert np.allclose(found.gradient(sample)[0, 0, 0], [1.5, 3, 3e7])


@pytest.mark.parametrize(
    ("kind", "options", "said"),
    [
        ("Rescaling", {"scale": [1.0, 2.0]}, "numbers. Needed: one number or 3 in"),
        ("Rescaling", {"scale": float("nan")}, "the value is nan. Needed: scale of Rescaling"),
        ("Normalization", {"mean": 1.0}, "mean and variance"),
        ("Normalization", {"mean": 1.0, "variance": -1.0}, "a variance of at least 0"),
        ("Reshape", {"target_shape": [5, -1]}, "the size of a vector or of a grid"),
        ("Reshape", {"target_shape": [7, -1, 1, 1]}, "the size of a vector or of a grid"),
        ("Reshape", {"target_shape": [5, -1, 1]}, "a shape for 216 numbers"),
        ("Reshape", {"target_shape": [10**9]}, "a whole number from -1 to"),
        ("Permute", {"dims": [1, 2]}, "an order of 1, 2 and 3"),
        ("Permute", {"dims": [1]}, "an order of all axes"),
        ("LayerNormalization", {"axis": [1, -1]}, "axes of its input"),
        ("LayerNormalization", {"axis": 0}, "axes of its input"),
        ("GroupNormalization", {"groups": 2}, "split into its groups"),
        ("Cropping2D", {"cropping": 4}, "a window of"),
        ("Resizing", {"height": 8, "width": 8, "crop_to_aspect_ratio": True}, ": False"),
        ("UpSampling2D", {"interpolation": "bicubic"}, ": nearest or bilinear"),
        (
            "Conv2DTranspose",
            {"filters": 2, "kernel_size": 3, "output_padding": 1},
            "output_padding that its strides allow",
        ),
    ],
)
def test_that_options_that_do_not_fit_are_told(
    kind: str, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(UnfitError, match=said):
        GraphBuilder(ImageSpec(8, 9, 3)).add(kind, **options)


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
    assert title("Conv2DTranspose", filters=6, kernel_size=[3, 5]) == "Conv2DTranspose 6, 3×5"
    assert title("UpSampling2D") == "UpSampling2D, 2×2"
    assert title("Resizing", height=28, width=20) == "Resizing, 28×20"
