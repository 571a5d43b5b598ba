"""Grouping difference maps whose groups are known."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.error_analysis import clusters
from camviewer.error_analysis.clusters import find_clusters


def made(sizes: list[int], seed: int = 0) -> tuple[np.ndarray, np.ndarray, list[list[int]]]:
    """Maps of groups that speak at other cells, each as loud as it likes, in a mixed order."""
    random = np.random.default_rng(seed)
    groups = random.permutation(np.repeat(np.arange(len(sizes)), sizes))
    maps = random.normal(0, 0.02, (len(groups), 4, 4))
    maps[np.arange(len(groups)), groups // 4, groups % 4] += 1
    maps *= random.uniform(0.1, 50, len(groups))[:, None, None]
    indices = np.sort(random.choice(1000, len(groups), replace=False))
    expected = [indices[groups == group].tolist() for group in range(len(sizes))]
    return maps.astype(np.float32), indices, expected


@pytest.mark.parametrize("number", [None, 3])
def test_that_groups_are_found_however_loud_their_maps_are(number: int | None) -> None:
    maps, indices, expected = made([9, 20, 14])
    found = find_clusters(maps, indices, number)
    assert [cluster.members.tolist() for cluster in found] == [
        expected[1],
        expected[2],
        expected[0],
    ]
    for cluster in found:
        chosen = np.isin(indices, cluster.members)
        np.testing.assert_allclose(cluster.mean, maps[chosen].mean(axis=0), rtol=1e-5)


@pytest.mark.parametrize("groups", [2, 5, 8])
def test_that_the_elbow_is_where_the_groups_are(groups: int) -> None:
    maps, indices, _ = made([12] * groups)
    assert len(find_clusters(maps, indices)) == groups


def test_that_keys_are_those_of_the_members() -> None:
    maps, indices, _ = made([9, 20])
    keys = [cluster.key for cluster in find_clusters(maps, indices)]
    order = np.random.default_rng(1).permutation(len(indices))
    assert [cluster.key for cluster in find_clusters(maps[order], indices[order])] == keys
    others = [cluster.key for cluster in find_clusters(maps, indices + 1)]
    assert len({*keys, *others}) == 4


def test_that_many_are_grouped_by_a_sample_that_the_others_join(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clusters, "MAX_CLUSTERED", 60)
    maps, indices, expected = made([200, 120, 80])
    found = find_clusters(maps, indices)
    assert [cluster.members.tolist() for cluster in found] == expected


@pytest.mark.parametrize(
    ("count", "number", "sizes"),
    [(0, None, []), (1, None, [1]), (1, 5, [1]), (2, 5, [1, 1]), (5, None, [5]), (5, 1, [5])],
)
def test_that_few_or_equal_maps_are_no_trouble(
    count: int, number: int | None, sizes: list[int]
) -> None:
    maps = np.zeros((count, 2, 2), np.float32)
    if count == 2:
        maps[1, 0, 0] = 1
    found = find_clusters(maps, np.arange(count), number)
    assert [len(cluster.members) for cluster in found] == sizes
