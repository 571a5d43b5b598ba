"""All that matplotlib draws is drawn in one thread."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from camviewer.rendering.drawing_thread import in_drawing_thread


def test_that_whoever_asks_it_is_one_thread_and_not_theirs() -> None:
    with ThreadPoolExecutor(2) as asking:
        found = set(asking.map(lambda _: in_drawing_thread(threading.get_ident), range(4)))
    found.add(in_drawing_thread(threading.get_ident))
    assert len(found) == 1
    assert threading.get_ident() not in found


def test_that_what_draws_may_ask_for_more() -> None:
    assert in_drawing_thread(lambda: in_drawing_thread(lambda: 7)) == 7


def test_that_who_asks_hears_of_errors() -> None:
    def fail() -> None:
        raise ValueError("no ink")

    with pytest.raises(ValueError, match="no ink"):
        in_drawing_thread(fail)
