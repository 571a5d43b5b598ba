"""A click on a slider goes to where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camviewer.gui.widgets.jump_slider import JumpSlider


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_click_goes_there(qtbot: QtBot, share: float) -> None:
    slider = JumpSlider()
    qtbot.addWidget(slider)
    slider.setRange(0, 1000)
    slider.resize(500, 30)
    slider.show()
    qtbot.waitExposed(slider)
    there = QPoint(round(share * 500), 15)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=there)
    assert abs(slider.value() - 1000 * share) < 40


def test_handle_under_pointer_stays(qtbot: QtBot) -> None:
    slider = JumpSlider()
    qtbot.addWidget(slider)
    slider.setRange(0, 1000)
    slider.setValue(500)
    slider.resize(500, 30)
    slider.show()
    qtbot.waitExposed(slider)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(253, 15))
    assert slider.value() == 500


def test_drag_goes_on_from_the_click(qtbot: QtBot) -> None:
    slider = JumpSlider()
    qtbot.addWidget(slider)
    slider.setRange(0, 1000)
    slider.resize(500, 30)
    slider.show()
    qtbot.waitExposed(slider)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(100, 15))
    QTest.mouseMove(slider, QPoint(400, 15))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(400, 15))
    assert abs(slider.value() - 800) < 40
