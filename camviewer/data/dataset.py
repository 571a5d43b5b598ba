"""Digits and where they come from, as the rest of the program sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from camviewer.common.registry import Registry
from camviewer.common.translation import tr_noop

Images = NDArray[np.uint8]
Labels = NDArray[np.uint8]

CLASSES = tuple("0123456789")
"""Names of the classes, in the order of the network's scores."""


class Split(Protocol):
    """One part of a data set: training or test digits."""

    def __len__(self) -> int: ...

    def image(self, index: int) -> Images:
        """Digit `index` alone: (28, 28) uint8, ink bright."""
        ...

    def label(self, index: int) -> int:
        """Class of digit `index`, 0 to 9."""
        ...

    def batch(self, start: int, stop: int) -> Images:
        """Digits `start` to `stop` - 1: (stop - start, 28, 28) uint8, fewer at the end."""
        ...

    @property
    def images(self) -> Images:
        """All digits: (n, 28, 28) uint8, ink bright."""
        ...

    @property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to 9."""
        ...


class ArraySplit:
    """Digits that are read as two whole arrays, when they are first asked for."""

    def __init__(self, length: int, read: Callable[[], tuple[Images, Labels]]) -> None:
        """Nothing is read yet.

        Args:
            length: how many digits there are, known before they are read.
            read: reads images (n, 28, 28) uint8 and labels (n,) uint8; called at most once.
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
        """Digit `index` alone: (28, 28) uint8, ink bright."""
        picture: Images = self.images[index]
        return picture

    def label(self, index: int) -> int:
        """Class of digit `index`, 0 to 9."""
        return int(self.labels[index])

    def batch(self, start: int, stop: int) -> Images:
        """Digits `start` to `stop` - 1: (stop - start, 28, 28) uint8, fewer at the end."""
        return self.images[start:stop]

    @property
    def images(self) -> Images:
        """All digits: (n, 28, 28) uint8, ink bright."""
        return self._arrays[0]

    @property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to 9."""
        return self._arrays[1]


class JoinedSplit:
    """Digits of two splits, one after the other; the pictures stay where they are."""

    def __init__(self, first: Split, second: Split) -> None:
        """Nothing is read yet."""
        self._parts = (first, second)
        self._border = len(first)

    def __len__(self) -> int:
        return self._border + len(self._parts[1])

    def image(self, index: int) -> Images:
        """Digit `index` alone: (28, 28) uint8, ink bright."""
        part, place = self._place(index)
        return part.image(place)

    def label(self, index: int) -> int:
        """Class of digit `index`, 0 to 9."""
        part, place = self._place(index)
        return part.label(place)

    def batch(self, start: int, stop: int) -> Images:
        """Digits `start` to `stop` - 1: (stop - start, 28, 28) uint8, fewer at the end."""
        first, second = self._parts
        border = self._border
        if stop <= border:
            return first.batch(start, stop)
        if start >= border:
            return second.batch(start - border, stop - border)
        return np.concatenate([first.batch(start, border), second.batch(0, stop - border)])

    @property
    def images(self) -> Images:
        """All digits: (n, 28, 28) uint8, ink bright. A copy; `batch` and `image` make none."""
        return np.concatenate([part.images for part in self._parts])

    @cached_property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to 9."""
        labels = np.concatenate([part.labels for part in self._parts])
        labels.setflags(write=False)
        return labels

    def _place(self, index: int) -> tuple[Split, int]:
        index = range(len(self))[index]
        beyond = index - self._border
        return (self._parts[1], beyond) if beyond >= 0 else (self._parts[0], index)


@dataclass(frozen=True)
class Dataset:
    """Training and test digits from one source.

    Attributes:
        name: what it is called on the command line and on cards, e.g. ``"mnist"`` or a path.
        train: the digits to learn from.
        test: the digits to be judged by, and to step through in the window.
    """

    name: str
    train: Split
    test: Split


SPLITS = Registry[Callable[[Dataset], Split]](
    tr_noop("Split"),
    lambda: {
        "test": lambda dataset: dataset.test,
        "train": lambda dataset: dataset.train,
        "all": lambda dataset: JoinedSplit(dataset.train, dataset.test),
    },
    default="test",
)
"""The parts of a data set that can be evaluated; "all" is the training, then the test digits."""


def to_digit(image: Images) -> NDArray[np.float32]:
    """A stored picture (..., 28, 28) uint8 as digits: float32 in [0, 1]."""
    return image.astype(np.float32) / np.float32(255)
