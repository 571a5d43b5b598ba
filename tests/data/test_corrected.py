"""Corrected labels are a layer over the samples, by their checksums."""

from __future__ import annotations

import numpy as np

from camviewer.data.checksums import sample_checksums
from camviewer.data.corrected import corrected, corrected_labels
from camviewer.data.dataset import ArraySplit, Dataset, no_samples
from camviewer.data.spec import ImageSpec

SPEC = ImageSpec(8, 8)
IMAGES = (np.arange(320) % 251).astype(np.uint8).reshape(5, 8, 8)
LABELS = np.array([0, 1, 2, 0, 1], np.uint8)
SUMS = sample_checksums(IMAGES)


def dataset() -> Dataset:
    split = ArraySplit(5, lambda: (IMAGES, LABELS.copy()))
    unlabelled = ArraySplit(5, lambda: (IMAGES, None), is_labelled=False)
    return Dataset("few", split, unlabelled, SPEC, ("a", "b", "c"))


def test_that_labels_are_corrected_by_the_sample_wherever_it_stands() -> None:
    layer = {SUMS[1]: 2, SUMS[3]: 0, "of no sample": 1, SUMS[4]: 3}
    found = corrected(dataset(), layer)
    # Sample 3 keeps its class; there is no class 3.
    assert found.train.labels.tolist() == [0, 2, 2, 0, 1]
    assert [found.train.label(place) for place in (1, 4)] == [2, 1]
    assert np.array_equal(found.train.images, IMAGES)
    assert np.array_equal(found.train.batch(1, 3), IMAGES[1:3])
    turned = corrected_labels(LABELS[::-1], SUMS[::-1], layer, 3)
    assert turned.tolist() == [1, 0, 2, 2, 0]


def test_that_samples_without_labels_stay_without() -> None:
    given = dataset()
    assert corrected(given, {SUMS[0]: 1}).test is given.test
    assert corrected(given, {}) is given
    empty = Dataset("none", no_samples(SPEC), given.train, SPEC, ("a", "b", "c"))
    assert len(corrected(empty, {SUMS[0]: 1}).train) == 0
