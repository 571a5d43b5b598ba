"""Blocks taken away: which are asked about, and how what was lost is spread."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.occluded import block_places, changing, occluded, spread


def test_that_only_blocks_with_ink_are_asked_about() -> None:
    image = np.zeros((4, 4), np.float32)
    image[0, 3] = image[3, 3] = 1
    places = block_places((4, 4), 2, 2)
    empty = np.zeros_like(image)
    changed = changing(image, empty, places, 2)
    samples = occluded(image, empty, places[changed], 2)
    assert places[changed].tolist() == [[0, 2], [2, 2]]
    assert [np.argwhere(sample).tolist() for sample in samples] == [[[3, 3]], [[0, 3]]]


def test_that_one_channel_with_ink_is_enough() -> None:
    image = np.zeros((2, 2, 3), np.float32)
    image[1, 0, 2] = 1
    empty, places = np.zeros_like(image), block_places((2, 2), 1, 1)
    changed = changing(image, empty, places, 1)
    samples = occluded(image, empty, places[changed], 1)
    assert changed.tolist() == [2]
    assert not samples.any()


def test_that_a_pixel_has_the_mean_of_the_blocks_that_cover_it() -> None:
    # Blocks of 2 at columns 0, 1 of a sample of 2 by 3: the middle column is under both.
    losses = np.array([[2, 4], [0, -1]], np.float32)
    found = spread(losses, block_places((2, 3), 2, 1), 2, (2, 3))
    assert found.tolist() == [[[2, 3, 4]] * 2, [[0, -0.5, -1]] * 2]
    assert found.flags.c_contiguous


@pytest.mark.parametrize(("block", "stride"), [(1, 1), (3, 2), (4, 4)])
def test_that_blocks_which_all_lose_the_same_make_an_even_map(block: int, stride: int) -> None:
    places = block_places((7, 9), block, stride)
    found = spread(np.full((1, len(places)), 5, np.float32), places, block, (7, 9))
    assert np.array_equal(found, np.full((1, 7, 9), 5))


def test_that_what_no_block_covers_has_nothing() -> None:
    found = spread(np.ones((1, 1), np.float32), np.array([[0, 0]]), 1, (1, 2))
    assert found.tolist() == [[[1, 0]]]
