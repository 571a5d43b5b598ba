"""The spotlight dims all but a circle and takes no click; the laser is seen from the last row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from camviewer.gui.layout.laser import dot, glow_side
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


def test_that_its_edge_is_seen_on_a_dark_window_too(qtbot: QtBot) -> None:
    ground = window(qtbot)
    ground.setStyleSheet("background: #101214")
    light = Spotlight(ground)
    light.switch(True)
    qtbot.mouseMove(ground, QPoint(200, 150))
    edge = QPoint(200 + round(light.radius), 150)
    assert brightness(ground, edge) > 120
    assert brightness(ground, QPoint(200, 150)) < 30
    light.switch(False)


def test_that_it_is_painted_anew_only_where_the_circle_was_and_is(qtbot: QtBot) -> None:
    ground = window(qtbot)
    light = Spotlight(ground)
    light.switch(True)
    qtbot.mouseMove(ground, QPoint(100, 100))
    ground.repaint()
    painted: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
            if isinstance(event, QPaintEvent):
                painted.append(event.rect())
            return False

    watch = Watch()
    light.installEventFilter(watch)
    qtbot.mouseMove(ground, QPoint(110, 100))
    qtbot.waitUntil(lambda: bool(painted))
    reach = round(light.radius)
    assert painted[0].contains(QRect(100 - reach, 100 - reach, 2 * reach + 10, 2 * reach))
    assert painted[0].width() < 2 * reach + 30
    light.removeEventFilter(watch)
    light.switch(False)


def test_that_it_is_made_larger_and_smaller_by_steps_within_bounds(qtbot: QtBot) -> None:
    ground = window(qtbot)
    light = Spotlight(ground)
    light.switch(True)
    usual = light.radius
    light.grow(True)
    assert light.radius == pytest.approx(1.15 * usual)
    light.grow(False)
    assert light.radius == pytest.approx(usual)
    for _ in range(50):
        light.grow(True)
    assert light.radius == pytest.approx(0.6 * 300)
    light.switch(False)


# The laser pointer


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize(("lines", "least"), [(768, 28), (1080, 39), (2160, 78)])
def test_that_the_laser_is_seen_from_the_last_row(lines: int, least: int, ratio: float) -> None:
    pixmap = dot(glow_side(lines), ratio)
    image = pixmap.toImage()
    middle = image.width() // 2
    row = [image.pixelColor(x, middle) for x in range(image.width())]
    solid = [x for x, colour in enumerate(row) if colour.alpha() == 255]
    assert (solid[-1] - solid[0] + 1) / ratio >= least
    assert pixmap.width() / pixmap.devicePixelRatio() == pytest.approx(glow_side(lines))
    beyond = row[solid[-1] + 1 :]
    ring = max(colour.green() for colour in beyond[: len(beyond) // 2])
    assert ring > 200, "white around the red, to be seen on red as well"


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
