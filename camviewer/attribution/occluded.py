"""Blocks that are taken away from a sample, one at a time."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from camviewer.common.arrays import Array

Places = NDArray[np.intp]
"""(n, 2) upper left pixel of each block: row and column."""


def block_places(size: tuple[int, int], block: int, stride: int) -> Places:
    """All places of a square block inside a sample, so many pixels apart.

    The last rows and columns are reached even where the stride does not fit.
    """
    rows, columns = (
        np.unique(np.append(np.arange(0, side - block + 1, stride), side - block)) for side in size
    )
    return np.stack(np.meshgrid(rows, columns, indexing="ij"), axis=-1).reshape(-1, 2)


def occluded(
    image: Array, baseline: Array, places: Places, block: int
) -> tuple[Array, NDArray[np.intp]]:
    """The samples (m, h, w, …) that differ from the image, and which of the places they are of.

    A block in which the image is the baseline already changes nothing, and need not be asked about.

    Args:
        image: (h, w) or (h, w, 3).
        baseline: of the same shape, what is put in place of a block.
        places: (n, 2).
        block: pixels of its side.
    """
    differs = image != baseline
    inked = differs if differs.ndim == 2 else differs.any(axis=-1)
    blocks = sliding_window_view(inked, (block, block))[tuple(places.T)]
    changed = np.flatnonzero(blocks.any(axis=(-2, -1)))
    samples = np.repeat(image[None], len(changed), axis=0)
    first = places[changed, :, None, None]
    rows, columns = first[:, 0] + np.arange(block)[:, None], first[:, 1] + np.arange(block)
    samples[np.arange(len(changed))[:, None, None], rows, columns] = baseline[rows, columns]
    return samples, changed


def spread(losses: Array, places: Places, block: int, size: tuple[int, int]) -> Array:
    """(C, h, w): to every pixel the mean of the losses (C, n) of the blocks that cover it."""
    whole = np.zeros((len(losses), *size), np.float32)
    covered: Array = np.zeros(size, np.float32)
    # No two blocks have the same pixel at the same offset, so all blocks are added at once; offsets
    # go backwards, so that each pixel adds up its blocks in their order.
    for offset in reversed(range(block**2)):
        rows, columns = (places + divmod(offset, block)).T
        whole[:, rows, columns] += losses
        covered[rows, columns] += 1
    covered[covered == 0] = 1
    return whole / covered
