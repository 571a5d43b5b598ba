"""Pointing, worked out by hand; what knows nothing of the sample, beside it."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest

from camviewer.attribution.pointing import (
    STRONGEST,
    energy,
    hit,
    inside,
    middle_map,
    pointing,
    pointing_by_chance,
    pointing_of_middle,
    strongest,
)
from camviewer.data.known_truth.decoy import corner_masks
from camviewer.data.known_truth.scenes import rectangles
from camviewer.data.known_truth.truth import Mask
from camviewer.inference.engine import Engine
from camviewer.networks.hand_made import HAND_MADE, YES

SHARES = np.array([[1, 0, 0], [1, 0.5, 0]])


@cache
def corner() -> Mask:
    """A decoy's patch in the upper left corner."""
    return corner_masks(np.array([0]), (28, 28))[0]


# A mask on a grid


def test_that_a_cell_is_inside_by_its_area() -> None:
    mask = np.array([[1, 1, 0, 0], [1, 0, 0, 0]], np.bool_)
    assert inside(mask, (2, 4)).tolist() == mask.tolist()
    assert inside(mask, (1, 2)).tolist() == [[0.75, 0]]
    assert inside(mask, (1, 1)).tolist() == [[3 / 8]]


def test_that_pixels_between_two_cells_are_shared() -> None:
    mask = np.array([[0, 1, 0]], np.bool_)  # from 1/3 to 2/3, over the border of two cells
    assert inside(mask, (1, 2))[0] == pytest.approx([1 / 3, 1 / 3])
    assert inside(mask, (1, 6))[0] == pytest.approx([0, 0, 1, 1, 0, 0])


@pytest.mark.parametrize(("cells", "covered"), [(28, 16), (14, 4), (7, 1)])
def test_that_a_patch_covers_whole_cells_of_the_usual_grids(cells: int, covered: int) -> None:
    shares = inside(corner(), (cells, cells))
    assert shares.sum() == pytest.approx(covered)
    assert shares[0, 0] == pytest.approx(1)


@pytest.mark.parametrize("grid", [(28, 28), (13, 9), (5, 40), (1, 1)])
def test_that_a_grid_covers_as_much_as_the_mask(grid: tuple[int, int]) -> None:
    mask = np.random.default_rng(1).random((28, 20)) < 0.3
    assert inside(mask, grid).mean() == pytest.approx(mask.mean())


def test_that_a_mask_without_pixels_is_refused() -> None:
    with pytest.raises(ValueError, match="some pixels"):
        inside(np.zeros((0, 4), np.bool_), (2, 2))


# Pointing


def test_that_the_largest_value_hits_or_misses() -> None:
    assert hit(np.array([[9, 1, 2], [3, 4, 5]], np.float32), SHARES) == 1
    assert hit(np.array([[1, 9, 2], [3, 4, 5]], np.float32), SHARES) == 0
    assert hit(np.array([[-9, -3, -2], [-3, -1, -5]], np.float32), SHARES) == 0.5


def test_that_several_largest_values_share_the_hit() -> None:
    assert hit(np.array([[9, 9, 2], [9, 4, 9]], np.float32), SHARES) == 0.5


def test_that_energy_is_the_positive_share_inside() -> None:
    values = np.array([[3, 1, -7], [-2, 2, 4]], np.float32)
    assert energy(values, SHARES) == pytest.approx((3 + 0.5 * 2) / 10)
    assert energy(values * 7, SHARES) == pytest.approx(0.4)


@pytest.mark.parametrize("value", [0, -1])
def test_that_a_map_without_positive_values_has_no_energy_inside(value: float) -> None:
    assert energy(np.full((2, 3), value, np.float32), SHARES) == 0


def test_that_the_strongest_cells_are_counted_inside() -> None:
    values = np.array([[6, 5, 4], [3, 2, 1]], np.float32)
    assert [strongest(values, SHARES, count) for count in range(1, 7)] == [1, 1, 1, 2, 2.5, 2.5]
    assert strongest(values, SHARES, 50) == 2.5


def test_that_equal_cells_share_the_places_that_are_left() -> None:
    values = np.array([[6, 5, 3], [3, 3, 3]], np.float32)
    # One inside, none inside, and three of four places for 1.5 of four cells.
    assert strongest(values, SHARES, 5) == pytest.approx(1 + 3 * 1.5 / 4)


def test_that_a_map_is_compared_in_every_way_at_its_own_resolution() -> None:
    values = np.zeros((14, 14), np.float32)
    values[:2, :2], values[5, 5] = 1, 4
    found = pointing(values, corner())
    assert (found.hit, found.energy, found.strongest) == (0, 0.5, 4)


def test_that_a_map_that_is_not_finite_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        pointing(np.full((2, 2), np.nan, np.float32), corner())


# What knows nothing of the sample


@pytest.mark.parametrize("grid", [(14, 14), (27, 9)])
def test_that_a_map_of_one_value_points_as_chance_does(grid: tuple[int, int]) -> None:
    chance = pointing_by_chance(corner(), grid)
    flat = pointing(np.ones(grid, np.float32), corner())
    assert flat.hit == pytest.approx(chance.hit) == pytest.approx(16 / 784)
    assert flat.energy == pytest.approx(chance.energy)
    assert flat.strongest == pytest.approx(chance.strongest) == pytest.approx(STRONGEST * 16 / 784)


def test_that_chance_is_what_random_maps_come_to() -> None:
    random = np.random.default_rng(4)
    mask = np.zeros((6, 6), np.bool_)
    mask[:3, 2:] = True  # a third
    found = [pointing(random.random((6, 6), np.float32), mask) for _ in range(2000)]
    chance = pointing_by_chance(mask, (6, 6))
    assert np.mean([one.hit for one in found]) == pytest.approx(chance.hit, abs=0.04)
    assert np.mean([one.energy for one in found]) == pytest.approx(chance.energy, abs=0.01)
    assert np.mean([one.strongest for one in found]) == pytest.approx(chance.strongest, abs=0.1)


def test_that_no_more_cells_than_there_are_can_be_strongest() -> None:
    everything = np.ones((4, 4), np.bool_)
    assert pointing_by_chance(everything, (1, 2)).strongest == 2
    assert pointing_of_middle(everything, (1, 2)).strongest == 2


def test_that_the_middle_hits_what_stands_in_the_middle() -> None:
    middle = np.zeros((28, 28), np.bool_)
    middle[12:16, 12:16] = True
    found = pointing_of_middle(middle, (14, 14))
    assert found.hit == 1
    # Of the five cells nearest to the middle four lie there; eight share the fifth place.
    assert found.strongest == pytest.approx(4)
    assert pointing_of_middle(corner(), (14, 14)).hit == 0


@pytest.mark.parametrize("grid", [(14, 14), (28, 28), (7, 7)])
def test_that_quadrants_are_alike_to_the_middle_and_to_chance(grid: tuple[int, int]) -> None:
    for rectangle in rectangles((28, 28)):
        mask = np.zeros((28, 28), np.bool_)
        mask[rectangle] = True
        for found in (pointing_of_middle(mask, grid), pointing_by_chance(mask, grid)):
            assert found.hit == pytest.approx(0.25)
            assert found.energy == pytest.approx(0.25)
            assert found.strongest == pytest.approx(1.25)


@pytest.mark.parametrize("grid", list(product((1, 4, 13), (1, 9, 30))))
def test_that_the_middle_map_is_largest_in_the_middle_and_symmetric(grid: tuple[int, int]) -> None:
    values = middle_map(grid)
    assert values.shape == grid
    assert 0 < values.min() <= values.max() <= 1
    assert values[grid[0] // 2, grid[1] // 2] == values.max()
    assert np.array_equal(values, values[::-1, ::-1])


# Networks that are known by heart


@pytest.mark.parametrize(
    ("name", "expected"), [("one-pixel", 1), ("one-cell", 1), ("left-stroke", 1), ("moved-cell", 0)]
)
def test_that_class_activation_maps_are_right_or_caught(name: str, expected: float) -> None:
    made = HAND_MADE.named(name)
    sample = np.zeros((28, 28), np.float32)
    sample[4:26, 8:18] = 1
    one = Engine(made.graph, made.weights).predict(sample)
    found = pointing(one.maps[YES], made.truth(sample))
    assert found.hit == pytest.approx(expected)
    assert found.energy == pytest.approx(expected)


def test_that_evidence_against_is_found_where_it_is_looked_for() -> None:
    made = HAND_MADE["empty-cell"]
    one = Engine(made.graph, made.weights).predict(np.ones((28, 28), np.float32))
    truth = made.truth(one.image)
    assert pointing(one.maps[YES], truth).energy == 0
    assert pointing(made.sign * one.maps[YES], truth).energy == 1
