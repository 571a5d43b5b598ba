"""A document of ten thousand samples, with notes and two networks: saved, and opened again."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.records import Record, median, record

if TYPE_CHECKING:
    from tests.benchmarks.window import RealWindow

SAMPLES, TAGGED, ROUNDS = 10_000, 343, 5
PATIENCE = 600_000
"""Milliseconds after which an evaluation is given up."""


def measure(_options: argparse.Namespace) -> list[Record]:
    """MNIST's test samples, or the built-in ones again and again; open is what a window shows."""
    from camviewer.document.settings import Settings
    from tests.benchmarks.window import RealWindow

    with tempfile.TemporaryDirectory() as folder:
        source = _source(Path(folder))
        window = RealWindow(Settings(data=source, model="lecture"))
        _evaluate(window)
        path, saving, opening = Path(folder) / "work.camviewer", [], []
        for _ in range(ROUNDS):
            saving.append(_saved(window, path))
            opening.append(_opened(window, path))
        window.program.close_window()
    what = f"document of {SAMPLES:,} samples, {TAGGED} tagged, two networks included"
    return [
        record(f"{what}: saved", median(saving), "s", limit="<= 0.5"),
        record(f"{what}: opened and shown", median(opening), "s", limit="<= 0.5"),
    ]


def _source(folder: Path) -> str:
    import numpy as np

    from camviewer.data import sources

    dataset = sources.open_source("auto")
    if len(dataset.test) == SAMPLES:
        return "auto"
    path = folder / "samples.npz"
    images, labels = dataset.test.images, dataset.test.labels
    np.savez(
        path,
        x_train=images[:100],
        y_train=labels[:100],
        x_test=np.resize(images, (SAMPLES, *images.shape[1:])),
        y_test=np.resize(labels, SAMPLES),
    )
    return str(path)


def _evaluate(window: RealWindow) -> None:
    """Evaluate both networks, tag samples, and look at them."""
    from tests.benchmarks.window import wait

    workspace = window.program.workspace
    if window.document.dataset is None:
        wait(window.document.dataset_changed)
    window.window.side_panels.show("mistakes")
    workspace.mistakes.evaluate("test")
    wait(workspace.mistakes.evaluation_changed, PATIENCE)
    workspace.mistakes.annotations.tag_all(range(TAGGED), "ambiguous", present=True)
    other = next(each for each in window.document.models if each != window.document.model)
    derived = workspace.derived_analyses
    derived.compare_with(other)
    while derived.second is None:
        wait(derived.comparison_changed, PATIENCE)


def _saved(window: RealWindow, path: Path) -> float:
    """Seconds until it is told that the document is saved."""
    from tests.benchmarks.window import wait

    files = window.program.workspace.files
    began = time.perf_counter()
    files.save(path, networks=True)
    wait(window.program.workspace.messages.posted)
    return time.perf_counter() - began


def _opened(window: RealWindow, path: Path) -> float:
    """Seconds until another window shows it."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    before = window.program.window
    began = time.perf_counter()
    window.program.workspace.files.open(path)
    while window.program.window is before:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    window.program.window.grab()
    return time.perf_counter() - began
