"""Tasks computed in steps beside the window, and one that never ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from camviewer.common.errors import UserError
from camviewer.concurrency.refinement import Refinement

WAIT = 5000


class Steps:
    """Tasks by name, whose steps a test lets through one by one."""

    def __init__(self) -> None:
        self.may_go = threading.Semaphore(0)
        self.begun: list[str] = []
        self.never = threading.Event()

    def refine(self, task: str) -> Iterator[int]:
        self.begun.append(task)
        if task == "bad":
            raise UserError("This cannot be done.")
        if task == "broken":
            raise ZeroDivisionError("a bug")
        if task == "endless":
            self.never.wait()
        for step in range(1, 4):
            if task == "slow":
                self.may_go.acquire()
            yield step


@pytest.fixture
def steps() -> Iterator[Steps]:
    made = Steps()
    yield made
    made.never.set()
    made.may_go.release(100)


class Told:
    """What a refinement tells, in order."""

    def __init__(self, refinement: Refinement[str, int]) -> None:
        self.refined: list[tuple[int, str, int]] = []
        self.ended: list[tuple[int, str]] = []
        self.failed: list[tuple[int, str, str]] = []
        self.stuck: list[tuple[int, str]] = []
        refinement.refined.connect(lambda *news: self.refined.append(news))
        refinement.ended.connect(lambda *news: self.ended.append(news))
        refinement.failed.connect(lambda *news: self.failed.append(news))
        refinement.stuck.connect(lambda *news: self.stuck.append(news))


@pytest.fixture
def refinement(qtbot: QtBot, steps: Steps) -> Iterator[Refinement[str, int]]:
    one = Refinement[str, int](steps.refine, patience=300)
    yield one
    one.close()


@pytest.fixture
def told(refinement: Refinement[str, int]) -> Told:
    return Told(refinement)


def test_every_task_becomes_better_and_better(
    qtbot: QtBot, refinement: Refinement[str, int], told: Told
) -> None:
    number = refinement.submit(["a", "b"])
    qtbot.waitUntil(lambda: told.ended == [(number, "a"), (number, "b")], timeout=WAIT)
    assert told.refined == [(number, task, step) for task in "ab" for step in (1, 2, 3)]


def test_a_newer_request_takes_over_between_two_steps(
    qtbot: QtBot, refinement: Refinement[str, int], steps: Steps, told: Told
) -> None:
    steps.may_go.release()
    older = refinement.submit(["slow", "never begun"])
    qtbot.waitUntil(lambda: told.refined == [(older, "slow", 1)], timeout=WAIT)
    newer = refinement.submit(["new"])
    steps.may_go.release()
    qtbot.waitUntil(lambda: told.ended == [(newer, "new")], timeout=WAIT)
    assert told.refined[1:] == [(newer, "new", step) for step in (1, 2, 3)]
    assert "never begun" not in steps.begun


@pytest.mark.parametrize(
    ("task", "sentence"), [("bad", "This cannot be done."), ("broken", "ZeroDivisionError: a bug")]
)
def test_a_failure_is_told_and_the_others_go_on(
    qtbot: QtBot, refinement: Refinement[str, int], told: Told, task: str, sentence: str
) -> None:
    number = refinement.submit([task, "a"])
    qtbot.waitUntil(lambda: told.ended == [(number, "a")], timeout=WAIT)
    assert told.failed == [(number, task, sentence)]


def test_a_task_that_never_ends_is_left_to_itself(
    qtbot: QtBot, refinement: Refinement[str, int], told: Told
) -> None:
    number = refinement.submit(["endless", "a"])
    qtbot.waitUntil(lambda: told.ended == [(number, "a")], timeout=WAIT)
    assert told.stuck == [(number, "endless")]


def test_closing_waits_for_no_endless_task(
    qtbot: QtBot, refinement: Refinement[str, int], steps: Steps, told: Told
) -> None:
    refinement.submit(["endless"])
    qtbot.waitUntil(lambda: steps.begun == ["endless"], timeout=WAIT)
    refinement.close()
    with qtbot.assertNotEmitted(refinement.refined):
        steps.never.set()


def test_nothing_is_computed_after_closing(
    qtbot: QtBot, refinement: Refinement[str, int], steps: Steps
) -> None:
    refinement.submit(["a"])
    qtbot.waitUntil(lambda: steps.begun == ["a"], timeout=WAIT)
    refinement.close()
    refinement.submit(["b"])
    refinement.begin_closing()
    refinement.close()
    assert steps.begun == ["a"]


def test_what_is_withdrawn_ends_nothing_else(
    qtbot: QtBot, refinement: Refinement[str, int], steps: Steps, told: Told
) -> None:
    steps.may_go.release()
    older = refinement.submit(["slow"])
    qtbot.waitUntil(lambda: told.refined == [(older, "slow", 1)], timeout=WAIT)
    refinement.submit([])
    steps.may_go.release()  # the step that was under way ends, and nothing is told of it
    with qtbot.assertNotEmitted(refinement.stuck, wait=600):  # more than the patience
        pass
    newer = refinement.submit(["a"])
    qtbot.waitUntil(lambda: told.ended == [(newer, "a")], timeout=WAIT)


def test_asking_again_and_again_gives_an_endless_task_no_more_time(
    qtbot: QtBot, refinement: Refinement[str, int], steps: Steps, told: Told
) -> None:
    first = refinement.submit(["endless"])
    qtbot.waitUntil(lambda: steps.begun == ["endless"], timeout=WAIT)
    again = QTimer()
    again.timeout.connect(lambda: refinement.submit(["a"]))
    again.start(50)  # oftener than the patience
    qtbot.waitUntil(lambda: bool(told.stuck) and bool(told.ended), timeout=WAIT)
    again.stop()
    assert told.stuck == [(first, "endless")]
    assert {task for _, task in told.ended} == {"a"}
