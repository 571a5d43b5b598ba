"""Politeness: a thread that runs much Python code lets the window in between.

Python's lock goes from thread to thread at a switch interval, and the garbage collector holds it
for as long as it looks at all objects: for 100 ms and more after a large import.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_SWITCH_INTERVAL = 0.0005  # seconds; Python's own is ten times as long
_USUAL_INTERVAL = sys.getswitchinterval()

_polite = 0  # how many threads are in such a block
_collects_by_itself = True
_counting = threading.Lock()


def is_polite() -> bool:
    """Whether a thread is in such a block: nothing is to be collected now."""
    return _polite > 0


def let_collect(by_itself: bool) -> None:
    """Whether Python collects garbage in whichever thread makes an object next, as it usually does.

    Who says no collects it.
    """
    global _collects_by_itself
    with _counting:
        _collects_by_itself = by_itself
        if by_itself and not _polite:
            gc.enable()
        elif not by_itself:
            gc.disable()


@contextmanager
def polite() -> Iterator[None]:
    """Within the block other threads get their turn ten times as often as usual.

    For whatever runs much Python code at a stretch, as building and compiling a network does.
    Several threads may be in such a block at once.
    """
    global _polite
    with _counting:
        _polite += 1
        sys.setswitchinterval(_SWITCH_INTERVAL)
        gc.disable()
    try:
        yield
    finally:
        with _counting:
            _polite -= 1
            if not _polite:
                sys.setswitchinterval(_USUAL_INTERVAL)
                if _collects_by_itself:
                    gc.enable()


@contextmanager
def polite_imports() -> Iterator[None]:
    """As `polite`; what was imported stays for good, and the collector never looks at it again.

    Where everything was imported before, there is garbage to be collected and nothing to keep.
    """
    before = len(sys.modules)
    with polite():
        yield
        if len(sys.modules) > before:
            gc.freeze()
