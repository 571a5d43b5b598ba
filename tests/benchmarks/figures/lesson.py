"""A page of the lesson turned, until the dock shows it."""

from __future__ import annotations

import argparse
import time

from tests.benchmarks.records import Record, median, p95, record

ROUNDS = 3


def measure(_options: argparse.Namespace) -> list[Record]:
    """Turn all pages forth and back, as a clicker does."""
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.bare import BareViews
    from tests.benchmarks.window import RealWindow, pause

    window, bare = RealWindow(), BareViews()
    window.window.actions_["lesson"].trigger()
    lessons = window.window.guide.lessons
    while lessons.lesson is None:
        pause(20)
    pause(500)
    pages = list(range(lessons.last + 1))
    times, yardstick = [], []
    for _ in range(ROUNDS):
        for index in (*pages[1:], *reversed(pages[:-1])):
            began = time.perf_counter()
            lessons.go(index)
            QApplication.processEvents()
            times.append(1000 * (time.perf_counter() - began))
            yardstick.append(bare.repaint())
    bare.close()
    window.close()
    beside = "four bare pyqtgraph images changed and painted"
    what = "page of the lesson turned"
    return [
        record(f"{what}: median", median(times), "ms", median(yardstick), beside),
        record(f"{what}: p95", p95(times), "ms", p95(yardstick), beside, limit="<= 100"),
    ]
