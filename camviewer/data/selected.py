"""Some of the samples of a split, as a split of their own."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from camviewer.data.dataset import Images, Labels, Split, is_labelled


class SelectedSplit:
    """Samples of another split, in a given order; the pictures stay where they are.

    Attributes:
        places: (n,) of the samples in the other split.
    """

    def __init__(self, split: Split, places: NDArray[np.intp]) -> None:
        """Nothing is read yet."""
        self._split = split
        self.places = places
        self.is_labelled = is_labelled(split)

    def __len__(self) -> int:
        return len(self.places)

    def image(self, index: int) -> Images:
        """Sample `index` alone, uint8."""
        return self._split.image(int(self.places[index]))

    def label(self, index: int) -> int | None:
        """Class of sample `index`, 0 to C - 1; None without labels."""
        return self._split.label(int(self.places[index]))

    def batch(self, start: int, stop: int) -> Images:
        """Samples `start` to `stop` - 1: (stop - start, h, w, …) uint8, fewer at the end."""
        return np.stack([self._split.image(int(place)) for place in self.places[start:stop]])

    @property
    def images(self) -> Images:
        """All samples: (n, h, w, …) uint8."""
        return self._split.images[self.places]

    @cached_property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to C - 1; `UserError` without labels."""
        labels: Labels = self._split.labels[self.places]
        labels.setflags(write=False)
        return labels
