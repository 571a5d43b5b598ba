"""What every architecture found keeps to: convolutions, global average pooling, one dense layer."""

from __future__ import annotations

import keras
import numpy as np
import pytest

from camviewer.networks import keras_network
from camviewer.networks.architectures import ARCHITECTURES

every = pytest.mark.parametrize("name", ARCHITECTURES)


@every
def test_that_it_ends_in_pooling_and_one_dense_layer(name: str) -> None:
    net = keras_network.build(name)
    *_, last, pooling, dense = net.model.layers
    assert isinstance(pooling, keras.layers.GlobalAveragePooling2D)
    assert isinstance(dense, keras.layers.Dense)
    assert dense is net.dense
    assert dense.activation is keras.activations.softmax
    assert pooling.input is last.output
    assert dense.input is pooling.output
    assert net.features.outputs[0] is last.output


@every
def test_that_features_lie_on_a_grid_and_scores_are_one_a_class(name: str) -> None:
    net = keras_network.build(name, seed=1)
    assert net.model.input_shape == (None, 28, 28, 1)
    samples = np.random.default_rng(0).random((4, 28, 28, 1), np.float32)
    features, scores = net.forward(samples, training=False)
    _, height, width, channels = net.features.output_shape
    assert features.shape == (4, height, width, channels)
    assert height > 1 < width
    assert scores.shape == (4, 10) == (4, *net.model.output_shape[1:])
    assert np.isfinite(features).all()
    assert np.isfinite(scores).all()
    again = net.forward(samples, training=False)
    assert np.array_equal(again[1], scores)


@every
def test_that_scores_tell_classes_and_digits_apart(name: str) -> None:
    net = keras_network.build(name, seed=1)
    samples = np.random.default_rng(0).random((2, 28, 28, 1), np.float32)
    scores = net.forward(samples, training=False)[1].numpy()
    assert len(np.unique(scores[0])) == scores.shape[1]
    assert not np.array_equal(scores[0], scores[1])


@every
def test_that_an_empty_picture_has_finite_scores(name: str) -> None:
    net = keras_network.build(name, seed=1)
    _, scores = net.forward(np.zeros((1, 28, 28, 1), np.float32), training=False)
    assert np.isfinite(scores).all()


@every
def test_that_a_seed_makes_the_initial_weights(name: str) -> None:
    one, same, other = (keras_network.build(name, seed=seed).get_weights() for seed in (7, 7, 8))
    assert all(np.array_equal(a, b) for a, b in zip(one, same, strict=True))
    assert not np.array_equal(one[0], other[0])


@every
def test_that_weights_that_are_handed_out_are_copies(name: str) -> None:
    net = keras_network.build(name, seed=7)
    net.get_weights()[0][...] = 9
    assert np.abs(net.get_weights()[0]).max() < 9


@every
def test_that_weights_that_do_not_fit_are_refused(name: str) -> None:
    net = keras_network.build(name)
    weights = net.get_weights()
    with pytest.raises(ValueError, match="weights"):
        net.set_weights(weights[:-1])
    with pytest.raises(ValueError, match="shape"):
        net.set_weights([*weights[:-1], np.zeros(11, np.float32)])


@every
def test_that_its_name_is_spelled_with_hyphens(name: str) -> None:
    assert name.strip()
    assert "_" not in name
