"""Jobs: one outcome each, delivered in the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.concurrency import leaving
from camviewer.concurrency.job import Jobs, Outcome, Progress, Work


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()
    assert not any(thread.isRunning() for thread in made.findChildren(QThread))


def outcome_of(qtbot: QtBot, jobs: Jobs, work: Work, *, cancel: bool = False) -> Outcome:
    outcomes: list[Outcome] = []
    threads: list[QThread] = []

    def then(outcome: Outcome) -> None:
        outcomes.append(outcome)
        threads.append(QThread.currentThread())

    job = jobs.start(work, then)
    if cancel:
        job.cancel()
    qtbot.waitUntil(lambda: bool(outcomes))
    assert threads == [jobs.thread()]
    return outcomes[0]


def test_that_a_result_is_delivered(qtbot: QtBot, jobs: Jobs) -> None:
    assert outcome_of(qtbot, jobs, lambda _p, _t: 42) == Outcome(42)


def test_that_trouble_is_a_sentence(qtbot: QtBot, jobs: Jobs) -> None:
    def wrong(_progress: Progress, _token: CancelToken) -> None:
        raise UserError("This is so; do that.")

    def bug(_progress: Progress, _token: CancelToken) -> None:
        raise KeyError("x")

    assert outcome_of(qtbot, jobs, wrong).trouble == "This is so; do that."
    assert outcome_of(qtbot, jobs, bug).trouble == "Internal error: KeyError: 'x'"


def test_that_a_cancelled_job_says_so_even_when_it_was_about_to_be_done(
    qtbot: QtBot, jobs: Jobs
) -> None:
    def waits(_progress: Progress, token: CancelToken) -> None:
        while True:
            token.check()

    def ignores(_progress: Progress, token: CancelToken) -> int:
        while not token.cancelled:
            pass
        return 1

    assert outcome_of(qtbot, jobs, waits, cancel=True).cancelled
    assert outcome_of(qtbot, jobs, ignores, cancel=True) == Outcome(cancelled=True)


class Listener(QObject):
    """Hears of progress in its own thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[int, int]] = []
        self.threads: set[QThread] = set()

    def hear(self, done: int, whole: int) -> None:
        self.heard.append((done, whole))
        self.threads.add(QThread.currentThread())


def test_that_all_progress_arrives_in_order(qtbot: QtBot, jobs: Jobs) -> None:
    finished = threading.Event()

    def work(progress: Progress, _token: CancelToken) -> None:
        for done in range(3):
            progress(done, 3)
        finished.set()

    listener = Listener()
    done: list[Outcome] = []
    jobs.start(work, done.append, listener.hear)
    assert finished.wait(10)  # all was told before anybody could listen afterwards
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(lambda: len(listener.heard) == 3)
    assert listener.heard == [(0, 3), (1, 3), (2, 3)]
    assert listener.threads == {jobs.thread()}


def test_that_after_closing_nothing_is_delivered(qtbot: QtBot) -> None:
    jobs = Jobs()
    delivered: list[Outcome] = []
    begun = threading.Event()

    def work(_progress: Progress, token: CancelToken) -> None:
        begun.set()
        while True:
            token.check()

    jobs.start(work, delivered.append)
    assert begun.wait(10)
    jobs.close()
    qtbot.wait(20)  # whatever was queued would come now
    assert delivered == []
    assert not any(thread.isRunning() for thread in jobs.findChildren(QThread))


def test_that_a_job_cancelled_when_it_is_done_delivers_no_result(qtbot: QtBot, jobs: Jobs) -> None:
    outcomes: list[Outcome] = []
    job = jobs.start(lambda _p, _t: 42, outcomes.append)
    assert job.wait(10_000)  # done, and not yet told: the event loop has not run
    job.cancel()
    qtbot.waitUntil(lambda: bool(outcomes))
    assert outcomes == [Outcome(cancelled=True)]


def test_that_nothing_is_started_after_closing(qtbot: QtBot) -> None:
    jobs = Jobs()
    jobs.close()
    done: list[object] = []
    job = jobs.start(lambda _p, _t: done.append("work"), done.append)
    qtbot.wait(20)
    assert done == []
    assert not job.isRunning()


def give(number: int, _progress: Progress, _token: CancelToken) -> int:
    return number


def test_that_each_of_many_jobs_is_told_once(qtbot: QtBot, jobs: Jobs) -> None:
    outcomes: list[int] = []
    for number in range(20):
        jobs.start(partial(give, number), lambda each: outcomes.append(each.result))
    qtbot.waitUntil(lambda: len(outcomes) >= 20)
    assert sorted(outcomes) == list(range(20))
    qtbot.waitUntil(lambda: jobs.findChildren(QThread) == [])


def test_that_closing_waits_only_a_moment_for_what_need_not_be_kept(qtbot: QtBot) -> None:
    jobs = Jobs()
    begun, go_on = threading.Semaphore(0), threading.Event()

    def work(_progress: Progress, _token: CancelToken) -> None:
        begun.release()
        go_on.wait(60)

    delivered: list[Outcome] = []
    started = [jobs.start(work, delivered.append) for _ in range(5)]
    for _ in started:
        assert begun.acquire(timeout=10)
    jobs.close()  # would last a minute
    assert leaving.left == started
    assert all(job.isRunning() and job.parent() is None for job in started)
    go_on.set()
    assert all(job.wait(10_000) for job in started)
    qtbot.wait(20)
    assert delivered == []


def test_that_closing_waits_for_what_must_end(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "PATIENCE", 0)
    jobs = Jobs()
    begun, kept = threading.Event(), threading.Event()

    def work(_progress: Progress, _token: CancelToken) -> None:
        begun.set()
        assert not kept.wait(0.05)
        kept.set()

    job = jobs.start(work, lambda _: None, must_end=True)
    assert begun.wait(10)
    jobs.close()
    assert kept.is_set()
    assert job.isFinished()
    assert leaving.left == []


def test_that_what_must_end_is_delivered_when_it_is_waited_for(qtbot: QtBot, jobs: Jobs) -> None:
    may_end, delivered = threading.Event(), list[tuple[str, Outcome]]()

    def wrong(_progress: Progress, _token: CancelToken) -> None:
        raise UserError("This is so; do that.")

    def long(_progress: Progress, token: CancelToken) -> None:
        may_end.wait()
        token.check()

    jobs.start(long, lambda outcome: delivered.append(("long", outcome)))
    jobs.start(wrong, lambda outcome: delivered.append(("wrong", outcome)), must_end=True)
    jobs.start(lambda _p, _t: 7, lambda outcome: delivered.append(("7", outcome)), must_end=True)
    jobs.finish()
    assert delivered == [("wrong", Outcome(trouble="This is so; do that.")), ("7", Outcome(7))]
    may_end.set()
    qtbot.waitUntil(lambda: len(delivered) == 3)
    assert delivered[2] == ("long", Outcome(None)), "each is delivered once"
