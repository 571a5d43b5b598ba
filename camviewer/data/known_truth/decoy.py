"""Decoys: a grey patch in a corner tells the class in training, and lies in test.

Decoy MNIST of Ross, Hughes and Doshi-Velez, "Right for the Right Reasons: Training Differentiable
Models by Constraining their Explanations", IJCAI 2017: 4 by 4 pixels in a random corner, 255 - 25 y
bright for the class y of ten; in test for a class drawn at random.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from camviewer.data.dataset import Dataset, Images, Labels, Split
from camviewer.data.known_truth.truth import Mask
from camviewer.data.spec import ImageSpec

NAME, MASKED_NAME = "decoy", "decoy-masked"

SIDE = 4
"""Pixels per side of a patch."""

CORNERS = 4
"""Upper left, upper right, lower left, lower right."""

SEED = 1

_SPAN = 250  # grey levels between the first class and one behind the last


def greys(classes: int) -> Images:
    """(C,) how bright the patch is that tells each of C classes, 255 downwards; never black."""
    return (255 - _SPAN // classes * np.arange(classes)).astype(np.uint8)


def corner_masks(corners: NDArray[np.integer], size: tuple[int, int]) -> Mask:
    """(n, h, w) where patches lie in corners (n,), 0 to 3, of samples of h by w pixels."""
    lower, right = np.divmod(corners, 2)
    rows, columns = (
        np.where(at_end[:, None], np.arange(side) >= side - SIDE, np.arange(side) < SIDE)
        for at_end, side in zip((lower, right), size, strict=True)
    )
    return rows[:, :, None] & columns[:, None, :]


def painted(images: Images, masks: Mask, shades: Images) -> Images:
    """Samples (n, h, w, …) with one grey each, (n,), where the masks (n, h, w) are."""
    colours = (1,) * (images.ndim - masks.ndim)
    shown = shades.reshape(-1, 1, 1, *colours)
    return np.where(masks.reshape(*masks.shape, *colours), shown, images)


class DecoySplit:
    """Samples of another split, each with a patch in a corner; painted when they are asked for.

    Corners, and what patches tell in test, depend on the key and the number of samples alone.
    """

    def __init__(
        self,
        split: Split,
        spec: ImageSpec,
        classes: int,
        key: tuple[int, ...],
        *,
        lies: bool,
        masked: bool = False,
    ) -> None:
        """Nothing is read yet.

        Args:
            split: the samples; they are not changed.
            spec: what each of them is.
            classes: C, how many there are.
            key: what chance begins with, numbers >= 0.
            lies: whether patches tell a class drawn at random, instead of the sample's own.
            masked: whether patches are painted black, which tells nothing.
        """
        self._split = split
        self._spec = spec
        self._classes = classes
        self._key = key
        self._lies = lies
        self._masked = masked

    def __len__(self) -> int:
        return len(self._split)

    def image(self, index: int) -> Images:
        """Sample `index` alone, uint8, with its patch."""
        images = self._split.image(index)[None]
        image: Images = painted(images, self.mask(index)[None], self._shades[[index]])[0]
        return image

    def label(self, index: int) -> int:
        """Class of sample `index`, 0 to C - 1, whatever its patch tells."""
        return int(self._split.labels[index])

    def batch(self, start: int, stop: int) -> Images:
        """Samples `start` to `stop` - 1 with patches: (stop - start, h, w, …) uint8."""
        images, chosen = self._split.batch(start, stop), slice(start, stop)
        return painted(images, self._masks_of(chosen), self._shades[chosen])

    @cached_property
    def images(self) -> Images:
        """All samples with patches: (n, h, w, …) uint8; read-only."""
        images = painted(self._split.images, self.masks, self._shades)
        images.setflags(write=False)
        return images

    @property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to C - 1, whatever patches tell."""
        return self._split.labels

    @cached_property
    def told(self) -> Labels:
        """(n,) uint8 the class that each patch tells, 0 to C - 1, also where it is masked."""
        if not self._lies:
            return self._split.labels
        random = np.random.default_rng((*self._key, 1))
        return random.integers(self._classes, size=len(self), dtype=np.uint8)

    @cached_property
    def corners(self) -> NDArray[np.uint8]:
        """(n,) the corner of each patch: 0 to 3, as in `CORNERS`."""
        random = np.random.default_rng((*self._key, 0))
        return random.integers(CORNERS, size=len(self), dtype=np.uint8)

    def mask(self, index: int) -> Mask:
        """(h, w) where the patch of sample `index` lies."""
        mask: Mask = corner_masks(self.corners[[index]], self._spec.size)[0]
        return mask

    @property
    def masks(self) -> Mask:
        """(n, h, w) where the patches of all samples lie."""
        return self._masks_of(slice(None))

    def _masks_of(self, chosen: slice) -> Mask:
        return corner_masks(self.corners[chosen], self._spec.size)

    @cached_property
    def _shades(self) -> Images:
        """(n,) how bright each patch is."""
        if self._masked:
            return np.zeros(len(self), np.uint8)
        return greys(self._classes)[self.told]


@dataclass(frozen=True)
class DecoyDataset(Dataset):
    """Samples with patches, of which it is known where these lie.

    Attributes:
        train: the samples to learn from; each patch tells the class.
        test: the samples to be evaluated on; each patch tells a class drawn at random.
    """

    train: DecoySplit
    test: DecoySplit


def decoy(dataset: Dataset, seed: int = SEED, *, masked: bool = False) -> DecoyDataset:
    """The samples of a data set with a patch in a corner of each.

    Args:
        dataset: is not changed; nothing of it is read yet.
        seed: of corners and of what patches tell in test, >= 0.
        masked: whether patches are black: then they tell nothing, and lie where they lay.
    """

    def split(name: str, samples: Split, *, lies: bool) -> DecoySplit:
        key, classes = (seed, zlib.crc32(name.encode())), len(dataset.class_names)
        return DecoySplit(samples, dataset.spec, classes, key, lies=lies, masked=masked)

    return DecoyDataset(
        MASKED_NAME if masked else NAME,
        split("train", dataset.train, lies=False),
        split("test", dataset.test, lies=True),
        dataset.spec,
        dataset.class_names,
        dataset.noun,
    )
