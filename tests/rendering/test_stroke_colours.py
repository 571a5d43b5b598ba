"""Strokes told apart by colour and number."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.rendering.stroke_colours import in_colours, number_places, stroke_colours


def test_that_ten_strokes_have_ten_colours_that_are_seen_on_black() -> None:
    colours = stroke_colours(10)
    assert len({tuple(colour) for colour in colours.tolist()}) == 10
    assert (colours.max(axis=1) == 255).all()
    apart = np.abs(np.diff(colours.astype(int), axis=0)).sum(axis=1)
    assert (apart > 150).all(), "one stroke and the next differ most"


def test_that_a_pixel_has_the_colour_of_its_ink() -> None:
    ink = np.zeros((2, 1, 4), np.float32)
    ink[0, 0, :2], ink[1, 0, 1:3] = (1, 0.5), (0.5, 0.5)
    first, second = stroke_colours(2).astype(float)
    picture = in_colours(ink)[0]
    assert picture[0] == pytest.approx(first)
    assert picture[1] == pytest.approx((first + second) / 4, abs=0.51)
    assert picture[2] == pytest.approx(second / 2, abs=0.51)
    assert not picture[3].any()


def test_that_a_number_stands_where_the_stroke_is_alone() -> None:
    ink = np.zeros((2, 5, 5), np.float32)
    ink[0, 2, :], ink[1, :, 2] = 1, 1  # a cross: both have their middle in the middle
    for (row, column), own, other in zip(number_places(ink), ink, ink[::-1], strict=True):
        assert own[row, column] == 1
        assert other[row, column] == 0
        assert abs(row - 2) + abs(column - 2) == 1
