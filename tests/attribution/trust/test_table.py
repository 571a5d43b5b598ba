"""Means with their intervals, sorted, and as CSV."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.trust.table import Row, csv_lines, estimate, rows


def test_that_samples_without_a_value_do_not_count() -> None:
    found = estimate([1.0, None, 3.0])
    assert found is not None
    assert (found.mean, found.samples) == (2, 2)
    # Of two samples a mean drawn anew is 1, 2 or 3, each end with a probability of a quarter.
    assert (found.low, found.high) == (1, 3)
    assert estimate([None, None]) is None
    assert estimate([]) is None


def test_that_one_sample_tells_no_spread() -> None:
    found = estimate([4.0])
    assert found is not None
    assert (found.mean, found.low, found.high, found.samples) == (4, None, None, 1)


def test_that_the_interval_is_that_of_a_mean() -> None:
    values = np.random.default_rng(1).normal(5, 2, 400).tolist()
    found = estimate(values, seed=3)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    half = 1.96 * np.std(values) / np.sqrt(400)
    assert (found.low, found.high) == pytest.approx(
        (np.mean(values) - half, np.mean(values) + half), abs=half / 10
    )
    assert estimate(values, seed=3) == found
    assert estimate(values, seed=4) != found


VALUES: dict[tuple[str, str], list[float | None]] = {
    ("a", "drop"): [3.0, 3.0],
    ("b", "drop"): [1.0, 1.0],
    ("c", "drop"): [None, None],
    ("a", "gain"): [1.0, 1.0],
    ("b", "gain"): [2.0, 2.0],
    ("c", "gain"): [2.0, 2.0],
}


def test_that_the_best_method_comes_first_in_each_measure() -> None:
    table = rows(VALUES, {"gain": True, "drop": False})
    assert [(row.measure, row.method) for row in table] == [
        ("gain", "b"),
        ("gain", "c"),
        ("gain", "a"),
        ("drop", "b"),
        ("drop", "a"),
        ("drop", "c"),
    ]


def test_that_the_table_is_csv() -> None:
    values: dict[tuple[str, str], list[float | None]] = {
        ("cam, signed", "gain"): [0.5, 0.5, None],
        ("b", "gain"): [None],
        ("c", "gain"): [1.0],
    }
    assert csv_lines(rows(values, {"gain": True})) == [
        "measure,method,mean,low,high,samples",
        "gain,c,1,,,1",
        'gain,"cam, signed",0.5,0.5,0.5,2',
        "gain,b,,,,0",
    ]
    assert csv_lines([Row("gain", "b", estimate([1 / 3]))])[1] == "gain,b,0.333333,,,1"
