"""Work that takes a while: one thread a piece, its outcome delivered in the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal, SignalInstance

from camviewer.common.cancel import Cancelled, CancelToken
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.concurrency import leaving

Progress = Callable[[int, int], None]
"""Told how much is done, and how much there is (0 if that is not known)."""

Work = Callable[[Progress, CancelToken], Any]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """How a piece of work ended: with a result, with a sentence, or cancelled.

    Attributes:
        result: what the work returned.
        trouble: a sentence for the person; empty if there is none.
        cancelled: whether it stopped because it was asked to.
    """

    result: Any = None
    trouble: str = ""
    cancelled: bool = False

    def conclude(self, done: Callable[[Any], None], failed: Callable[[str], None]) -> None:
        """Hand on the result or the sentence; of what was cancelled, nothing."""
        if self.trouble:
            failed(self.trouble)
        elif not self.cancelled:
            done(self.result)


class Job(QThread):
    """One piece of work in a thread of its own."""

    progressed = Signal(int, int)

    def __init__(
        self, work: Work, parent: QObject | None = None, *, must_end: bool = False
    ) -> None:
        """The work starts with `start()`; it is given a progress function and a token."""
        super().__init__(parent)
        self.must_end = must_end
        self._work = work
        self._token = CancelToken()
        self._outcome = Outcome(cancelled=True)

    @property
    def outcome(self) -> Outcome:
        """How it ended. What was cancelled stays so, even if it was done just before."""
        return Outcome(cancelled=True) if self._token.cancelled else self._outcome

    def cancel(self) -> None:
        """Ask the work to stop; its outcome will be that it was cancelled."""
        self._token.cancel()

    def run(self) -> None:
        """The thread."""
        try:
            result = self._work(self.progressed.emit, self._token)
        except Cancelled:
            return
        except UserError as error:
            self._outcome = Outcome(trouble=str(error))
        except Exception as error:
            _log.exception("A job failed")
            self._outcome = Outcome(
                trouble=translate("Internal error: {0}: {1}", type(error).__name__, error)
            )
        else:
            self._outcome = Outcome(result)


class Jobs(QObject):
    """All jobs that run; keeps each until its thread has ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        """No job yet."""
        super().__init__(parent)
        self._running: dict[Job, Callable[[Outcome], None]] = {}
        self._closed = False
        self._deadline = QDeadlineTimer()

    def start(
        self,
        work: Work,
        then: Callable[[Outcome], None],
        progressed: Callable[[int, int], None] | SignalInstance | None = None,
        *,
        must_end: bool = False,
    ) -> Job:
        """Do some work in a thread.

        Args:
            work: runs in the thread; must not touch a widget or the document.
            then: called in this object's thread with the outcome, exactly once, unless `close`
                came first; after `close` nothing is started.
            progressed: a signal or a method of a `QObject`, told of the work's progress.
            must_end: whether closing waits until it is done, however long that takes: it keeps
                what cannot be made again.
        """
        job = Job(work, self, must_end=must_end)
        if progressed is not None:
            job.progressed.connect(progressed)
        if self._closed:
            return job
        self._running[job] = then
        job.finished.connect(self._finish)
        job.start()
        return job

    def finish(self) -> None:
        """Wait for what must end, and deliver its outcome; other jobs go on."""
        for job in [each for each in self._running if each.must_end]:
            job.wait()
            then = self._running.pop(job)
            job.deleteLater()
            then(job.outcome)

    def begin_closing(self) -> None:
        """Cancel everything; nothing is started and no outcome is delivered from now on."""
        if not self._closed:
            self._deadline = QDeadlineTimer(leaving.PATIENCE)
        self._closed = True
        for job in self._running:
            job.cancel()

    def close(self) -> None:
        """Cancel everything, and wait a moment for what need not be kept."""
        self.begin_closing()
        jobs, self._running = list(self._running), {}
        for job in jobs:
            if job.must_end:
                job.wait()
            else:
                leaving.wait_or_leave(job, self._deadline)

    def _finish(self) -> None:
        job = self.sender()
        if not isinstance(job, Job):  # it was left at closing, and is gone by now
            return
        then = self._running.pop(job, None)
        if then is None:  # `close` has seen to it
            return
        job.wait()
        job.deleteLater()
        if not self._closed:
            then(job.outcome)
