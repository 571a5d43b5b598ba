"""Accuracy against coverage, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.error_analysis.selective import coverage_curve, refuse
from tests.evaluations import evaluation

# Surer from left to right; the mistakes are the second and the fourth.
MIXED = evaluation([1, 2, 3, 4, 5], [1, 0, 3, 0, 5])


def test_that_the_surest_are_answered_first() -> None:
    curve = coverage_curve(MIXED)
    assert curve.order.tolist() == [0, 1, 2, 3, 4]
    assert curve.coverage == pytest.approx([0.2, 0.4, 0.6, 0.8, 1])
    assert curve.accuracy == pytest.approx([1, 1 / 2, 2 / 3, 1 / 2, 3 / 5])
    assert curve.risk_area == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2 + 2 / 5) / 5)
    assert curve.best_risk_area == pytest.approx((0 + 0 + 0 + 1 / 4 + 2 / 5) / 5)


def test_that_what_is_refused_is_the_least_sure_and_the_rest_is_judged() -> None:
    refusal = refuse(MIXED, coverage_curve(MIXED), 0.4)
    assert refusal.members.tolist() == [0, 1]
    assert refusal.threshold == pytest.approx(MIXED.probability[2])
    assert refusal.accuracy == pytest.approx(2 / 3)
    assert (refusal.caught, refusal.mistakes) == (1, 2)


def test_that_nothing_and_everything_can_be_refused() -> None:
    curve = coverage_curve(MIXED)
    none, all_ = refuse(MIXED, curve, 0), refuse(MIXED, curve, 1)
    assert len(none.members) == 0
    assert none.accuracy == pytest.approx(MIXED.accuracy)
    assert len(all_.members) == 5
    assert all_.accuracy is None
    assert all_.threshold == 1


def test_that_equally_sure_samples_go_by_index() -> None:
    same = evaluation([0, 1, 2], [0, 0, 0], scores=np.zeros((3, 10), np.float32))
    assert coverage_curve(same).order.tolist() == [0, 1, 2]
