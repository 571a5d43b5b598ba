"""Priority: threads that give way, and the one that does not."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable

import pytest

from camviewer.concurrency.priority import NICENESS, give_way

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux knows the niceness of a thread"
)


@pytest.fixture
def equal_threads() -> None:
    """Here threads do give way."""


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def in_a_thread(work: Callable[[], object]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_that_a_thread_and_those_it_starts_give_way_and_its_caller_does_not() -> None:
    before, found = niceness(), []

    def work() -> None:
        give_way()
        found.append(niceness())
        in_a_thread(lambda: found.append(niceness()))

    in_a_thread(work)
    assert found == [max(before, NICENESS)] * 2
    assert niceness() == before


def test_that_what_gives_way_already_is_left_as_it_is() -> None:
    found = []

    def work() -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
        give_way()
        found.append(niceness())

    in_a_thread(work)
    assert found == [19]
