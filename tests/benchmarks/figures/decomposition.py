"""The decomposition dock: a class chosen, or a channel scaled, until everything is painted."""

from __future__ import annotations

import argparse
import time
from unittest.mock import patch

from tests.benchmarks.records import Record, median, p95, record

ROUNDS = 200


def measure(_options: argparse.Namespace) -> list[Record]:
    """Press class keys and move the slider, each after the one before is painted."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QSlider, QWidget

    from camviewer.concurrency.newest_request import NewestRequestWorker
    from camviewer.document.settings import Settings
    from tests.benchmarks.bare import BareViews
    from tests.benchmarks.painting import Paints, viewports
    from tests.benchmarks.window import RealWindow, pause, wait

    window, bare = RealWindow(Settings(model="lecture")), BareViews()  # it has 64 channels
    window.window.actions_["decomposition"].trigger()
    pause(1000)
    names = ("channelGrid", "ledgerChart", "channelContribution", "channelSum", "channelTotal")
    dock = [window.window.findChild(QWidget, name) for name in names]
    slider = window.window.findChild(QSlider, "channelFactorSlider")
    assert slider is not None
    paints = Paints([*viewports(window.window)[1:], *(part for part in dock if part is not None)])
    keys = [Qt.Key(Qt.Key.Key_0 + number) for number in range(10)]
    classes, scaled, yardstick = [], [], []
    window.window.activateWindow()
    pause(500)
    with patch.object(
        NewestRequestWorker, "submit", autospec=True, side_effect=NewestRequestWorker.submit
    ) as submit:
        for number in range(1, ROUNDS + 1):
            paints.expect()
            began = time.perf_counter()
            QTest.keyClick(window.window, keys[number % 10])
            classes.append(1000 * (wait(paints.painted) - began))
            paints.expect()
            began = time.perf_counter()
            slider.setValue(50 + number % 40)
            scaled.append(1000 * (wait(paints.painted) - began))
            yardstick.append(bare.repaint())
    bare.close()
    window.close()
    beside = "four bare pyqtgraph images changed and painted"
    dock_too = "64 channel maps, ledger and sum painted"
    return [
        *(
            record(f"{what}: {which}", of(times), "ms", of(yardstick), beside, **limit)
            for what, times, most in (
                (f"class change to {dock_too}", classes, "<= 33"),
                ("channel scaled to views, dock and ledger painted", scaled, "<= 16"),
            )
            for which, of, limit in (("median", median, {}), ("p95", p95, {"limit": most}))
        ),
        record(f"engine calls in {2 * ROUNDS} such changes", submit.call_count, "", limit="<= 0"),
    ]
