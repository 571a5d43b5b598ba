"""Work shared out among threads."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camviewer.common.parallel import even_slices, in_parallel


def test_that_results_stand_in_the_order_of_the_parts() -> None:
    assert in_parallel(lambda part: part * part, range(50)) == [part * part for part in range(50)]


def test_that_nothing_is_made_of_nothing() -> None:
    assert in_parallel(str, []) == []


def test_that_a_single_part_is_done_where_it_is_asked_for() -> None:
    assert in_parallel(lambda _part: threading.current_thread(), [0]) == [
        threading.current_thread()
    ]


def test_that_parts_share_themselves_out_without_waiting_for_each_other() -> None:
    def row(number: int) -> list[int]:
        return in_parallel(lambda part: number * part, range(8))

    assert in_parallel(row, range(16)) == [
        [number * part for part in range(8)] for number in range(16)
    ]


def test_that_the_first_error_of_a_part_is_raised() -> None:
    def fail(part: int) -> int:
        if part > 2:
            raise ValueError(part)
        return part

    with pytest.raises(ValueError, match="3"):
        in_parallel(fail, range(10))


@given(st.integers(1, 300), st.integers(1, 50))
def test_that_even_slices_are_everything_once_and_of_one_size(number: int, at_most: int) -> None:
    slices = even_slices(number, at_most)
    assert [place for part in slices for place in range(number)[part]] == list(range(number))
    sizes = [len(range(number)[part]) for part in slices]
    assert max(sizes) <= at_most
    assert max(sizes) - min(sizes) <= 1
