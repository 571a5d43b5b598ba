"""Priority: what computes for long leaves the processors to what a person waits for."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

NICENESS = 10
"""Of a thread that gives way; a window's has 0."""


def give_way() -> None:
    """From now on this thread, and each one it starts, has what others leave.

    Only Linux knows the niceness of a thread; elsewhere nothing happens. It is for good: to
    raise it again takes rights that a program does not have.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        with suppress(OSError):  # some sandboxes refuse it
            least = max(NICENESS, os.getpriority(os.PRIO_PROCESS, thread))
            os.setpriority(os.PRIO_PROCESS, thread, least)
