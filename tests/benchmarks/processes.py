"""Starts of `driver` in fresh processes."""

from __future__ import annotations

import subprocess
import sys
import time

PATIENCE = 120
"""Seconds after which a start has failed."""


def start(*what: str) -> tuple[float, str]:
    """Milliseconds from the start of a process until its first line, and that line.

    Raises:
        RuntimeError: it failed.
    """
    began = time.perf_counter()
    with subprocess.Popen(
        command(*what), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        elapsed = 1000 * (time.perf_counter() - began)
        _, errors = process.communicate(timeout=PATIENCE)
    if process.returncode or not line:
        raise RuntimeError(f"{what}: expected exit code 0, found {process.returncode}: {errors}")
    return elapsed, line.strip()


def command(*what: str) -> list[str]:
    """How the driver is started."""
    return [sys.executable, "-m", "tests.benchmarks.driver", *what]
