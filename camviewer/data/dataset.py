"""Samples and where they come from, as the rest of the program sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from camviewer.common.registry import Registry
from camviewer.common.translation import tr_noop
from camviewer.data.spec import ImageSpec, Noun

Images = NDArray[np.uint8]
Labels = NDArray[np.uint8]


class Split(Protocol):
    """One part of a data set, for training or for testing.

    A sample is (h, w) uint8 if it is grey, ink bright, and (h, w, 3) if it has colours.
    """

    def __len__(self) -> int: ...

    def image(self, index: int) -> Images:
        """Sample `index` alone, uint8."""
        ...

    def label(self, index: int) -> int:
        """Class of sample `index`, 0 to C - 1."""
        ...

    def batch(self, start: int, stop: int) -> Images:
        """Samples `start` to `stop` - 1: (stop - start, h, w, …) uint8, fewer at the end."""
        ...

    @property
    def images(self) -> Images:
        """All samples: (n, h, w, …) uint8."""
        ...

    @property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to C - 1."""
        ...


class ArraySplit:
    """Samples that are read as two whole arrays, when they are first asked for."""

    def __init__(self, length: int, read: Callable[[], tuple[Images, Labels]]) -> None:
        """Nothing is read yet.

        Args:
            length: how many samples there are, known before they are read.
            read: reads images (n, h, w, …) uint8 and labels (n,) uint8; called at most once.
        """
        self._length = length
        self._read = read

    @cached_property
    def _arrays(self) -> tuple[Images, Labels]:
        images, labels = self._read()
        images.setflags(write=False)
        labels.setflags(write=False)
        return images, labels

    def __len__(self) -> int:
        return self._length

    def image(self, index: int) -> Images:
        """Sample `index` alone, uint8."""
        picture: Images = self.images[index]
        return picture

    def label(self, index: int) -> int:
        """Class of sample `index`, 0 to C - 1."""
        return int(self.labels[index])

    def batch(self, start: int, stop: int) -> Images:
        """Samples `start` to `stop` - 1: (stop - start, h, w, …) uint8, fewer at the end."""
        return self.images[start:stop]

    @property
    def images(self) -> Images:
        """All samples: (n, h, w, …) uint8."""
        return self._arrays[0]

    @property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to C - 1."""
        return self._arrays[1]


class JoinedSplit:
    """Samples of two splits, one after the other; the pictures stay where they are."""

    def __init__(self, first: Split, second: Split) -> None:
        """Nothing is read yet."""
        self._parts = (first, second)
        self._border = len(first)

    def __len__(self) -> int:
        return self._border + len(self._parts[1])

    def image(self, index: int) -> Images:
        """Sample `index` alone, uint8."""
        part, place = self._place(index)
        return part.image(place)

    def label(self, index: int) -> int:
        """Class of sample `index`, 0 to C - 1."""
        part, place = self._place(index)
        return part.label(place)

    def batch(self, start: int, stop: int) -> Images:
        """Samples `start` to `stop` - 1: (stop - start, h, w, …) uint8, fewer at the end."""
        first, second = self._parts
        border = self._border
        if stop <= border:
            return first.batch(start, stop)
        if start >= border:
            return second.batch(start - border, stop - border)
        return np.concatenate([first.batch(start, border), second.batch(0, stop - border)])

    @property
    def images(self) -> Images:
        """All samples: (n, h, w, …) uint8. A copy; `batch` and `image` make none."""
        return np.concatenate([part.images for part in self._parts])

    @cached_property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to C - 1."""
        labels = np.concatenate([part.labels for part in self._parts])
        labels.setflags(write=False)
        return labels

    def _place(self, index: int) -> tuple[Split, int]:
        index = range(len(self))[index]
        beyond = index - self._border
        return (self._parts[1], beyond) if beyond >= 0 else (self._parts[0], index)


@dataclass(frozen=True)
class Dataset:
    """Training and test samples from one source.

    Attributes:
        name: what it is called on the command line and on cards, e.g. ``"mnist"`` or a path.
        train: the samples to learn from.
        test: the samples to be evaluated on, and to step through in the window.
        spec: what every sample is.
        class_names: of the C classes, in the order of their labels.
        noun: what one of its samples is called.
    """

    name: str
    train: Split
    test: Split
    spec: ImageSpec
    class_names: tuple[str, ...]
    noun: Noun = Noun.PICTURE


SPLITS = Registry[Callable[[Dataset], Split]](
    tr_noop("Split"),
    lambda: {
        "test": lambda dataset: dataset.test,
        "train": lambda dataset: dataset.train,
        "all": lambda dataset: JoinedSplit(dataset.train, dataset.test),
    },
    default="test",
)
"""The parts of a data set that can be evaluated; "all" is the training, then the test part."""


def to_sample(image: Images) -> NDArray[np.float32]:
    """Stored pictures (..., h, w) or (..., h, w, 3) uint8 as networks are shown them: in [0, 1]."""
    return image.astype(np.float32) / np.float32(255)
