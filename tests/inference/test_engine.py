"""The engine's forward pass: equal to Keras and to plain NumPy, in any thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.data.dataset import to_sample
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import Capability, CapabilityError, softmax
from camviewer.networks.architectures import ARCHITECTURES, graph_of
from tests import reference
from tests.engines import WITH_GRID, WITH_HEAD, engine_of, weights_for
from tests.reference import off
from tests.there import there

DIGITS = to_sample(WrittenSplit("test", 20).images)

every = pytest.mark.parametrize("architecture", ARCHITECTURES)
with_grid = pytest.mark.parametrize("architecture", WITH_GRID)
with_head = pytest.mark.parametrize("architecture", WITH_HEAD)
either = pytest.mark.parametrize("is_snapshot", [False, True])


@pytest.mark.slow
@every
@either
def test_that_it_computes_what_keras_computes(architecture: str, is_snapshot: bool) -> None:
    from camviewer.training import keras_network

    graph = graph_of(architecture)
    net = keras_network.build(graph)
    net.set_weights(weights_for(graph, 1))
    engine = engine_of(architecture, is_snapshot=is_snapshot)
    scores = engine.scores(DIGITS)
    assert off(scores, net.scores(DIGITS[..., None], training=False).numpy()) <= 1e-4
    probabilities = net.model(DIGITS[..., None], training=False).numpy()
    assert softmax(scores) == pytest.approx(probabilities, abs=1e-4)
    if engine.head is not None:
        pooled = net.before_scores(DIGITS[..., None], training=False).numpy()
        assert off(there(engine.pool(DIGITS)[0]), pooled) <= 1e-4


@with_head
@pytest.mark.parametrize("seed", [1, 2])
def test_that_maps_and_scores_are_what_numpy_computes(architecture: str, seed: int) -> None:
    engine = engine_of(architecture, seed)
    weights = weights_for(graph_of(architecture), seed)
    maps, scores = reference.maps_and_scores(architecture, DIGITS, weights)
    for index, sample in enumerate(DIGITS):
        one = engine.predict(sample)
        assert off(one.maps, maps[index]) <= 1e-4
        assert off(one.logits, scores[index]) <= 1e-4


@with_grid
@pytest.mark.parametrize("count", [1, 2, 7, 20])
def test_that_any_number_of_digits_gives_the_same(architecture: str, count: int) -> None:
    engine = engine_of(architecture)
    features, scores = engine.forward(DIGITS[:count])
    assert features.shape[0] == scores.shape[0] == count
    alone, _ = engine.forward(DIGITS[count - 1 : count])
    assert off(features[-1], alone[0]) <= 1e-4


@with_grid
def test_that_a_moment_of_a_training_is_read_as_a_model_with_its_weights_is(
    architecture: str,
) -> None:
    for seed in (1, 2):
        model = engine_of(architecture, seed)
        moment = engine_of(architecture, seed, is_snapshot=True)
        channels = there(model.pool(DIGITS)[0]).shape[1]
        weights = np.random.default_rng(seed).random((len(DIGITS), channels), np.float32)
        pairs = [
            *zip(moment.forward(DIGITS), model.forward(DIGITS), strict=True),
            *zip(map(there, moment.pool(DIGITS)), map(there, model.pool(DIGITS)), strict=True),
            (moment.scores(DIGITS), model.scores(DIGITS)),
            (moment.combine(DIGITS, weights), model.combine(DIGITS, weights)),
        ]
        for found, expected in pairs:
            assert off(found, expected) <= 1e-5
        layers = zip(moment.layers(DIGITS[0]), model.layers(DIGITS[0]), strict=True)
        assert all(off(one.values, other.values) <= 1e-5 for one, other in layers)


@with_grid
@either
def test_that_each_way_to_ask_gives_the_same_numbers(architecture: str, is_snapshot: bool) -> None:
    engine = engine_of(architecture, is_snapshot=is_snapshot)
    features, scores = engine.forward(DIGITS)
    found, with_pooled = engine.pool(DIGITS)
    pooled = there(found)
    assert off(pooled, features.mean(axis=(1, 2))) <= 1e-5
    assert off(with_pooled, scores) <= 1e-5
    assert off(engine.scores(DIGITS), scores) <= 1e-5
    weights = np.random.default_rng(1).standard_normal(pooled.shape).astype(np.float32)
    combined = np.einsum("nhwk,nk->nhw", features, weights)
    assert off(engine.combine(DIGITS, weights), combined) <= 1e-5


@with_head
def test_that_a_prediction_holds_the_digit_the_dense_layer_and_the_model(
    architecture: str,
) -> None:
    sample = DIGITS[3].copy()
    one = engine_of(architecture, 2).predict(sample)
    sample[...] = 0
    assert np.array_equal(one.image, DIGITS[3])
    dense, bias = reference.dense_layer(weights_for(graph_of(architecture), 2))
    assert np.array_equal(one.weights, dense)
    assert np.array_equal(one.bias, bias)
    assert one.model == "random 2"


@either
def test_that_networks_of_one_graph_do_not_disturb_each_other(is_snapshot: bool) -> None:
    first, second = (engine_of("lecture", seed, is_snapshot=is_snapshot) for seed in (1, 2))
    before = first.predict(DIGITS[0])
    other = second.predict(DIGITS[0])
    again = first.predict(DIGITS[0])
    assert np.array_equal(again.features, before.features)
    assert np.array_equal(again.logits, before.logits)
    assert off(other.logits, before.logits) > 0.01


@either
def test_that_threads_at_once_get_what_one_gets(is_snapshot: bool) -> None:
    engines = [engine_of("compact", seed, is_snapshot=is_snapshot) for seed in (1, 2)]
    alone = [[engine.scores(DIGITS[i : i + 1]) for i in range(20)] for engine in engines]

    def read(engine: Engine) -> list[np.ndarray]:
        return [engine.scores(DIGITS[i : i + 1]) for _ in range(5) for i in range(20)]

    with ThreadPoolExecutor(4) as pool:
        calls = [pool.submit(read, engine) for engine in engines * 2]
    for number, call in enumerate(calls):
        assert np.array_equal(np.stack(call.result()), np.stack(alone[number % 2] * 5))


@every
@pytest.mark.parametrize("level", [0, 1])
def test_that_an_empty_and_a_full_digit_can_be_predicted(architecture: str, level: int) -> None:
    one = engine_of(architecture).predict(np.full((28, 28), level, np.float32))
    assert (one.image == level).all()
    assert np.isfinite(one.logits).all()
    assert one.convolution is None or np.isfinite(one.features).all()


@either
def test_that_a_network_without_cells_has_scores_and_nothing_else(is_snapshot: bool) -> None:
    engine = engine_of("ann", is_snapshot=is_snapshot)
    one = engine.predict(DIGITS[0], with_layers=True)
    assert np.array_equal(one.logits, engine.scores(DIGITS[:1])[0])
    assert one.capabilities == {Capability.GRADIENT, Capability.LAYERS}
    assert one.layers == ()
    pooled, scores = engine.pool(DIGITS)
    assert pooled is None
    assert np.array_equal(scores, engine.scores(DIGITS))
    with pytest.raises(CapabilityError, match="no layer with a grid"):
        engine.forward(DIGITS)


def test_that_a_network_without_a_linear_head_has_features_and_layers() -> None:
    engine = engine_of("lenet")
    one = engine.predict(DIGITS[0], with_layers=True)
    can = {Capability.CONVOLUTION_FEATURES, Capability.GRADIENT, Capability.LAYERS}
    assert one.capabilities == can
    assert one.features.shape == (7, 7, 16)
    assert [layer.shape for layer in one.layers] == [
        (28, 28, 6),
        (14, 14, 6),
        (14, 14, 16),
        (7, 7, 16),
    ]


@pytest.mark.parametrize("architecture", ["ann", "lenet"])
def test_that_numbers_that_are_not_finite_are_refused(architecture: str) -> None:
    graph = graph_of(architecture)
    weights = weights_for(graph, 1)
    weights[-1][0] = np.inf
    engine = Engine(graph, weights, "endless")
    for read in (lambda: engine.predict(DIGITS[0]), lambda: engine.pool(DIGITS)):
        with pytest.raises(UserError, match="Model endless: its scores are infinite or no numbers"):
            read()


@either
def test_that_weights_that_do_not_fit_are_refused(is_snapshot: bool) -> None:
    weights = weights_for(graph_of("compact"), 1)
    with pytest.raises(ValueError, match="weights"):
        Engine(graph_of("lecture"), weights, "compact", is_snapshot=is_snapshot)
