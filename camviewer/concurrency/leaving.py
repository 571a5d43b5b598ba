"""Threads that closing waits for only a moment: what they compute need not be kept.

A thread cannot be stopped from outside, and what it is in the middle of (a large picture, a batch,
an import) may take seconds. It is left then, and ends with the process, which is about to end.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QDeadlineTimer, QThread

PATIENCE: Final = 250
"""Milliseconds that closing waits for all threads together, from when they were asked to end."""

left: list[QThread] = []
"""A thread's object must not be gone before the thread is."""


def wait_or_leave(thread: QThread, deadline: QDeadlineTimer) -> bool:
    """Wait for a thread until then; whether it has ended. If not, it ends with the process."""
    if thread.wait(deadline):
        return True
    leave(thread)
    return False


def leave(thread: QThread) -> None:
    """Let a thread end with the process: nobody waits for it, and nobody owns it any more."""
    thread.setParent(None)
    left.append(thread)
