"""Correlations and structural similarity, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.trust.similarity import pearson, ranks, spearman, ssim

RANDOM = np.random.default_rng(3)


def test_that_equal_values_share_their_ranks() -> None:
    assert ranks([[5, 1], [5, 7]]).tolist() == [2.5, 1, 2.5, 4]
    assert ranks([0, 0, 0]).tolist() == [2, 2, 2]


def test_that_pearson_is_worked_out() -> None:
    # Less their means: (-1, 0, 1) and (-2, 1, 1); 3 / sqrt(2 * 6).
    assert pearson([1, 2, 3], [0, 3, 3]) == pytest.approx(3 / np.sqrt(12))
    assert pearson([1, 2], [30, 10]) == -1


def test_that_spearman_asks_only_for_the_order() -> None:
    assert spearman([1, 2, 3], [1, 10, 1000]) == 1
    # Ranks 1, 2, 3, 4 and 1, 3, 2, 4: 1 - 6 * 2 / (4 * 15).
    assert spearman([1, 2, 3, 4], [0, 5, 3, 9]) == pytest.approx(0.8)
    # Ranks 1, 2, 3 and 1, 2.5, 2.5: (-1, 0, 1) and (-1, 0.5, 0.5).
    assert spearman([1, 2, 3], [0, 3, 3]) == pytest.approx(1.5 / np.sqrt(2 * 1.5))


@pytest.mark.parametrize("correlation", [pearson, spearman])
def test_that_a_constant_correlates_with_nothing(correlation: object) -> None:
    assert callable(correlation)
    assert correlation([0.1, 0.1, 0.1], [1, 2, 3]) is None
    assert correlation([1, 2, 3], [7, 7, 7]) is None
    assert correlation([], []) is None
    with pytest.raises(ValueError, match="found"):
        correlation([1, 2], [1, 2, 3])


def test_that_tiny_and_huge_values_correlate_as_others() -> None:
    assert pearson([1e-300, 2e-300, 4e-300], [1e300, 2e300, 4e300]) == pytest.approx(1)


def test_that_a_map_is_structurally_like_itself_on_any_scale() -> None:
    values = RANDOM.standard_normal((12, 9))
    assert ssim(values, values) == pytest.approx(1)
    assert ssim(values, 100 * values) == pytest.approx(1)
    assert ssim(values, -values) == pytest.approx(1)
    assert ssim(values, np.zeros((12, 9))) is None


def test_that_structural_similarity_is_worked_out() -> None:
    # One square: means 0.5 and 0.5, variances 1/3 and 1/3, covariance -1/3.
    one, other = np.array([[0.0, 1], [0, 1]]), np.array([[1.0, 0], [1, 0]])
    c2 = 0.0009
    expected = (-2 / 3 + c2) / (2 / 3 + c2)
    assert ssim(one, other, window=2) == pytest.approx(expected)


def test_that_maps_of_two_sizes_are_not_compared() -> None:
    with pytest.raises(ValueError, match="one size"):
        ssim(np.ones((8, 8)), np.ones((8, 9)))
    with pytest.raises(ValueError, match="window"):
        ssim(np.ones((3, 3)), np.ones((3, 3)))
