"""Cancelling: a token that a long computation asks at every step."""

from __future__ import annotations

import threading


class Cancelled(Exception):  # noqa: N818, being cancelled is no error
    """Raised inside a computation whose token was cancelled."""


class CancelToken:
    """Shared by the one who may cancel and the one who must stop; safe between threads."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the computation to stop at its next step."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._event.is_set()

    def check(self) -> None:
        """Do nothing, or end the computation.

        Raises:
            Cancelled: `cancel` was called.
        """
        if self._event.is_set():
            raise Cancelled
