"""Samples moved and shuffled."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camviewer.data.rearrangement import Rearrangement, moved, shuffled

SMALL = np.arange(1, 13, dtype=np.float32).reshape(3, 4)
COLOURED = np.random.default_rng(0).random((8, 9, 3), np.float32)


@pytest.mark.parametrize(
    ("right", "down", "expected"),
    [
        (0, 0, SMALL.tolist()),
        (1, 0, [[0, 1, 2, 3], [0, 5, 6, 7], [0, 9, 10, 11]]),
        (-2, 0, [[3, 4, 0, 0], [7, 8, 0, 0], [11, 12, 0, 0]]),
        (0, 2, [[0, 0, 0, 0], [0, 0, 0, 0], [1, 2, 3, 4]]),
        (3, -1, [[0, 0, 0, 5], [0, 0, 0, 9], [0, 0, 0, 0]]),
    ],
)
def test_that_zeros_come_in_where_a_sample_is_moved(
    right: int, down: int, expected: list[list[float]]
) -> None:
    before = SMALL.copy()
    assert moved(SMALL, right, down).tolist() == expected
    assert np.array_equal(SMALL, before)


@pytest.mark.parametrize(("right", "down"), [(4, 0), (-9, 0), (0, 3), (1, -128)])
def test_that_a_sample_that_is_moved_far_enough_is_gone(right: int, down: int) -> None:
    assert not moved(SMALL, right, down).any()


@given(st.integers(-10, 10), st.integers(-10, 10))
def test_that_what_is_moved_there_and_back_has_lost_the_edge_alone(right: int, down: int) -> None:
    wide = np.pad(COLOURED, ((10, 10), (10, 10), (0, 0)))
    assert np.array_equal(moved(moved(wide, right, down), -right, -down), wide)


def test_that_shuffled_pixels_are_the_same_ones_elsewhere_every_time() -> None:
    sample = np.arange(28 * 28, dtype=np.float32).reshape(28, 28)
    once = shuffled(sample)
    assert once.shape == sample.shape
    assert sorted(once.ravel()) == sorted(sample.ravel())
    assert (once != sample).mean() > 0.9
    assert np.array_equal(shuffled(sample), once)
    assert np.array_equal(shuffled(2 * sample), 2 * once)  # the same places for any sample


def test_that_the_colours_of_a_pixel_stay_together() -> None:
    before = {tuple(pixel) for pixel in COLOURED.reshape(-1, 3).tolist()}
    assert {tuple(pixel) for pixel in shuffled(COLOURED).reshape(-1, 3).tolist()} == before


def test_that_a_sample_is_moved_before_it_is_shuffled() -> None:
    expected = shuffled(moved(COLOURED, 2, -1))
    assert np.array_equal(Rearrangement(2, -1, True).of(COLOURED), expected)


def test_that_nothing_done_leaves_the_sample_itself() -> None:
    assert Rearrangement().is_none
    assert Rearrangement().of(COLOURED) is COLOURED
    assert not Rearrangement(down=-1).is_none
    assert not Rearrangement(shuffled=True).is_none


def test_that_many_samples_are_shuffled_as_each_of_them_is() -> None:
    many = np.stack([COLOURED, 2 * COLOURED])
    assert np.array_equal(shuffled(many), np.stack([shuffled(each) for each in many]))
    grey = np.arange(3 * 8 * 9).reshape(3, 8, 9)
    assert np.array_equal(shuffled(grey), np.stack([shuffled(each) for each in grey]))
