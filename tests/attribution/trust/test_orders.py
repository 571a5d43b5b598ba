"""Orders of pixels."""

from __future__ import annotations

import numpy as np

from camviewer.attribution.trust.orders import (
    ORDERINGS,
    RANDOM_ORDERS,
    brightest,
    descending,
    inside_out,
    shuffled,
)
from tests.attribution.trust.linear_cases import random_case


def test_that_the_largest_value_comes_first_and_equal_ones_row_by_row() -> None:
    assert descending(np.array([[1, 3], [3, -5]], np.float32)).tolist() == [1, 2, 0, 3]


def test_that_the_middle_comes_first() -> None:
    assert inside_out((3, 3)).tolist() == [4, 1, 3, 5, 7, 0, 2, 6, 8]
    assert inside_out((1, 4)).tolist() == [1, 2, 0, 3]


def test_that_the_brightest_pixel_comes_first_in_colour_too() -> None:
    grey = np.array([[0, 0.5, 1]], np.float32)
    assert brightest(grey).tolist() == [2, 1, 0]
    coloured = np.array([[[1, 0, 0], [0.5, 0.5, 0.5], [0, 0, 0]]], np.float32)
    assert brightest(coloured).tolist() == [1, 0, 2]


def test_that_chance_follows_from_the_seed() -> None:
    first, again, other = (shuffled((4, 5), 3, seed) for seed in (1, 1, 2))
    assert all(sorted(order) == list(range(20)) for order in first)
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert not np.array_equal(first[0], first[1])


def test_that_every_ordering_has_every_pixel_once() -> None:
    case = random_case((4, 5, 3))
    found = {name: each.orders(case) for name, each in ORDERINGS.items()}
    assert {name: len(orders) for name, orders in found.items()} == {
        "random": RANDOM_ORDERS,
        "centre": 1,
        "ink": 1,
    }
    assert all(sorted(order) == list(range(20)) for orders in found.values() for order in orders)
