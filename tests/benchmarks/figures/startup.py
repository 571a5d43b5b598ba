"""From the start of the process to a painted window, and to a stroke that is explained in it."""

from __future__ import annotations

import argparse

from tests.benchmarks.processes import start
from tests.benchmarks.records import Record, median, record


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this figure."""
    parser.add_argument("--starts", type=int, default=11, help="how many starts of each kind")


def measure(options: argparse.Namespace) -> list[Record]:
    """The program and a bare window, in turns; the first start of each only fills the caches."""
    times: dict[str, list[float]] = {"window": [], "stroke": [], "bare": []}
    for number in range(options.starts + 1):
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
        ),
        record(
            "start to a stroke drawn after the first painting explained on screen",
            median(times["stroke"]),
            "ms",
            median(times["bare"]),
            "bare PySide6 and pyqtgraph window with one plot",
            limit="ratio <= 1.6",
        ),
    ]
