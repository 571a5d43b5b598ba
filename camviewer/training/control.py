"""Control over a long computation: pause it, go on, stop it and keep or discard what it has."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from camviewer.common.cancel import Cancelled

MAX_DELAY = 0.03
"""Seconds by which a step is put off at most for what a person waits for."""


class StopRequest(Enum):
    """What the person wants of the computation."""

    NONE = "go on"
    STOP_AND_KEEP = "stop and keep"
    STOP_AND_DISCARD = "stop and discard"
    LEAVE = "leave"
    """The program is being closed: go on another time."""
    LEAVE_AT_ONCE = "leave at once"
    """The process is about to end: write nothing more."""


_OVERRULED = (
    (StopRequest.STOP_AND_KEEP, StopRequest.LEAVE),
    (StopRequest.STOP_AND_DISCARD, StopRequest.LEAVE_AT_ONCE),
    (StopRequest.LEAVE, StopRequest.LEAVE_AT_ONCE),
)
"""Stop requests that a second one takes the place of."""


class Control:
    """Shared by the window and the thread that computes; safe between threads."""

    def __init__(self) -> None:
        """Nothing is wanted but to go on."""
        self._condition = threading.Condition()
        self._paused = False
        self._gives_way = False
        self._stop_request = StopRequest.NONE
        self._writing = threading.Lock()

    @property
    def stop_request(self) -> StopRequest:
        """What is wanted at this snapshot."""
        return self._stop_request

    def pause(self) -> None:
        """Stand still after the present step; what is ending ends all the same."""
        with self._condition:
            self._paused = self._stop_request is StopRequest.NONE

    def resume(self) -> None:
        """Go on after a pause."""
        with self._condition:
            self._paused = False
            self._condition.notify_all()

    def give_way(self) -> None:
        """Put the next step off: a person waits for something that needs the same processors."""
        with self._condition:
            self._gives_way = True

    def take_way(self) -> None:
        """Go on after giving way."""
        with self._condition:
            self._gives_way = False
            self._condition.notify_all()

    def end(self, stop_request: StopRequest) -> None:
        """End after the present step, also out of a pause.

        The first such request counts, except that whoever keeps can still be left (what is to be
        kept is in the checkpoint), and whoever leaves or discards can be hurried.
        """
        with self._condition:
            if (
                self._stop_request,
                stop_request,
            ) in _OVERRULED or self._stop_request is StopRequest.NONE:
                self._stop_request = stop_request
            self._paused = False
            self._condition.notify_all()

    def wait(self) -> StopRequest:
        """Called by the computation between two steps: waits while paused; what is wanted.

        A pen that never rests slows it down, but never stops it: one step is put off once.
        """
        with self._condition:
            self._condition.wait_for(self._may_go_on, MAX_DELAY)
            self._gives_way = False
            self._condition.wait_for(lambda: not self._paused)
            return self._stop_request

    def _may_go_on(self) -> bool:
        return not self._gives_way or self._paused or self._stop_request is not StopRequest.NONE

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Within the block the computation writes files, whole.

        Raises:
            Cancelled: the process is about to end.
        """
        with self._writing:
            if self._stop_request is StopRequest.LEAVE_AT_ONCE:
                raise Cancelled
            yield

    def finish_writing(self) -> None:
        """Wait until no file is being written; after `LEAVE_AT_ONCE` none will be any more."""
        with self._writing:
            return

    def check(self) -> None:
        """Called by what follows the computation: ends it if nobody waits for it.

        Raises:
            Cancelled: the computation is to be discarded, or the program left.
        """
        if self._stop_request in (
            StopRequest.STOP_AND_DISCARD,
            StopRequest.LEAVE,
            StopRequest.LEAVE_AT_ONCE,
        ):
            raise Cancelled

    def check_wanted(self) -> None:
        """Called by what is prepared before the computation: there is nothing to keep yet.

        Raises:
            Cancelled: the computation is not to go on.
        """
        if self._stop_request is not StopRequest.NONE:
            raise Cancelled
