"""Digits whose pixels have changed places, the same way in all of them.

A fully connected network learns them as well as any others, for it knows no places; a convolution
finds no neighbours any more. Made of MNIST where it is found, else of the built-in digits.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from camviewer.common.translation import tr_noop
from camviewer.data.dataset import Dataset, Images, Labels, Split
from camviewer.data.rearrangement import shuffled
from camviewer.data.sources import open_source

TITLE = tr_noop("Shuffled digits")


def load() -> Dataset:
    """Digits with shuffled pixels; nothing is read until it is asked for."""
    dataset = open_source()
    return replace(
        dataset,
        name="shuffled",
        train=ShuffledSplit(dataset.train),
        test=ShuffledSplit(dataset.test),
    )


class ShuffledSplit:
    """The samples of another split with their pixels elsewhere."""

    def __init__(self, split: Split) -> None:
        """Nothing is read yet."""
        self._split = split

    def __len__(self) -> int:
        return len(self._split)

    def image(self, index: int) -> Images:
        """Sample `index` alone, uint8."""
        return shuffled(self._split.image(index))

    def label(self, index: int) -> int | None:
        """Class of sample `index`, 0 to C - 1."""
        return self._split.label(index)

    def batch(self, start: int, stop: int) -> Images:
        """Samples `start` to `stop` - 1: (stop - start, h, w, …) uint8, fewer at the end."""
        return shuffled(self._split.batch(start, stop))

    @cached_property
    def images(self) -> Images:
        """All samples: (n, h, w, …) uint8; read-only."""
        images = shuffled(self._split.images)
        images.setflags(write=False)
        return images

    @property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to C - 1."""
        return self._split.labels
