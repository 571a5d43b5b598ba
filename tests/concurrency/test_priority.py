"""Priority: threads that give way, and the one that does not."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from camviewer.concurrency.priority import NICENESS, giving_way

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux knows the niceness of a thread"
)


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_that_threads_started_so_give_way_and_the_caller_does_not() -> None:
    before, found = niceness(), []

    def start() -> None:
        found.append(niceness())
        inner = threading.Thread(target=lambda: found.append(niceness()))
        inner.start()
        inner.join()

    giving_way(start)
    assert found == [max(before, NICENESS)] * 2
    assert niceness() == before


def test_that_what_gives_way_already_is_left_as_it_is() -> None:
    found = []

    def start() -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
        giving_way(lambda: found.append(niceness()))

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert found == [19]
