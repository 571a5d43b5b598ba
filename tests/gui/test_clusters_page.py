"""The page of clusters in a window with larger text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from tests.gui.conftest import Desk
from tests.gui.test_mistakes import LONG, panel

__all__ = ["panel"]

pytestmark = pytest.mark.slow


def test_that_larger_text_has_larger_maps_beside_it(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    page = panel.clusters
    panel.tabs.setCurrentWidget(page)
    qtbot.mouseClick(page.begin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.workspace.derived_analyses.clusters), timeout=LONG)
    usual, font = page.list.iconSize(), page.font()
    font.setPixelSize(2 * page.fontMetrics().height())
    page.setFont(font)
    assert page.list.iconSize().height() > 1.5 * usual.height()
    item = page.list.topLevelItem(0)
    assert item is not None
    assert item.icon(0).actualSize(page.list.iconSize()).height() > usual.height()
