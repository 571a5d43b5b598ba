"""Work shared out among the processor's cores, by threads.

NumPy and ONNX Runtime compute without Python's lock, so that threads do work at the same time.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from typing import TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")

_MOST = 4  # parts are small: more would wait for memory and for Python's lock
_NAME = "camviewer-parallel"


def in_parallel(work: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
    """What becomes of each part, in the order of the parts; the first error of one is raised.

    A part that shares itself out does so in its own thread: none waits for another.
    """
    is_part = threading.current_thread().name.startswith(_NAME)
    if len(parts) < 2 or is_part or _threads() < 2:
        return [work(part) for part in parts]
    return list(_pool().map(work, parts))


def even_slices(number: int, at_most: int) -> list[slice]:
    """Parts of equal size, of n >= 1 things: as many for each thread as for any other.

    Args:
        number: of things.
        at_most: things of a part.
    """
    rounds = -(-number // (at_most * _threads()))
    parts = min(number, rounds * _threads())
    ends = [number * part // parts for part in range(parts + 1)]
    return [slice(start, end) for start, end in pairwise(ends)]


def _threads() -> int:
    return min(_MOST, os.cpu_count() or 1)


@cache
def _pool() -> ThreadPoolExecutor:
    """Kept: to start threads anew takes longer than many a part."""
    return ThreadPoolExecutor(_threads(), thread_name_prefix=_NAME)
