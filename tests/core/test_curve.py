"""The training curve: means of equal numbers of steps, the same after an interruption."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camviewer.core.curve import MOST, Curve, CurvePoint

STEPS = st.lists(
    st.tuples(st.floats(0, 5), st.floats(0, 1), st.integers(1, 64)), min_size=1, max_size=40
)


def draw(curve: Curve, steps: list[tuple[float, float, int]], first: int = 1) -> None:
    for number, step in enumerate(steps, first):
        curve.add(number, *step)


def test_that_a_point_is_the_mean_of_its_digits() -> None:
    curve = Curve(epochs=2 * MOST, steps_an_epoch=1)  # two steps a point
    draw(curve, [(1.0, 0.5, 30), (4.0, 0.0, 10), (2.0, 1.0, 10)])
    (point,) = curve.points
    assert point == pytest.approx((2.0, (30 + 40) / 40, 15 / 40))
    assert curve.sums == (20.0, 10.0, 10)


def test_that_each_step_of_a_short_training_is_a_point() -> None:
    curve = Curve(epochs=1, steps_an_epoch=4)
    draw(curve, [(1.0, 0.5, 8), (0.5, 1.0, 8)])
    assert curve.points == [CurvePoint(0.25, 1.0, 0.5), CurvePoint(0.5, 0.5, 1.0)]


@given(epochs=st.integers(1, 10_000), steps_an_epoch=st.integers(1, 10_000))
def test_that_no_training_has_more_points_than_a_plot_needs(
    epochs: int, steps_an_epoch: int
) -> None:
    curve, steps = Curve(epochs, steps_an_epoch), epochs * steps_an_epoch
    draw(curve, [(1.0, 1.0, 1)] * min(steps, 3 * MOST))
    assert len(curve.points) <= 1.5 * MOST
    assert len(curve.points) >= min(steps, MOST // 2) * min(steps, 3 * MOST) // steps


@given(steps=STEPS, at=st.integers(0, 40))
def test_that_an_interrupted_curve_goes_on_as_if_it_had_not_been(
    steps: list[tuple[float, float, int]], at: int
) -> None:
    whole, before, after = (Curve(3 * MOST, 1) for _ in range(3))
    draw(whole, steps)
    draw(before, steps[:at])
    after.restore(before.points, before.sums)
    draw(after, steps[at:], first=min(at, len(steps)) + 1)
    assert after.points == whole.points
    assert after.sums == whole.sums
