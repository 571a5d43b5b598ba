"""Checksums of splits, and of single samples: by its own what is noted about a sample is kept."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from numpy.typing import NDArray

from camviewer.data.dataset import Images, Labels, Split

BATCH: Final = 1000
"""Samples that are read at a time."""


class Checksum:
    """The checksum of a split whose pictures are read anyway, fed with them in order."""

    def __init__(self, labels: Labels) -> None:
        """The labels (n,) come first; every picture follows by `add`."""
        self._hash = hashlib.sha256(labels.tobytes())

    def add(self, images: Images) -> None:
        """The next samples (any number, h, w, …)."""
        self._hash.update(images.tobytes())

    @property
    def text(self) -> str:
        """64 hexadecimal digits, of what was added so far."""
        return self._hash.hexdigest()


def checksum(split: Split) -> str:
    """SHA-256 of all labels, then all pictures of a split, as 64 hexadecimal digits.

    Raises:
        FileError: the samples cannot be read.
    """
    made = Checksum(split.labels)
    for start in range(0, len(split), BATCH):
        made.add(split.batch(start, start + BATCH))
    return made.text


def sample_checksums(images: NDArray[Any]) -> tuple[str, ...]:
    """SHA-256 of each sample's shape and pixels, as 64 hexadecimal digits; equal samples share it.

    Args:
        images: (n, h, w, …).
    """
    of_shape = hashlib.sha256(f"{images.shape[1:]}".encode())

    def one(image: NDArray[Any]) -> str:
        made = of_shape.copy()
        made.update(image.tobytes())
        return made.hexdigest()

    return tuple(map(one, images))
