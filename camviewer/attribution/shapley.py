"""Shapley values: what each part of a sample adds to the scores, on average over all orders.

Of P parts each joins the others in every order in which they can; its value is the mean of what the
scores become more by it (Shapley, "A Value for n-Person Games", 1953; for predictions Štrumbelj and
Kononenko, JMLR 2010). The values add up to the score of all parts less that of none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array

Value = Callable[[NDArray[np.bool_]], Array]
"""Scores (n, C) of coalitions (n, P): which parts are there."""

MAX_EXACT = 10
"""So many parts have 1,024 coalitions, all of which are computed."""


def coalitions(parts: int) -> NDArray[np.bool_]:
    """(2^P, P) every coalition: first that of no part, last that of all.

    Raises:
        ValueError: there are more than `MAX_EXACT` parts.
    """
    if parts > MAX_EXACT:
        raise ValueError(f"expected at most {MAX_EXACT} parts, found {parts}")
    members: NDArray[np.bool_] = (np.arange(2**parts)[:, None] >> np.arange(parts)) % 2 == 1
    return members


def exact(value: Value, parts: int) -> Array:
    """(P, C) of every coalition; `value` is asked for all of `coalitions` at once.

    Raises:
        ValueError: there are more than `MAX_EXACT` parts.
    """
    every = coalitions(parts)
    numbers = np.arange(len(every))
    found = value(every).astype(np.float64)
    sizes = every.sum(axis=1)
    # How likely it is that just these are there when a part joins.
    weights = np.array([1 / (parts * math.comb(parts - 1, size)) for size in range(parts)])
    values = [
        weights[sizes[without]] @ (found[without + 2**part] - found[without])
        for part in range(parts)
        for without in (numbers[~every[:, part]],)
    ]
    return np.array(values, np.float32).reshape(parts, -1)


def sampled(value: Value, parts: int, orders: int, seed: int) -> Iterator[Array]:
    """(P, C) means over more and more orders, each followed by its reverse.

    Args:
        value: of coalitions.
        parts: at least 1.
        orders: how many are drawn; the mean of all of them comes last.
        seed: of the draws.
    """
    random = np.random.default_rng(seed)
    whole: NDArray[np.float64] | None = None
    drawn = np.arange(parts)
    for number in range(orders):
        drawn = drawn[::-1] if number % 2 else random.permutation(parts)
        # Part p is there once its turn has come.
        turn = np.argsort(drawn)
        come = np.arange(parts + 1)[:, None] > turn
        gains = np.diff(value(come).astype(np.float64), axis=0)[turn]
        whole = gains if whole is None else whole + gains
        yield (whole / (number + 1)).astype(np.float32)
