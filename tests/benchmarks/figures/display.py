"""Opacity, class or scale changed until painted; the network is never asked."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from unittest.mock import patch

from tests.benchmarks.records import Record, median, p99, record

ROUNDS = 400


def measure(_options: argparse.Namespace) -> list[Record]:
    """Move the slider, press keys, choose in the box; each waits for the one before."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QComboBox, QSlider

    from camviewer.concurrency.newest_request import NewestRequestWorker
    from tests.benchmarks.bare import BareViews
    from tests.benchmarks.window import RealWindow, pause, wait

    window, bare = RealWindow(), BareViews()
    slider = window.window.findChild(QSlider, "opacitySlider")
    box = window.window.findChild(QComboBox, "scaleBox")
    assert slider is not None
    assert box is not None
    keys = [Qt.Key(Qt.Key.Key_0 + number) for number in range(10)]
    changes: dict[str, Callable[[int], object]] = {
        "opacity": lambda number: slider.setValue(number % 100),
        "class": lambda number: QTest.keyClick(window.window, keys[number % 10]),
        "scale": lambda number: box.setCurrentIndex(number % box.count()),
    }
    window.window.activateWindow()
    pause(500)
    times: dict[str, list[float]] = {name: [] for name in changes}
    yardstick = []
    with patch.object(
        NewestRequestWorker, "submit", autospec=True, side_effect=NewestRequestWorker.submit
    ) as submit:
        for number in range(1, ROUNDS + 1):
            for name, change in changes.items():
                began = time.perf_counter()
                change(number)
                times[name].append(1000 * (wait(window.paints.painted) - began))
            yardstick.append(bare.repaint())
    bare.close()
    window.close()
    beside = "four bare pyqtgraph images changed and painted"
    found = [
        record(
            f"{name} change to painted: {what}", of(values), "ms", of(yardstick), beside, **limit
        )
        for name, values in times.items()
        for what, of, limit in (("median", median, {}), ("p99", p99, {"limit": "<= 8"}))
    ]
    calls = f"engine calls in {len(changes) * ROUNDS} such changes"
    return [*found, record(calls, submit.call_count, "", limit="<= 0")]
