"""Shapley values: by hand, and the axioms that single them out."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from camviewer.attribution.methods import METHODS
from camviewer.attribution.methods.shapley import inked_blocks
from camviewer.attribution.shapley import MAX_EXACT, exact, sampled
from camviewer.common.arrays import Array
from tests.attribution.small_networks import gap, prediction_of


def glove_game(coalitions: NDArray[np.bool_]) -> Array:
    """Part 0 is a left glove, 1 and 2 are right ones: a pair is worth 1."""
    left, right = coalitions[:, 0], coalitions[:, 1] | coalitions[:, 2]
    return (left & right).astype(np.float32)[:, None]


def test_the_glove_game_by_hand() -> None:
    # Of six orders the left glove completes the pair in four, each right one in one.
    assert exact(glove_game, 3)[:, 0] == pytest.approx([4 / 6, 1 / 6, 1 / 6])


def test_the_axioms() -> None:
    random = np.random.default_rng(0)
    table = random.normal(size=(2**5, 2)).astype(np.float32)
    table.reshape(2, 16, 2)[1] = table.reshape(2, 16, 2)[0]  # part 4 changes nothing

    def value(coalitions: NDArray[np.bool_]) -> Array:
        return table[coalitions @ (1 << np.arange(5))]

    found = exact(value, 5)
    assert found.sum(axis=0) == pytest.approx(table[-1] - table[0], abs=1e-5)
    assert found[4] == pytest.approx(0, abs=1e-6)
    swapped = exact(lambda coalitions: value(coalitions[:, [1, 0, 2, 3, 4]]), 5)
    assert swapped == pytest.approx(found[[1, 0, 2, 3, 4]], abs=1e-6)
    doubled = exact(lambda coalitions: 2 * value(coalitions), 5)
    assert doubled == pytest.approx(2 * found, abs=1e-5)


def test_sampled_ones_come_near_and_always_add_up() -> None:
    random = np.random.default_rng(1)
    table = random.normal(size=(2**6, 3)).astype(np.float32)

    def value(coalitions: NDArray[np.bool_]) -> Array:
        return table[coalitions @ (1 << np.arange(6))]

    *_, last = found = list(sampled(value, 6, 3000, 0))
    for each in found[:10]:
        assert each.sum(axis=0) == pytest.approx(table[-1] - table[0], abs=1e-4)
    assert last == pytest.approx(exact(value, 6), abs=0.06)


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 10 parts"):
        exact(lambda coalitions: coalitions[:, :1].astype(np.float32), MAX_EXACT + 1)


def test_blocks_are_disjoint_and_cover_the_ink() -> None:
    image = np.zeros((10, 8), np.float32)
    image[1, 1] = image[9, 7] = image[6:9, 2:5] = 1
    blocks = inked_blocks(image, np.zeros_like(image), 4)
    assert np.array_equal(blocks.sum(axis=0), image)
    assert all(block.any() for block in blocks)


def test_blocks_add_up_to_the_score_above_an_empty_picture() -> None:
    one = prediction_of(gap(), 1)
    found = METHODS["shapley"].explain(one)
    blank = one.open_network.scores(np.zeros((1, *one.image.shape), np.float32))[0]
    assert found.sums == pytest.approx(one.logits - blank, abs=1e-4)
    assert found.remainder == pytest.approx(blank, abs=1e-4)
