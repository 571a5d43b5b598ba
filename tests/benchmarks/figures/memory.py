"""Growth of the process' memory while strokes are drawn and explained."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.benchmarks.records import MissingError, Record, record

MOVES, A_DRAWING, WARM_UP = 10, 3, 500
STATUS = Path("/proc/self/status")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this figure."""
    parser.add_argument("--strokes", type=int, default=10_000, help="how many strokes to draw")


def measure(options: argparse.Namespace) -> list[Record]:
    """Draw strokes of ten moves in the real window, clear after every third."""
    if not STATUS.exists():
        raise MissingError(f"no {STATUS} on this system: memory is not measured")
    from tests.benchmarks.window import RealWindow, draw, wait

    window = RealWindow()
    started, before = _resident(), 0.0
    for number in range(WARM_UP + options.strokes):
        if number % A_DRAWING == 0:
            window.clear()
        if number == WARM_UP:
            before = _resident()
        draw(window.window, number, MOVES)
        wait(window.paints.painted)
    after = _resident()
    window.close()
    return [
        record(
            f"memory: the window after a start and {WARM_UP} strokes",
            before,
            "MB",
            started,
            "the process after the start",
            limit="<= 300",
        ),
        record(
            f"memory: growth in {options.strokes} strokes, each explained and painted",
            after - before,
            "MB",
            before,
            f"the process after {WARM_UP} strokes",
            limit="<= 5",
        ),
    ]


def _resident() -> float:
    """Megabytes of memory that the process has in use."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
