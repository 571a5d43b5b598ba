"""Cascading randomisation of a small network, and how alike maps are."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.trust.sanity_check import cascade, compare, measure
from camviewer.attribution.trust.trial import Trial
from camviewer.common.arrays import Array
from camviewer.data.spec import ImageSpec
from camviewer.networks.graph import Graph, GraphBuilder, Weights
from tests.attribution.trust.linear_cases import random_case

RANDOM = np.random.default_rng(5)


def small() -> tuple[Graph, Weights]:
    network = GraphBuilder(ImageSpec(8, 8, 1))
    network.add("Conv2D", filters=3, kernel_size=3, activation="relu")
    network.add("BatchNormalization")
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=4, activation="softmax")
    graph = network.graph()
    shapes = [shape for layer in graph.weight_shapes for shape in layer]
    return graph, [RANDOM.random(shape, np.float32) for shape in shapes]


def changed(before: Weights, after: Weights) -> list[bool]:
    return [not np.array_equal(one, other) for one, other in zip(before, after, strict=True)]


def test_that_layers_are_randomised_from_the_scores_down() -> None:
    graph, weights = small()
    steps = list(cascade(graph, weights, seed=2))
    assert [step.layer.kind for step in steps] == ["Dense", "BatchNormalization", "Conv2D"]
    for step, below in zip(steps, (6, 2, 0), strict=True):
        assert changed(weights, step.weights)[: below + 1] == [False] * below + [True]
        assert all(map(np.array_equal, step.weights[6:], steps[0].weights[6:]))
        assert len(graph.by_layer(step.weights)) == 4


def test_that_every_array_keeps_its_values() -> None:
    graph, weights = small()
    *_, last = cascade(graph, weights, seed=2)
    for before, after in zip(weights, last.weights, strict=True):
        assert after.dtype == np.float32
        assert np.array_equal(np.sort(before, axis=None), np.sort(after, axis=None))


def test_that_the_weights_given_stay_and_chance_follows_from_the_seed() -> None:
    graph, weights = small()
    kept = [each.copy() for each in weights]
    first, again, other = (list(cascade(graph, weights, seed))[-1].weights for seed in (2, 2, 3))
    assert not any(changed(kept, weights))
    assert not any(changed(first, again))
    assert any(changed(first, other))


def test_that_weights_have_to_fit() -> None:
    graph, weights = small()
    with pytest.raises(ValueError, match="weights"):
        next(cascade(graph, weights[1:], seed=1))


def test_that_maps_are_compared_with_and_without_their_signs() -> None:
    values = RANDOM.standard_normal((9, 9)).astype(np.float32)
    same, opposite = compare(values, 3 * values), compare(values, -values)
    assert (same.signed, same.absolute, same.structural) == pytest.approx((1, 1, 1))
    assert (opposite.signed, opposite.absolute) == pytest.approx((-1, 1))
    empty = compare(values, 0 * values)
    assert (empty.signed, empty.absolute, empty.structural) == (None, None, None)


def test_that_a_map_that_does_not_listen_is_caught() -> None:
    case = random_case()

    def of_the_sample(sample: Array) -> Array:
        return sample

    def of_the_weights(sample: Array) -> Array:
        return RANDOM.standard_normal(sample.shape).astype(np.float32)

    def turned_inside_out(sample: Array) -> Array:
        return np.reciprocal(sample)

    for deaf in (of_the_sample, turned_inside_out):
        assert measure(Trial(case, case.sample, explain_randomised=deaf)) == pytest.approx(1)
    listening = measure(Trial(case, case.sample, explain_randomised=of_the_weights))
    assert listening is not None
    assert 0 <= listening < 0.5
    assert measure(Trial(case, case.sample)) is None
