"""Garbage is collected by the window's thread, whoever makes it."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from camviewer.app.garbage import GarbageCollection
from camviewer.concurrency.politeness import polite

MANY = 200_000


class Cycle:
    """Refers to itself; notes the thread in which it is collected."""

    def __init__(self, threads: list[int]) -> None:
        self.itself, self._threads = self, threads

    def __del__(self) -> None:
        self._threads.append(threading.get_ident())


@pytest.fixture
def collection() -> Iterator[GarbageCollection]:
    owner = QObject()
    made = GarbageCollection(owner)
    made.start()
    yield made
    made.stop()


def make_many_elsewhere() -> list[list[int]]:
    """Another thread makes so many objects that Python would collect garbage there."""
    made: list[list[int]] = []
    thread = threading.Thread(target=lambda: made.extend([] for _ in range(MANY)))
    thread.start()
    thread.join()
    return made


def test_that_another_thread_never_collects(collection: GarbageCollection, qtbot: QtBot) -> None:
    threads: list[int] = []
    Cycle(threads)
    made = make_many_elsewhere()
    assert threads == []
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]
    assert len(made) == MANY


def test_that_a_polite_thread_leaves_it_so(collection: GarbageCollection) -> None:
    with polite():
        pass
    assert not gc.isenabled()
    collection.stop()
    assert gc.isenabled()
