"""Grad-CAM and HiResCAM at any convolution, against gradients that TensorFlow computes."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.attribution import Attribution
from camviewer.attribution.channel_ablation import ChannelAblation, ablate
from camviewer.attribution.layer_gradients import FEATURES, LAYER
from camviewer.attribution.methods import METHODS
from camviewer.data.dataset import to_sample
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.prediction import Prediction
from camviewer.networks.architectures import graph_of
from camviewer.networks.convolutions import convolution_places
from camviewer.networks.formats import model_file
from camviewer.networks.graph import GraphBuilder
from tests.attribution.test_backward import weights_of

GRAPH = graph_of("compact")
PLACES = convolution_places(GRAPH)
WEIGHTS = weights_of(GRAPH)


def predicted() -> Prediction:
    sample = np.random.default_rng(1).random((28, 28), np.float32)
    return Engine(GRAPH, WEIGHTS, "random").predict(sample)


def explained(method: str, layer: str, prediction: Prediction | None = None) -> Attribution:
    return METHODS[method].explain(prediction or predicted(), {"layer": layer})


def test_that_the_convolutions_are_offered_the_last_one_first() -> None:
    (parameter,) = METHODS["grad-cam"].parameters
    choices = parameter.choices(predicted())
    assert list(choices) == ["conv2d_5", "conv2d_4", "conv2d_3", "conv2d_2", "conv2d_1", "conv2d"]
    assert choices["conv2d_1"] == "2: Conv2D 16, 3×3, 28×28"
    assert len(set(choices.values())) == 6
    assert parameter.value(predicted(), {}) == "conv2d_5"
    assert parameter.value(predicted(), {"layer": "of another network"}) == "conv2d_5"


def test_that_what_a_convolution_found_is_behind_its_normalisation_and_activation() -> None:
    kinds = [GRAPH.layers[place - 1].kind for place in PLACES.values()]
    assert kinds == ["ReLU"] * 6


def test_that_at_the_last_one_both_are_cam_up_to_a_factor() -> None:
    one = predicted()
    cells = one.maps[0].size
    grad, hires = (explained(name, "conv2d_5", one).maps for name in ("grad-cam", "hires-cam"))
    assert hires == pytest.approx(one.maps / cells, rel=1e-4, abs=1e-5)
    assert grad == pytest.approx(np.maximum(one.maps, 0) / cells, rel=1e-4, abs=1e-5)


def test_that_further_down_they_are_not() -> None:
    one = predicted()
    hires, grad = (explained(name, "conv2d_4", one).maps for name in ("hires-cam", "grad-cam"))
    assert hires.shape == one.maps.shape
    for maps in (hires, grad):
        factor = (maps * one.maps).sum() / (one.maps**2).sum()
        assert np.abs(maps - factor * one.maps).max() > 0.05 * np.abs(maps).max()


@pytest.mark.parametrize("layer", PLACES)
def test_that_hires_cam_and_its_remainder_are_the_score(layer: str) -> None:
    one = predicted()
    found = explained("hires-cam", layer, one)
    assert found.sums is not None
    assert found.remainder is not None
    largest = float(np.abs(one.logits).max())
    assert found.sums + found.remainder == pytest.approx(one.logits, abs=1e-4 * largest)
    assert found.passes == (0 if layer == "conv2d_5" else 1)
    assert found.field is not None
    assert found.field.grid == found.maps.shape[1:]


def test_that_an_attribution_is_made_once() -> None:
    one = predicted()
    assert explained("hires-cam", "conv2d", one) is explained("hires-cam", "conv2d", one)
    assert explained("hires-cam", "conv2d_1", one) is not explained("hires-cam", "conv2d", one)


def test_that_scaled_channels_are_felt_further_down() -> None:
    one = predicted()
    factors = np.ones(one.features.shape[2], np.float32)
    factors[::2] = 0
    ablated = ablate(one, ChannelAblation(factors))
    found = explained("hires-cam", "conv2d_3", ablated).maps
    # A network whose last layer does not read these channels is the same network.
    weights = [weight.copy() for weight in WEIGHTS]
    weights[-2][::2] = 0
    other = Engine(GRAPH, weights, "cut").predict(one.image)
    expected = explained("hires-cam", "conv2d_3", other).maps
    assert found == pytest.approx(expected, rel=1e-3, abs=1e-4 * float(np.abs(expected).max()))
    assert np.abs(found - explained("hires-cam", "conv2d_3", one).maps).max() > 0


@pytest.mark.slow
@pytest.mark.parametrize("layer", PLACES)
def test_that_they_are_what_tensorflow_computes(layer: str) -> None:
    import keras
    import tensorflow as tf

    from camviewer.training import keras_network

    net = keras_network.build(GRAPH)
    net.set_weights(WEIGHTS)
    one = predicted()
    middle = net.layers[PLACES[layer] - 1].output
    lower = keras.Model(net.model.input, middle)
    upper = keras.Model(middle, net.before_scores.output)
    features = lower(one.image[None, ..., None], training=False)
    with tf.GradientTape() as tape:
        tape.watch(features)
        read = upper(features, training=False)
        scores = tf.linalg.matmul(read, net.dense.kernel) + net.dense.bias
    gradients = tape.jacobian(scores, features)[0, :, 0].numpy()
    values = features[0].numpy()
    hires = (gradients * values).sum(axis=-1)
    grad = np.maximum((gradients.mean(axis=(1, 2), keepdims=True) * values).sum(axis=-1), 0)
    for name, expected in (("hires-cam", hires), ("grad-cam", grad)):
        found = explained(name, layer, one).maps
        assert np.abs(found - expected).max() <= 1e-4 * np.abs(expected).max()


@pytest.mark.parametrize("folded", ["BatchNormalization", "Conv2D"])
@pytest.mark.parametrize("method", ["grad-cam", "hires-cam"])
def test_that_what_is_folded_into_the_head_is_no_convolution_to_choose(
    method: str, folded: str
) -> None:
    network = GraphBuilder(ImageSpec(8, 8, 1))
    network.add("Conv2D", filters=4, kernel_size=3, activation="relu")
    options = {"filters": 3, "kernel_size": 1} if folded == "Conv2D" else {}
    network.add(folded, **options)
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=2, activation="softmax")
    graph = network.graph()
    sample = np.random.default_rng(2).random((8, 8), np.float32)
    one = Engine(graph, weights_of(graph), "folded").predict(sample)
    (parameter,) = METHODS[method].parameters
    assert list(parameter.choices(one)) == ["conv2d"]
    ablated = ablate(one, ChannelAblation(np.array([0, 1, 0, 1], np.float32)))
    found, cam = METHODS[method].maps(ablated), ablated.maps / ablated.maps[0].size
    expected = cam if method == "hires-cam" else np.maximum(cam, 0)
    assert found == pytest.approx(expected, rel=1e-4, abs=1e-6)
    assert np.abs(found - METHODS[method].maps(one)).max() > 0


def test_that_an_ablated_network_lies_as_open_as_any() -> None:
    one = predicted()
    factors = np.linspace(-1, 2, one.features.shape[2], dtype=np.float32)
    ablated = ablate(one, ChannelAblation(factors))
    scores = ablated.activations.outputs[-1][0]
    largest = float(np.abs(ablated.logits).max())
    assert scores == pytest.approx(ablated.logits, abs=1e-5 * largest)
    assert ablated.open_network.scores(one.image[None])[0] == pytest.approx(
        scores, abs=largest / 1e5
    )
    assert explained("gradient-input", "", ablated).maps.shape == (10, 28, 28)


def test_that_features_which_are_no_convolutions_own_come_first() -> None:
    sample = to_sample(WrittenSplit("test", 3).image(2))
    one = ENGINES.of(model_file.bundled()["ink"]).predict(sample)
    assert next(iter(LAYER.choices(one))) == FEATURES
    expected = one.maps / one.maps[0].size
    assert METHODS["hires-cam"].maps(one) == pytest.approx(
        expected, abs=1e-5 * float(np.abs(expected).max())
    )
    last = next(name for name in LAYER.choices(one) if name != FEATURES)
    further_down = METHODS["hires-cam"].explain(one, {"layer": last}).maps
    assert further_down != pytest.approx(expected, abs=1e-3 * float(np.abs(expected).max()))
