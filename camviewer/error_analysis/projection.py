"""Projections: samples as points of a plane, those that the network sees as alike near each other.

The principal components (Pearson, 1901) are found at once and are linear: a new sample is placed by
the same two directions. Any other plane is given as points; a new sample is placed among those that
are nearest to it in the vectors that were projected.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array

Points = NDArray[np.float32]
"""(n, 2) places in the plane."""

_BLOCK = 8192  # vectors at a time: what is computed in double precision stays small
_NEAREST = 5  # points among which a new one is placed
_MAX_COMPARED = 10_000  # vectors that a new one is compared with: a pen does not wait for more


@dataclass(frozen=True, eq=False)
class PrincipalPlane:
    """The plane in which vectors differ most.

    Attributes:
        mean: (D,) of the vectors.
        axes: (2, D) orthogonal directions of length 1, that of the largest variance first. The
            largest entry of each is positive, so that the same vectors always give the same plane.
        explained: share of the variance along each, 0 to 1; zeros where all vectors are equal.
    """

    mean: NDArray[np.float64]
    axes: NDArray[np.float64]
    explained: tuple[float, float]

    def project(self, vectors: Array) -> Points:
        """(n, 2) the places of vectors (n, D)."""
        places: Points = ((vectors - self.mean) @ self.axes.T).astype(np.float32)
        return places


def principal_plane(vectors: Array) -> PrincipalPlane:
    """The first two principal components.

    Args:
        vectors: (n, D), n and D at least 1; where D is 1, the second direction is empty.
    """
    mean = vectors.mean(axis=0, dtype=np.float64)
    size = vectors.shape[1]
    covariance = np.zeros((size, size))
    for start in range(0, len(vectors), _BLOCK):
        centred = vectors[start : start + _BLOCK] - mean
        covariance += centred.T @ centred
    variances, directions = np.linalg.eigh(covariance)
    axes = np.zeros((2, size))
    found = directions[:, ::-1][:, :2].T
    signs = np.sign(np.take_along_axis(found, np.abs(found).argmax(axis=1)[:, None], axis=1))
    axes[: len(found)] = found * signs
    largest = np.zeros(2)
    largest[: len(found)] = np.maximum(variances[::-1][:2], 0)
    first, second = largest / whole if (whole := np.trace(covariance)) > 0 else (0, 0)
    return PrincipalPlane(mean, axes, (float(first), float(second)))


@dataclass(frozen=True, eq=False)
class Projection:
    """Samples of an evaluation as points.

    Attributes:
        vectors: (n, D) float32, what was projected.
        points: (n, 2) where each sample is.
        plane: how they were projected; None if not by a linear map.
    """

    vectors: Array
    points: Points
    plane: PrincipalPlane | None = None

    @cached_property
    def _compared(self) -> tuple[Array, Array, Points]:
        """An even sample: vectors (m, D), their squared lengths (m,), their points (m, 2)."""
        count = min(len(self.vectors), _MAX_COMPARED)
        chosen = np.linspace(0, len(self.vectors) - 1, count).round().astype(np.intp)
        vectors = self.vectors[chosen]
        return vectors, np.einsum("md,md->m", vectors, vectors), self.points[chosen]

    def place(self, vector: Array) -> Points:
        """(2,) where a vector (D,) is: by the plane, or the mean of the nearest samples' points."""
        if self.plane is not None:
            (place,) = self.plane.project(vector[None])
            return np.asarray(place, np.float32)
        # |v - q|² but for |q|², which is the same for all: one product of matrix and vector.
        vectors, squares, points = self._compared
        distances = squares - 2 * (vectors @ vector)
        number = min(_NEAREST, len(distances))
        near = np.argpartition(distances, number - 1)[:number]
        found: Points = points[near].mean(axis=0)
        return found


def projected(vectors: Array) -> Projection:
    """Samples of vectors (n, D), n at least 1, on their principal plane."""
    plane = principal_plane(vectors)
    return Projection(vectors, plane.project(vectors), plane)
