"""Many starts, closed at random moments: exit code 0 each time, no thread left."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys

from tests.benchmarks.processes import PATIENCE, command
from tests.benchmarks.records import Record, record

LATEST = 6000
"""Milliseconds after the window is shown; TensorFlow is loaded by then."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this figure."""
    parser.add_argument("--count", type=int, default=100, help="how many starts and closes")
    parser.add_argument("--seed", type=int, default=0, help="decides when they are closed")


def measure(options: argparse.Namespace) -> list[Record]:
    """Start and close, one after the other."""
    snapshots = random.Random(options.seed)
    failed, threads = 0, set()
    for number in range(options.count):
        after = snapshots.randrange(LATEST)
        done = subprocess.run(
            command("close", str(after)), capture_output=True, text=True, timeout=PATIENCE
        )
        threads.add(done.stdout.strip())
        if done.returncode or "estroyed" in done.stderr or "Traceback" in done.stderr:
            failed += 1
            print(
                f"start {number}, closed after {after} ms: exit code {done.returncode}, "
                f"{done.stdout.strip()} {done.stderr.strip()}",
                file=sys.stderr,
            )
    left = "; ".join(sorted(threads - {""})) or "none"
    return [
        record(
            f"failures in {options.count} starts, closed after 0 to {LATEST / 1000:g} s "
            f"(seed {options.seed})",
            failed,
            "",
            beside=f"Python threads left: {left}",
            limit="<= 0",
        )
    ]
