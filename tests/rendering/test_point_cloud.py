"""Points in a picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from camviewer.rendering.point_cloud import paint_points

RED, BLUE = (200, 0, 0), (0, 0, 200)


def picture(
    places: list[tuple[float, float]], *colours: tuple[int, ...], radius: float
) -> NDArray[np.uint8]:
    made = np.zeros((7, 9, 3), np.uint8)
    paint_points(made, np.array(places, np.float32), np.array(colours, np.uint8), radius)
    return made


def test_that_a_small_point_is_one_pixel() -> None:
    made = picture([(2.2, 3.4)], RED, radius=0.5)
    assert made[3, 2].tolist() == list(RED)
    assert made.sum() == sum(RED)


def test_that_an_edge_is_smooth_and_the_same_on_all_sides() -> None:
    made = picture([(4, 3)], RED, radius=1.2)[..., 0]
    assert 0 < made[3, 5] < made[3, 4] == 200
    assert made[3, 3] == made[3, 5] == made[2, 4] == made[4, 4]
    assert (made == made[::-1]).all()


def test_that_a_later_point_lies_over_an_earlier_one() -> None:
    made = picture([(3, 3), (3, 3)], RED, BLUE, radius=1)
    assert made[3, 3].tolist() == list(BLUE)


def test_that_points_outside_are_left_out() -> None:
    made = picture([(-50, 3), (3, 90), (0, 0), (8.4, 6.4)], *[RED] * 4, radius=2)
    assert made.sum() == 0
