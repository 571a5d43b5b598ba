"""Digits prepared as MNIST's were: 20 pixels, centre of mass in the middle, any size or place."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camviewer.data.digits.handwriting import write
from camviewer.data.digits.preparation import prepare_picture, prepare_strokes
from camviewer.data.strokes import Stroke


def line(*pairs: tuple[float, float], width: float = 0.1) -> Stroke:
    return Stroke(np.array(pairs, np.float32), width)


def written(label: int) -> list[Stroke]:
    return list(write(label, np.random.default_rng(label)))


def moved(strokes: list[Stroke], size: float, right: float, down: float) -> list[Stroke]:
    """The same strokes, `size` times as large, elsewhere on the canvas."""
    shift = np.array([right, down], np.float32)
    return [Stroke(stroke.points * np.float32(size) + shift, stroke.width) for stroke in strokes]


def centre_of_mass(digit: np.ndarray) -> tuple[float, float]:
    """(x, y) in pixels from the upper left edge."""
    places = np.arange(28) + 0.5
    return (
        float(digit.sum(axis=0) @ places / digit.sum()),
        float(digit.sum(axis=1) @ places / digit.sum()),
    )


def extent(digit: np.ndarray) -> tuple[float, float]:
    """(width, height) of the ink in pixels, parts of pixels counted as parts."""
    return float(digit.max(axis=0).sum()), float(digit.max(axis=1).sum())


SQUARE = line((0.2, 0.3), (0.5, 0.3), (0.5, 0.6), (0.2, 0.6), (0.2, 0.3))


def test_that_no_strokes_give_an_empty_digit() -> None:
    digit = prepare_strokes([])
    assert (digit.shape, digit.dtype, float(digit.sum())) == ((28, 28), np.dtype(np.float32), 0)


def test_that_a_square_fills_the_box_of_20_pixels() -> None:
    digit = prepare_strokes([SQUARE])
    assert extent(digit) == pytest.approx((20, 20), abs=0.3)
    assert centre_of_mass(digit) == pytest.approx((14.5, 14.5), abs=0.1)
    assert digit[14, 14] == 0


def test_that_the_longer_side_fills_the_box() -> None:
    wide = line((0, 0), (0.8, 0), (0.8, 0.2), (0, 0.2), (0, 0))
    # The box holds the lines: (0.8 : 0.2) of 18 pixels and 2 pixels of thickness.
    assert extent(prepare_strokes([wide])) == pytest.approx((20, 18 / 4 + 2), abs=0.3)


@pytest.mark.parametrize("label", range(10))
def test_that_every_written_digit_is_in_its_box_and_balanced(label: int) -> None:
    digit = prepare_strokes(written(label))
    assert digit.min() >= 0
    assert 0.9 <= digit.max() <= 1
    assert max(extent(digit)) <= 20.3
    rows, columns = (np.flatnonzero(digit.any(axis=axis)) for axis in (1, 0))
    assert max(np.ptp(rows), np.ptp(columns)) + 1 >= 19
    assert centre_of_mass(digit) == pytest.approx((14.5, 14.5), abs=0.1)


@settings(max_examples=40)
@given(st.integers(0, 9), st.floats(0.15, 3), st.floats(-0.9, 0.9), st.floats(-0.9, 0.9))
def test_that_size_and_place_on_the_canvas_do_not_matter(
    label: int, size: float, right: float, down: float
) -> None:
    strokes = written(label)
    difference = np.abs(
        prepare_strokes(strokes) - prepare_strokes(moved(strokes, size, right, down))
    )
    assert difference.mean() <= 0.01
    assert difference.max() <= 0.35  # an edge moved by an eighth of a pixel each way


def test_that_a_dot_is_a_disc_of_the_pens_width() -> None:
    digit = prepare_strokes([line((0.9, 0.1), width=0.2)])
    assert float(digit.sum()) == pytest.approx(math.pi * 4, rel=0.1)
    assert centre_of_mass(digit) == pytest.approx((14.5, 14.5), abs=0.1)


def test_that_a_horizontal_line_is_20_pixels_long_and_as_thick_as_the_pen() -> None:
    digit = prepare_strokes([line((0.4, 0.5), (0.6, 0.5))])
    assert extent(digit) == pytest.approx((20, 2), abs=0.4)
    assert float(digit.sum()) == pytest.approx(18 * 2 + math.pi, rel=0.1)


def test_that_a_twitch_of_the_pen_is_not_blown_up() -> None:
    digit = prepare_strokes([line((0.5, 0.5), (0.501, 0.5))])
    assert float(digit.sum()) == pytest.approx(math.pi + 0.9 * 2, rel=0.15)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.floats(-2, 2, width=32), st.floats(-2, 2, width=32)), min_size=1, max_size=8
    ),
    st.floats(0.01, 0.95),
)
def test_that_no_drawing_is_cut_off_or_out_of_range(
    pairs: list[tuple[float, float]], width: float
) -> None:
    digit = prepare_strokes([line(*pairs, width=width)])
    assert digit.shape == (28, 28)
    assert 0 < digit.max() <= 1
    assert digit.min() == 0
    rows, columns = (np.flatnonzero(digit.any(axis=axis)) for axis in (1, 0))
    assert max(np.ptp(rows), np.ptp(columns)) + 1 <= 22


def test_that_a_heavy_side_does_not_push_the_light_one_out() -> None:
    # Nearly all ink at the left: balanced, the thin line would leave the field at the right.
    heavy = [line((0, y), (0.1, y), width=0.05) for y in np.linspace(0, 0.9, 30)]
    digit = prepare_strokes([*heavy, line((0, 0.15), (1, 0.15), width=0.05)])
    columns = np.flatnonzero(digit.any(axis=0))
    assert columns[-1] == 27
    assert np.ptp(columns) + 1 == pytest.approx(20, abs=1)
    assert centre_of_mass(digit)[0] < 13


def test_that_a_picture_without_ink_gives_an_empty_digit() -> None:
    digit = prepare_picture(np.zeros((50, 70), np.float32))
    assert (digit.shape, digit.dtype, float(digit.sum())) == ((28, 28), np.dtype(np.float32), 0)


def test_that_ink_fainter_than_a_grey_level_gives_an_empty_digit() -> None:
    assert not prepare_picture(np.full((40, 40), 0.001, np.float32)).any()


@pytest.mark.parametrize("size", [7, 20, 100, 400])
def test_that_a_pictures_square_fills_the_box_whatever_its_size(size: int) -> None:
    ink = np.zeros((2 * size, 3 * size), np.float32)
    ink[3 : 3 + size, 5 : 5 + size] = 1
    digit = prepare_picture(ink)
    assert extent(digit) == pytest.approx((20, 20), abs=0.3)
    assert centre_of_mass(digit) == pytest.approx((14.5, 14.5), abs=0.1)
    assert float(digit.sum()) == pytest.approx(400, rel=0.02)


@pytest.mark.parametrize("shape", [(1, 1), (1, 3000), (3000, 1), (2, 5), (1000, 999)])
def test_that_extreme_pictures_give_a_digit(shape: tuple[int, int]) -> None:
    digit = prepare_picture(np.ones(shape, np.float32))
    assert digit.max() > 0
    assert max(extent(digit)) <= 20.3
    assert centre_of_mass(digit) == pytest.approx((14.5, 14.5), abs=0.1)


def test_that_margins_do_not_matter() -> None:
    ink = prepare_strokes(written(5))
    wide = np.pad(ink, ((3, 40), (17, 0)))
    assert np.array_equal(prepare_picture(ink), prepare_picture(wide))


def test_that_a_prepared_digit_is_nearly_its_own_preparation() -> None:
    digit = prepare_strokes(written(3))
    again = prepare_picture(digit)
    assert np.abs(again - digit).mean() <= 0.05
