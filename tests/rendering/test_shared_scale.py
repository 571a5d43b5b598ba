"""Maps of several networks on one scale."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.rendering.rendering import Display, render
from camviewer.rendering.shared_scale import on_one_scale

IMAGE = np.random.default_rng(0).random((8, 8), np.float32)
WEAK = np.array([[0, 1], [-2, 0.5]], np.float32)
STRONG = np.array([[4, 0, 0], [0, -1, 0], [0, 0, 2]], np.float32)


@pytest.mark.parametrize(
    ("scale", "limits"), [("signed", (-4, 4)), ("positive", (0, 4)), ("lecture", (0, 4))]
)
def test_that_the_limits_are_the_outermost_of_both(scale: str, limits: tuple[float, float]) -> None:
    display = Display(scale=scale, interpolation="nearest")
    one, other = on_one_scale(IMAGE, (WEAK, STRONG), display)
    assert one.limits == other.limits == limits


def test_that_equal_values_have_equal_colours_in_both_pictures() -> None:
    display = Display(opacity=100, interpolation="nearest")
    one, other = on_one_scale(IMAGE, (WEAK, 2 * WEAK), display)
    assert np.array_equal(one.raw_picture[0, 1], other.raw_picture[1, 1])  # 1 = 2 × 0.5
    half, whole = one.raw_picture[1, 0], other.raw_picture[1, 0]
    assert half.astype(int).sum() > whole.astype(int).sum()  # nearer to the white of zero
    assert np.array_equal(one.blend_picture, one.resized_picture)


def test_that_one_alone_is_on_its_own_limits() -> None:
    (alone,) = on_one_scale(IMAGE, (STRONG,), Display())
    expected = render(IMAGE, STRONG[None], 0, Display())
    assert alone.limits == expected.limits
    assert np.array_equal(alone.blend_picture, expected.blend_picture)


def test_that_of_no_maps_there_are_no_pictures() -> None:
    assert on_one_scale(IMAGE, (), Display()) == ()
