"""Whether an accuracy says more than guessing."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.inference.chance import (
    at_least_by_chance,
    chance_of,
    is_near_chance,
    is_near_chance_for,
)


def test_that_tails_are_those_of_coins() -> None:
    assert at_least_by_chance(3, 4, 0.5) == pytest.approx(5 / 16)
    assert at_least_by_chance(0, 4, 0.5) == 1
    assert at_least_by_chance(2, 2, 0.1) == pytest.approx(0.01)
    assert at_least_by_chance(0, 0, 0.5) == 1
    assert at_least_by_chance(7, 10_000, 1.0) == 1


def test_that_always_naming_the_most_frequent_class_is_chance() -> None:
    labels = np.array([1] * 1135 + [0] * 980 + [2] * 7885, np.uint8)
    assert chance_of(labels, 3) == 0.7885
    assert chance_of(np.array([0, 1], np.uint8), 2) == 0.5


def test_that_what_a_network_fed_wrongly_reads_is_near_chance() -> None:
    assert is_near_chance(1135, 10_000, 0.1135)  # it names one class
    assert is_near_chance(974, 10_000, 0.1135)
    assert not is_near_chance(1235, 10_000, 0.1135)
    assert is_near_chance_for(0.12, 10)
    assert not is_near_chance_for(0.2, 10)
    assert is_near_chance_for(0.52, 2)
