"""What the first stroke does to a sample, and what the panels of the input ask for."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from camviewer.data.drawing import Drawing
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.state import DocumentState, DrawingState, from_json, to_json
from camviewer.gui import language
from camviewer.gui.input.draw_panel import DrawPanel
from tests.gui.conftest import Desk
from tests.gui.test_window import LEFT, RIGHT, at, stroke

CORNER = ((0.05, 0.05), (0.1, 0.05))
"""A stroke beside whatever a sample shows."""


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot) -> CanvasContent:
    """The first digit of the data set, on the canvas as it came."""
    qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)
    content = desk.document.content
    assert content.is_untouched
    assert not content.drawing.is_empty
    return content


def test_that_the_first_stroke_on_a_digit_starts_afresh_and_is_one_step(
    desk: Desk, qtbot: QtBot, opened: CanvasContent
) -> None:
    steps = desk.document.history.count()
    stroke(qtbot, desk.child("drawCanvas"), (0.5, 0.2), (0.5, 0.5), (0.5, 0.8))
    content = desk.document.content
    assert content.drawing.base is None
    assert len(content.drawing.strokes) == 1
    assert content.origin == SampleOrigin()
    assert desk.child("digitLabel").text() == "Drawn by hand"
    assert desk.document.history.count() == steps + 1
    qtbot.mouseClick(desk.child("undoButton"), LEFT)
    assert desk.document.content is opened
    qtbot.mouseClick(desk.child("redoButton"), LEFT)
    assert desk.document.content == content


def test_that_the_digit_is_gone_while_the_pen_is_down(
    desk: Desk, qtbot: QtBot, opened: CanvasContent
) -> None:
    canvas = desk.child("drawCanvas")
    qtbot.mousePress(canvas, LEFT, pos=at(canvas, 0.5, 0.2))
    assert canvas.is_drawing
    assert desk.document.content.drawing.base is None
    qtbot.mouseRelease(canvas, LEFT, pos=at(canvas, 0.5, 0.2))


def test_that_the_second_stroke_joins_the_first(
    desk: Desk, qtbot: QtBot, opened: CanvasContent
) -> None:
    for place in (0.3, 0.7):
        stroke(qtbot, desk.child("drawCanvas"), (place, 0.2), (place, 0.8))
    assert len(desk.document.content.drawing.strokes) == 2


@pytest.mark.parametrize("by_key", [False, True])
def test_that_drawing_on_the_digit_is_a_choice(
    desk: Desk, qtbot: QtBot, opened: CanvasContent, by_key: bool
) -> None:
    button = desk.child("drawOnSampleButton")
    assert not button.isChecked()
    if by_key:
        qtbot.keyClick(desk.window, Qt.Key.Key_O)
    else:
        qtbot.mouseClick(button, LEFT)
    assert button.isChecked()
    assert desk.document.drawing.value.on_sample
    stroke(qtbot, desk.child("drawCanvas"), *CORNER)
    content = desk.document.content
    assert content.drawing.base is opened.drawing.base
    assert len(content.drawing.strokes) == 1
    assert content.origin.changed
    assert content.origin.index == opened.origin.index == 0


@pytest.mark.parametrize("tool", ["eraserButton", ""])
def test_that_the_eraser_works_on_the_digit_and_what_it_left_is_drawn_on(
    desk: Desk, qtbot: QtBot, opened: CanvasContent, tool: str
) -> None:
    canvas = desk.child("drawCanvas")
    if tool:
        qtbot.mouseClick(desk.child(tool), LEFT)
    stroke(qtbot, canvas, (0.5, 0.2), (0.5, 0.8), button=LEFT if tool else RIGHT)
    erased, whole = desk.document.content.drawing.base, opened.drawing.base
    assert erased is not None
    assert whole is not None
    assert 0 < erased.sum() < whole.sum()
    assert desk.document.content.origin.changed
    qtbot.mouseClick(desk.child("penButton"), LEFT)
    stroke(qtbot, canvas, *CORNER)
    assert desk.document.content.drawing.base is erased
    assert len(desk.document.content.drawing.strokes) == 1


def test_that_an_eraser_that_meets_no_ink_changes_nothing(
    desk: Desk, qtbot: QtBot, opened: CanvasContent
) -> None:
    stroke(qtbot, desk.child("drawCanvas"), (0.01, 0.01), (0.02, 0.01), button=RIGHT)
    assert desk.document.content is opened


def test_that_a_picture_from_a_file_is_as_untouched_as_a_digit(desk: Desk, qtbot: QtBot) -> None:
    picture = CanvasContent(Drawing(np.eye(28, dtype=np.float32)), SampleOrigin("seven.png"))
    desk.document.set_content(picture)
    stroke(qtbot, desk.child("drawCanvas"), *CORNER)
    assert desk.document.content.drawing.base is None
    qtbot.mouseClick(desk.child("undoButton"), LEFT)
    assert desk.document.content is picture


def test_that_the_choice_is_kept_with_the_document(desk: Desk) -> None:
    assert not DrawingState().on_sample
    desk.document.drawing.change(on_sample=True)
    assert from_json(to_json(desk.document.state())).drawing.on_sample
    older = to_json(DocumentState()).replace('"on_sample": false', '"other": 1')
    assert from_json(older).drawing == DrawingState()


def test_that_a_tip_lies_over_no_stroke(desk: Desk, qtbot: QtBot) -> None:
    canvas = desk.child("drawCanvas")
    assert canvas.toolTip()
    stroke(qtbot, canvas, (0.5, 0.2), (0.5, 0.8))
    assert canvas.toolTip() == ""


# Room


def _panels(desk: Desk) -> tuple[QWidget, ...]:
    central = desk.window.central
    return central.draw, central.samples, central.model


@pytest.mark.parametrize("spoken", ["en", "ko"])
def test_that_no_panel_asks_for_more_than_200_pixels(
    desk: Desk, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, spoken: str
) -> None:
    usual = qapp.font()
    try:
        language.install(qapp, spoken)
        body = qapp.font()
        body.setPointSizeF(9.75)  # 13 pixels of 1/96 inch
        qapp.setFont(body)
        desk.rebuild()
        monkeypatch.setattr(desk.controller, "download_mnist", lambda: None)
        desk.window.central.samples.download()  # its progress is in sight
        desk.controller.downloading.emit(11_000_000, 11_490_434)
        for panel in _panels(desk):
            assert panel.minimumSizeHint().width() <= 200, type(panel).__name__
    finally:
        qapp.setFont(usual)
        language.install(qapp, "en")


def test_that_the_canvas_is_as_wide_as_the_panel(desk: Desk, qtbot: QtBot) -> None:
    panel = DrawPanel(desk.document)
    qtbot.addWidget(panel)
    actions = desk.window.actions_
    panel.add_tools(((("pen", actions["pen"]),), (("undo", actions["undo"]),)))
    panel.resize(230, panel.height_for(230))
    panel.show()
    assert panel.canvas.size().toTuple() == (230, 230)


def test_that_every_control_has_a_tip_and_more_to_say(desk: Desk) -> None:
    names = ("drawOnSampleButton", "brushSlider", "sourceBox", "digitIndex", "modelBox")
    for name in (*names, "modelMenuButton"):
        control = desk.child(name)
        assert control.toolTip(), name
        assert control.whatsThis(), name
        assert control.accessibleName(), name
    for panel in _panels(desk):
        assert all(button.toolTip() for button in panel.findChildren(QToolButton))
    assert desk.child("drawOnSampleButton").toolTip().endswith("(O)")
