"""The program's own architectures: a grid of 14, the lecture's size, what each is made of."""

from __future__ import annotations

import keras
import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.networks import keras_network
from camviewer.networks.architectures import ARCHITECTURES, compact

every = pytest.mark.parametrize("name", ["lecture", "compact"])

LECTURE = [
    ("Conv2D", (None, 28, 28, 32), 320),
    ("MaxPooling2D", (None, 14, 14, 32), 0),
    ("Conv2D", (None, 14, 14, 64), 18_496),
    ("GlobalAveragePooling2D", (None, 64), 0),
    ("Dense", (None, 10), 650),
]


def test_that_the_architectures_are_found_by_folder() -> None:
    assert list(ARCHITECTURES) == ["lecture", "compact"]


@every
def test_that_the_raw_grid_is_14_by_14_and_features_are_never_negative(name: str) -> None:
    net = keras_network.build(name, seed=1)
    assert net.model.input_shape == (None, 28, 28, 1)
    assert net.features.output_shape[:3] == (None, 14, 14)
    assert net.model.output_shape == (None, 10)
    samples = np.random.default_rng(0).random((4, 28, 28, 1), np.float32)
    features, scores = net.forward(samples, training=False)
    assert features.numpy().min() >= 0
    assert scores.shape == (4, 10)


@every
def test_that_it_is_as_small_as_the_lectures(name: str) -> None:
    assert keras_network.build(name).model.count_params() <= 20_000


def test_that_the_lectures_network_is_the_lectures() -> None:
    model = keras_network.build("lecture").model
    table = [
        (type(layer).__name__, layer.output.shape, layer.count_params())
        for layer in model.layers[1:]
    ]
    assert table == LECTURE
    assert model.count_params() == 19_466
    for layer in model.layers:
        if isinstance(layer, keras.layers.Conv2D):
            assert layer.activation is keras.activations.relu
            assert (layer.padding, layer.kernel_size, layer.strides) == ("same", (3, 3), (1, 1))


def test_that_the_compact_network_has_the_parameters_it_says() -> None:
    model = keras_network.build("compact").model
    assert model.count_params() == 19_674
    assert f"{model.count_params():,} parameters" in (compact.__doc__ or "")


def test_that_an_unknown_architecture_is_named_with_the_known_ones() -> None:
    with pytest.raises(UserError, match="lecture, compact, found 'lectur'"):
        keras_network.build("lectur")
