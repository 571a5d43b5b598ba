"""Average drop and average increase, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.trust import average_drop, average_increase
from camviewer.attribution.trust.average_drop import masked, probabilities
from camviewer.attribution.trust.trial import Case, Trial
from tests.attribution.trust.linear_cases import linear, linear_case

LOG3 = np.log(3)
CASE = linear_case(np.array([[2 * LOG3, -LOG3]], np.float32), np.ones((1, 2), np.float32))
# S = log 3, p = 3/4. The first pixel alone: S = 2 log 3, p = 9/10. The second alone: p = 1/4.


def trial(*values: float) -> Trial:
    return Trial(CASE, np.array([values], np.float32))


def test_that_the_positive_part_of_the_map_shows_the_sample() -> None:
    sample = np.array([[1, 0.5, 1]], np.float32)
    case = linear_case(np.ones((1, 3), np.float32), sample)
    assert masked(case, np.array([[4, 2, -4]], np.float32)).tolist() == [[1, 0.25, 0]]
    assert masked(case, np.array([[-1, 0, -4]], np.float32)).tolist() == [[0, 0, 0]]


def test_that_the_rest_is_the_baseline_in_all_channels() -> None:
    sample = np.array([[[1, 0], [1, 0]]], np.float32)
    case = Case(linear(np.ones((1, 2, 2), np.float32)), sample, 0, baseline=0.5)
    assert masked(case, np.array([[0, 1]], np.float32)).tolist() == [[[0.5, 0.5], [1, 0]]]


@pytest.mark.parametrize(
    ("values", "rest", "drop", "increase"),
    [
        ((0, 5), 0.25, 100 * (0.75 - 0.25) / 0.75, 0),
        ((5, 0), 0.9, 0, 100),
        ((3, 3), 0.75, 0, 0),
        ((-1, -1), 0.5, 100 * (0.75 - 0.5) / 0.75, 0),
    ],
)
def test_that_drop_and_increase_are_worked_out(
    values: tuple[float, float], rest: float, drop: float, increase: float
) -> None:
    found = trial(*values)
    assert probabilities(CASE, found.map) == pytest.approx((0.75, rest))
    assert average_drop.measure(found) == pytest.approx(drop)
    assert average_increase.measure(found) == increase


def test_that_without_a_probability_nothing_can_drop() -> None:
    case = linear_case(np.ones((1, 2), np.float32), np.ones((1, 2), np.float32), bias=-2000)
    assert average_drop.measure(Trial(case, np.ones((1, 2), np.float32))) is None
