"""Looks: words stand out and are whole, on a small screen too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from camviewer.document.settings import Settings
from camviewer.gui import theme
from camviewer.gui.widgets import message_bar
from camviewer.gui.widgets.choice_box import ChoiceBox
from tests.gui.conftest import Desk
from tests.gui.test_window import VIEWS, contrast, draw_one

SMALL = QSize(1366, 700)
"""What a screen of 1366 by 768 leaves of itself to a window."""


def open_small(make_desk: Callable[..., Desk], qtbot: QtBot) -> Desk:
    desk = make_desk()
    draw_one(qtbot, desk)
    QApplication.processEvents()  # layouts that the answer changed
    return desk


@pytest.mark.parametrize("dark", [False, True])
def test_that_a_wrong_reading_stands_out(dark: bool) -> None:
    palette = theme.palette(dark)
    assert contrast(theme.wrong_colour(palette), theme.card_colour(palette)) >= 4.5


@pytest.mark.parametrize("ground", [message_bar.TROUBLE, message_bar.GOOD])
def test_that_messages_stand_out(ground: QColor) -> None:
    assert contrast(message_bar.TEXT, ground) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_that_a_card_and_the_choice_stand_out_from_the_window(dark: bool) -> None:
    palette = theme.palette(dark)
    window = palette.color(QPalette.ColorRole.Window)
    assert theme.card_colour(palette) != window
    # WCAG 2.2, 1.4.11: what shows that something is chosen.
    assert contrast(palette.color(QPalette.ColorRole.Highlight), theme.card_colour(palette)) >= 3


@pytest.mark.parametrize("dark", [False, True])
def test_that_what_cannot_be_used_is_fainter(dark: bool) -> None:
    palette, group = theme.palette(dark), QPalette.ColorGroup
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        ground = palette.color(QPalette.ColorRole.Window)
        usable, not_usable = (
            contrast(palette.color(each, role), ground) for each in (group.Active, group.Disabled)
        )
        assert 2 < not_usable < usable / 2


def test_that_the_window_fits_a_small_screen(make_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = open_small(make_desk, qtbot)
    least = desk.window.minimumSizeHint()
    assert least.width() <= SMALL.width()
    assert least.height() <= SMALL.height()
    assert desk.window.size() == SMALL


def test_that_no_word_is_cut_off_on_a_small_screen(
    make_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_small(make_desk, qtbot)
    checked = set()
    for widget in desk.window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QPushButton | QCheckBox | QToolButton):
            continue
        policy = widget.sizePolicy().horizontalPolicy()
        if not widget.isVisible() or policy is QSizePolicy.Policy.Ignored:
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            assert widget.heightForWidth(widget.width()) <= widget.height(), widget.text()
        else:
            assert widget.width() >= widget.sizeHint().width(), widget.text()
            assert widget.height() >= widget.sizeHint().height(), widget.text()
        checked.add(widget.text())
    assert {"Thickness", "Opacity", "Scale", "Follow prediction"} <= checked


def test_that_every_choice_of_every_box_is_whole_or_told_in_its_tip(
    make_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_small(make_desk, qtbot)
    boxes = [box for box in desk.window.findChildren(QComboBox) if box.isVisible()]
    assert len(boxes) >= 6
    for box in boxes:
        assert isinstance(box, ChoiceBox), box.objectName()  # its tip tells what is shortened
        assert len(box.shown_text()) >= min(6, len(box.currentText())), box.objectName()


def test_that_nothing_lies_over_something_else(
    make_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_small(make_desk, qtbot)
    shown = [
        widget
        for widget in desk.window.findChildren(QWidget)
        if widget.isVisible()
        and isinstance(widget, QAbstractButton | QLabel | QComboBox)
        and widget.parentWidget() is not None
        and not isinstance(widget.parentWidget(), QComboBox)
    ]
    places = [
        (widget, widget.rect().translated(widget.mapTo(desk.window, widget.rect().topLeft())))
        for widget in shown
    ]
    for number, (one, place) in enumerate(places):
        assert desk.window.rect().contains(place), one.objectName()
        for other, other_place in places[number + 1 :]:
            assert not place.intersects(other_place), (one.objectName(), other.objectName())


def test_that_pictures_are_square_equal_and_large_enough(
    make_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_small(make_desk, qtbot)
    views = desk.window.central.stage.views
    sizes = {(view.graphics.width(), view.graphics.height()) for view in views}
    ((width, height),) = sizes
    assert abs(width - height) <= 1
    assert width >= 235
    assert len(desk.window.central.stage.views) == len(VIEWS)


def test_that_a_window_is_never_restored_to_the_full_screen(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk()
    desk.window.actions_["presentation"].trigger()
    kept = desk.window.settings()
    desk.window.actions_["presentation"].trigger()
    again = make_desk(kept)
    assert not again.window.isFullScreen()
    assert not again.window.actions_["presentation"].isChecked()


@pytest.mark.parametrize("geometry", ["abc", "\ud800é%", "QUJD" * 1000])
def test_that_a_geometry_that_is_none_is_passed_over(
    make_desk: Callable[..., Desk], geometry: str
) -> None:
    assert make_desk(Settings(geometry=geometry)).window.isVisible()
