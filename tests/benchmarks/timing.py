"""Timing things side by side."""

from __future__ import annotations

import time
from collections.abc import Callable


def interleaved(
    works: dict[str, Callable[[], object]], rounds: int, warm_up: int = 3
) -> dict[str, list[float]]:
    """Milliseconds of each work in each round; in a round every work runs once.

    What slows the machine for a while slows all of them.
    """
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(-warm_up, rounds):
        for name, work in works.items():
            began = time.perf_counter()
            work()
            elapsed = 1000 * (time.perf_counter() - began)
            if number >= 0:
                times[name].append(elapsed)
    return times
