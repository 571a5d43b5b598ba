"""From a selection of mistakes to a network that was trained for it and judged, in the window."""

from __future__ import annotations

import argparse
import time

from tests.benchmarks.records import Record, record

SECONDS = 900
"""After which it is given up."""


def measure(_options: argparse.Namespace) -> list[Record]:
    """The mistakes of `lecture`, the usual remedy; with MNIST, or with the built-in samples."""
    from camviewer.document.settings import Settings
    from tests.benchmarks.window import RealWindow, wait

    window = RealWindow(Settings(model="lecture"))
    workspace = window.window.workspace
    wait(lambda: window.document.dataset is not None, SECONDS)
    workspace.mistakes.evaluate("test")
    wait(lambda: workspace.mistakes.evaluation is not None, SECONDS)
    number, fixing = len(workspace.mistakes.indices), workspace.fixing
    started = time.perf_counter()
    fixing.begin()
    wait(lambda: fixing.verdict is not None, SECONDS)
    seconds = time.perf_counter() - started
    window.close()
    what = f"fix: {number:,} mistakes of lecture to a trained network and its verdict"
    return [record(what, seconds, "s", limit="<= 180")]
