"""A pointer's move until all four views have painted it, while a network is being trained."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.figures.pointer import MOVES, stroke
from tests.benchmarks.records import Record, p95, record

STROKES = 15


def measure(_options: argparse.Namespace) -> list[Record]:
    """Draw strokes with nothing else going on, then the same while a training runs."""
    from camviewer.controllers.training import Status
    from camviewer.training.control import StopRequest
    from camviewer.training.events import Plan
    from camviewer.training.recipes import Recipe
    from tests.benchmarks.window import RealWindow, wait

    window = RealWindow()
    training = window.program.training
    idle = [time for number in range(STROKES) for time in stroke(window, number)]
    with tempfile.TemporaryDirectory() as name:
        recipe = Recipe("endless", epochs=1000, batch=64, learning_rate=0.01, one_cycle=True)
        training.start(Plan("beside", "lecture", recipe, source=_samples(Path(name))))
        while training.status is not Status.RUNNING or training.progress is None:
            wait(training.progressed)
        busy = [time for number in range(STROKES) for time in stroke(window, number)]
        training.stop(StopRequest.STOP_AND_DISCARD)
        until = {Status.IDLE}
        while training.status not in until:
            wait(training.status_changed)
    window.close()
    what = "pointer move to four views painted while training"
    beside = f"with no training, {STROKES} strokes of {MOVES} moves"
    return [record(f"{what}: p95", p95(busy), "ms", p95(idle), beside, limit="<= 33")]


def _samples(folder: Path) -> str:
    """MNIST where it is, else as many pictures of noise: their content costs nothing else."""
    import numpy as np

    from camviewer.data.sources import mnist

    if mnist.find() is not None:
        return "mnist"
    random = np.random.default_rng(0)
    parts: dict[str, Any] = {}
    for name, number in (("train", 60_000), ("test", 10_000)):
        parts[f"x_{name}"] = random.integers(0, 256, (number, 28, 28), np.uint8)
        parts[f"y_{name}"] = random.integers(0, 10, number).astype(np.uint8)
    path = folder / "noise.npz"
    np.savez(path, **parts)
    return str(path)
