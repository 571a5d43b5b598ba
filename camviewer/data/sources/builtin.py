"""Digits that the program writes itself: no download, the same ones for everyone."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cached_property

import numpy as np

from camviewer.common.translation import tr_noop
from camviewer.data.dataset import Dataset, Images, Labels
from camviewer.data.digits.handwriting import write
from camviewer.data.digits.preparation import SIDE, prepare_strokes
from camviewer.data.digits.spec import DIGIT_NAMES, digit_dataset

NAME = "builtin"

TITLE = tr_noop("Built-in digits")

TRAIN, TEST = 20_000, 2_000
"""How many digits the two splits have."""

_SEED = 1


class WrittenSplit:
    """Digits that are written when they are asked for.

    Digit `i` depends on the seed, the split's name and `i` alone, not on the length nor on which
    digits were asked for before. Each ten digits in a row are the ten classes in some order.
    """

    def __init__(self, name: str, length: int, seed: int = _SEED) -> None:
        """Nothing is written yet.

        Args:
            name: sets this split's digits apart from those of other splits.
            length: how many digits there are, >= 0.
            seed: >= 0; another seed gives other digits.
        """
        self._key = (seed, zlib.crc32(name.encode()))
        self._length = length

    def __len__(self) -> int:
        return self._length

    def image(self, index: int) -> Images:
        """Digit `index` alone, (28, 28) uint8.

        Raises:
            IndexError: there is no such digit.
        """
        random = np.random.default_rng((*self._key, 1, range(self._length)[index]))
        digit = prepare_strokes(write(self.label(index), random))
        return np.rint(digit * 255).astype(np.uint8)

    def label(self, index: int) -> int:
        """Class of digit `index`, 0 to 9.

        Raises:
            IndexError: there is no such digit.
        """
        return int(self.labels[index])

    def batch(self, start: int, stop: int) -> Images:
        """Digits `start` to `stop` - 1, (stop - start, 28, 28) uint8, fewer at the end.

        They are written now, unless all of them were.
        """
        if "images" in self.__dict__:
            return self.images[start:stop]
        indices = range(self._length)[start:stop]
        digits = [self.image(index) for index in indices]
        return np.stack(digits) if digits else np.empty((0, SIDE, SIDE), np.uint8)

    @cached_property
    def images(self) -> Images:
        """All digits, (n, 28, 28) uint8; read-only. They are written the first time."""
        return self.write(self._length)

    def write(self, count: int, check: Callable[[], object] = lambda: None) -> Images:
        """Write the first `count` digits anew, (count, 28, 28) uint8; read-only.

        Args:
            count: 0 to the number of digits.
            check: called before each digit; ends the writing by raising.
        """
        images = np.empty((count, SIDE, SIDE), np.uint8)
        for index in range(count):
            check()
            images[index] = self.image(index)
        images.setflags(write=False)
        return images

    @cached_property
    def labels(self) -> Labels:
        """All classes, (n,) uint8; read-only."""
        random = np.random.default_rng((*self._key, 0))
        decades = -(-self._length // len(DIGIT_NAMES))
        classes = np.tile(np.arange(len(DIGIT_NAMES), dtype=np.uint8), (decades, 1))
        labels = random.permuted(classes, axis=1).reshape(-1)[: self._length]
        labels.setflags(write=False)
        return labels


def load() -> Dataset:
    """The built-in data set; nothing is written until it is asked for."""
    return digit_dataset(NAME, WrittenSplit("train", TRAIN), WrittenSplit("test", TEST))
