"""What the facts of maps are counted with, on numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.networks.receptive_field import ReceptiveField
from tests.lesson.facts.background import covers_ink, sees_ink, share_in
from tests.lesson.facts.first_digits import Reading
from tests.lesson.facts.map_scales import share_misled, share_of_flips, stretched
from tests.lesson.facts.ones import touches
from tests.lesson.facts.resized_maps import cubic_weights

KEYS = -0.75
"""The parameter of the cubic kernel (Keys, 1981) that OpenCV uses."""

MAPS = np.array(
    [
        [[[4, -2]], [[1, 2]]],  # means 1 and 1.5
        [[[3, 1]], [[-9, 1]]],  # 2 and -4
    ],
    np.float32,
)
"""Of two digits and two classes, on grids of 1 by 2 cells; class 0 is predicted for both."""

FOUND = Reading(MAPS, np.array([[2, 1], [2, 1]], np.float32))


def test_that_maps_are_of_the_predicted_classes() -> None:
    assert FOUND.predicted.tolist() == [0, 0]
    assert FOUND.own_maps.tolist() == [[[4, -2]], [[3, 1]]]


def test_that_a_map_is_stretched_between_its_own_limits() -> None:
    assert stretched(np.array([[1, 3, 2]], np.float32)).tolist() == [[0, 1, 0.5]]


def test_that_a_class_with_a_larger_mean_misleads() -> None:
    assert share_misled(MAPS, FOUND) == 0.5  # the first digit: 1 < 1.5
    assert share_misled(np.abs(MAPS), FOUND) == 0.5  # the second: 2 < 5
    assert share_misled(stretched(MAPS), FOUND) == 0  # all have the mean 1/2


def test_that_a_cell_flips_if_the_other_class_is_stronger_there() -> None:
    # Less the means over classes, 2.5 and 0, −3 and 1: 1.5 and −2, 6 and 0, of which 0 has no sign.
    assert share_of_flips(FOUND) == 0.25


def test_where_ink_is_covered_and_where_it_is_seen() -> None:
    images = np.zeros((1, 4, 4), np.float32)
    images[0, 0, 1] = 0.5
    assert covers_ink(images, (2, 2)).tolist() == [[[True, False], [False, False]]]
    sides = np.array([[0, 3], [1, 4]])
    seen = sees_ink(images, ReceptiveField(sides, sides.copy()))
    assert seen.tolist() == [[[True, True], [False, False]]]


def test_that_shares_are_of_magnitudes_and_a_mean_over_digits() -> None:
    chosen = np.array([[[True, False]], [[True, False]]])
    assert share_in(chosen, FOUND.own_maps) == pytest.approx((4 / 6 + 3 / 4) / 2)


def test_that_cubic_weights_are_those_of_the_kernel() -> None:
    def kernel(x: float) -> float:
        if x <= 1:
            return (KEYS + 2) * x**3 - (KEYS + 3) * x**2 + 1
        return KEYS * (x**3 - 5 * x**2 + 8 * x - 4)

    assert cubic_weights().tolist() == pytest.approx(
        [kernel(distance) for distance in (1.25, 0.25, 0.75, 1.75)], abs=1e-6
    )


def test_that_a_cell_touches_its_eight_neighbours_and_not_the_other_border() -> None:
    cells = np.zeros((1, 3, 4), bool)
    cells[0, 0, 0] = True
    assert touches(cells)[0].tolist() == [
        [True, True, False, False],
        [True, True, False, False],
        [False, False, False, False],
    ]
