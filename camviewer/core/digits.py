"""Digits and where they come from, as the rest of the program sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

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

    @property
    def images(self) -> Images:
        """All digits: (n, 28, 28) uint8, ink bright."""
        return self._arrays[0]

    @property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to 9."""
        return self._arrays[1]


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


def to_digit(image: Images) -> NDArray[np.float32]:
    """A stored picture (..., 28, 28) uint8 as digits: float32 in [0, 1]."""
    return image.astype(np.float32) / np.float32(255)
