"""The worker that takes the newest request only."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from camviewer.common.errors import UserError
from camviewer.concurrency import leaving
from camviewer.concurrency.newest_request import NewestRequestWorker


class Desk:
    """A worker whose computation waits until it is let go on."""

    def __init__(self) -> None:
        self.computed: list[str] = []
        self.begun = threading.Event()
        self.go_on = threading.Event()
        self.worker: NewestRequestWorker[str, str] = NewestRequestWorker(lambda: self.compute)

    def compute(self, request: str) -> str:
        self.computed.append(request)
        self.begun.set()
        assert self.go_on.wait(10)
        if request == "wrong":
            raise UserError("This is wrong; choose right.")
        if request == "bug":
            raise ZeroDivisionError("by zero")
        return request.upper()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.go_on.set()
    made.worker.close()
    assert not made.worker.isRunning()


def start(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.worker.ready):
        desk.worker.start()


def test_that_overtaken_requests_are_never_computed(desk: Desk, qtbot: QtBot) -> None:
    start(qtbot, desk)
    assert desk.worker.submit("a") == 1
    assert desk.begun.wait(10)
    assert [desk.worker.submit(request) for request in "bcd"] == [2, 3, 4]
    answers: list[tuple[int, str]] = []
    desk.worker.answered.connect(lambda number, answer: answers.append((number, answer)))
    desk.go_on.set()
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert desk.computed == ["a", "d"]
    assert answers == [(1, "A"), (4, "D")]


def test_that_what_is_answered_here_comes_as_the_next_event_and_the_newest_alone(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.go_on.set()
    start(qtbot, desk)
    answers: list[tuple[int, str]] = []
    desk.worker.answered.connect(lambda number, answer: answers.append((number, answer)))
    assert [desk.worker.submit(request, here=True) for request in "abc"] == [1, 2, 3]
    assert not desk.computed
    QCoreApplication.processEvents()
    assert (desk.computed, answers) == (["c"], [(3, "C")])
    assert desk.worker.seconds < 1


def test_that_a_request_for_the_thread_takes_the_place_of_one_for_here(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.go_on.set()
    start(qtbot, desk)
    desk.worker.submit("a", here=True)
    with qtbot.waitSignal(desk.worker.answered) as answered:
        desk.worker.submit("b")
    assert answered.args == [2, "B"]
    assert desk.computed == ["b"]


def test_that_nothing_is_answered_here_once_it_closes(desk: Desk, qtbot: QtBot) -> None:
    desk.go_on.set()
    start(qtbot, desk)
    desk.worker.submit("a", here=True)
    desk.worker.begin_closing()
    QCoreApplication.processEvents()
    assert not desk.computed


def test_that_a_request_before_the_tools_are_there_is_answered(desk: Desk, qtbot: QtBot) -> None:
    desk.go_on.set()
    desk.worker.submit("early")
    with qtbot.waitSignal(desk.worker.answered) as answered:
        desk.worker.start()
    assert answered.args == [1, "EARLY"]


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ("wrong", "This is wrong; choose right."),
        ("bug", "ZeroDivisionError: by zero"),
    ],
)
def test_that_a_failure_is_a_sentence_and_the_next_request_is_answered(
    desk: Desk, qtbot: QtBot, request_: str, sentence: str
) -> None:
    desk.go_on.set()
    start(qtbot, desk)
    with qtbot.waitSignal(desk.worker.failed) as failed:
        desk.worker.submit(request_)
    assert failed.args == [1, sentence]
    with qtbot.waitSignal(desk.worker.answered) as answered:
        desk.worker.submit("fine")
    assert answered.args == [2, "FINE"]


def test_that_missing_tools_are_failure_number_0(qtbot: QtBot) -> None:
    def missing() -> Callable[[str], str]:
        raise ImportError("no network here")

    worker: NewestRequestWorker[str, str] = NewestRequestWorker(missing)
    with qtbot.waitSignal(worker.failed) as failed:
        worker.start()
    assert failed.args == [0, "no network here"]
    worker.close()
    assert worker.isFinished()


def test_that_closing_while_computing_waits_and_answers_nothing_pending(
    desk: Desk, qtbot: QtBot
) -> None:
    start(qtbot, desk)
    desk.worker.submit("a")
    assert desk.begun.wait(10)
    desk.worker.submit("b")
    threading.Timer(0.05, desk.go_on.set).start()
    desk.worker.close()
    assert desk.worker.isFinished()
    assert desk.computed == ["a"]


def test_that_closing_while_loading_waits_and_computes_nothing(desk: Desk, qtbot: QtBot) -> None:
    loading, loaded = threading.Event(), threading.Event()

    def load() -> Callable[[str], str]:
        loading.set()
        assert loaded.wait(10)
        return desk.compute

    worker: NewestRequestWorker[str, str] = NewestRequestWorker(load)
    ready: list[str] = []
    worker.ready.connect(lambda: ready.append("ready"))
    worker.submit("a")
    worker.start()
    assert loading.wait(10)
    threading.Timer(0.05, loaded.set).start()
    worker.close()
    assert worker.isFinished()
    assert desk.computed == []
    qtbot.wait(10)  # what was queued would come now
    assert ready == []


@pytest.mark.parametrize("is_loading", [True, False])
def test_that_closing_waits_only_a_moment(qtbot: QtBot, is_loading: bool) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def wait(answer: str) -> str:
        begun.set()
        go_on.wait(60)
        return answer

    def load() -> Callable[[str], str]:
        if is_loading:
            wait("")
        return wait

    worker: NewestRequestWorker[str, str] = NewestRequestWorker(load)
    worker.start()
    worker.submit("a")
    assert begun.wait(10)
    worker.close()  # would last a minute
    assert leaving.left == [worker]
    assert worker.isRunning()
    go_on.set()
    assert worker.wait(10_000)


def test_that_closing_an_idle_worker_or_one_that_never_ran_ends_at_once(
    desk: Desk, qtbot: QtBot
) -> None:
    start(qtbot, desk)
    desk.worker.close()
    assert desk.worker.isFinished()
    desk.worker.close()  # a second time nothing happens
    never: NewestRequestWorker[str, str] = NewestRequestWorker(lambda: desk.compute)
    never.submit("a")
    never.close()
    assert not never.isRunning()
    assert desk.computed == []


def test_that_after_closing_nothing_is_computed(desk: Desk, qtbot: QtBot) -> None:
    desk.go_on.set()
    start(qtbot, desk)
    desk.worker.close()
    assert desk.worker.submit("late") == 1
    assert desk.worker.isFinished()
    assert desk.computed == []


def test_that_signals_arrive_in_the_thread_of_their_receiver(desk: Desk, qtbot: QtBot) -> None:
    threads: list[int] = []
    computing: list[int] = []

    class Receiver(QObject):
        def take(self, _number: int, _answer: str) -> None:
            threads.append(threading.get_ident())

    receiver = Receiver()
    desk.worker.answered.connect(receiver.take)
    desk.go_on.set()
    usual = desk.compute

    def compute(request: str) -> str:
        computing.append(threading.get_ident())
        return usual(request)

    desk.compute = compute  # type: ignore[method-assign]
    start(qtbot, desk)
    desk.worker.submit("a")
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]
    assert computing != threads


def test_that_what_takes_long_is_ended_by_closing_and_by_nothing_else(qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def compute(request: str) -> str:
        begun.set()
        while not go_on.is_set():
            worker.check()
        return request

    worker: NewestRequestWorker[str, str] = NewestRequestWorker(lambda: compute)
    answers: list[str] = []
    worker.answered.connect(lambda _number, answer: answers.append(answer))
    worker.start()
    worker.submit("one")
    assert begun.wait(10)
    worker.submit("two")
    go_on.set()
    qtbot.waitUntil(lambda: answers == ["one", "two"])
    begun.clear()
    go_on.clear()
    worker.submit("three")
    assert begun.wait(10)
    worker.close()
    assert answers == ["one", "two"]
