"""The longest stall of the event loop while libraries load: at the start, and before a training."""

from __future__ import annotations

import argparse

from tests.benchmarks.processes import start
from tests.benchmarks.records import Record, median, record

STARTS = 7

FIGURES = {
    ("loading", "bare-loading"): (
        "longest stall from the window shown to the first drawn digit explained",
        "onnxruntime, onnx and h5py imported in a QThread",
        50,
    ),
    ("training", "bare-training"): (
        "longest stall from the call to train to the first step made",
        "import tensorflow in a QThread",
        100,
    ),
}
"""What is measured and its yardstick; what it is, what the yardstick is, the limit in ms."""


def measure(_options: argparse.Namespace) -> list[Record]:
    """The program and a bare window, in turns."""
    found = []
    for pair, (what, beside, limit) in FIGURES.items():
        stalls = [[float(start(each)[1]) for each in pair] for _ in range(STARTS)]
        ours, bare = ([*each] for each in zip(*stalls, strict=True))
        told = f"{what}: median of {STARTS} starts"
        most = f"<= {limit}"
        found += [
            record(told, median(ours), "ms", median(bare), beside),
            record(f"{what}: worst start", max(ours), "ms", max(bare), beside, limit=most),
        ]
    return found
