"""The dock of the mistakes: from a click, a scroll or a key to the picture."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from tests.benchmarks.records import Record, p95, p99, record

if TYPE_CHECKING:
    from camviewer.data.dataset import Dataset
    from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
    from tests.benchmarks.window import RealWindow

TEST, ALL = 10_000, 70_000
CLICKS, FRAMES, STEPS = 100, 400, 200
PIXELS, FRAME = 90, 16
"""Pixels that are scrolled a frame; milliseconds between two frames."""


def measure(_options: argparse.Namespace) -> list[Record]:
    """With MNIST, or with the built-in samples again and again, as many as it has."""
    from camviewer.document.settings import Settings
    from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
    from tests.benchmarks.window import RealWindow

    window = RealWindow(Settings(model="lecture"))
    window.document.set_dataset("many", many_samples())
    window.window.resize(1920, 1080)
    window.window.actions_["mistakes"].trigger()
    panel = window.window.side_panels.content("mistakes")
    assert isinstance(panel, MistakesPanel)
    found = []
    for split, number, limit in (("test", TEST, 50), ("all", ALL, 100)):
        _evaluate(panel, split)
        what = f"click on a matrix cell to gallery painted, {number:,} digits: p95"
        found.append(record(what, p95(_clicks(panel)), "ms", limit=f"<= {limit}"))
        if split == "test":  # of all samples some are there more than once
            what = "next or previous mistake to whole explanation painted: p95"
            found.append(record(what, p95(_steps(window, panel)), "ms", limit="<= 33"))
    what = f"scrolling through {ALL:,} digits with maps, a frame: p99"
    found.append(record(what, p99(_scroll(panel)), "ms", limit="<= 33"))
    window.close()
    return found


def many_samples() -> Dataset:
    """As many samples as MNIST has, out of the test samples there are."""
    import numpy as np

    from camviewer.data import sources
    from camviewer.data.dataset import ArraySplit
    from camviewer.data.digits.spec import digit_dataset

    given = sources.open_source("auto")

    def split(number: int) -> ArraySplit:
        test = given.test
        images = np.resize(test.images, (number, 28, 28))  # again from the first
        labels = np.resize(test.labels, number)
        return ArraySplit(number, lambda: (images, labels))

    return digit_dataset("many", split(ALL - TEST), split(TEST))


def _evaluate(panel: MistakesPanel, split: str) -> None:
    from tests.benchmarks.window import pause, wait

    mistakes = panel.derived_analyses.mistakes
    mistakes.evaluate(split)
    wait(mistakes.evaluation_changed, at_most=600_000)
    pause(500)


def _clicks(panel: MistakesPanel) -> list[float]:
    """Milliseconds of clicks on cells of many right and of few wrong samples, in turn."""
    import numpy as np
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from tests.benchmarks.painting import Paints
    from tests.benchmarks.window import pause, wait

    matrix, times = panel.matrix.matrix, []
    assert matrix.matrix is not None
    cells = np.argwhere(matrix.matrix).tolist()
    right = [cell for cell in cells if cell[0] == cell[1]]
    wrong = [cell for cell in cells if cell[0] != cell[1]]
    panel.tabs.setCurrentWidget(panel.matrix)
    paints = Paints([panel.gallery.viewport()])
    for number in range(CLICKS):
        among = right if number % 2 else wrong
        place = matrix.cell(*among[number // 2 % len(among)])
        pause(30)
        paints.expect()
        began = time.perf_counter()
        QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
        times.append(1000 * (wait(paints.painted) - began))
    return times


def _scroll(panel: MistakesPanel) -> list[float]:
    """Milliseconds from each movement of the scroll bar until the gallery is painted."""
    from camviewer.error_analysis.query import Selection
    from camviewer.gui.error_analysis.thumbnails import PREDICTED
    from tests.benchmarks.painting import Paints
    from tests.benchmarks.window import pause, wait

    panel.derived_analyses.mistakes.narrow(None, **(vars(Selection()) | {"outcome": "all"}))
    panel.thumbnails.use(PREDICTED)
    pause(1000)
    bar, times = panel.gallery.verticalScrollBar(), []
    paints = Paints([panel.gallery.viewport()])
    for _ in range(FRAMES):
        paints.expect()
        began = time.perf_counter()
        bar.setValue(bar.value() + PIXELS)
        times.append(1000 * (wait(paints.painted) - began))
        pause(max(1, FRAME - round(times[-1])))
    panel.thumbnails.use("")
    return times


def _steps(window: RealWindow, panel: MistakesPanel) -> list[float]:
    """Milliseconds from the key until views and contrast show the next sample's prediction."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from camviewer.error_analysis.query import Selection
    from tests.benchmarks.window import pause, wait

    panel.derived_analyses.mistakes.narrow(None, **vars(Selection()))
    panel.gallery.setFocus()
    QTest.keyClick(panel.gallery, Qt.Key.Key_J)
    wait(window.paints.painted)
    times = []
    for number in range(STEPS):
        key = Qt.Key.Key_K if number % 4 == 3 else Qt.Key.Key_J
        pause(60)
        began = time.perf_counter()
        QTest.keyClick(panel.gallery, key)
        times.append(1000 * (wait(window.paints.painted) - began))
    return times
