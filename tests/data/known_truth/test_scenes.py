"""Scenes: four samples, exactly one of the asked class, and where it stands."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.data.dataset import ArraySplit
from camviewer.data.known_truth.scenes import rectangles, scenes
from camviewer.data.known_truth.truth import KnownTruth
from camviewer.data.spec import ImageSpec


def filled(labels: list[int], *shape: int) -> ArraySplit:
    """Samples that are filled with 10 + 20 times their class."""
    images = np.stack([np.full(shape, 10 + 20 * label, np.uint8) for label in labels])
    return ArraySplit(len(labels), lambda: (images, np.array(labels, np.uint8)))


DIGITS = filled([digit for digit in range(10) for _ in range(3)], 28, 28)


@pytest.mark.parametrize(("full_size", "side"), [(False, 28), (True, 56)])
def test_that_exactly_one_quadrant_is_of_the_asked_class(full_size: bool, side: int) -> None:
    made = scenes(DIGITS, 50, full_size=full_size)
    assert made.samples.shape == (50, side, side)
    assert made.spec == ImageSpec(side, side)
    for index, (sample, asked) in enumerate(zip(made.samples, made.asked, strict=True)):
        mask = made.mask(index)
        assert np.array_equal(sample == 10 + 20 * int(asked), mask)
        assert mask.sum() == side * side // 4


def test_that_each_quadrant_shows_a_sample_of_its_label() -> None:
    made = scenes(DIGITS, 20)
    for sample, labels in zip(made.samples, made.labels, strict=True):
        shown = [sample[rectangle] for rectangle in rectangles((28, 28))]
        assert [part.min() for part in shown] == [part.max() for part in shown]
        assert [(int(part[0, 0]) - 10) // 20 for part in shown] == labels.tolist()


def test_that_samples_are_halved_in_the_mean() -> None:
    image = np.zeros((8, 8), np.uint8)
    image[0, 0], image[2:4, 6:8] = 100, 200
    split = ArraySplit(2, lambda: (np.stack([image, image]), np.array([0, 1], np.uint8)))
    half = np.zeros((4, 4), np.uint8)
    half[0, 0], half[1, 3] = 25, 200
    assert np.array_equal(scenes(split, 1).samples[0], np.tile(half, (2, 2)))
    assert np.array_equal(scenes(split, 1, full_size=True).samples[0], np.tile(image, (2, 2)))


def test_that_classes_are_asked_for_as_often_and_stand_everywhere() -> None:
    made = scenes(DIGITS, 200)
    assert np.bincount(made.asked).tolist() == [20] * 10
    assert (np.bincount(made.quadrants, minlength=4) > 25).all()  # 50 with a deviation of 6
    others = np.bincount(made.labels.ravel(), minlength=10) - 20
    assert others.sum() == 600
    assert (others > 30).all()  # 60 with a deviation of 7


def test_that_all_samples_of_a_class_are_drawn() -> None:
    images = np.repeat(np.arange(1, 7, dtype=np.uint8), 64).reshape(6, 8, 8)
    split = ArraySplit(6, lambda: (images, np.array([4, 9, 4, 9, 4, 9], np.uint8)))
    made = scenes(split, 40, full_size=True)
    assert set(made.samples.ravel().tolist()) == {1, 2, 3, 4, 5, 6}
    for sample, labels in zip(made.samples, made.labels, strict=True):
        shown = [int(sample[rectangle][0, 0]) for rectangle in rectangles((16, 16))]
        assert [4 if one % 2 else 9 for one in shown] == labels.tolist()


def test_that_a_seed_gives_the_same_scenes_and_another_one_others() -> None:
    one, again, other = (scenes(DIGITS, 30, seed) for seed in (5, 5, 6))
    assert np.array_equal(one.samples, again.samples)
    assert np.array_equal(one.asked, again.asked)
    assert not np.array_equal(one.samples, other.samples)


def test_that_odd_sides_and_colours_are_taken() -> None:
    made = scenes(filled([0, 1, 2], 25, 21, 3), 6)
    assert made.samples.shape == (6, 25, 21, 3)
    assert made.spec == ImageSpec(25, 21, 3)
    for index, asked in enumerate(made.asked.tolist()):
        assert np.array_equal(made.samples[index, :, :, 1] == 10 + 20 * asked, made.mask(index))
    covered = np.zeros((25, 21), np.int64)
    for rectangle in rectangles((25, 21)):
        covered[rectangle] += 1
    assert (covered == 1).all()


def test_that_scenes_can_be_asked_where_the_truth_lies() -> None:
    assert isinstance(scenes(DIGITS, 1), KnownTruth)
    assert len(scenes(DIGITS, 1)) == 1


def test_that_one_class_is_not_enough() -> None:
    with pytest.raises(
        UserError, match=r"too few classes .1.; choose digits of two classes or more"
    ):
        scenes(filled([3, 3], 28, 28), 4)
