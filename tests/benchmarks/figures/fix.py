"""From a selection of mistakes to a network that was trained for it and judged, in the window."""

from __future__ import annotations

import argparse
import time

from tests.benchmarks.records import Record, record

PATIENCE = 1_800_000
"""Milliseconds after which it is given up."""


def measure(_options: argparse.Namespace) -> list[Record]:
    """The mistakes of `lecture`, the usual remedy; with MNIST, or with the built-in samples."""
    from camviewer.document.settings import Settings
    from tests.benchmarks.window import RealWindow, wait

    window = RealWindow(Settings(model="lecture"))
    if window.document.dataset is None:
        wait(window.document.dataset_changed)
    mistakes, fixing = window.program.workspace.mistakes, window.program.workspace.fixing
    mistakes.evaluate("test")
    wait(mistakes.evaluation_changed, PATIENCE)
    number = len(mistakes.indices)
    started = time.perf_counter()
    fixing.begin()
    seconds = wait(fixing.judged, PATIENCE) - started
    window.close()
    what = f"fix: {number:,} mistakes of lecture to a trained network and its verdict"
    return [record(what, seconds, "s", limit="<= 180")]
