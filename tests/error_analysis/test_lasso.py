"""Which points a drawn line encloses."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.error_analysis.lasso import enclosed

POINTS = np.array([[0, 0], [1, 1], [3, 1], [2, 5], [-1, 1]], np.float32)
SQUARE = [(-0.5, -0.5), (2, -0.5), (2, 2), (-0.5, 2)]


@pytest.mark.parametrize(
    ("outline", "found"),
    [
        (SQUARE, [0, 1]),
        (SQUARE[::-1], [0, 1]),
        ([(-9, -9), (9, -9), (9, 9), (-9, 9)], [0, 1, 2, 3, 4]),
        ([(-2, 0.5), (4, 0.5), (1, 4)], [1, 2, 4]),
        ([(0, 0), (5, 5)], []),
        ([], []),
        ([(6, 6), (7, 6), (7, 7)], []),
    ],
)
def test_that_points_within_an_outline_are_found(
    outline: list[tuple[float, float]], found: list[int]
) -> None:
    assert enclosed(POINTS, np.array(outline, np.float32)).tolist() == found


def test_that_what_a_line_goes_around_twice_lies_outside() -> None:
    twice = [*SQUARE, *SQUARE]
    assert enclosed(POINTS, np.array(twice, np.float32)).tolist() == []


def test_that_nothing_encloses_no_points() -> None:
    assert enclosed(np.zeros((0, 2), np.float32), np.array(SQUARE, np.float32)).tolist() == []
