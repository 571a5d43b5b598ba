"""The spotlight: dims all but a circle, follows the pointer, takes no click."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from camviewer.gui.layout.spotlight import Spotlight


def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.setStyleSheet("background: white")
    made.show()
    qtbot.waitExposed(made)
    return made


def brightness(widget: QWidget, place: QPoint) -> int:
    return widget.grab().toImage().pixelColor(place).lightness()


def test_that_all_but_what_is_around_the_pointer_is_dimmed(qtbot: QtBot) -> None:
    ground = window(qtbot)
    light = Spotlight(ground)
    assert brightness(ground, QPoint(10, 10)) > 240
    light.switch(True)
    qtbot.mouseMove(ground, QPoint(200, 150))
    assert brightness(ground, QPoint(200, 150)) > 240
    assert brightness(ground, QPoint(10, 10)) < 120
    qtbot.mouseMove(ground, QPoint(30, 30))
    assert brightness(ground, QPoint(30, 30)) > 240
    assert brightness(ground, QPoint(200, 150)) < 120
    ground.resize(600, 500)
    QApplication.processEvents()
    assert light.size() == ground.size()
    light.switch(False)
    assert brightness(ground, QPoint(10, 10)) > 240


def test_that_clicks_go_through(qtbot: QtBot) -> None:
    ground = window(qtbot)
    button = QPushButton("Press", ground)
    button.move(150, 100)
    button.show()
    light = Spotlight(ground)
    light.switch(True)
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(ground.childAt(button.geometry().center()), Qt.MouseButton.LeftButton)
    light.switch(False)


def test_that_control_and_the_wheel_change_the_circle(qtbot: QtBot) -> None:
    ground = window(qtbot)
    light = Spotlight(ground)
    light.switch(True)

    def turn(up: bool, modifier: Qt.KeyboardModifier) -> None:
        middle = QPointF(200, 150)
        wheel = QWheelEvent(
            middle,
            ground.mapToGlobal(middle),
            QPoint(),
            QPoint(0, 120 if up else -120),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(ground, wheel)

    usual = light.radius
    turn(True, Qt.KeyboardModifier.NoModifier)
    assert light.radius == usual
    turn(True, Qt.KeyboardModifier.ControlModifier)
    assert light.radius > usual
    for _ in range(50):
        turn(False, Qt.KeyboardModifier.ControlModifier)
    assert 0 < light.radius < usual
    light.switch(False)
