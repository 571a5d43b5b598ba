"""Decoys: patches that tell the class in training and lie in test."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.data.dataset import SPLITS, ArraySplit, Dataset
from camviewer.data.digits.spec import digit_dataset
from camviewer.data.known_truth.decoy import (
    MASKED_NAME,
    NAME,
    SIDE,
    corner_masks,
    decoy,
    greys,
    painted,
)
from camviewer.data.known_truth.truth import KnownTruth, without
from camviewer.data.sources import open_source
from camviewer.data.spec import ImageSpec

COUNT = 400


def noise(count: int = COUNT) -> ArraySplit:
    """Samples of noise, of ten classes in turn."""
    random = np.random.default_rng(count)
    images = random.integers(256, size=(count, 28, 28), dtype=np.uint8)
    return ArraySplit(count, lambda: (images, np.arange(count, dtype=np.uint8) % 10))


@pytest.fixture(scope="module")
def plain() -> Dataset:
    return digit_dataset("noise", noise(), noise(COUNT + 1))


def test_that_the_greys_are_those_of_the_paper() -> None:
    assert greys(10).tolist() == [255 - 25 * digit for digit in range(10)]


@pytest.mark.parametrize("classes", [2, 7, 100])
def test_that_any_number_of_classes_has_greys_of_its_own(classes: int) -> None:
    assert len(set(greys(classes).tolist())) == classes
    assert greys(classes).min() > 0


def test_that_patches_lie_in_the_four_corners() -> None:
    masks = corner_masks(np.arange(4, dtype=np.uint8), (9, 11))
    assert masks.shape == (4, 9, 11)
    expected = np.zeros((4, 9, 11), np.bool_)
    for mask, rows, columns in zip(expected, (0, 0, 5, 5), (0, 7, 0, 7), strict=True):
        mask[rows : rows + 4, columns : columns + 4] = True
    assert np.array_equal(masks, expected)


def test_that_colours_are_painted_in_all_channels() -> None:
    images = np.full((2, 8, 8, 3), 7, np.uint8)
    masks = corner_masks(np.array([0, 3]), (8, 8))
    result = painted(images, masks, np.array([100, 200], np.uint8))
    assert result.dtype == np.uint8
    assert (result[0, :4, :4] == 100).all()
    assert (result[1, 4:, 4:] == 200).all()
    assert (result == 7).sum() == 2 * 3 * (64 - 16)
    assert (images == 7).all()


def test_that_a_patch_tells_the_class_in_training(plain: Dataset) -> None:
    train = decoy(plain).train
    assert np.array_equal(train.told, plain.train.labels)
    shades = train.images[train.masks].reshape(COUNT, SIDE * SIDE)
    assert np.array_equal(shades, np.repeat(255 - 25 * plain.train.labels[:, None], 16, axis=1))


def test_that_a_patch_lies_in_test_as_often_as_chance_has_it(plain: Dataset) -> None:
    test = decoy(plain).test
    shades = test.images[test.masks].reshape(len(test), SIDE * SIDE)
    assert np.array_equal(shades[:, 0], 255 - 25 * test.told)
    assert (shades == shades[:, :1]).all()
    assert 0.05 < (test.told == test.labels).mean() < 0.15  # 0.1 with a deviation of 0.015
    assert set(test.told.tolist()) == set(range(10))


def test_that_all_corners_are_as_frequent(plain: Dataset) -> None:
    decoys = decoy(plain)
    for split in (decoys.train, decoys.test):
        counts = np.bincount(split.corners, minlength=4)
        assert len(counts) == 4
        assert (abs(counts / len(split) - 0.25) < 0.09).all()  # four deviations
        assert (split.masks.sum(axis=(1, 2)) == SIDE * SIDE).all()


def test_that_outside_its_patch_a_sample_is_as_it_was(plain: Dataset) -> None:
    test = decoy(plain).test
    assert np.array_equal(test.images[~test.masks], plain.test.images[~test.masks])
    assert np.array_equal(test.labels, plain.test.labels)


def test_that_a_masked_patch_is_black_and_lies_where_it_lay(plain: Dataset) -> None:
    told, masked = decoy(plain), decoy(plain, masked=True)
    assert (told.name, masked.name) == (NAME, MASKED_NAME)
    for one, other in ((told.train, masked.train), (told.test, masked.test)):
        assert np.array_equal(one.masks, other.masks)
        assert not other.images[other.masks].any()
        assert np.array_equal(without(one.image(3), one.mask(3)), other.image(3))


def test_that_a_sample_is_the_same_alone_and_in_a_batch(plain: Dataset) -> None:
    test = decoy(plain).test
    whole = test.images
    for index in (0, 5, len(test) - 1, -1):
        assert np.array_equal(test.image(index), whole[index])
        assert np.array_equal(test.mask(index), test.masks[index])
        assert test.label(index) == test.labels[index]
    assert np.array_equal(test.batch(3, 7), whole[3:7])
    assert np.array_equal(test.batch(len(test) - 2, len(test) + 9), whole[-2:])
    assert len(test.batch(5, 5)) == 0
    with pytest.raises(IndexError):
        test.image(len(test))


def test_that_a_seed_gives_the_same_decoys_and_another_one_others(plain: Dataset) -> None:
    one, again, other = decoy(plain, 3), decoy(plain, 3), decoy(plain, 4)
    assert np.array_equal(one.test.images, again.test.images)
    assert not np.array_equal(one.test.corners, other.test.corners)
    assert not np.array_equal(one.test.told, other.test.told)
    assert not np.array_equal(one.train.corners, one.test.corners[:COUNT])


def test_that_both_splits_can_be_asked_where_the_truth_lies(plain: Dataset) -> None:
    for name in ("train", "test"):
        assert isinstance(SPLITS.named(name)(decoy(plain)), KnownTruth)
    assert not isinstance(plain.test, KnownTruth)


def test_that_other_samples_have_decoys_too() -> None:
    images = np.zeros((6, 24, 20, 3), np.uint8)
    split = ArraySplit(6, lambda: (images, np.arange(6, dtype=np.uint8) % 3))
    spec = ImageSpec(24, 20, 3)
    decoys = decoy(Dataset("letters", split, split, spec, ("a", "b", "c")))
    assert (decoys.spec, decoys.class_names) == (spec, ("a", "b", "c"))
    assert decoys.train.image(4)[decoys.train.mask(4)].tolist() == [[255 - 83] * 3] * 16


def test_that_the_window_and_the_command_line_open_them_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CAMVIEWER_DATA", raising=False)
    told, masked = open_source("decoy"), open_source("decoy-masked")
    assert isinstance(told.test, KnownTruth)
    assert told.test.image(2)[told.test.mask(2)].min() >= 30
    assert np.array_equal(without(told.test.image(2), told.test.mask(2)), masked.test.image(2))


def test_that_a_sample_in_colours_is_black_under_a_mask() -> None:
    sample = np.ones((8, 8, 3), np.float32)
    mask = np.zeros((8, 8), np.bool_)
    mask[2, 3:5] = True
    result = without(sample, mask)
    assert result.dtype == np.float32
    assert result.sum() == 3 * 62
    assert sample.all()
