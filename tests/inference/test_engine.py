"""The compiled forward pass: equal to Keras and to plain NumPy, compiled once."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.data.dataset import to_sample
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.engine import Engine, engine_for
from camviewer.inference.prediction import softmax
from camviewer.networks import keras_network
from camviewer.networks.architectures import ARCHITECTURES
from camviewer.networks.keras_network import Network
from tests import reference
from tests.reference import off, random_weights

DIGITS = to_sample(WrittenSplit("test", 20).images)

every = pytest.mark.parametrize("architecture", ARCHITECTURES)


def weights(architecture: str, seed: int) -> keras_network.Weights:
    return random_weights(keras_network.build(architecture).get_weights(), seed)


def loaded(architecture: str, seed: int = 1) -> Engine:
    engine = engine_for(architecture)
    engine.load(weights(architecture, seed), f"random {seed}")
    return engine


@pytest.mark.slow
@every
def test_that_it_computes_what_keras_computes(architecture: str) -> None:
    net = keras_network.build(architecture)
    net.set_weights(weights(architecture, 1))
    features, scores = loaded(architecture).forward(DIGITS)
    expected = net.features(DIGITS[..., None], training=False).numpy()
    assert off(features, expected) <= 1e-4
    probabilities = net.model(DIGITS[..., None], training=False).numpy()
    assert softmax(scores) == pytest.approx(probabilities, abs=1e-4)


@every
@pytest.mark.parametrize("seed", [1, 2])
def test_that_maps_and_scores_are_what_numpy_computes(architecture: str, seed: int) -> None:
    engine = loaded(architecture, seed)
    maps, scores = reference.maps_and_scores(architecture, DIGITS, weights(architecture, seed))
    for index, sample in enumerate(DIGITS):
        one = engine.predict(sample)
        assert off(one.maps, maps[index]) <= 1e-4
        assert off(one.logits, scores[index]) <= 1e-4


@every
@pytest.mark.parametrize("count", [1, 2, 7, 20])
def test_that_any_number_of_digits_gives_the_same(architecture: str, count: int) -> None:
    engine = loaded(architecture)
    features, scores = engine.forward(DIGITS[:count])
    assert features.shape[0] == scores.shape[0] == count
    alone, _ = engine.forward(DIGITS[count - 1 : count])
    assert off(features[-1], alone[0]) <= 1e-4


@every
def test_that_a_prediction_holds_the_digit_the_dense_layer_and_the_model(
    architecture: str,
) -> None:
    sample = DIGITS[3].copy()
    one = loaded(architecture, 2).predict(sample)
    sample[...] = 0
    assert np.array_equal(one.image, DIGITS[3])
    dense, bias = weights(architecture, 2)[-2:]
    assert np.array_equal(one.weights, dense)
    assert np.array_equal(one.bias, bias)
    assert one.model == "random 2"


def test_that_a_prediction_outlives_other_weights() -> None:
    engine = loaded("lecture", 1)
    one = engine.predict(DIGITS[0])
    before = one.weights.copy(), one.features.copy()
    engine.load(weights("lecture", 2), "other")
    engine.predict(DIGITS[1])
    assert np.array_equal(one.weights, before[0])
    assert np.array_equal(one.features, before[1])


@every
@pytest.mark.parametrize("level", [0, 1])
def test_that_an_empty_and_a_full_digit_can_be_predicted(architecture: str, level: int) -> None:
    one = loaded(architecture).predict(np.full((28, 28), level, np.float32))
    assert (one.image == level).all()
    assert np.isfinite(one.maps).all()


def test_that_it_can_analyse_before_weights_were_loaded() -> None:
    one = Engine("lecture").predict(np.zeros((28, 28), np.float32))
    assert one.weights.shape == (64, 10)
    assert one.logits.tolist() == [0] * 10  # biases begin at 0


def test_that_exchanging_weights_and_numbers_compiles_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    traced = []
    score = Network.score

    def counting(self: Network, features: object) -> object:
        traced.append(features)
        return score(self, features)

    monkeypatch.setattr(Network, "score", counting)
    engine = Engine("lecture")
    results = []
    for seed in (1, 2, 3):
        engine.load(weights("lecture", seed), str(seed))
        results += [engine.forward(DIGITS[:count])[1][0, 0] for count in (1, 3, 10)]
    assert len(traced) == 1
    assert len({round(float(score), 4) for score in results}) == 3


def test_that_there_is_one_engine_an_architecture() -> None:
    assert engine_for("lecture") is engine_for("lecture")
    assert engine_for("lecture") is not engine_for("compact")


def test_that_weights_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="weights"):
        engine_for("lecture").load(weights("compact", 1), "compact")


def test_that_an_unknown_architecture_is_refused() -> None:
    with pytest.raises(UserError, match="found 'vgg'"):
        engine_for("vgg")
