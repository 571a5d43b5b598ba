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
    """Digits that are written when they are first asked for, and kept.

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
        # Pages of zeros take no memory before they are written to.
        self._kept = np.zeros((length, SIDE, SIDE), np.uint8)
        self._is_kept = np.zeros(length, np.bool_)

    def __len__(self) -> int:
        return self._length

    def image(self, index: int) -> Images:
        """Digit `index` alone, (28, 28) uint8; read-only.

        Raises:
            IndexError: there is no such digit.
        """
        return _read_only(self._written(range(self._length)[index]))

    def label(self, index: int) -> int:
        """Class of digit `index`, 0 to 9.

        Raises:
            IndexError: there is no such digit.
        """
        return int(self.labels[index])

    def batch(self, start: int, stop: int) -> Images:
        """Digits `start` to `stop` - 1, (stop - start, 28, 28) uint8; read-only.

        There are fewer at the end.
        """
        for index in range(self._length)[start:stop]:
            self._written(index)
        return _read_only(self._kept[start:stop])

    @property
    def images(self) -> Images:
        """All digits, (n, 28, 28) uint8; read-only."""
        return self.batch(0, self._length)

    def write(self, count: int, check: Callable[[], object] = lambda: None) -> Images:
        """The first `count` digits, (count, 28, 28) uint8; read-only.

        Args:
            count: 0 to the number of digits.
            check: called before each digit; ends the writing by raising.
        """
        for index in range(count):
            check()
            self._written(index)
        return _read_only(self._kept[:count])

    def _written(self, index: int) -> Images:
        """Two threads may write the same digit at once: both write the same."""
        if not self._is_kept[index]:
            random = np.random.default_rng((*self._key, 1, index))
            digit = prepare_strokes(write(self.label(index), random))
            self._kept[index] = np.rint(digit * 255)
            self._is_kept[index] = True
        kept: Images = self._kept[index]
        return kept

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


def _read_only(images: Images) -> Images:
    images = images.view()
    images.setflags(write=False)
    return images
