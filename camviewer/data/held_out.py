"""Which test samples are held out: no remedy learns from them, so that it can be judged by them.

Half of all samples, by a bit of each sample's own checksum: a sample is in the same half in every
session, in every data set and after every remedy, and equal samples are never in both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from camviewer.data.checksums import BATCH, sample_checksums
from camviewer.data.dataset import Split


def held_out(checksums: Sequence[str]) -> NDArray[np.bool_]:
    """(n,) whether each of n samples is held out.

    Args:
        checksums: of the samples, as `sample_checksums` makes them.
    """
    return np.array([int(each[-1], 16) % 2 == 1 for each in checksums], np.bool_)


def held_out_of(split: Split) -> NDArray[np.bool_]:
    """(n,) whether each sample of a split is held out; reads all of them."""
    return held_out(checksums_of(split))


def checksums_of(split: Split, check: Callable[[], object] = lambda: None) -> tuple[str, ...]:
    """The checksum of each sample of a split; reads all of them.

    Args:
        split: the samples.
        check: called again and again; ends it by raising.
    """
    found: list[str] = []
    for start in range(0, len(split), BATCH):
        check()
        found += sample_checksums(split.batch(start, start + BATCH))
    return tuple(found)
