"""Normalisations that convolutions have taken over: the same features."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from camviewer.inference.batch_norm_folding import Folded
from keras import KerasTensor, layers

from camviewer.data.digits.preparation import SIDE
from camviewer.networks import keras_network
from camviewer.networks.architectures import ARCHITECTURES

pytestmark = pytest.mark.slow

CLOSE = 1e-5  # of the largest feature; single precision rounds at 6e-8


def built(make: Callable[[KerasTensor], KerasTensor]) -> Any:
    """A model of features whose weights are all of another value, as after a training."""
    inputs = keras.Input((SIDE, SIDE, 1))
    model = keras.Model(inputs, make(inputs))
    disturb(model, 0)
    return model


def disturb(model: Any, seed: int) -> None:
    random = np.random.default_rng(seed)
    for layer in model.layers:
        weights = [random.normal(0, 0.5, weight.shape) for weight in layer.get_weights()]
        if isinstance(layer, layers.BatchNormalization):
            weights[-1] = random.uniform(0.2, 3, weights[-1].shape)  # a variance
        layer.set_weights(weights)


def normalisations(model: Any) -> int:
    return sum(isinstance(layer, layers.BatchNormalization) for layer in model.layers)


def difference(one: Any, other: Any) -> float:
    """The largest one between the features, as a share of the largest feature."""
    samples = np.random.default_rng(1).random((4, SIDE, SIDE, 1), np.float32)
    first, second = (np.array(model(samples, training=False)) for model in (one, other))
    return float(np.abs(first - second).max() / np.abs(first).max())


def usual(x: KerasTensor) -> KerasTensor:
    for options in ({"use_bias": False}, {"dilation_rate": 2}, {"strides": 2}):
        x = layers.Conv2D(6, 3, padding="same", **options)(x)
        x = layers.BatchNormalization()(x)
        x = layers.ReLU()(x)
    return x


def without_gamma_and_beta(x: KerasTensor) -> KerasTensor:
    x = layers.Conv2D(4, 3)(x)
    x = layers.BatchNormalization(scale=False)(x)
    x = layers.Conv2D(4, 3)(x)
    return layers.BatchNormalization(center=False, epsilon=0.1)(x)


def in_groups_and_branches(x: KerasTensor) -> KerasTensor:
    x = layers.Conv2D(4, 3, padding="same")(x)
    branch = layers.BatchNormalization()(layers.Conv2D(4, 3, padding="same", groups=2)(x))
    return layers.Add()([x, layers.Dropout(0.5)(branch)])


FOLDED: dict[Callable[[KerasTensor], KerasTensor], int] = {
    usual: 3,
    without_gamma_and_beta: 2,
    in_groups_and_branches: 1,
}


def after_an_activation(x: KerasTensor) -> KerasTensor:
    return layers.BatchNormalization()(layers.Conv2D(4, 3, activation="relu")(x))


def after_something_else(x: KerasTensor) -> KerasTensor:
    x = layers.BatchNormalization()(x)
    x = layers.BatchNormalization()(layers.DepthwiseConv2D(3, depth_multiplier=2)(x))
    return layers.BatchNormalization()(layers.MaxPooling2D()(x))


def read_by_others_too(x: KerasTensor) -> KerasTensor:
    x = layers.Conv2D(4, 3)(x)
    return layers.Add()([x, layers.BatchNormalization()(x)])


def along_another_axis(x: KerasTensor) -> KerasTensor:
    return layers.BatchNormalization(axis=1)(layers.Conv2D(4, 3)(x))


@pytest.mark.parametrize("make", FOLDED)
def test_that_the_features_are_the_same_without_normalisations(
    make: Callable[[KerasTensor], KerasTensor],
) -> None:
    model = built(make)
    assert normalisations(model) == FOLDED[make]
    folded = Folded(model)
    assert normalisations(folded.model) == 0
    assert difference(model, folded.model) < CLOSE


@pytest.mark.parametrize(
    "make", [after_an_activation, after_something_else, read_by_others_too, along_another_axis]
)
def test_that_what_no_convolution_can_do_stays(
    make: Callable[[KerasTensor], KerasTensor],
) -> None:
    model = built(make)
    assert Folded(model).model is model


def test_that_one_that_can_be_folded_is_and_another_stays() -> None:
    model = built(lambda x: after_something_else(usual(x)))
    folded = Folded(model)
    assert normalisations(model) == 6
    assert normalisations(folded.model) == 3
    assert difference(model, folded.model) < CLOSE


def test_that_other_weights_are_followed_when_they_are_loaded() -> None:
    model = built(usual)
    folded = Folded(model)
    disturb(model, 7)
    assert difference(model, folded.model) > 0.01
    folded.load()
    assert difference(model, folded.model) < CLOSE


def test_that_kernel_and_bias_are_those_worked_out_by_hand() -> None:
    inputs = keras.Input((SIDE, SIDE, 1))
    convolution, normalisation = layers.Conv2D(1, 1), layers.BatchNormalization(epsilon=1.0)
    model = keras.Model(inputs, normalisation(convolution(inputs)))
    convolution.set_weights([np.full((1, 1, 1, 1), 5.0), np.array([7.0])])
    gamma, beta, mean, variance = (np.array([number]) for number in (4.0, 1.0, 3.0, 15.0))
    normalisation.set_weights([gamma, beta, mean, variance])
    kernel, bias = Folded(model).model.get_weights()
    assert kernel.tolist() == [[[[5.0]]]]  # 5 * 4 / sqrt(15 + 1)
    assert bias.tolist() == [5.0]  # 1 + (7 - 3) * 4 / 4


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_that_an_architecture_is_folded_whole(architecture: str) -> None:
    features = keras_network.build(architecture, seed=3).features
    disturb(features, 3)
    folded = Folded(features)
    assert normalisations(folded.model) == 0
    assert difference(features, folded.model) < CLOSE
