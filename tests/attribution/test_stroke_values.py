"""What each stroke did: by hand, and the axioms of Shapley values on networks."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from camviewer.attribution import shapley
from camviewer.attribution.stroke_values import StrokeValues, stroke_values
from camviewer.common.arrays import Array
from camviewer.data.drawing import Drawing, prepare
from camviewer.data.strokes import Stroke
from camviewer.inference.prediction import Capability, CapabilityError, Prediction
from tests.attribution.small_networks import CLASSES, SPEC, flat, gap, prediction_of


def down(x: float) -> Stroke:
    """A stroke across the sample's whole height, as wide as two of its pixels."""
    return Stroke(np.array([[x, -1], [x, 2]], np.float32), 2 / 8 * 1.4)


THREE = down(0.125), down(0.5), down(0.875)


def values_of(one: Prediction, strokes: Sequence[Stroke]) -> StrokeValues:
    *before, last = stroke_values(one, strokes, SPEC)
    assert not any(before)
    assert last is not None
    return last


def asked(scores: Any) -> Prediction:
    """A prediction whose network's scores (n, C) of samples are made by a function."""
    network = cast(Any, SimpleNamespace(scores=scores))
    return Prediction(np.zeros(SPEC.size, np.float32), np.zeros(2, np.float32), "", network=network)


def of(strokes: Sequence[Stroke], seed: int = 0) -> Prediction:
    return prediction_of(gap(), seed, prepare(Drawing(strokes=tuple(strokes)), SPEC))


def test_where_ink_adds_up_each_stroke_has_its_own() -> None:
    """The score is the ink of each column times a weight: strokes that do not touch just add."""
    weights = np.arange(1, 9, dtype=np.float32)

    def scores(samples: Array) -> Array:
        found = samples.sum(axis=1) @ weights + 3
        return np.stack([found, -2 * found], axis=1)

    found = values_of(asked(scores), THREE)
    # Ten rows of two columns each, 10 (1 + 2) and so on; OpenCV draws lines a little thicker.
    assert found.values[:, 0] == pytest.approx([30, 90, 150], rel=0.13)
    assert found.values[:, 0] == pytest.approx(found.ink.sum(axis=1) @ weights, rel=1e-6)
    assert found.values[:, 1] == pytest.approx(-2 * found.values[:, 0])
    assert found.blank == pytest.approx([3, -6])


def test_two_strokes_that_count_only_together_share_alike() -> None:
    """A score of 4 for the left stroke, 12 for both: 4 + 8/2 and 0 + 8/2."""

    def scores(samples: Array) -> Array:
        left, right = samples[:, 5, 1] > 0.5, samples[:, 5, 7] > 0.5
        return np.stack([4 * left + 8 * (left & right), 0 * left], axis=1).astype(np.float32)

    found = values_of(asked(scores), (down(0.125), down(0.875)))
    assert found.values == pytest.approx(np.array([[8, 0], [4, 0]]))
    assert (found.blank[0], found.whole[0]) == (0, 12)


def test_the_values_and_the_blank_sample_are_the_whole_score() -> None:
    for graph in (gap(), flat()):
        one = prediction_of(graph, 3, prepare(Drawing(strokes=THREE), SPEC))
        found = values_of(one, THREE)
        assert found.values.shape == (3, CLASSES)
        assert found.whole == pytest.approx(one.logits, abs=1e-5)
        assert found.blank + found.values.sum(axis=0) == pytest.approx(one.logits, abs=1e-5)


def test_that_the_order_of_strokes_does_not_matter() -> None:
    forth, back = values_of(of(THREE), THREE), values_of(of(THREE), THREE[::-1])
    assert forth.values == pytest.approx(back.values[::-1], abs=1e-6)


def test_that_equal_strokes_are_worth_the_same_and_one_without_ink_nothing() -> None:
    outside = down(40)
    strokes = (THREE[0], THREE[1], THREE[1], outside)
    found = values_of(of(strokes), strokes).values
    assert found[1] == pytest.approx(found[2], abs=1e-6)
    assert found[3] == pytest.approx(np.zeros(CLASSES), abs=1e-6)


def test_ten_strokes_are_all_coalitions_and_one_can_stop_between_batches() -> None:
    shown = []

    def scores(samples: Array) -> Array:
        shown.extend(samples.reshape(len(samples), -1).sum(axis=1).tolist())
        return np.zeros((len(samples), 2), np.float32)

    strokes = [down(x) for x in np.linspace(0, 1, 10)]
    steps = stroke_values(asked(scores), strokes, SPEC)
    assert next(steps) is None
    assert len(shown) < 2**10
    *_, last = steps
    assert len(shown) == 2**10
    assert shown[0] == 0
    assert last is not None
    with pytest.raises(ValueError, match="at most 10 parts"):
        next(stroke_values(asked(scores), [*strokes, down(0.3)], SPEC))


def test_a_network_that_cannot_be_asked() -> None:
    one = Prediction(np.zeros(SPEC.size, np.float32), np.zeros(2, np.float32), "closed")
    with pytest.raises(CapabilityError) as raised:
        next(stroke_values(one, THREE, SPEC))
    assert raised.value.capability is Capability.LAYERS


def test_coalitions_go_from_none_to_all() -> None:
    found = shapley.coalitions(2)
    assert found.tolist() == [[False, False], [True, False], [False, True], [True, True]]
