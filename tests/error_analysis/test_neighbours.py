import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camviewer.error_analysis import neighbours
from camviewer.error_analysis.neighbours import nearest

POOLED = np.array([[0, 0], [3, 4], [1, 0], [0, -1], [9, 9]], np.float32)
QUERY = np.zeros(2, np.float32)


@pytest.mark.parametrize(
    ("number", "found"), [(0, []), (1, [0]), (2, [0, 3]), (4, [0, 3, 2, 1]), (9, [0, 3, 2, 1, 4])]
)
def test_that_the_nearest_come_first_and_ties_by_candidate(number: int, found: list[int]) -> None:
    candidates = np.array([4, 3, 2, 1, 0])
    assert nearest(POOLED, QUERY, candidates, number).tolist() == found


def test_that_only_candidates_are_found() -> None:
    assert nearest(POOLED, QUERY, np.array([1, 4]), 3).tolist() == [1, 4]
    assert nearest(POOLED, QUERY, np.zeros(0, np.intp), 3).tolist() == []


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_that_it_is_what_sorting_all_finds(seed: int, number: int) -> None:
    random = np.random.default_rng(seed)
    pooled = random.integers(0, 4, (40, 3)).astype(np.float32)
    candidates = random.permutation(40)[:30]
    distances = ((pooled[candidates] - pooled[0]) ** 2).sum(axis=1)
    expected = candidates[np.argsort(distances, kind="stable")][:number]
    block, neighbours.BLOCK = neighbours.BLOCK, 7
    try:
        assert nearest(pooled, pooled[0], candidates, number).tolist() == expected.tolist()
    finally:
        neighbours.BLOCK = block
