"""Completeness of linear networks, where weights times pixels are complete."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.trust.completeness import completeness_error, measure
from camviewer.attribution.trust.trial import Trial
from tests.attribution.trust.linear_cases import linear_case

WEIGHTS = np.array([[1, 2], [3, 4]], np.float32)
CASE = linear_case(WEIGHTS, np.ones((2, 2), np.float32), bias=5)  # S = 15, S of nothing = 5


def test_that_the_error_is_worked_out() -> None:
    found = completeness_error(CASE, 6)
    assert (found.absolute, found.relative) == (4, 0.4)
    found = completeness_error(CASE, 14)
    assert (found.absolute, found.relative) == (4, 0.4)
    assert completeness_error(CASE, 10).absolute == 0


def test_that_what_a_method_accounts_for_elsewhere_counts() -> None:
    assert completeness_error(CASE, 6, remainder=4).absolute == 0
    assert measure(Trial(CASE, WEIGHTS, total=6, remainder=3)) == pytest.approx(0.1)


def test_that_weights_times_pixels_are_complete() -> None:
    assert measure(Trial(CASE, WEIGHTS, total=float((WEIGHTS * CASE.sample).sum()))) == 0


def test_that_there_may_be_nothing_to_say() -> None:
    assert measure(Trial(CASE, WEIGHTS)) is None
    same = linear_case(WEIGHTS, np.zeros((2, 2), np.float32), bias=5)
    assert completeness_error(same, 3).absolute == 3
    assert measure(Trial(same, WEIGHTS, total=3.0)) is None
