"""Live models of Keras: what becomes of them is what Keras computes, or a sentence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import camviewer
from tests.reference import off

pytestmark = [
    pytest.mark.slow,
    # Keras' own variables, when NumPy copies them.
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
]


def convolutional(*, channels: int = 1) -> Any:
    import keras

    keras.utils.set_random_seed(5)
    inputs = keras.Input((20, 24, channels))
    x = keras.layers.Conv2D(6, 3, activation="relu", name="first")(inputs)
    x = keras.layers.Conv2D(8, 3, padding="same", activation="relu", name="last")(x)
    pooled = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, keras.layers.Dense(5, activation="softmax")(pooled), name="a>b")


@pytest.mark.parametrize("channels", [1, 3])
def test_that_a_live_model_gives_keras_probabilities_and_maps(channels: int) -> None:
    import keras

    model = convolutional(channels=channels)
    network = camviewer.load(model)
    assert network.name == "a_b"
    assert network.class_names == ("0", "1", "2", "3", "4")
    images = np.random.default_rng(1).random((3, 20, 24, channels), np.float32)
    found = network.explain(images[..., 0] if channels == 1 else images)
    assert off(found.probabilities, model.predict(images, verbose=0)) <= 1e-5
    weights = model.layers[-1].get_weights()[0]
    features = keras.Model(model.input, model.get_layer("last").output).predict(images, verbose=0)
    assert off(found.maps, np.einsum("nhwk,kc->nchw", features, weights)) <= 1e-5


def test_that_later_training_does_not_reach_the_network() -> None:
    model = convolutional()
    network = camviewer.load(model)
    image = np.random.default_rng(2).random((20, 24), np.float32)
    before = network.predict(image).scores
    model.set_weights([weight * 2 for weight in model.get_weights()])
    assert np.array_equal(network.predict(image).scores, before)
    assert not np.array_equal(camviewer.load(model).predict(image).scores, before)


def test_that_a_model_that_is_not_taken_is_named_and_no_file() -> None:
    import keras

    model = keras.Sequential([keras.Input((28, 28, 2)), keras.layers.Flatten()], name="odd")
    with pytest.raises(camviewer.UserError, match=r"^odd cannot be used: .*Needed: "):
        camviewer.load(model)


def test_that_a_model_is_fed_as_it_is_asked_for() -> None:
    model = convolutional()
    image = np.random.default_rng(4).random((20, 24), np.float32)
    for scaling, pixels in (
        ("0-1", image),
        ("0-255", 255 * image),
        ("centred", 2 * image - 1),
        ("centred-inverted", 1 - 2 * image),
    ):
        found = camviewer.load(model, scaling=scaling).predict(image).probabilities
        expected = model.predict(pixels[None, ..., None], verbose=0)[0]
        assert off(found, expected) <= 1e-5, scaling
    with pytest.raises(ValueError, match="'0-7'"):
        camviewer.load(model, scaling="0-7")
    with pytest.raises(ValueError, match="found none"):
        camviewer.load(model, scaling="standardised")
    with pytest.raises(camviewer.UserError, match="was made by CAM Viewer"):
        camviewer.load("lecture", scaling="0-255")
