"""Occlusion of every block, worked out by hand on a linear network: a block is worth its w x."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.trust.occlusion_correlation import (
    BLOCKS,
    correlation,
    correlations,
    losses,
    measure,
)
from camviewer.attribution.trust.trial import BATCH, Case, Trial
from camviewer.common.arrays import Array
from tests.attribution.trust.linear_cases import linear, linear_case, random_case

WEIGHTS = np.array([[1, 2, 4], [8, 16, 32], [64, 128, 256]], np.float32)
SAMPLE = np.array([[1, 1, 0], [0, 0.5, 0], [0, 0, 0]], np.float32)
CASE = linear_case(WEIGHTS, SAMPLE)


def test_that_the_score_lost_is_worked_out() -> None:
    assert losses(CASE, 1).tolist() == [[1, 2, 0], [0, 8, 0], [0, 0, 0]]
    assert losses(CASE, 2).tolist() == [[11, 10], [8, 8]]
    assert losses(CASE, 2, disjoint=True).tolist() == [[11]]
    assert losses(CASE, 3).tolist() == [[11]]


def test_that_a_block_gives_way_to_the_baseline() -> None:
    case = Case(linear(WEIGHTS), SAMPLE, 0, baseline=0.5)
    assert losses(case, 1).tolist() == [[0.5, 1, -2], [-4, 0, -16], [-32, -64, -128]]


@pytest.mark.parametrize("disjoint", [False, True])
@pytest.mark.parametrize("block", [1, 2, 3, 4])
def test_that_blocks_lie_where_they_are_said_to(block: int, disjoint: bool) -> None:
    case = random_case((9, 14, 3))
    step = block if disjoint else 1
    places = range(0, 10 - block, step), range(0, 15 - block, step)
    slow = np.zeros([len(each) for each in places])
    for i, row in enumerate(places[0]):
        for j, column in enumerate(places[1]):
            without = case.sample.copy()
            without[row : row + block, column : column + block] = 0
            slow[i, j] = case.score - case.scores(without[None])[0]
    assert losses(case, block, disjoint=disjoint) == pytest.approx(slow, abs=1e-5)


def test_that_only_blocks_with_ink_are_predicted_in_batches_and_once() -> None:
    sizes = []

    def predict(samples: Array) -> Array:
        sizes.append(len(samples))
        return linear(np.ones((28, 28), np.float32))(samples)

    sample = np.zeros((28, 28), np.float32)
    sample[10:20, 5:20] = 1
    case = Case(predict, sample, 0)
    first = losses(case, 1)
    assert losses(case, 1) is first
    assert sorted(sizes) == [1, 150 - BATCH, BATCH]


def test_that_a_map_of_what_pixels_are_worth_correlates_wholly() -> None:
    case = random_case((8, 8))
    worth = losses(case, 1).astype(np.float32)
    assert list(correlations(case, worth)) == list(BLOCKS)
    assert correlations(case, worth) == pytest.approx({1: 1, 2: 1, 4: 1}, abs=1e-3)
    assert correlation(case, -worth, 1) == pytest.approx(-1, abs=1e-3)
    assert measure(Trial(case, worth)) == pytest.approx(1)


def test_that_cells_off_the_ink_do_not_count() -> None:
    values = np.array([[1, 2, 50], [70, 3, -20], [9, 9, 9]], np.float32)
    assert correlation(CASE, values, 1) == 1
    # Over 2 x 2 blocks, all of which hold ink: 76, 35, 91, 1 against 11, 10, 8, 8, which have the
    # ranks 3, 2, 4, 1 and 4, 3, 1.5, 1.5.
    assert correlation(CASE, values, 2) == pytest.approx(0.5 / np.sqrt(5 * 4.5))


def test_that_there_may_be_nothing_to_correlate() -> None:
    flat = np.ones((3, 3), np.float32)
    assert correlation(CASE, flat, 1) is None
    assert correlation(linear_case(WEIGHTS, 0 * SAMPLE), WEIGHTS, 1) is None
    deaf = linear_case(0 * WEIGHTS, SAMPLE)
    assert correlation(deaf, WEIGHTS, 1) is None
    assert correlation(CASE, WEIGHTS, 3) is None


def test_that_a_block_is_no_larger_than_the_sample() -> None:
    with pytest.raises(ValueError, match="window"):
        measure(Trial(CASE, WEIGHTS))
