"""Control over a computation: pausing, going on, ending."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

import pytest

from camviewer.common.cancel import Cancelled
from camviewer.training.control import Control, Wish

PATIENCE = 10


class Computation:
    """A thread that asks before every step, and tells what it was answered."""

    def __init__(self, control: Control) -> None:
        self.answers: queue.Queue[Wish] = queue.Queue()
        self._allowed = threading.Semaphore(0)
        self._control = control
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def step(self) -> None:
        """Let it ask once more."""
        self._allowed.release()

    def _run(self) -> None:
        wish = Wish.GO_ON
        while wish is Wish.GO_ON:
            self._allowed.acquire()
            wish = self._control.wait()
            self.answers.put(wish)


@pytest.fixture
def control() -> Control:
    return Control()


@pytest.fixture
def computation(control: Control) -> Iterator[Computation]:
    made = Computation(control)
    yield made
    control.end(Wish.LEAVE)
    made.step()
    made.thread.join(PATIENCE)
    assert not made.thread.is_alive()


def test_that_it_goes_on_if_nothing_is_wanted(control: Control) -> None:
    assert [control.wait() for _ in range(3)] == [Wish.GO_ON] * 3
    assert not control.is_paused
    control.check()


def test_that_a_pause_blocks_until_it_is_resumed(
    control: Control, computation: Computation
) -> None:
    control.pause()
    assert control.is_paused
    computation.step()
    with pytest.raises(queue.Empty):
        computation.answers.get(timeout=0.1)
    control.resume()
    assert computation.answers.get(timeout=PATIENCE) is Wish.GO_ON
    assert not control.is_paused
    computation.step()
    assert computation.answers.get(timeout=PATIENCE) is Wish.GO_ON


@pytest.mark.parametrize("wish", [Wish.STOP_AND_KEEP, Wish.STOP_AND_DISCARD, Wish.LEAVE])
def test_that_an_end_releases_a_pause(
    control: Control, computation: Computation, wish: Wish
) -> None:
    control.pause()
    computation.step()
    control.end(wish)
    assert computation.answers.get(timeout=PATIENCE) is wish
    computation.thread.join(PATIENCE)


def test_that_the_first_wish_counts(control: Control) -> None:
    control.end(Wish.STOP_AND_KEEP)
    control.end(Wish.STOP_AND_DISCARD)
    assert control.wait() is Wish.STOP_AND_KEEP


def test_that_who_keeps_can_be_left_but_not_who_discards(control: Control) -> None:
    control.end(Wish.STOP_AND_KEEP)
    control.check()
    control.end(Wish.LEAVE)
    assert control.wait() is Wish.LEAVE
    with pytest.raises(Cancelled):
        control.check()
    other = Control()
    other.end(Wish.STOP_AND_DISCARD)
    other.end(Wish.LEAVE)
    assert other.wait() is Wish.STOP_AND_DISCARD


@pytest.mark.parametrize("wish", [wish for wish in Wish if wish is not Wish.GO_ON])
def test_that_nothing_is_prepared_for_what_is_to_end(control: Control, wish: Wish) -> None:
    control.check_wanted()
    control.end(wish)
    with pytest.raises(Cancelled):
        control.check_wanted()


def test_that_what_is_ending_can_not_be_paused(control: Control) -> None:
    control.end(Wish.LEAVE)
    control.pause()
    assert not control.is_paused
    assert control.wait() is Wish.LEAVE  # and does not block


def test_that_resuming_what_is_not_paused_does_nothing(control: Control) -> None:
    control.resume()
    assert control.wait() is Wish.GO_ON


@pytest.mark.parametrize("wish", [Wish.LEAVE, Wish.STOP_AND_DISCARD])
def test_that_who_leaves_or_discards_can_be_hurried(control: Control, wish: Wish) -> None:
    control.end(wish)
    control.end(Wish.LEAVE_AT_ONCE)
    assert control.wait() is control.wish is Wish.LEAVE_AT_ONCE


@pytest.mark.parametrize("wish", [Wish.STOP_AND_DISCARD, Wish.LEAVE, Wish.LEAVE_AT_ONCE])
def test_that_preparing_ends_when_nobody_wants_it(control: Control, wish: Wish) -> None:
    control.end(wish)
    with pytest.raises(Cancelled):
        control.check()


def test_that_preparing_goes_on_for_what_is_kept_or_paused(control: Control) -> None:
    control.pause()
    control.check()
    control.end(Wish.STOP_AND_KEEP)
    control.check()


def test_that_a_step_is_put_off_until_way_is_taken(
    control: Control, computation: Computation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("camviewer.training.control.MOST_PUT_OFF", PATIENCE)
    control.give_way()
    computation.step()
    with pytest.raises(queue.Empty):
        computation.answers.get(timeout=0.1)
    control.take_way()
    assert computation.answers.get(timeout=PATIENCE / 2) is Wish.GO_ON


def test_that_a_step_is_put_off_once_at_most(
    control: Control, computation: Computation, monkeypatch: pytest.MonkeyPatch
) -> None:
    control.give_way()
    assert control.wait() is Wish.GO_ON  # nobody takes the way
    monkeypatch.setattr("camviewer.training.control.MOST_PUT_OFF", PATIENCE)
    computation.step()
    assert computation.answers.get(timeout=PATIENCE / 2) is Wish.GO_ON


def test_that_what_is_to_end_gives_no_way(
    control: Control, computation: Computation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("camviewer.training.control.MOST_PUT_OFF", PATIENCE)
    control.give_way()
    computation.step()
    control.end(Wish.LEAVE)
    assert computation.answers.get(timeout=PATIENCE / 2) is Wish.LEAVE
