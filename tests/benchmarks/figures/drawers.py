"""A drawer opened for the first time and again, and the language switched, until all is painted."""

from __future__ import annotations

import argparse
import time

from tests.benchmarks.records import Record, p95, record

DRAWERS = ("lesson", "decomposition", "methods", "train", "mistakes")
ROUNDS, AGAIN = 8, 3


def measure(_options: argparse.Namespace) -> list[Record]:
    """Trigger the actions as keys do; each waits until the window has painted everything.

    A window in another language is a new one: its drawers are opened for the first time again.
    """
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.bare import BareViews
    from tests.benchmarks.window import RealWindow, pause

    running, bare = RealWindow(), BareViews()
    first: list[float] = []
    again: list[float] = []
    switched: list[float] = []
    yardstick: list[float] = []

    def timed(action: str) -> float:
        began = time.perf_counter()
        running.program.window.actions_[action].trigger()
        QApplication.processEvents()
        return 1000 * (time.perf_counter() - began)

    pause(500)
    for number in range(ROUNDS):
        for name in DRAWERS:
            first.append(timed(name))
            timed(name)
            pause(100)
        for _ in range(AGAIN):
            for name in DRAWERS:
                again.append(timed(name))
                timed(name)
                yardstick.append(bare.repaint())
        began = time.perf_counter()
        running.document.window.change(language=("ko", "en")[number % 2])
        QApplication.processEvents()
        switched.append(1000 * (time.perf_counter() - began))
        pause(300)
    running.program.window.close()
    bare.close()
    beside = "four bare pyqtgraph images changed and painted"
    return [
        record("drawer opened for the first time: p95", p95(first), "ms", limit="<= 150"),
        record("drawer opened again: p95", p95(again), "ms", p95(yardstick), beside, limit="<= 33"),
        record("language switched: p95", p95(switched), "ms", limit="<= 250"),
    ]
