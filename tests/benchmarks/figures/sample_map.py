"""The map of samples: from the evaluation to points, from a lasso to all that shows it."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from tests.benchmarks.figures.mistakes_dock import ALL, TEST, many_samples
from tests.benchmarks.records import Record, p95, record

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from camviewer.controllers.workspace import Workspace
    from camviewer.gui.error_analysis.map_view import MapView
    from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel

LASSOS, MOVES, TIMES = 40, 200, 5
CORNERS = 60
"""Of a lasso, which is a circle of a fifth of the map."""


def measure(_options: argparse.Namespace) -> list[Record]:
    """With MNIST, or with the built-in samples again and again, as many as it has."""
    from camviewer.document.settings import Settings
    from camviewer.error_analysis.query import Selection
    from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
    from tests.benchmarks.window import RealWindow, pause, wait

    window = RealWindow(Settings(model="lecture"))
    window.document.set_dataset("many", many_samples())
    window.window.resize(1920, 1080)
    window.window.actions_["mistakes"].trigger()
    panel = window.window.side_panels.content("mistakes")
    assert isinstance(panel, MistakesPanel)
    workspace, found = window.program.workspace, []
    panel.tabs.setCurrentWidget(panel.map)
    for split, number, seconds, limit in (("test", TEST, 0.3, 100), ("all", ALL, 2, 250)):
        workspace.mistakes.evaluate(split)
        wait(workspace.mistakes.evaluation_changed, at_most=600_000)
        pause(3000)  # what the projection keeps is found meanwhile
        what = f"PCA map of {number:,} samples"
        found.append(record(what, _pca(workspace), "s", limit=f"<= {seconds}"))
        workspace.mistakes.narrow(None, **(vars(Selection()) | {"outcome": "all"}))
        pause(500)
        what = f"lasso to matrix, gallery and map painted, {number:,} samples: p95"
        found.append(record(what, p95(_lassos(panel)), "ms", limit=f"<= {limit}"))
        workspace.mistakes.narrow(None)
        what = f"the drawn digit moves on the map of {number:,}: p95"
        found.append(record(what, p95(_moves(workspace, panel)), "ms", limit="<= 16"))
    window.close()
    return found


def _pca(workspace: Workspace) -> float:
    """Seconds from the evaluation's numbers to the points, the median."""
    import statistics

    from camviewer.error_analysis.projection import projected

    evaluation, times = workspace.mistakes.evaluation, []
    assert evaluation is not None
    vectors = evaluation.pooled
    assert vectors is not None
    for _ in range(TIMES):
        began = time.perf_counter()
        projected(vectors)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _lassos(panel: MistakesPanel) -> list[float]:
    """Milliseconds from letting the mouse go until all is painted.

    The matrix is the tab behind: it is painted into a picture.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from tests.benchmarks.painting import Paints
    from tests.benchmarks.window import pause, wait

    view, times = panel.map.page.view, []
    paints, left = Paints([view, panel.gallery.viewport()]), Qt.MouseButton.LeftButton
    for number in range(LASSOS):
        corners = _circle(view, number)
        QTest.mousePress(view, left, pos=corners[0])
        for corner in corners[1:]:
            QTest.mouseMove(view, corner)
        pause(50)
        paints.expect()
        began = time.perf_counter()
        QTest.mouseRelease(view, left, pos=corners[-1])
        painted = wait(paints.painted)
        behind = time.perf_counter()
        panel.matrix.matrix.grab()
        times.append(1000 * (painted - began + time.perf_counter() - behind))
        assert panel.derived_analyses.mistakes.group is not None
    return times


def _circle(view: MapView, number: int) -> list[QPoint]:
    import math

    from PySide6.QtCore import QPoint

    across, up = view.width() * (0.4 + 0.02 * (number % 10)), view.height() * 0.5
    reach = min(view.width(), view.height()) * 0.25
    angles = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
    return [
        QPoint(round(across + reach * math.cos(angle)), round(up + reach * math.sin(angle)))
        for angle in angles
    ]


def _moves(workspace: Workspace, panel: MistakesPanel) -> list[float]:
    """Milliseconds from a prediction until the map is painted with its point."""
    from tests.benchmarks.painting import Paints
    from tests.benchmarks.window import pause, wait

    paints, times = Paints([panel.map.page.view]), []
    for _ in range(MOVES):
        pause(5)
        paints.expect()
        began = time.perf_counter()
        workspace.sample_map.moved.emit()
        times.append(1000 * (wait(paints.painted) - began))
    return times
