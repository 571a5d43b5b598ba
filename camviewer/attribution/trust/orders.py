"""Orders of pixels: by a map, and those that know nothing of the network, to compare with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from camviewer.attribution.trust.trial import Case
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop

Order = NDArray[np.intp]
"""(h * w,) places of pixels, row by row, each once."""

RANDOM_ORDERS = 5


def descending(values: Array) -> Order:
    """The order of a map (h, w), the largest value first; equal ones row by row."""
    return np.argsort(-values, axis=None, kind="stable")


def inside_out(size: tuple[int, int]) -> Order:
    """The pixel nearest to the middle of (h, w) first; equally near ones row by row."""
    rows, columns = (np.arange(length) - (length - 1) / 2 for length in size)
    return np.argsort(rows[:, None] ** 2 + columns**2, axis=None, kind="stable")


def brightest(sample: Array) -> Order:
    """The pixel with the most ink first, of a sample (h, w) or (h, w, channels)."""
    return descending(sample if sample.ndim == 2 else sample.mean(axis=-1))


def shuffled(size: tuple[int, int], count: int, seed: int) -> tuple[Order, ...]:
    """As many orders by chance; the same for the same seed."""
    random = np.random.default_rng(seed)
    return tuple(random.permutation(size[0] * size[1]) for _ in range(count))


@dataclass(frozen=True)
class Ordering:
    """A way to order pixels without asking the network.

    Attributes:
        title: its name for people, to be translated.
        orders: the orders of a case; where there are several, their mean is what counts.
    """

    title: str
    orders: Callable[[Case], tuple[Order, ...]]


ORDERINGS = {
    "random": Ordering(
        tr_noop("Random"), lambda case: shuffled(case.size, RANDOM_ORDERS, case.seed)
    ),
    "centre": Ordering(tr_noop("From the centre"), lambda case: (inside_out(case.size),)),
    "ink": Ordering(tr_noop("Ink first"), lambda case: (brightest(case.sample),)),
}
"""By name: what a map has to be better than."""
