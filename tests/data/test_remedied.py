"""Data sets after a remedy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.data.checksums import sample_checksums
from camviewer.data.dataset import ArraySplit, Dataset
from camviewer.data.digits.spec import digit_dataset
from camviewer.data.held_out import checksums_of, held_out, held_out_of
from camviewer.data.remedied import exchange_border, remedied
from camviewer.data.remedy import Remedy
from camviewer.data.sources import npz
from camviewer.data.sources.builtin import WrittenSplit

COUNT = 30


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    splits = []
    for name in ("train", "test"):
        written = WrittenSplit(name, COUNT)
        arrays = written.images, written.labels
        splits.append(ArraySplit(COUNT, lambda arrays=arrays: arrays))  # type: ignore[misc]
    return digit_dataset("written", *splits)


def used(dataset: Dataset) -> tuple[int, ...]:
    return tuple(np.flatnonzero(~held_out_of(dataset.test)).tolist())


def test_that_a_sample_is_in_the_same_half_wherever_it_is(dataset: Dataset) -> None:
    found = held_out_of(dataset.test)
    assert found.any()
    assert not found.all()
    order = np.random.default_rng(0).permutation(COUNT)
    assert np.array_equal(held_out(sample_checksums(dataset.test.images[order])), found[order])


def test_that_no_remedy_trains_on_what_it_is_judged_by(dataset: Dataset) -> None:
    place = int(np.flatnonzero(held_out_of(dataset.test))[0])
    with pytest.raises(ValueError, match="not held out"):
        remedied(dataset, Remedy(test=(place,)))
    changed = remedied(dataset, Remedy(test=used(dataset), copies=2, varied=True))
    learned = set(sample_checksums(changed.train.images))
    assert not learned & set(sample_checksums(changed.test.images))
    assert len(changed.test) == held_out_of(dataset.test).sum()


def test_that_the_first_copy_is_as_it_was_and_the_others_are_varied(dataset: Dataset) -> None:
    remedy = Remedy(train=(3, 4), copies=3, varied=True, halved=False)
    changed = remedied(dataset, remedy)
    images = changed.train.images
    assert len(images) == len(changed.train) == COUNT + 6
    assert np.array_equal(images[:COUNT], dataset.train.images)
    assert np.array_equal(images[COUNT : COUNT + 2], dataset.train.images[[3, 4]])
    assert not np.array_equal(images[COUNT + 2 : COUNT + 4], images[COUNT + 4 :])
    assert changed.train.labels[COUNT:].tolist() == 3 * dataset.train.labels[[3, 4]].tolist()
    assert changed.test is dataset.test
    again = remedied(dataset, remedy).train.images
    assert np.array_equal(again, images)
    assert not np.array_equal(remedied(dataset, replace(remedy, seed=1)).train.images, images)


def test_that_corrected_labels_count_in_copies_too(dataset: Dataset) -> None:
    label = (int(dataset.train.labels[5]) + 1) % 10
    changed = remedied(dataset, Remedy(train=(5,), labels=((5, label),)))
    assert changed.train.labels[[5, COUNT]].tolist() == [label, label]
    assert dataset.train.labels[5] != label


def test_that_an_exchanged_border_is_that_of_another_sample(dataset: Dataset) -> None:
    shades = np.arange(COUNT, dtype=np.uint8)
    images = np.repeat(shades, 64).reshape(COUNT, 8, 8)
    changed = exchange_border(images, 2, np.random.default_rng(0))
    assert np.array_equal(changed[:, 2:-2, 2:-2], images[:, 2:-2, 2:-2])
    assert sorted(changed[:, 0, 0]) == shades.tolist()
    assert (changed[:, 0, 0] != shades).sum() > COUNT / 2
    assert np.array_equal(changed[:, 0, 0], changed[:, -1, 3])


def test_that_the_middle_of_small_samples_stays_theirs() -> None:
    images = np.random.default_rng(0).integers(256, size=(5, 8, 8), dtype=np.uint8)
    changed = exchange_border(images, 7, np.random.default_rng(0))
    assert np.array_equal(changed[:, 2:-2, 2:-2], images[:, 2:-2, 2:-2])


def test_that_own_samples_are_added(dataset: Dataset, tmp_path: Path) -> None:
    path, images = tmp_path / "own.npz", dataset.test.images[list(used(dataset)[:4])]
    npz.write(path, images, np.array([1, 2, 3, 4], np.uint8), dataset.class_names)
    changed = remedied(dataset, Remedy(own=(str(path),), copies=2))
    assert len(changed.train) == COUNT + 8
    assert np.array_equal(changed.train.images[COUNT : COUNT + 4], images)


def test_that_own_samples_that_are_held_out_are_left_out(dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "own.npz"
    npz.write(path, dataset.test.images, dataset.test.labels, dataset.class_names)
    learned = remedied(dataset, Remedy(own=(str(path),)))
    assert len(learned.train) == COUNT + len(used(dataset))
    assert not set(checksums_of(learned.train)) & set(checksums_of(learned.test))
    with pytest.raises(UserError, match="only digits that are held out"):
        remedied(dataset, Remedy(own=(str(path),), halved=False))


def test_that_own_samples_of_another_size_are_refused(dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "own.npz"
    small = np.ascontiguousarray(dataset.test.images[:4, :20, :20])
    npz.write(path, small, dataset.test.labels[:4], dataset.class_names)
    with pytest.raises(UserError, match="another size"):
        remedied(dataset, Remedy(own=(str(path),)))


@pytest.mark.parametrize(
    "remedy", [Remedy(test=(COUNT,)), Remedy(train=(COUNT,)), Remedy(labels=((COUNT, 1),))]
)
def test_that_samples_that_are_gone_are_told(dataset: Dataset, remedy: Remedy) -> None:
    with pytest.raises(UserError, match="fewer digits than before"):
        remedied(dataset, remedy)
