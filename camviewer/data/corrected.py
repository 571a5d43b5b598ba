"""Data sets with corrected labels: a layer over the samples, whose files stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from camviewer.data.checksums import BATCH, sample_checksums
from camviewer.data.dataset import Dataset, Images, Labels, Split, is_labelled

Corrections = Mapping[str, int]
"""The class that each of some samples is of, by the sample's own checksum."""


def corrected_labels(
    labels: Labels, samples: Sequence[str], corrections: Corrections, classes: int
) -> Labels:
    """Labels (n,) with those corrected that are in a layer; a copy.

    Args:
        labels: (n,) as they were read.
        samples: the checksum of each sample.
        corrections: of these samples or others; of a class that there is not they are passed over.
        classes: how many there are.
    """
    found = labels.copy()
    for place, sample in enumerate(samples):
        decided = corrections.get(sample)
        if decided is not None and 0 <= decided < classes:
            found[place] = decided
    return found


class CorrectedSplit:
    """The samples of another split with corrected labels, found when labels are first asked for."""

    is_labelled = True

    def __init__(self, split: Split, corrections: Corrections, classes: int) -> None:
        """Nothing is read yet; `split` has labels."""
        self._split = split
        self._corrections = corrections
        self._classes = classes

    def __len__(self) -> int:
        return len(self._split)

    def image(self, index: int) -> Images:
        """Sample `index` alone, uint8."""
        return self._split.image(index)

    def label(self, index: int) -> int | None:
        """Corrected class of sample `index`, 0 to C - 1."""
        return int(self.labels[index])

    def batch(self, start: int, stop: int) -> Images:
        """Samples `start` to `stop` - 1: (stop - start, h, w, …) uint8, fewer at the end."""
        return self._split.batch(start, stop)

    @property
    def images(self) -> Images:
        """All samples: (n, h, w, …) uint8."""
        return self._split.images

    @property
    def is_corrected(self) -> NDArray[np.bool_]:
        """(n,) which samples have another class than before."""
        found: NDArray[np.bool_] = self.labels != self._split.labels
        return found

    @cached_property
    def labels(self) -> Labels:
        """All corrected classes: (n,) uint8, 0 to C - 1."""
        samples: list[str] = []
        for start in range(0, len(self._split), BATCH):
            samples += sample_checksums(self._split.batch(start, start + BATCH))
        labels = corrected_labels(self._split.labels, samples, self._corrections, self._classes)
        labels.setflags(write=False)
        return labels


def corrected(dataset: Dataset, corrections: Corrections) -> Dataset:
    """The same data set with corrected labels in both parts; itself without corrections."""
    if not corrections:
        return dataset

    def part(split: Split) -> Split:
        if not len(split) or not is_labelled(split):
            return split
        return CorrectedSplit(split, corrections, len(dataset.class_names))

    return replace(dataset, train=part(dataset.train), test=part(dataset.test))


def number_corrected(split: Split) -> int:
    """How many samples of a split have another class than in their file."""
    return int(split.is_corrected.sum()) if isinstance(split, CorrectedSplit) else 0
