"""Stepping through a list of samples that changes on the way."""

from __future__ import annotations

import numpy as np

from camviewer.controllers.sample_walk import SampleWalk


def walk(*indices: int) -> SampleWalk:
    made = SampleWalk()
    made.list_others(np.array(indices, np.intp), None)
    return made


def test_that_from_nowhere_one_comes_to_either_end() -> None:
    found = walk(7, 3, 9)
    assert (found.place, found.index) == (None, None)
    assert (found.stepped(1), found.stepped(-1)) == (0, 2)
    assert found.go_to(found.stepped(-1))
    assert found.index == 9
    assert not found.go_to(found.stepped(1))
    assert not found.go_to(2)
    assert found.index == 9


def test_that_the_sample_looked_at_stays_in_another_list() -> None:
    found = walk(7, 3, 9)
    found.go_to(2)
    found.list_others(np.array([9, 1], np.intp), 9)
    assert (found.place, found.index) == (0, 9)
    found.list_others(np.array([1], np.intp), 9)
    assert found.place is None


def test_that_one_goes_on_from_where_a_sample_has_left_the_list() -> None:
    found = walk(7, 3, 9, 4)
    found.go_to(1)
    found.list_others(np.array([7, 9, 4], np.intp), 3)
    found.keep_gap(1)
    assert (found.stepped(1), found.stepped(-1)) == (1, 0)
    found.list_others(np.array([7, 9], np.intp), None)
    assert (found.stepped(1), found.stepped(-1)) == (0, 1)  # the gap was of the other list


def test_that_nothing_is_looked_at_in_an_empty_list() -> None:
    found = walk()
    assert not found.go_to(found.stepped(1))
    assert not found.go_to(found.stepped(-1))
    assert found.index is None
