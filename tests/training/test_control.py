"""Control over a computation: pausing, going on, ending."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

import pytest

from camviewer.common.cancel import Cancelled
from camviewer.training.control import Control, StopRequest

PATIENCE = 10


class Computation:
    """A thread that asks before every step, and tells what it was answered."""

    def __init__(self, control: Control) -> None:
        self.answers: queue.Queue[StopRequest] = queue.Queue()
        self._allowed = threading.Semaphore(0)
        self._control = control
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def step(self) -> None:
        """Let it ask once more."""
        self._allowed.release()

    def _run(self) -> None:
        stop_request = StopRequest.NONE
        while stop_request is StopRequest.NONE:
            self._allowed.acquire()
            stop_request = self._control.wait()
            self.answers.put(stop_request)


@pytest.fixture
def control() -> Control:
    return Control()


@pytest.fixture
def computation(control: Control) -> Iterator[Computation]:
    made = Computation(control)
    yield made
    control.end(StopRequest.LEAVE)
    made.step()
    made.thread.join(PATIENCE)
    assert not made.thread.is_alive()


def test_that_it_goes_on_if_nothing_is_wanted(control: Control) -> None:
    assert [control.wait() for _ in range(3)] == [StopRequest.NONE] * 3
    control.check()


def test_that_a_pause_blocks_until_it_is_resumed(
    control: Control, computation: Computation
) -> None:
    control.pause()
    computation.step()
    with pytest.raises(queue.Empty):
        computation.answers.get(timeout=0.1)
    control.resume()
    assert computation.answers.get(timeout=PATIENCE) is StopRequest.NONE
    computation.step()
    assert computation.answers.get(timeout=PATIENCE) is StopRequest.NONE


@pytest.mark.parametrize(
    "stop_request", [StopRequest.STOP_AND_KEEP, StopRequest.STOP_AND_DISCARD, StopRequest.LEAVE]
)
def test_that_an_end_releases_a_pause(
    control: Control, computation: Computation, stop_request: StopRequest
) -> None:
    control.pause()
    computation.step()
    control.end(stop_request)
    assert computation.answers.get(timeout=PATIENCE) is stop_request
    computation.thread.join(PATIENCE)


def test_that_the_first_stop_request_counts(control: Control) -> None:
    control.end(StopRequest.STOP_AND_KEEP)
    control.end(StopRequest.STOP_AND_DISCARD)
    assert control.wait() is StopRequest.STOP_AND_KEEP


def test_that_who_keeps_can_be_left_but_not_who_discards(control: Control) -> None:
    control.end(StopRequest.STOP_AND_KEEP)
    control.check()
    control.end(StopRequest.LEAVE)
    assert control.wait() is StopRequest.LEAVE
    with pytest.raises(Cancelled):
        control.check()
    other = Control()
    other.end(StopRequest.STOP_AND_DISCARD)
    other.end(StopRequest.LEAVE)
    assert other.wait() is StopRequest.STOP_AND_DISCARD


@pytest.mark.parametrize(
    "stop_request",
    [stop_request for stop_request in StopRequest if stop_request is not StopRequest.NONE],
)
def test_that_nothing_is_prepared_for_what_is_to_end(
    control: Control, stop_request: StopRequest
) -> None:
    control.check_wanted()
    control.end(stop_request)
    with pytest.raises(Cancelled):
        control.check_wanted()


def test_that_what_is_ending_can_not_be_paused(control: Control) -> None:
    control.end(StopRequest.LEAVE)
    control.pause()
    assert control.wait() is StopRequest.LEAVE  # and does not block


def test_that_resuming_what_is_not_paused_does_nothing(control: Control) -> None:
    control.resume()
    assert control.wait() is StopRequest.NONE


@pytest.mark.parametrize("stop_request", [StopRequest.LEAVE, StopRequest.STOP_AND_DISCARD])
def test_that_who_leaves_or_discards_can_be_hurried(
    control: Control, stop_request: StopRequest
) -> None:
    control.end(stop_request)
    control.end(StopRequest.LEAVE_AT_ONCE)
    assert control.wait() is control.stop_request is StopRequest.LEAVE_AT_ONCE


@pytest.mark.parametrize(
    "stop_request", [StopRequest.STOP_AND_DISCARD, StopRequest.LEAVE, StopRequest.LEAVE_AT_ONCE]
)
def test_that_preparing_ends_when_nobody_wants_it(
    control: Control, stop_request: StopRequest
) -> None:
    control.end(stop_request)
    with pytest.raises(Cancelled):
        control.check()


def test_that_preparing_goes_on_for_what_is_kept_or_paused(control: Control) -> None:
    control.pause()
    control.check()
    control.end(StopRequest.STOP_AND_KEEP)
    control.check()


def test_that_a_step_is_put_off_until_way_is_taken(
    control: Control, computation: Computation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("camviewer.training.control.MAX_DELAY", PATIENCE)
    control.give_way()
    computation.step()
    with pytest.raises(queue.Empty):
        computation.answers.get(timeout=0.1)
    control.take_way()
    assert computation.answers.get(timeout=PATIENCE / 2) is StopRequest.NONE


def test_that_a_step_is_put_off_once_at_most(
    control: Control, computation: Computation, monkeypatch: pytest.MonkeyPatch
) -> None:
    control.give_way()
    assert control.wait() is StopRequest.NONE  # nobody takes the way
    monkeypatch.setattr("camviewer.training.control.MAX_DELAY", PATIENCE)
    computation.step()
    assert computation.answers.get(timeout=PATIENCE / 2) is StopRequest.NONE


def test_that_what_is_to_end_gives_no_way(
    control: Control, computation: Computation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("camviewer.training.control.MAX_DELAY", PATIENCE)
    control.give_way()
    computation.step()
    control.end(StopRequest.LEAVE)
    assert computation.answers.get(timeout=PATIENCE / 2) is StopRequest.LEAVE
