"""Whether a map points where the answer is known to lie, beside what knows nothing of the sample.

All functions compare a map (h, w) with how much of each of its cells lies inside, (h, w), 0 to 1,
as `inside` makes it of a mask. Where values are equal, no cell goes before another: cells share
alike, so that a map of one value everywhere points as well as chance, and no better.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.data.known_truth.truth import Mask

Shares = NDArray[np.float64]
"""(h, w) how much of each cell lies inside, 0 to 1."""

STRONGEST = 5
"""So many cells are looked at where the strongest ones are meant."""


@dataclass(frozen=True)
class Pointing:
    """How well a map points at what lies inside; each number is larger the better.

    Attributes:
        hit: 0 to 1, see `hit`.
        energy: 0 to 1, see `energy`.
        strongest: 0 to `STRONGEST`, see `strongest`.
    """

    hit: float
    energy: float
    strongest: float


def pointing(values: Array, mask: Mask) -> Pointing:
    """How well a map (h, w) points at a mask (H, W) of the sample's pixels.

    Raises:
        ValueError: the mask has no pixels, or a value is not finite.
    """
    if not np.isfinite(values).all():
        raise ValueError("expected a map of finite values, found others")
    shares = inside(mask, (values.shape[0], values.shape[1]))
    return Pointing(hit(values, shares), energy(values, shares), strongest(values, shares))


def pointing_of_middle(mask: Mask, grid: tuple[int, int]) -> Pointing:
    """The centre as a baseline: how well `middle_map` of such a grid points at a mask (H, W)."""
    return pointing(middle_map(grid), mask)


def pointing_by_chance(mask: Mask, grid: tuple[int, int]) -> Pointing:
    """Chance as a baseline: what maps of independent positive values are expected to come to.

    Where all have one distribution, any cell is as likely as any other to be one of the strongest
    and has the same share of the energy on average: all follows from how much lies inside.
    """
    share = float(inside(mask, grid).mean())
    return Pointing(share, share, min(STRONGEST, grid[0] * grid[1]) * share)


def inside(mask: Mask, grid: tuple[int, int]) -> Shares:
    """How much of each cell's area a mask (H, W) covers, with grid (h, w) laid over the sample.

    Raises:
        ValueError: the mask has no pixels.
    """
    if mask.size == 0:
        raise ValueError(f"expected a mask of some pixels, found {mask.shape}")
    rows, columns = (_overlap(*each) for each in zip(grid, mask.shape, strict=True))
    shares: Shares = rows @ mask @ columns.T
    return shares


def _overlap(cells: int, pixels: int) -> NDArray[np.float64]:
    """(cells, pixels) which share of each cell lies on each pixel, along one axis."""
    edges = np.arange(cells + 1)[:, None] * (pixels / cells)
    starts = np.arange(pixels)
    lengths = np.minimum(edges[1:], starts + 1) - np.maximum(edges[:-1], starts)
    shares: NDArray[np.float64] = np.maximum(lengths, 0) * (cells / pixels)
    return shares


def hit(values: Array, shares: Shares) -> float:
    """Whether the largest value lies inside, 0 to 1: the pointing game.

    Zhang, Lin, Brandt, Shen and Sclaroff, "Top-down Neural Attention by Excitation Backprop",
    ECCV 2016, without their margin of 15 pixels. Several largest values share the hit.
    """
    return float(shares[values == values.max()].mean())


def energy(values: Array, shares: Shares) -> float:
    """Which share of the positive values lies inside; 0 where none is positive.

    The energy-based pointing game of Wang et al., "Score-CAM: Score-Weighted Visual Explanations
    for Convolutional Neural Networks", CVPR Workshops 2020.
    """
    positive = np.maximum(values, 0, dtype=np.float64)
    total = float(positive.sum())
    return float((positive * shares).sum()) / total if total > 0 else 0.0


def strongest(values: Array, shares: Shares, count: int = STRONGEST) -> float:
    """How many of the `count` cells with the largest values lie inside, 0 to `count`.

    Cells that are equal to the last of them share the places that larger ones leave.
    """
    count = min(count, values.size)
    last = np.partition(values, -count, axis=None)[-count]
    above, level = values > last, values == last
    left = count - int(above.sum())
    return float(shares[above].sum() + left * shares[level].mean())


def middle_map(grid: tuple[int, int]) -> Array:
    """(h, w) a map that knows only that things stand in the middle: 1 there, less further out.

    1 - d / D with the distance d of a cell's middle from the sample's, in heights and widths of
    the sample, and D that of the sample's corners, which is never reached.
    """
    # Of whole numbers, so that cells as far from the middle are equal to the last digit.
    rows, columns = ((2 * np.arange(cells) + 1 - cells) / cells for cells in grid)
    values: Array = 1 - np.hypot(rows[:, None], columns[None]) / np.sqrt(2)
    return values.astype(np.float32)
