"""Thinning: the first value at once, then the newest once an interval, the last never lost."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from camviewer.gui.widgets.throttle import INTERVAL, Throttle


class Passed:
    """A throttle and what it passed on."""

    def __init__(self, interval: int) -> None:
        self.values: list[object] = []
        self.throttle = Throttle(interval)
        self.throttle.passed.connect(self.values.append)

    def put(self, *values: object) -> None:
        for value in values:
            self.throttle.put(value)

    def rests(self) -> bool:
        return self.throttle.is_resting


@pytest.fixture
def passed(qtbot: QtBot) -> Passed:
    return Passed(interval=20)


def test_that_the_usual_interval_is_a_screens() -> None:
    assert INTERVAL == 1000 // 60


def test_that_the_first_value_passes_at_once(passed: Passed) -> None:
    passed.put("a")
    assert passed.values == ["a"]


def test_that_the_newest_of_many_passes_after_the_interval(passed: Passed, qtbot: QtBot) -> None:
    passed.put("a", "b", "c", "d")
    assert passed.values == ["a"]
    qtbot.waitUntil(passed.rests)
    assert passed.values == ["a", "d"]


def test_that_after_a_rest_a_value_passes_at_once_again(passed: Passed, qtbot: QtBot) -> None:
    passed.put("a")
    qtbot.waitUntil(passed.rests)
    passed.put("b")
    assert passed.values == ["a", "b"]


def test_that_flushing_passes_what_waits_now_and_only_once(passed: Passed, qtbot: QtBot) -> None:
    passed.put("a", "b")
    passed.throttle.flush()
    assert passed.values == ["a", "b"]
    passed.throttle.flush()
    assert passed.rests()
    passed.put("c")  # as after a rest
    assert passed.values == ["a", "b", "c"]
    qtbot.waitUntil(passed.rests)
    assert passed.values == ["a", "b", "c"]


def test_that_nothing_is_a_value_too(passed: Passed, qtbot: QtBot) -> None:
    passed.put(1, None)
    qtbot.waitUntil(passed.rests)
    assert passed.values == [1, None]


def test_that_a_listener_may_put_the_next_value(passed: Passed, qtbot: QtBot) -> None:
    def listen(value: int) -> None:
        if value < 3:
            passed.throttle.put(value + 1)

    passed.throttle.passed.connect(listen)
    passed.put(1)
    assert passed.values == [1]
    qtbot.waitUntil(passed.rests)
    assert passed.values == [1, 2, 3]
