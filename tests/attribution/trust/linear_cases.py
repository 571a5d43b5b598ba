"""Cases of a network whose every number can be worked out by hand: S_0 = sum of w x, S_1 = 0."""

from __future__ import annotations

import numpy as np

from camviewer.attribution.trust.trial import Case, Predict
from camviewer.common.arrays import Array


def linear(weights: Array, bias: float = 0.0) -> Predict:
    """Scores of two classes; the probability of the first is e^S / (1 + e^S)."""

    def predict(samples: Array) -> Array:
        scores = (samples * weights).reshape(len(samples), -1).sum(axis=1) + bias
        return np.stack([scores, np.zeros_like(scores)], axis=1).astype(np.float32)

    return predict


def linear_case(weights: Array, sample: Array, bias: float = 0.0) -> Case:
    return Case(linear(weights, bias), sample, 0)


def random_case(shape: tuple[int, ...] = (8, 8), seed: int = 1) -> Case:
    """All pixels have ink, no two the same weight."""
    random = np.random.default_rng(seed)
    weights = random.standard_normal(shape, np.float32)
    return Case(linear(weights), random.uniform(0.1, 1, shape).astype(np.float32), 0, seed=seed)
