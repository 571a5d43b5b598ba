"""*What's this?* has an answer for every control, on every page and in the dialogs."""

from __future__ import annotations

from pathlib import Path

import pyqtgraph as pg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWhatsThis,
    QWidget,
)
from pytestqt.qtbot import QtBot

from camviewer import gui
from camviewer.gui.help.explanations import EXPLANATIONS, explain_controls, explanation_of
from camviewer.gui.input.about_model import AboutModel
from camviewer.gui.input.class_names_dialog import ClassNamesDialog
from camviewer.gui.input.comparison import Comparison
from tests.gui.conftest import Desk
from tests.there import there

GUI = Path(gui.__file__).parent
CODE = [path.read_text("utf-8") for path in GUI.rglob("*.py") if "explanations" not in path.parts]

CONTROLS = (
    *(QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit),
    *(QPlainTextEdit, QTabBar, QTextEdit, pg.GraphicsView),
)
PAGES = (
    *("welcome", "lesson", "decomposition", "methods", "networks", "lab", "train", "mistakes"),
)


def is_control(widget: QWidget) -> bool:
    """Whether a person does something with it that is not a part of another control."""
    own = type(widget).__module__.startswith("camviewer.")
    takes_keys = own and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
    return (isinstance(widget, CONTROLS) or takes_keys) and not is_part(widget)


def is_part(widget: QWidget) -> bool:
    """Whether Qt made it inside another one: a scroll bar, the editor of a box, an arrow."""
    parent = widget.parentWidget()
    if isinstance(widget, QScrollBar | QHeaderView) or widget.objectName().startswith("qt_"):
        return True
    if isinstance(parent, QTabBar) or "Container" in str(
        parent and parent.metaObject().className()
    ):
        return True
    inside = QComboBox | QAbstractSpinBox | QLineEdit
    return isinstance(parent, inside) and isinstance(
        widget, QLineEdit | QToolButton | QAbstractItemView
    )


def explained(widget: QWidget | None) -> bool:
    """Whether it has words of its own, or those of its action or its group."""
    if widget is None:
        return False
    action = widget.defaultAction() if isinstance(widget, QToolButton) else None
    if widget.whatsThis() or (action is not None and action.whatsThis()):
        return True
    return not widget.isWindow() and explained(widget.parentWidget())


def unexplained(root: QWidget) -> list[str]:
    return sorted(
        f"{type(widget).__name__} {widget.objectName()!r}"
        for widget in root.findChildren(QWidget)
        if is_control(widget) and not explained(widget)
    )


def test_that_it_is_seen_if_words_are_missing(qtbot: QtBot) -> None:
    window, box = QWidget(), QComboBox()
    qtbot.addWidget(window)
    box.setParent(window)
    box.setEditable(True)
    assert unexplained(window) == ["QComboBox ''"]
    window.setWhatsThis("A group.")
    assert unexplained(window) == []


@pytest.mark.parametrize("page", PAGES)
def test_that_every_control_of_a_page_is_explained(desk: Desk, page: str) -> None:
    desk.window.side_panels.show(page)
    explain_controls(desk.window)
    assert unexplained(desk.window) == []


def test_that_every_page_of_the_lesson_is_explained(desk: Desk, qtbot: QtBot) -> None:
    desk.window.side_panels.show("lesson")
    lessons = desk.workspace.lessons
    qtbot.waitUntil(lambda: lessons.lesson is not None)
    for _ in there(lessons.lesson).pages:
        explain_controls(desk.window)
        assert unexplained(desk.window) == []
        lessons.step(1)


def test_that_the_manual_is_explained(desk: Desk) -> None:
    desk.window.help.open_page("tour")
    explain_controls(desk.window)
    assert unexplained(desk.window) == []


def test_that_the_mode_begins_with_all_explained(desk: Desk) -> None:
    desk.window.actions_["whats_this"].trigger()
    try:
        assert QWhatsThis.inWhatsThisMode()
        assert "ink" in desk.child("penButton").whatsThis()
    finally:
        QWhatsThis.leaveWhatsThisMode()


def test_that_dialogs_are_explained(desk: Desk, qtbot: QtBot) -> None:
    model = there(desk.document.model)
    scalings = desk.controller.scalings
    dialogs = (
        ClassNamesDialog(["a", "b"], desk.window),
        Comparison([(model, None)], desk.window),
        AboutModel(model, desk.document, scalings, desk.window),
    )
    for dialog in dialogs:
        assert dialog.whatsThis()
        assert unexplained(dialog) == []


def test_that_what_explains_itself_keeps_its_words(qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    button.setObjectName("penButton")
    button.setWhatsThis("Mine.")
    explain_controls(button)
    assert button.whatsThis() == "Mine."


def test_that_patterns_are_understood() -> None:
    assert explanation_of("classButton12") == EXPLANATIONS["classButton*"]
    assert explanation_of("lrpMethodButton") == EXPLANATIONS["*MethodButton"]
    assert explanation_of("nothing") == ""


@pytest.mark.parametrize("name", EXPLANATIONS)
def test_that_only_controls_that_there_are_are_explained(name: str) -> None:
    parts = name.split("*")
    assert any(all(part in code for part in parts) for code in CODE)


@pytest.mark.parametrize("name", EXPLANATIONS)
def test_that_an_explanation_is_one_to_three_sentences(name: str) -> None:
    text = EXPLANATIONS[name]
    assert text.endswith(".")
    assert text.count(". ") < 3
    assert len(text) < 260
