"""What every architecture found keeps to: scores of samples and classes, the same in Keras."""

from __future__ import annotations

from functools import cache

import keras
import numpy as np
import pytest

from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import softmax
from camviewer.networks.architectures import ARCHITECTURES, graph_of
from camviewer.networks.linear_head import head_place
from camviewer.training import keras_network
from camviewer.training.keras_network import KerasNetwork
from tests.engines import WITH_HEAD
from tests.reference import off
from tests.there import there

every = pytest.mark.parametrize("name", ARCHITECTURES)
with_head = pytest.mark.parametrize("name", WITH_HEAD)
slow = pytest.mark.slow

SAMPLES = np.random.default_rng(0).random((4, 28, 28), np.float32)


@cache
def built(name: str) -> KerasNetwork:
    """A network whose weights are all of another value, as after a training."""
    network = keras_network.build(graph_of(name), seed=1)
    random = np.random.default_rng(2)
    network.set_weights(
        [weight + random.uniform(0, 0.1, weight.shape) for weight in network.get_weights()]
    )
    return network


def engine(name: str) -> Engine:
    return Engine(graph_of(name), built(name).get_weights())


@every
def test_that_it_gives_ten_scores_of_a_digit(name: str) -> None:
    graph = graph_of(name)
    assert graph.shapes[0] == (28, 28, 1)
    assert graph.shapes[-1] == (10,)


@with_head
def test_that_the_features_of_a_linear_head_are_on_a_grid(name: str) -> None:
    graph = graph_of(name)
    height, width, _ = graph.shapes[there(head_place(graph)).features]
    assert height > 1 < width


@every
def test_that_it_ends_in_one_dense_layer_whose_activation_is_softmax(name: str) -> None:
    *_, last = graph_of(name).layers
    assert last.kind == "Dense"
    assert last.settings["activation"] == "softmax"


@every
def test_that_it_is_made_for_other_samples_and_classes(name: str) -> None:
    graph = graph_of(name, ImageSpec(24, 20, 3), 7)
    assert graph.shapes[0] == (24, 20, 3)
    assert graph.classes == 7
    assert (head_place(graph) is None) == (name not in WITH_HEAD)


@every
def test_that_the_same_is_made_again(name: str) -> None:
    maker = ARCHITECTURES.named(name)
    spec = ImageSpec(28, 28)
    assert maker(spec, 10) == maker(spec, 10)
    assert maker(spec, 10) != maker(spec, 11)


@slow
@every
def test_that_keras_builds_it_with_the_shapes_and_parameters_it_says(name: str) -> None:
    graph, network = graph_of(name), built(name)
    assert network.model.input_shape == (None, 28, 28, 1)
    assert network.model.output_shape == (None, 10)
    assert network.dense.activation is keras.activations.softmax
    assert network.dense is network.layers[-1]
    assert [layer.output.shape[1:] for layer in network.layers] == list(graph.shapes[1:])
    assert [layer.count_params() for layer in network.layers] == list(graph.parameters)


@slow
@every
def test_that_it_is_read_as_keras_computes_it(name: str) -> None:
    network = built(name)
    scores = engine(name).scores(SAMPLES)
    assert off(scores, network.scores(SAMPLES[..., None], training=False).numpy()) <= 1e-4
    answers = network.model(SAMPLES[..., None], training=False).numpy()
    assert off(softmax(scores), answers) <= 1e-4


@slow
@with_head
def test_that_scores_are_a_linear_function_of_pooled_features(name: str) -> None:
    reader = engine(name)
    features, scores = reader.forward(SAMPLES)
    pooled, same = reader.pool(SAMPLES)
    head = there(reader.head)
    assert features.ndim == 4
    assert off(there(pooled), features.mean(axis=(1, 2))) <= 1e-5
    assert off(there(pooled) @ head.weights + head.bias, scores) <= 1e-4
    assert np.array_equal(scores, same)


@slow
@every
def test_that_scores_tell_classes_and_digits_apart(name: str) -> None:
    scores = engine(name).scores(SAMPLES[:2])
    assert len(np.unique(scores[0])) == scores.shape[1]
    assert not np.array_equal(scores[0], scores[1])


@slow
@every
def test_that_an_empty_picture_has_finite_scores(name: str) -> None:
    assert np.isfinite(engine(name).scores(np.zeros((1, 28, 28), np.float32))).all()


@slow
@every
def test_that_a_seed_makes_the_initial_weights(name: str) -> None:
    graph = graph_of(name)
    one, same, other = (keras_network.build(graph, seed=seed).get_weights() for seed in (7, 7, 8))
    assert all(np.array_equal(a, b) for a, b in zip(one, same, strict=True))
    assert not np.array_equal(one[0], other[0])


@slow
@every
def test_that_weights_that_are_handed_out_are_copies(name: str) -> None:
    network = built(name)
    network.get_weights()[0][...] = 9
    assert np.abs(network.get_weights()[0]).max() < 9


@slow
@every
def test_that_weights_that_do_not_fit_are_refused(name: str) -> None:
    network = built(name)
    weights = network.get_weights()
    more = [*weights[:-1], np.zeros(11, np.float32)]
    for refuse in (network.set_weights, lambda given: Engine(network.graph, given)):
        with pytest.raises(ValueError, match="weights"):
            refuse(weights[:-1])
        with pytest.raises(ValueError, match="weights"):
            refuse([*weights, weights[-1]])
        with pytest.raises(ValueError, match="shape"):
            refuse(more)
    assert all(np.array_equal(a, b) for a, b in zip(weights, network.get_weights(), strict=True))


@every
def test_that_its_name_is_spelled_with_hyphens(name: str) -> None:
    assert name.strip()
    assert "_" not in name
