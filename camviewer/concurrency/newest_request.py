"""A thread that always takes the newest request and never computes an overtaken one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QThread, Signal

from camviewer.common.cancel import Cancelled
from camviewer.common.errors import UserError
from camviewer.concurrency import leaving

Request = TypeVar("Request")
Answer = TypeVar("Answer")

_log = logging.getLogger(__name__)


class NewestRequestWorker(QThread, Generic[Request, Answer]):
    """Computes answers to numbered requests, one at a time, newest first and only.

    Start it with `start()`, end it with `close()`. Its signals arrive in the receiver's thread.

    Attributes:
        seconds: of processor time that the last answer took.
    """

    ready = Signal()
    """The tools are there; the first request is taken next."""

    answered = Signal(int, object)
    """Number of the request, its answer."""

    failed = Signal(int, str)
    """Number of the request, a sentence for the person. Number 0: the tools are missing."""

    _due = Signal()
    """A request waits to be answered in the thread of this object's owner."""

    def __init__(
        self, make_compute: Callable[[], Callable[[Request], Answer]], parent: QObject | None = None
    ) -> None:
        """Nothing runs yet.

        Args:
            make_compute: runs in the thread, once, before the first request (slow imports
                belong there); returns the function that answers a request.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.make_compute = make_compute
        self._wake = threading.Condition()
        self._number = 0
        self._pending: tuple[int, Request] | None = None
        self._here: tuple[int, Request] | None = None
        self._compute: Callable[[Request], Answer] | None = None
        self._closing = False
        self._deadline = QDeadlineTimer()
        self.seconds = 0.0
        self._due.connect(self._answer_here, Qt.ConnectionType.QueuedConnection)

    def submit(self, request: Request, *, here: bool = False) -> int:
        """Ask for an answer; an earlier request that was not begun is forgotten.

        Args:
            request: what is asked.
            here: whether the owner's thread is to answer, as its next event. What takes less than
                the way to another thread and back is sooner there that way, and is painted with
                whatever else has changed. While the tools are not there, the thread answers.

        Returns:
            The request's number, from 1, larger than all before.
        """
        with self._wake:
            self._number += 1
            numbered = (self._number, request)
            if here and self._compute is not None:
                is_on_its_way = self._here is not None
                self._here, self._pending = numbered, None
                if not is_on_its_way:
                    self._due.emit()
            else:
                self._here, self._pending = None, numbered
                self._wake.notify()
            return self._number

    def check(self) -> None:
        """Called again and again by what takes long to answer.

        A newer request does not end it: where they come faster than answers there would be none.

        Raises:
            Cancelled: the worker is to end.
        """
        if self._closing:
            raise Cancelled

    def begin_closing(self) -> None:
        """Forget what is pending; the thread ends after what it computes."""
        with self._wake:
            if not self._closing:
                self._deadline = QDeadlineTimer(leaving.PATIENCE)
            self._closing = True
            self._pending = self._here = None
            self._wake.notify()

    def close(self) -> None:
        """Forget what is pending, and wait a moment for what is being computed."""
        self.begin_closing()
        leaving.wait_or_leave(self, self._deadline)

    def run(self) -> None:
        """The thread; ends when `close` is called."""
        try:
            compute = self.make_compute()
        except Exception as error:
            _log.exception("The tools of a worker could not be loaded")
            self.failed.emit(0, str(error))
            return
        if self._closing:
            return
        self._compute = compute
        self.ready.emit()
        while (taken := self._take()) is not None:
            self._answer(compute, *taken)

    def _answer_here(self) -> None:
        with self._wake:
            taken, self._here = self._here, None
        if taken is not None and self._compute is not None:
            self._answer(self._compute, *taken)

    def _answer(self, compute: Callable[[Request], Answer], number: int, request: Request) -> None:
        began = time.thread_time()
        try:
            answer = compute(request)
        except Cancelled:
            return
        except UserError as error:
            self.failed.emit(number, str(error))
        except Exception as error:
            _log.exception("A request could not be answered")
            self.failed.emit(number, f"{type(error).__name__}: {error}")
        else:
            self.seconds = time.thread_time() - began
            self.answered.emit(number, answer)

    def _take(self) -> tuple[int, Request] | None:
        with self._wake:
            self._wake.wait_for(lambda: self._closing or self._pending is not None)
            taken, self._pending = self._pending, None
            return taken
