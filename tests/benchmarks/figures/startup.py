"""From the start of the process to a window painted with a full explanation."""

from __future__ import annotations

import argparse

from tests.benchmarks.processes import start
from tests.benchmarks.records import Record, median, record

STARTS = 11


def measure(_options: argparse.Namespace) -> list[Record]:
    """The program and a bare window, in turns; the first start of each only fills the caches."""
    times: dict[str, list[float]] = {"window": [], "bare": []}
    for number in range(STARTS + 1):
        for what, found in times.items():
            elapsed, _ = start(what)
            if number:
                found.append(elapsed)
    return [
        record(
            "start to window painted with a full explanation",
            median(times["window"]),
            "ms",
            median(times["bare"]),
            "bare PySide6 and pyqtgraph window with one plot",
            limit="ratio <= 1.5",
        )
    ]
