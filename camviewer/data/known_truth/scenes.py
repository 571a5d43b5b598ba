"""Scenes: four samples in one picture, exactly one of them of the class that is asked for.

A map for that class ought to point at its quadrant, as in the localisation metric of Böhle, Fritz
and Schiele, "Convolutional Dynamic Alignment Networks for Interpretable Classifications", CVPR
2021, where no two pictures of a grid share a class; here the other three may.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.data.dataset import Images, Labels, Split
from camviewer.data.known_truth.truth import Mask
from camviewer.data.spec import ImageSpec

SEED = 1

QUADRANTS = 4
"""Upper left, upper right, lower left, lower right."""

Rectangle = tuple[slice, slice]
"""Rows and columns of pixels."""


@dataclass(frozen=True, eq=False)
class Scenes:
    """Scenes with the class that is asked for in each.

    Attributes:
        samples: (n, H, W, …) uint8.
        asked: (n,) the class of exactly one quadrant, 0 to C - 1.
        quadrants: (n,) which one that is, 0 to 3, as in `QUADRANTS`.
        labels: (n, 4) the class of each quadrant.
    """

    samples: Images
    asked: Labels
    quadrants: NDArray[np.int64]
    labels: Labels

    def __len__(self) -> int:
        return len(self.samples)

    @property
    def spec(self) -> ImageSpec:
        """What every scene is."""
        return ImageSpec(*self.samples.shape[1:])

    def mask(self, index: int) -> Mask:
        """(H, W) the quadrant of the asked class in scene `index`."""
        size = self.spec.size
        mask = np.zeros(size, np.bool_)
        mask[rectangles(size)[self.quadrants[index]]] = True
        return mask


def rectangles(size: tuple[int, int]) -> list[Rectangle]:
    """The four quadrants of a scene of height and width; of odd sides the later part is larger."""
    rows, columns = ((slice(0, side // 2), slice(side // 2, side)) for side in size)
    return [(row, column) for row in rows for column in columns]


def scenes(split: Split, count: int, seed: int = SEED, *, full_size: bool = False) -> Scenes:
    """Put samples together, four a scene.

    Args:
        split: where samples are taken from, perhaps more than once.
        count: how many scenes, >= 1; each class is asked for as often as any other, or once more.
        seed: of what is chosen and where it stands, >= 0.
        full_size: whether samples keep their size, so that a scene is twice as high and wide as
            one, for networks that take any size; otherwise they are halved and a scene is as
            large as one sample.

    Raises:
        UserError: all samples are of one class.
    """
    random = np.random.default_rng(seed)
    known = np.unique(split.labels)
    if len(known) < 2:
        raise UserError(
            translate(
                "Scenes: the [samples] have too few classes ({0}); choose [samples] "
                "of two classes or more.",
                len(known),
            )
        )
    asked = random.permutation(np.resize(np.arange(len(known)), count))
    quadrants = random.integers(QUADRANTS, size=count)
    # One of the others is so many classes further on, and never comes back to the one asked for.
    further = random.integers(1, len(known), size=(count, QUADRANTS))
    further[np.arange(count), quadrants] = 0
    labels = known[(asked[:, None] + further) % len(known)]
    chosen = _drawn(split.labels, labels, random)
    height, width, *colours = split.image(0).shape
    size = (2 * height, 2 * width) if full_size else (height, width)
    samples = np.empty((count, *size, *colours), np.uint8)
    for sample, parts in zip(samples, chosen.tolist(), strict=True):
        for rectangle, part in zip(rectangles(size), parts, strict=True):
            _put(sample[rectangle], split.image(part))
    return Scenes(samples, known[asked], quadrants, labels)


def _drawn(labels: Labels, wanted: Labels, random: np.random.Generator) -> NDArray[np.int64]:
    """Numbers of samples, drawn at random, whose labels (n,) are those wanted, of any shape."""
    found = np.empty(wanted.shape, np.int64)
    for label in np.unique(wanted):
        here = wanted == label
        found[here] = random.choice(np.flatnonzero(labels == label), here.sum())
    return found


def _put(place: Images, image: Images) -> None:
    """Write a picture into a part of a scene, in the mean of the pixels that become one."""
    height, width = place.shape[:2]
    place[...] = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
