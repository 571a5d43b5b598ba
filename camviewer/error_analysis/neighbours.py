"""Neighbours: samples that a network sees as alike, by their pooled features."""

from __future__ import annotations

import numpy as np

from camviewer.common.arrays import Array
from camviewer.inference.evaluation import Indices

BLOCK = 4096  # samples at a time: what is computed of them stays in the processor's cache


def nearest(pooled: Array, query: Array, candidates: Indices, number: int) -> Indices:
    """The candidates whose pooled features are nearest, by Euclidean distance.

    Args:
        pooled: (n, K) F_k of all samples.
        query: (K,) F_k of the sample whose neighbours are wanted. If it is itself a candidate,
            it is its own nearest.
        candidates: places in `pooled` that come into question.
        number: how many are wanted, at least 0; fewer are found if there are no more.

    Returns:
        Places in `pooled`, the nearest first; equally near ones in the candidates' order.
    """
    number = min(number, len(candidates))
    if number <= 0:
        return candidates[:0]
    distances = squared_distances(pooled, query, candidates)
    bound = np.partition(distances, number - 1)[number - 1]
    near = np.flatnonzero(distances <= bound)
    found: Indices = candidates[near[np.argsort(distances[near], kind="stable")][:number]]
    return found


def squared_distances(pooled: Array, query: Array, candidates: Indices) -> Array:
    """(len(candidates),) squared Euclidean distances of pooled features to a query (K,)."""
    distances = np.empty(len(candidates), np.float32)
    for start in range(0, len(candidates), BLOCK):
        difference = pooled[candidates[start : start + BLOCK]] - query
        np.einsum("nk,nk->n", difference, difference, out=distances[start : start + BLOCK])
    return distances
