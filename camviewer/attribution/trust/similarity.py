"""How alike two maps are: correlation of values and of ranks, and structural similarity."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from camviewer.attribution.trust.trial import Numbers

WINDOW = 7
"""Cells on each side of the squares that `ssim` compares."""


def pearson(first: ArrayLike, second: ArrayLike) -> float | None:
    """Linear correlation, -1 to 1, of as many finite values; None where one side is constant."""
    one, other = _flat(first), _flat(second)
    if one.shape != other.shape:
        raise ValueError(f"expected as many values, found {one.size} and {other.size}")
    if _is_constant(one) or _is_constant(other):
        return None
    one, other = _centred(one), _centred(other)
    return float(np.clip(one @ other / np.sqrt((one @ one) * (other @ other)), -1, 1))


def spearman(first: ArrayLike, second: ArrayLike) -> float | None:
    """Rank correlation, -1 to 1 (Spearman, 1904): `pearson` of the ranks; None as there."""
    return pearson(ranks(first), ranks(second))


def ranks(values: ArrayLike) -> Numbers:
    """(n,) place of each of n values from 1, the smallest first; equal ones share their mean."""
    _, places, counts = np.unique(_flat(values), return_inverse=True, return_counts=True)
    shared: Numbers = (np.cumsum(counts) - (counts - 1) / 2)[places]
    return shared


def ssim(first: ArrayLike, second: ArrayLike, window: int = WINDOW) -> float | None:
    """Structural similarity of the magnitudes of two maps (h, w), -1 to 1.

    Wang et al., IEEE TIP 2004, eq. 13, with K1 = 0.01, K2 = 0.03 and L = 1: the mean over all
    squares of `window` cells a side, all cells of a square counting the same, with variances as
    eq. 4 estimates them. It is made for values that are not negative, and maps have no unit in
    common: so each map's magnitudes are divided by the largest before.

    Returns:
        None where a map is zero everywhere.

    Raises:
        ValueError: the maps differ in size or are smaller than a square.
    """
    one, other = (np.abs(np.asarray(each, np.float64)) for each in (first, second))
    if one.shape != other.shape:
        raise ValueError(f"expected maps of one size, found {one.shape} and {other.shape}")
    if not (one.any() and other.any()):
        return None
    one, other = one / one.max(), other / other.max()
    square = (window, window)

    def mean(values: Numbers) -> Numbers:
        means: Numbers = sliding_window_view(values, square).mean(axis=(-2, -1))
        return means

    mean_one, mean_other = mean(one), mean(other)
    estimated = window**2 / (window**2 - 1)
    variances = estimated * (mean(one**2) - mean_one**2 + mean(other**2) - mean_other**2)
    covariance = estimated * (mean(one * other) - mean_one * mean_other)
    c1, c2 = 0.01**2, 0.03**2
    luminance = (2 * mean_one * mean_other + c1) / (mean_one**2 + mean_other**2 + c1)
    return float((luminance * (2 * covariance + c2) / (variances + c2)).mean())


def _flat(values: ArrayLike) -> Numbers:
    return np.asarray(values, np.float64).ravel()


def _is_constant(values: Numbers) -> bool:
    return values.size == 0 or bool(values.min() == values.max())


def _centred(values: Numbers) -> Numbers:
    """Less their mean and divided by the largest that is left, so that no square underflows."""
    centred = values - values.mean()
    scaled: Numbers = centred / np.abs(centred).max()
    return scaled
