"""Clusters of mistakes: samples whose difference maps say the same thing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.inference.evaluation import Indices

if TYPE_CHECKING:
    Linkage = NDArray[np.float64]

MAX_CLUSTERS = 12
"""How many clusters there are at most, where their number is not asked for."""

MAX_CLUSTERED = 2000
"""Maps that are compared each with each; of more an even sample is, and the others join it."""


@dataclass(frozen=True, eq=False)
class ErrorCluster:
    """Mistakes that are alike.

    Attributes:
        key: the same for the same members, and for no others.
        members: places of its samples in their split, in order.
        mean: (h, w) mean of its samples' difference maps, raw and signed.
    """

    key: str
    members: Indices
    mean: Array


def find_clusters(
    differences: Array, indices: Indices, number: int | None = None
) -> tuple[ErrorCluster, ...]:
    """Group mistakes by Ward's method (Ward, JASA 1963) on their difference maps.

    Each map is divided by its length, so that what counts is where the map speaks, not how
    loudly. If no number is given, it is the elbow of the curve of the variance within clusters
    over their number, from 1 to `MAX_CLUSTERS`: the number at which the curve lies farthest below
    the straight line between its ends.

    Args:
        differences: (m, h, w) M_pred - M_true of the mistakes.
        indices: (m,) their places in their split.
        number: of clusters, at least 1; fewer if there are not so many different maps.

    Returns:
        The clusters, the largest first; equally large ones by their first member.
    """
    if len(indices) == 0:
        return ()
    directions = _directions(differences)
    groups = _clusters(directions, number)
    clusters = [_cluster(differences, indices, groups == group) for group in np.unique(groups)]
    clusters.sort(key=lambda cluster: (-len(cluster.members), int(cluster.members[0])))
    return tuple(clusters)


def _directions(differences: Array) -> NDArray[np.float64]:
    """Maps (m, h, w) as vectors (m, h * w) of length 1; an empty map stays empty."""
    flat = differences.reshape(len(differences), -1).astype(np.float64)
    lengths = np.linalg.norm(flat, axis=1, keepdims=True)
    return flat / np.where(lengths > 0, lengths, 1)


def _clusters(directions: NDArray[np.float64], number: int | None) -> NDArray[np.intp]:
    """(m,) the group of each vector, from 0."""
    from scipy.cluster.hierarchy import fcluster, linkage  # here: it takes a while to load
    from scipy.spatial.distance import cdist

    count = min(len(directions), MAX_CLUSTERED)
    if count == 1:
        return np.zeros(len(directions), np.intp)
    sample = directions[np.linspace(0, len(directions) - 1, count).round().astype(np.intp)]
    tree = linkage(sample, "ward")
    number = _elbow(tree) if number is None else min(number, count)
    found = fcluster(tree, number, criterion="maxclust")
    names = np.unique(found)
    if count == len(directions):
        groups: NDArray[np.intp] = np.searchsorted(names, found)
        return groups
    means = np.stack([sample[found == name].mean(axis=0) for name in names])
    nearest: NDArray[np.intp] = cdist(directions, means).argmin(axis=1)
    return nearest


def _elbow(tree: Linkage) -> int:
    """The number of groups at the elbow of the variance within them."""
    # Each of Ward's steps adds half its squared height to the sum of squares within groups.
    steps = tree[:, 2] ** 2 / 2
    within = np.append(np.cumsum(steps)[::-1], 0)[: min(MAX_CLUSTERS, len(steps) + 1)]
    if not within[0] > 0:
        return 1
    line = np.linspace(within[0], within[-1], len(within))
    return int((line - within).argmax()) + 1


def _cluster(differences: Array, indices: Indices, chosen: NDArray[np.bool_]) -> ErrorCluster:
    members = np.sort(indices[chosen])
    members.setflags(write=False)
    mean: Array = differences[chosen].mean(axis=0)
    mean.setflags(write=False)
    return ErrorCluster(key_of(members), members, mean)


def key_of(members: Indices) -> str:
    """The key of a cluster whose samples have these places, in order."""
    return hashlib.sha256(members.astype("<i8").tobytes()).hexdigest()[:16]
