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


def changing(image: Array, baseline: Array, places: Places, block: int) -> NDArray[np.intp]:
    """Which of the places change the image when their block is taken away.

    A block in which the image is the baseline already does not, and need not be asked about.

    Args:
        image: (h, w) or (h, w, 3).
        baseline: of the same shape, what is put in place of a block.
        places: (n, 2).
        block: pixels of its side.
    """
    differs = image != baseline
    inked = differs if differs.ndim == 2 else differs.any(axis=-1)
    under = sliding_window_view(inked, (block, block))
    return np.flatnonzero(under[tuple(places.T)].any(axis=(1, 2)))


def occluded(image: Array, baseline: Array, places: Places, block: int) -> Array:
    """(n, h, w, …) the image with each of the blocks at the places taken away, as `changing`."""
    samples = np.repeat(image[None], len(places), axis=0)
    for sample, (row, column) in zip(samples, places, strict=True):
        here = slice(row, row + block), slice(column, column + block)
        sample[here] = baseline[here]
    return samples


def spread(losses: Array, places: Places, block: int, size: tuple[int, int]) -> Array:
    """(C, h, w): to every pixel the mean of the losses (C, n) of the blocks that cover it."""
    whole = np.zeros((*size, len(losses)), np.float32)
    covered: Array = np.zeros(size, np.float32)
    losses_by_place = np.ascontiguousarray(losses.T)
    # No two blocks have the same pixel at the same place inside them.
    for inside in np.ndindex(block, block):
        pixels = tuple((places + inside).T)
        whole[pixels] += losses_by_place
        covered[pixels] += 1
    covered[covered == 0] = 1
    result: Array = np.ascontiguousarray(whole.transpose(2, 0, 1)) / covered
    return result
