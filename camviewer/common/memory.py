"""How much memory stays with the program after it was freed."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from functools import cache

ARENAS = 2
"""Heaps that all threads take memory from: two threads that compute do not wait for each other."""

_M_ARENA_MAX = -8  # malloc.h of the GNU C library


@cache
def share_arenas() -> None:
    """Let all threads take their memory from a few heaps. To be called before there are many.

    By default the GNU C library gives each thread a heap of its own, up to eight for each processor
    (mallopt(3), M_ARENA_MAX). What one thread freed is of no use to the others then: with twenty
    threads, some thousand things that a person did left 600 MB of free memory behind in place of
    100. Other libraries are left alone.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, ARENAS)
