"""Many classes in the strip: one is scrolled into sight, or found by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QPalette, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from camviewer.document.stage import Model
from camviewer.gui.stage.class_search import first_match
from camviewer.gui.stage.class_strip import ClassStrip
from camviewer.networks.model_card import ModelCard
from tests.gui.class_strips import CLOTHES, DIGITS, HUNDRED, LETTERS, Stage, in_sight, open_strip


@pytest.fixture
def make(qtbot: QtBot) -> Callable[..., Stage]:
    """Shows a strip of classes of given names."""
    return partial(open_strip, qtbot)


@pytest.mark.parametrize("names", [LETTERS, HUNDRED], ids=len)
@pytest.mark.parametrize("rows", [1, 2])
def test_that_of_many_classes_the_one_shown_is_scrolled_into_sight(
    make: Callable[..., Stage], names: tuple[str, ...], rows: int
) -> None:
    stage = make(names, rows, (900, 220))
    strip = stage.strip
    assert not all(in_sight(strip, button) for button in strip.buttons)
    for index in (len(names) - 1, 0, len(names) // 2):
        stage.document.choose_class(index)
        assert in_sight(strip, strip.buttons[index])
    strip.resize(600, 200)
    QApplication.processEvents()
    assert in_sight(strip, strip.buttons[len(names) // 2])


def test_that_a_class_chosen_before_is_in_sight_when_the_strip_is_shown(
    make: Callable[..., Stage], qtbot: QtBot
) -> None:
    document = make(LETTERS).document
    document.choose_class(40)
    strip = ClassStrip(document)
    qtbot.addWidget(strip)
    strip.resize(900, 110)
    strip.show()
    qtbot.waitUntil(lambda: in_sight(strip, strip.buttons[40]))


def test_that_a_class_is_found_by_typing_its_name_in_the_field(
    make: Callable[..., Stage], qtbot: QtBot
) -> None:
    stage = make(HUNDRED)
    field = stage.strip.search
    assert field.isVisible()
    assert field is stage.strip.findChild(QWidget, "classSearch")
    usual = field.palette().color(QPalette.ColorRole.Text)
    qtbot.keyClicks(field, "class 73")
    assert stage.document.class_index == 73
    assert in_sight(stage.strip, stage.strip.buttons[73])
    qtbot.keyClicks(field, "x")
    assert stage.document.class_index == 73
    assert field.palette().color(QPalette.ColorRole.Text) != usual
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert field.palette().color(QPalette.ColorRole.Text) == usual
    assert stage.strip.buttons[73].hasFocus()


def test_that_letters_typed_on_a_button_look_for_a_name_before_they_are_keys_of_the_window(
    make: Callable[..., Stage], qtbot: QtBot
) -> None:
    stage = make(LETTERS)
    strip = stage.strip
    keys: list[str] = []
    for letter in ("F", "5"):
        QShortcut(QKeySequence(letter), strip).activated.connect(partial_append(keys, letter))
    qtbot.waitActive(strip)
    strip.buttons[0].setFocus()
    qtbot.keyClicks(strip.buttons[0], "F")
    assert strip.search.text() == "F"
    assert strip.search.hasFocus()
    assert LETTERS[stage.document.class_index] == "F"
    qtbot.keyClick(strip.search, Qt.Key.Key_Return)
    assert strip.buttons[stage.document.class_index].hasFocus()
    qtbot.keyClick(strip.buttons[15], Qt.Key.Key_5)
    assert keys == ["5"]


def test_that_letters_are_keys_of_the_window_where_all_classes_are_in_sight(
    make: Callable[..., Stage], qtbot: QtBot
) -> None:
    strip = make(DIGITS).strip
    keys: list[str] = []
    QShortcut(QKeySequence("F"), strip).activated.connect(partial_append(keys, "F"))
    qtbot.waitActive(strip)
    assert not strip.search.isVisible()
    strip.buttons[0].setFocus()
    qtbot.keyClick(strip.buttons[0], Qt.Key.Key_F)
    assert keys == ["F"]


def partial_append(found: list[str], letter: str) -> Callable[[], None]:
    return lambda: found.append(letter)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("A", 0), ("a", 1), ("ap", 2), ("AP", 2), ("Appl", 2), ("apples", 3), ("z", None), ("", None)],
)
def test_that_a_whole_name_goes_before_a_beginning_and_case_before_none(
    typed: str, found: int | None
) -> None:
    assert first_match(("A", "a", "apple", "apples"), typed) == found


def test_that_the_wheel_goes_along_the_row(make: Callable[..., Stage]) -> None:
    stage = make(LETTERS)
    strip = stage.strip
    stage.document.choose_class(0)
    last = strip.buttons[-1]
    centre = QPoint(strip.width() // 2, strip.height() - 40)
    before = last.mapTo(strip, QPoint(0, 0)).x()
    wheel(strip, centre, -240)
    after = last.mapTo(strip, QPoint(0, 0)).x()
    assert before - after == pytest.approx(2 * last.width(), abs=8)


def wheel(strip: ClassStrip, place: QPoint, turned: int) -> None:
    """Turn the wheel over what lies there."""
    target = strip.findChildren(QScrollArea)[0].viewport()
    at = QPointF(target.mapFrom(strip, place))
    event = QWheelEvent(
        at,
        QPointF(target.mapToGlobal(at)),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)


def test_that_other_classes_take_the_place_of_those_before(make: Callable[..., Stage]) -> None:
    stage = make(LETTERS)
    card = ModelCard("n", "lecture", "fast", 1, "builtin", 0, None, "", "")
    stage.document.set_model(Model(Path("n"), replace(card, class_names=CLOTHES)))
    stage.predict()
    assert [button.text() for button in stage.strip.buttons] == list(CLOTHES)
    assert all(in_sight(stage.strip, button) for button in stage.strip.buttons)
    assert not stage.strip.search.isVisible()
