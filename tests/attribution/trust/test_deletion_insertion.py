"""Deletion and insertion curves, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.trust.deletion_insertion import (
    STEPS,
    curves,
    curves_to_compare,
    deletion,
    insertion,
    map_curves,
    measure,
)
from camviewer.attribution.trust.orders import descending, shuffled
from camviewer.attribution.trust.trial import Case, Trial
from camviewer.common.arrays import Array
from tests.attribution.trust.linear_cases import linear, linear_case, random_case

# The first of two pixels alone decides: p = 3/4 with it, 1/2 without.
DECIDED = linear_case(np.array([[np.log(3), 0]], np.float32), np.ones((1, 2), np.float32))
RIGHT, WRONG = np.array([[2, 1]], np.float32), np.array([[1, 2]], np.float32)


def test_that_the_curves_are_worked_out() -> None:
    order = descending(RIGHT)
    gone, come = deletion(DECIDED, order, steps=2), insertion(DECIDED, order, steps=2)
    assert gone.fractions.tolist() == [0, 0.5, 1]
    assert gone.probabilities.tolist() == pytest.approx([0.75, 0.5, 0.5])
    assert come.probabilities.tolist() == pytest.approx([0.5, 0.75, 0.75])
    assert (gone.auc, come.auc) == pytest.approx((0.5625, 0.6875))


def test_that_the_map_that_is_right_is_better_than_the_one_that_is_wrong() -> None:
    assert map_curves(DECIDED, RIGHT, steps=2).difference == pytest.approx(0.125)
    assert map_curves(DECIDED, WRONG, steps=2).difference == pytest.approx(-0.125)
    assert measure(Trial(DECIDED, RIGHT)) > 0 > measure(Trial(DECIDED, WRONG))


def test_that_a_curve_begins_and_ends_with_the_whole_sample_and_the_baseline() -> None:
    case = random_case((7, 5))  # 35 pixels are no multiple of the steps
    whole, blank = case.probabilities(np.stack([case.sample, case.blank]))
    curve = deletion(case, descending(case.sample))
    assert len(curve.fractions) == len(curve.probabilities) == STEPS + 1
    assert curve.fractions[[0, -1]].tolist() == [0, 1]
    assert (np.diff(curve.fractions) > 0).all()
    assert curve.probabilities[[0, -1]].tolist() == pytest.approx([whole, blank])


def test_that_inserting_is_deleting_in_reverse() -> None:
    case = random_case((8, 7))
    order = shuffled(case.size, 1, seed=5)[0]
    come, gone = insertion(case, order), deletion(case, order[::-1])
    assert come.probabilities == pytest.approx(gone.probabilities[::-1])
    assert curves(case, order, order[::-1]).difference == pytest.approx(0)


def test_that_pixels_of_a_colour_sample_change_in_all_channels() -> None:
    weights = np.array([[[1, 2], [4, 8]]], np.float32)
    case = linear_case(weights, np.ones((1, 2, 2), np.float32))
    halfway = deletion(case, np.array([1, 0]), steps=2).probabilities[1]
    assert halfway == pytest.approx(1 / (1 + np.exp(-3)))


def test_that_something_else_than_black_can_be_the_baseline() -> None:
    case = Case(DECIDED.predict, DECIDED.sample, 0, baseline=1.0)
    assert deletion(case, np.array([0, 1]), steps=2).probabilities == pytest.approx([0.75] * 3)


def test_that_a_curve_is_one_batch() -> None:
    sizes = []

    def predict(samples: Array) -> Array:
        sizes.append(len(samples))
        return linear(np.ones((4, 4), np.float32))(samples)

    case = Case(predict, np.ones((4, 4), np.float32), 0)
    deletion(case, np.arange(16), steps=8)
    insertion(case, np.arange(16), steps=4)
    assert sizes == [9, 5]


def test_that_the_curves_to_compare_with_are_made_once_a_case() -> None:
    case = random_case()
    found = curves_to_compare(case)
    assert list(found) == ["random", "centre", "ink"]
    assert curves_to_compare(case) is found
    best = map_curves(
        case,
        case.sample
        * (case.predict(np.eye(64, dtype=np.float32).reshape(64, 8, 8))[:, 0]).reshape(8, 8),
    )
    assert best.difference > max(each.difference for each in found.values())
    assert abs(found["random"].difference) < best.difference / 2
