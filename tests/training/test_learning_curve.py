"""The training curve: means of equal numbers of steps, the same after an interruption."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from camviewer.training.learning_curve import MAX_COUNT, Curve, CurvePoint


def steps(number: int) -> list[CurvePoint]:
    """Steps of an epoch of 100, the last one of an epoch of fewer samples."""
    random = np.random.default_rng(6)
    return [
        CurvePoint(
            (step + 1) / 100, random.random(), random.random(), 16 if (step + 1) % 100 else 5
        )
        for step in range(number)
    ]


def draw(curve: Curve, made: Sequence[CurvePoint], first: int = 0) -> None:
    for number, point in enumerate(made[first:], first + 1):
        curve.add(number, point)


def test_that_two_points_are_joined_by_their_digits() -> None:
    one, other = CurvePoint(0.5, 1.0, 0.5, 30), CurvePoint(1.0, 3.0, 0.9, 10)
    assert one.joined(other) == pytest.approx((1.0, 1.5, 0.6, 40))


def test_that_at_first_each_step_is_a_point() -> None:
    curve = Curve()
    made = steps(MAX_COUNT)
    draw(curve, made)
    assert curve.points == tuple(made)


@pytest.mark.parametrize(
    "number", [MAX_COUNT + 1, 2 * MAX_COUNT, 2 * MAX_COUNT + 1, 5 * MAX_COUNT + 7]
)
def test_that_a_long_curve_is_of_means_of_equal_numbers_of_steps(number: int) -> None:
    curve, made = Curve(), steps(number)
    draw(curve, made)
    whole, rest = divmod(number, curve.steps)
    assert len(curve.points) == whole + (rest > 0)
    assert MAX_COUNT / 2 < len(curve.points) <= MAX_COUNT
    assert curve.whole == curve.points[:whole]
    for place, point in enumerate(curve.points):
        part = made[place * curve.steps : (place + 1) * curve.steps]
        samples = np.array([each.samples for each in part])
        assert point.epochs == part[-1].epochs
        assert point.samples == samples.sum()
        assert point.loss == pytest.approx(
            np.average([each.loss for each in part], weights=samples)
        )
        right = np.average([each.accuracy for each in part], weights=samples)
        assert point.accuracy == pytest.approx(right)


@pytest.mark.parametrize("at", [0, 1, MAX_COUNT, MAX_COUNT + 1, 2 * MAX_COUNT + 3])
def test_that_an_interrupted_curve_goes_on_as_if_it_had_not_been(at: int) -> None:
    made = steps(3 * MAX_COUNT)
    whole, before = Curve(), Curve()
    draw(whole, made)
    draw(before, made[:at])
    after = Curve(before.points, before.steps, at)
    assert after.whole == before.whole
    draw(after, made, first=at)
    assert after.points == whole.points
    assert after.steps == whole.steps
