"""Samples as points of a plane, compared with scikit-learn and with numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness

from camviewer.error_analysis.neighbourhood import neighbourhood
from camviewer.error_analysis.projection import Projection, principal_plane, projected

VECTORS = (
    np.random.default_rng(2).standard_normal((300, 6)) @ np.diag([5, 3, 2, 1, 1, 0.5])
).astype(np.float32)


def test_that_the_plane_is_that_of_scikit_learn() -> None:
    plane, expected = principal_plane(VECTORS), PCA(2, svd_solver="full").fit(VECTORS)
    assert np.allclose(plane.axes, expected.components_, rtol=0, atol=1e-6)
    assert np.allclose(plane.explained, expected.explained_variance_ratio_, rtol=0, atol=1e-6)
    assert np.allclose(plane.project(VECTORS), expected.transform(VECTORS), rtol=0, atol=1e-5)


def test_that_a_plane_is_worked_out_by_hand() -> None:
    plane = principal_plane(np.array([[0, -3], [0, 3], [-1, 0], [1, 0]], np.float32))
    assert np.allclose(plane.axes, [[0, 1], [1, 0]])
    assert plane.explained == pytest.approx((0.9, 0.1))  # 18 and 2 of 20


@pytest.mark.parametrize("vectors", [np.ones((4, 3)), np.ones((1, 3))])
def test_that_equal_samples_lie_in_one_point(vectors: np.ndarray) -> None:
    found = projected(vectors.astype(np.float32))
    assert found.plane is not None
    assert found.plane.explained == (0, 0)
    assert np.allclose(found.points, 0)


def test_that_vectors_of_one_number_lie_on_a_line() -> None:
    found = projected(np.arange(4, dtype=np.float32)[:, None])
    assert found.points.tolist() == [[-1.5, 0], [-0.5, 0], [0.5, 0], [1.5, 0]]


def test_that_a_new_sample_is_placed_as_the_others_were() -> None:
    found = projected(VECTORS)
    assert np.allclose(found.place(VECTORS[7]), found.points[7], atol=1e-5)


def test_that_without_a_plane_a_new_sample_lies_among_its_nearest() -> None:
    vectors = np.array([[0], [1], [2], [3], [4], [90], [91]], np.float32)
    points = np.stack([vectors[:, 0], vectors[:, 0] * 0], axis=1)
    assert Projection(vectors, points).place(np.array([2.2], np.float32)).tolist() == [2, 0]


@pytest.mark.parametrize("neighbours", [1, 10])
def test_that_trustworthiness_is_that_of_scikit_learn(neighbours: int) -> None:
    points = projected(VECTORS).points
    found = neighbourhood(VECTORS, points, neighbours)
    assert found is not None
    expected = trustworthiness(VECTORS, points, n_neighbors=neighbours)
    assert found.trustworthiness == pytest.approx(expected, rel=0, abs=1e-6)


def test_that_a_projection_that_keeps_all_is_trusted_wholly() -> None:
    points = VECTORS[:, :2]
    found = neighbourhood(points, points)
    assert found is not None
    assert (found.trustworthiness, found.kept, found.neighbours) == (1, 1, 10)


def test_that_of_few_samples_fewer_neighbours_are_compared() -> None:
    assert neighbourhood(VECTORS[:2], VECTORS[:2, :2]) is None
    found = neighbourhood(VECTORS[:7], VECTORS[:7, :2])
    assert found is not None
    assert found.neighbours == 3
