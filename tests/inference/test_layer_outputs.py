"""What every layer makes of a sample: as Keras computes it, with any weights."""

from __future__ import annotations

import keras
import numpy as np
import pytest
from camviewer.inference.layer_outputs import MAX_CHANNELS
from camviewer.networks.description import Description, Layer

from camviewer.data.dataset import to_sample
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.engine import Engine
from camviewer.networks import keras_network
from camviewer.networks.architectures import ARCHITECTURES
from tests.reference import off, random_weights

pytestmark = pytest.mark.slow

DIGIT = to_sample(WrittenSplit("test", 1).images)[0]

CONVOLUTION = {
    "filters": MAX_CHANNELS + 4,
    "groups": 1,
    "kernel_size": (3, 3),
    "strides": (2, 2),
    "padding": "same",
    "dilation_rate": (1, 1),
    "activation": "relu",
    "use_bias": True,
    "data_format": "channels_last",
}


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_that_layers_are_what_keras_computes(architecture: str) -> None:
    engine, built = Engine(architecture), keras_network.build(architecture)
    shown = [layer for layer in built.features.layers if layer.__class__.__name__ != "InputLayer"]
    whole = keras.Model(built.features.input, [layer.output for layer in shown])
    for seed in (1, 2):
        weights = random_weights(built.get_weights(), seed)
        engine.load(weights, "random")
        built.set_weights(weights)
        one = engine.predict(DIGIT, with_layers=True)
        expected = whole(DIGIT[None, ..., None], training=False)
        for layer, found, values in zip(shown, one.layers, expected, strict=True):
            assert found.kind.startswith(type(layer).__name__)
            assert found.shape == tuple(layer.output.shape[1:])
            assert found.parameters == layer.count_params()
            assert off(found.values, values.numpy()[0]) <= 1e-4
        assert off(one.layers[-1].values, one.features) <= 1e-5


def test_that_layers_are_told_only_when_asked_for() -> None:
    assert Engine("lecture").predict(DIGIT).layers == ()


def test_that_of_a_network_described_in_a_file_the_first_channels_are_told() -> None:
    described = Description(
        DIGIT_SPEC,
        10,
        (Layer("Conv2D", "wide", tuple(CONVOLUTION.items()), (0,)),),
        "dense",
        has_bias=True,
    )
    (found,) = Engine(described).predict(DIGIT, with_layers=True).layers
    assert found.kind == f"Conv2D {MAX_CHANNELS + 4}, 3×3, ReLU"
    assert found.shape == (14, 14, MAX_CHANNELS + 4)
    assert found.values.shape == (14, 14, MAX_CHANNELS)
    assert np.isfinite(found.values).all()
