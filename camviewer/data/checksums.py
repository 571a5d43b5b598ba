"""Checksums of samples: what is noted about a sample holds for these samples and no others."""

from __future__ import annotations

import hashlib
from typing import Final

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
        """64 hexadecimal samples, of what was added so far."""
        return self._hash.hexdigest()


def checksum(split: Split) -> str:
    """SHA-256 of all labels, then all pictures of a split, as 64 hexadecimal samples.

    Raises:
        FileError: the samples cannot be read.
    """
    made = Checksum(split.labels)
    for start in range(0, len(split), BATCH):
        made.add(split.batch(start, start + BATCH))
    return made.text
