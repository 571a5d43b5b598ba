"""Noticing dark ink on light paper."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.data.dataset import ArraySplit, Images, InvertedSplit
from camviewer.data.inversion import looks_inverted
from camviewer.data.sources.builtin import WrittenSplit


def split(images: Images) -> ArraySplit:
    return ArraySplit(len(images), lambda: (images, np.zeros(len(images), np.uint8)))


def test_that_dark_digits_on_light_paper_are_noticed() -> None:
    written = WrittenSplit("test", 30)
    assert not looks_inverted(written)
    assert looks_inverted(InvertedSplit(written))


def test_that_paper_need_not_be_white_nor_ink_black() -> None:
    images = np.full((10, 28, 28), 210, np.uint8)
    images[:, 10:20, 12:15] = 90
    images[:, 0, :6] = 0  # a corner touched by ink
    assert looks_inverted(split(images))


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_that_some_light_samples_are_not_enough(share: float) -> None:
    images = np.zeros((20, 28, 28), np.uint8)
    images[: round(20 * share)] = 255
    images[:, 10:20, 12:15] = 100
    assert not looks_inverted(split(images))


def test_that_colours_and_empty_pages_are_no_ink_on_paper() -> None:
    assert not looks_inverted(split(np.full((5, 32, 32, 3), 255, np.uint8)))
    assert not looks_inverted(split(np.full((5, 32, 32), 255, np.uint8)))
    assert not looks_inverted(split(np.zeros((0, 32, 32), np.uint8)))


def test_that_inverting_twice_changes_nothing() -> None:
    written = WrittenSplit("test", 4)
    twice = InvertedSplit(InvertedSplit(written))
    assert np.array_equal(twice.images, written.images)
    assert np.array_equal(twice.batch(1, 3), written.batch(1, 3))
    assert np.array_equal(InvertedSplit(written).image(2), 255 - written.image(2))
    assert twice.label(3) == written.label(3)
