"""Which samples a remedy learns from, and by which it is judged."""

from __future__ import annotations

import numpy as np

from camviewer.data.held_out import held_out
from camviewer.error_analysis.remedy_samples import divide, nearest_of_each, nearest_places
from tests.evaluations import evaluation

LABELS = [0, 0, 1, 1, 0, 1]


def test_that_a_selection_of_test_samples_is_halved() -> None:
    found = evaluation(LABELS, LABELS)
    members = np.array([4, 0, 3, 1])
    division = divide(found, members, training=100)
    kept = held_out(found.samples)
    assert division.is_halved
    assert division.train.tolist() == []
    assert sorted([*division.used, *division.held_out]) == [0, 1, 3, 4]
    assert kept[division.held_out].all()
    assert not kept[division.used].any()


def test_that_training_samples_need_no_halves() -> None:
    division = divide(evaluation(LABELS, LABELS, split="train"), np.array([2, 1]), training=6)
    assert division.train.tolist() == [1, 2]
    assert not division.is_halved


def test_that_places_of_both_parts_are_told_apart() -> None:
    found = evaluation(LABELS, LABELS, split="all")
    division = divide(found, np.arange(6), training=2)
    assert division.train.tolist() == [0, 1]
    assert sorted([*division.used, *division.held_out]) == [0, 1, 2, 3]


def test_that_neighbours_have_the_label() -> None:
    found = evaluation(LABELS, LABELS)  # F of sample i is i
    places = nearest_places(found, np.array([2]), found, np.array([0, 1, 3, 4, 5]), 2)
    assert places.tolist() == [3, 5]
    assert nearest_places(found, np.arange(0), found, np.arange(6), 2).tolist() == []


def test_that_a_network_without_features_has_no_neighbours() -> None:
    found = evaluation(LABELS, LABELS, pooled=None, weights=None, bias=None)
    assert nearest_places(found, np.array([2]), found, np.arange(6), 2).tolist() == []


def test_that_large_selections_have_fewer_neighbours_each() -> None:
    assert [nearest_of_each(number) for number in (0, 1, 50, 100, 5000)] == [10, 10, 10, 5, 1]
