"""Variation: the same sample as another hand would have written it."""

from __future__ import annotations

import numpy as np

from camviewer.data.augmentation import vary
from camviewer.data.sources.builtin import WrittenSplit

IMAGES = WrittenSplit("test", 20).images


def test_that_the_same_source_of_chance_gives_the_same_digits() -> None:
    one, other = (vary(IMAGES, np.random.default_rng(5)) for _ in range(2))
    assert np.array_equal(one, other)
    assert not np.array_equal(one, vary(IMAGES, np.random.default_rng(6)))


def test_that_the_given_digits_are_not_changed() -> None:
    images = IMAGES.copy()
    result = vary(images, np.random.default_rng(1))
    assert np.array_equal(images, IMAGES)
    assert (result.shape, result.dtype) == ((20, 28, 28), np.dtype(np.uint8))


def test_that_every_digit_changes_but_keeps_its_ink_and_place() -> None:
    result = vary(IMAGES, np.random.default_rng(2))
    assert all((one != other).any() for one, other in zip(IMAGES, result, strict=True))
    ink = result.sum(axis=(1, 2)) / IMAGES.sum(axis=(1, 2))
    assert (ink > 0.6).all()
    assert (ink < 1.6).all()
    rows = np.arange(28)
    centres = result.sum(axis=2) @ rows / result.sum(axis=(1, 2))
    assert (np.abs(centres - 14) < 4).all()


def test_that_an_empty_digit_stays_empty_and_none_gives_none() -> None:
    random = np.random.default_rng(0)
    assert not vary(np.zeros((3, 28, 28), np.uint8), random).any()
    assert vary(np.zeros((0, 28, 28), np.uint8), random).shape == (0, 28, 28)


def test_that_on_average_digits_are_neither_moved_nor_resized() -> None:
    blob = np.zeros((400, 28, 28), np.uint8)
    blob[:, 10:19, 10:19] = 255  # symmetric around the pixel (14, 14)
    mean = vary(blob, np.random.default_rng(4)).astype(float).mean(axis=0)
    places = np.arange(28)
    assert abs(mean.sum(axis=0) @ places / mean.sum() - 14) < 0.2
    assert abs(mean.sum(axis=1) @ places / mean.sum() - 14) < 0.2
    assert abs(mean.sum() / (81 * 255) - 1) < 0.05
