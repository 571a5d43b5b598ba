"""Whether an accuracy says more than guessing does: exact binomial tests, without SciPy."""

from __future__ import annotations

import numpy as np

from camviewer.data.dataset import Labels

LEVEL = 0.01
"""Of significance: an accuracy that guessing reaches more often than so is near chance."""

USUAL_COUNT = 500
"""Samples of which an accuracy is taken to be where nobody tells of how many it is."""


def chance_of(labels: Labels, classes: int) -> float:
    """The accuracy of always naming the most frequent class, but at least that of guessing."""
    counts = np.bincount(labels, minlength=classes)
    return max(float(counts.max() / counts.sum()), 1 / classes)


def is_near_chance(right: int, number: int, chance: float) -> bool:
    """Whether so many correct samples are not significantly more than guessing makes.

    Args:
        right: samples classified correctly, 0 to `number`.
        number: of samples, at least 1.
        chance: the accuracy of guessing, above 0 and at most 1.
    """
    return at_least_by_chance(right, number, chance) >= LEVEL


def is_near_chance_for(accuracy: float, classes: int) -> bool:
    """The same of an accuracy on equally frequent classes, of nobody knows how many samples."""
    return is_near_chance(round(accuracy * USUAL_COUNT), USUAL_COUNT, 1 / classes)


def at_least_by_chance(right: int, number: int, share: float) -> float:
    """P(X >= right) of a binomial X of `number` trials, each of which succeeds by `share`."""
    if right <= 0 or share >= 1:
        return 1.0
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, number + 1)))])  # ln k!
    k = np.arange(right, number + 1)
    ways = logs[number] - logs[k] - logs[number - k]
    tail = np.exp(ways + k * np.log(share) + (number - k) * np.log1p(-share)).sum()
    return min(float(tail), 1.0)
