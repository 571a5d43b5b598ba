"""Overlap of a guess with a map, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.guess_overlap import compare

MAP = np.array([[5, 1, 4], [-9, 3, 0]], np.float32)


def guess(*cells: tuple[int, int]) -> np.ndarray:
    painted = np.zeros((2, 3), np.bool_)
    for cell in cells:
        painted[cell] = True
    return painted


def test_that_as_many_of_the_strongest_are_compared_as_were_painted() -> None:
    overlap = compare(guess((0, 0), (1, 0)), MAP)
    assert overlap.strongest.tolist() == [[True, False, True], [False, False, False]]
    assert (overlap.both, overlap.either, overlap.iou) == (1, 3, 1 / 3)
    # A third of the cells, painted blindly, hits a third of the strongest: 2/3 of 10/3 cells.
    assert overlap.by_chance == pytest.approx((1 / 3) / (2 - 1 / 3))


def test_that_the_same_cells_overlap_wholly_and_others_not_at_all() -> None:
    assert compare(guess((0, 0), (0, 2), (1, 1)), MAP).iou == 1
    assert compare(guess((1, 0)), MAP).iou == 0
    nothing = compare(guess(), MAP)
    assert (nothing.both, nothing.either, nothing.iou) == (0, 0, 0)


def test_that_of_equal_cells_the_first_count() -> None:
    overlap = compare(guess((1, 1)), np.ones((2, 3), np.float32))
    assert overlap.strongest.ravel().tolist() == [True] + [False] * 5


def test_that_grids_must_agree() -> None:
    with pytest.raises(ValueError, match="found"):
        compare(guess(), np.zeros((3, 2), np.float32))
