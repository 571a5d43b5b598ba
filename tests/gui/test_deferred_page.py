"""Pages of the mistakes that are made when they are first looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from camviewer.gui.error_analysis.deferred_page import DeferredPage


def test_a_page_is_made_once_and_when_it_is_first_looked_at(qtbot: QtBot) -> None:
    made: list[QLabel] = []

    def make(parent: QWidget) -> QLabel:
        made.append(QLabel("page", parent))
        return made[-1]

    tabs = QTabWidget()
    qtbot.addWidget(tabs)
    tabs.addTab(QLabel("first"), "first")
    deferred = DeferredPage(make)
    tabs.addTab(deferred, "second")
    tabs.show()
    qtbot.waitExposed(tabs)
    assert not made
    tabs.setCurrentWidget(deferred)
    assert made
    assert made[0].isVisible()
    tabs.setCurrentIndex(0)
    tabs.setCurrentWidget(deferred)
    assert len(made) == 1
    assert deferred.page is made[0]
