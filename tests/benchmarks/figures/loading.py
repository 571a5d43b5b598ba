"""The longest stall of the event loop while TensorFlow loads."""

from __future__ import annotations

import argparse

from tests.benchmarks.processes import start
from tests.benchmarks.records import Record, median, record

STARTS = 7


def measure(_options: argparse.Namespace) -> list[Record]:
    """The program and a bare window whose thread imports TensorFlow, in turns."""
    stalls: dict[str, list[float]] = {"loading": [], "bare-loading": []}
    for _ in range(STARTS):
        for what, found in stalls.items():
            found.append(float(start(what)[1]))
    ours, bare = stalls.values()
    what = "longest stall from the window shown to the first drawn digit explained"
    beside = "import tensorflow in a QThread"
    return [
        record(f"{what}: median of {STARTS} starts", median(ours), "ms", median(bare), beside),
        record(f"{what}: worst start", max(ours), "ms", max(bare), beside, limit="<= 100"),
    ]
