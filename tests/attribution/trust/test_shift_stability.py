"""Stability under a shift, of maps that move with the sample and of maps that do not."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.trust.shift_stability import (
    EIGHT,
    FOUR,
    correlations,
    measure,
    shifted,
)
from camviewer.attribution.trust.trial import Trial
from camviewer.common.arrays import Array
from tests.attribution.trust.linear_cases import linear_case

RANDOM = np.random.default_rng(7)
SAMPLE = RANDOM.random((6, 5), np.float32)
FIXED = RANDOM.random((6, 5), np.float32)


def trial(explain: object) -> Trial:
    assert callable(explain)
    case = linear_case(np.ones((6, 5), np.float32), SAMPLE)
    return Trial(case, explain(SAMPLE), explain=explain)


def test_that_zeros_come_in() -> None:
    sample = np.array([[1, 2], [3, 4]], np.float32)
    assert shifted(sample, (1, 0)).tolist() == [[0, 0], [1, 2]]
    assert shifted(sample, (-1, 1)).tolist() == [[0, 3], [0, 0]]
    assert shifted(sample, (0, 0)).tolist() == sample.tolist()
    assert shifted(sample[..., None], (0, -1))[..., 0].tolist() == [[2, 0], [4, 0]]


def test_that_all_directions_are_there() -> None:
    assert len(set(FOUR)) == 4
    assert {(d, e) for d in (-1, 0, 1) for e in (-1, 0, 1)} - {(0, 0)} == set(EIGHT)


def test_that_a_map_that_moves_with_the_sample_is_stable() -> None:
    def explain(sample: Array) -> Array:
        return 2 * sample

    found = correlations(explain, SAMPLE, explain(SAMPLE), FOUR)
    assert found == pytest.approx(dict.fromkeys(FOUR, 1.0))
    assert measure(trial(explain)) == pytest.approx(1)


def test_that_a_map_that_stays_where_it_was_is_not() -> None:
    def explain(sample: Array) -> Array:
        return FIXED

    found = correlations(explain, SAMPLE, FIXED, ((1, 0),))
    assert found[(1, 0)] == pytest.approx(np.corrcoef(FIXED[:-1].ravel(), FIXED[1:].ravel())[0, 1])
    value = measure(trial(explain))
    assert value is not None
    assert value < 0.5


def test_that_constant_maps_say_nothing() -> None:
    assert measure(trial(np.ones_like)) is None
    case = linear_case(np.ones((6, 5), np.float32), SAMPLE)
    assert measure(Trial(case, FIXED)) is None


def test_that_a_map_made_on_the_way_is_checked() -> None:
    with pytest.raises(ValueError, match="finite"):
        correlations(lambda sample: sample * np.float32(np.nan), SAMPLE, SAMPLE)
    with pytest.raises(ValueError, match="cells"):
        correlations(lambda sample: sample[1:], SAMPLE, SAMPLE)
