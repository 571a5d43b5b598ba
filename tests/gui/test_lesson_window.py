"""A lesson's pages in the real window: words that point, numbers that follow, figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from camviewer.data.drawing import Drawing
from camviewer.document.canvas_content import CanvasContent
from camviewer.gui.lesson.code_editor import CodeEditor
from camviewer.gui.lesson.figure_view import EnlargedFigure, FigureRows
from camviewer.gui.lesson.text_label import Words
from camviewer.gui.lesson.window_parts import PLACES, widget_of
from camviewer.lesson.parts import PARTS
from tests.gui.conftest import Desk, explain
from tests.gui.test_lesson import click, in_sight, open_lesson, own, page
from tests.gui.test_window import draw_one
from tests.there import there

LEFT = Qt.MouseButton.LeftButton

WORDS = """# Words

Class {{class}}: look at [the strip](@strip) and at $w_k^c$.
"""

FIGURE = """# Figure

```figure
digit 3, class 4
digit 5, class predicted
---
Two digits.
```
"""

QUIZ = "# Quiz\n" + "\n```question\nWhich?\n- [x] this\n- [ ] that\n---\nThis.\n```\n" * 5


@pytest.fixture
def drawn(desk: Desk, qtbot: QtBot) -> Desk:
    """A window with a one on the canvas."""
    draw_one(qtbot, desk)
    qtbot.waitUntil(lambda: desk.document.is_current)
    return desk


def ring(desk: Desk) -> QWidget:
    found: QWidget = desk.child("pointingRing")
    return found


def around(desk: Desk, name: str) -> bool:
    """Whether the ring is around a widget, and not much larger."""
    widget, shown = desk.child(name), ring(desk)
    corner = widget.mapTo(desk.window, QPoint(0, 0))
    inner = shown.geometry().adjusted(6, 6, -6, -6)
    return (
        shown.isVisible()
        and (inner.topLeft() - corner).manhattanLength() <= 12
        and abs(inner.width() - widget.width()) <= 12
    )


# Words that point


def test_that_every_part_has_a_place() -> None:
    assert set(PLACES) == set(PARTS)


def test_that_every_part_is_found_in_the_window(drawn: Desk) -> None:
    lost = [part for part in PARTS if widget_of(drawn.window, part, 1) is None]
    assert lost == []


def test_that_a_part_out_of_sight_is_pointed_to_by_its_icon(
    drawn: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    open_lesson(qtbot, drawn, own(tmp_path, WORDS))
    label = there(page(drawn).findChild(Words))
    label.pointed.emit("weights")
    assert around(drawn, "decompositionActivityButton")
    label.pointed.emit("")
    assert not ring(drawn).isVisible()
    drawn.window.actions_["decomposition"].trigger()
    QApplication.processEvents()
    label.pointed.emit("weights")
    assert around(drawn, "channelGrid")
    drawn.window.actions_["decomposition"].trigger()
    assert not ring(drawn).isVisible()


def test_that_the_mouse_over_words_rings_their_part(
    drawn: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    open_lesson(qtbot, drawn, own(tmp_path, WORDS))
    QApplication.processEvents()
    label = there(page(drawn).findChild(Words))
    before = label.fontMetrics().horizontalAdvance("Class 1: look at the")
    for x, shows in ((before, True), (2, False)):
        qtbot.mouseMove(label, QPoint(x, label.fontMetrics().height() // 2 + 2))
        QApplication.processEvents()
        assert around(drawn, "classStrip") == shows
    drawn.window.guide.lessons.open_bundled()  # what pointed is gone
    label.pointed.emit("strip")
    qtbot.waitUntil(lambda: not ring(drawn).isVisible())


# Numbers


def test_that_numbers_in_words_follow_the_stage(drawn: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    open_lesson(qtbot, drawn, own(tmp_path, WORDS))
    label = there(page(drawn).findChild(Words))
    drawn.document.choose_class(7)
    qtbot.waitUntil(lambda: "Class 7:" in label.text())
    for index in (8, 3, 4):
        drawn.document.choose_class(index)
    qtbot.waitUntil(lambda: "Class 4:" in label.text())
    drawn.document.history.show(CanvasContent(Drawing()), "clearing")
    assert "look at" in label.text()


# Code


CODE = """# Code

```code run
x = 1
```
"""


def test_that_keys_turn_pages_while_code_has_the_focus(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    open_lesson(qtbot, desk, own(tmp_path, CODE, WORDS))
    qtbot.waitUntil(desk.window.isActiveWindow)
    editor = there(page(desk).findChild(CodeEditor))
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_PageDown)
    assert desk.window.guide.lessons.index == 1


def test_that_changed_code_is_there_when_its_page_is_opened_again(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("camviewer.lesson.lesson_files.came_with", lambda _folder: True)
    open_lesson(qtbot, desk, own(tmp_path, CODE, WORDS))
    editor = there(page(desk).findChild(CodeEditor))
    editor.selectAll()
    qtbot.keyClicks(editor, "x = 2")
    qtbot.keyClick(editor, Qt.Key.Key_PageDown)
    desk.window.guide.previous()
    again = there(page(desk).findChild(CodeEditor))
    assert again.toPlainText() == "x = 2"
    click(qtbot, there(page(desk).findChild(QPushButton, "resetCodeButton")))
    assert again.toPlainText() == "x = 1"


# Figures


@pytest.fixture
def figure(
    drawn: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> FigureRows:
    monkeypatch.setattr("camviewer.controllers.lesson_figures.predict", explain)
    open_lesson(qtbot, drawn, own(tmp_path, FIGURE, WORDS))
    return there(page(drawn).findChild(FigureRows))


def test_that_a_figure_comes_without_moving_anything(
    drawn: Desk, qtbot: QtBot, figure: FigureRows
) -> None:
    height = figure.heightForWidth(300)
    qtbot.waitUntil(lambda: len(figure.rows) == 2)
    assert figure.heightForWidth(300) == height
    first, second = figure.rows
    dataset = there(drawn.document.dataset)
    assert (first.label, first.shown) == (dataset.test.label(3), 4)
    assert second.shown == second.predicted
    assert "map of 4" in figure.accessibleName()


def test_that_a_figure_is_kept_and_enlarged_by_click_and_key(
    drawn: Desk, qtbot: QtBot, figure: FigureRows
) -> None:
    qtbot.waitUntil(lambda: len(figure.rows) == 2)
    drawn.window.guide.lessons.go(1)
    drawn.window.guide.lessons.go(0)
    again = there(page(drawn).findChild(FigureRows))
    assert len(again.rows) == 2  # at once
    qtbot.mouseClick(again, LEFT)
    large = there(drawn.window.findChild(EnlargedFigure))
    assert large.rows.width() > 2 * again.width()
    assert large.width() <= drawn.window.width()
    qtbot.keyClick(large, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: drawn.window.findChild(EnlargedFigure) is None)
    qtbot.keyClick(again, Qt.Key.Key_Return)
    assert drawn.window.findChild(EnlargedFigure) is not None


def test_that_a_double_click_enlarges_once(drawn: Desk, qtbot: QtBot, figure: FigureRows) -> None:
    qtbot.waitUntil(lambda: len(figure.rows) == 2)
    qtbot.mouseClick(figure, LEFT)
    qtbot.mouseDClick(figure, LEFT)
    qtbot.mouseRelease(figure, LEFT)
    assert len(drawn.window.findChildren(EnlargedFigure)) == 1


def test_that_a_network_that_is_not_there_is_told_in_the_figures_place(
    drawn: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    text = FIGURE.replace("digit 3,", "model gone\ndigit 3,")
    open_lesson(qtbot, drawn, own(tmp_path, text))
    figure = there(page(drawn).findChild(FigureRows))
    assert "There is no network gone." in figure.accessibleName()
    assert drawn.window.central.messages.text == ""


# A quiz


def test_that_answers_outlast_the_turning_of_pages(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    open_lesson(qtbot, desk, own(tmp_path, QUIZ, WORDS))
    page(desk).questions[1].choices[0].click()
    desk.window.guide.lessons.go(1)
    desk.window.guide.lessons.go(0)
    view = page(desk)
    assert view.questions[1].choices[0].accessibleName().endswith(": correct")
    score = there(view.findChild(QLabel, "quizScore"))
    assert score.text() == "<b>1 of 5 correct</b> · 4 to go"
    there(view.findChild(QPushButton, "answerAgainButton")).click()
    qtbot.waitUntil(lambda: page(desk) is not view)
    assert not page(desk).questions[1].choices[0].accessibleName().endswith(": correct")


# Presentations


def test_that_the_lesson_stands_beside_the_stage_on_request(
    make_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = make_desk()
    button_name, key = "lessonAsideButton", Qt.Key.Key_G
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.waitUntil(desk.window.isActiveWindow)  # keys go there
    with qtbot.waitSignal(desk.window.guide.lessons.lesson_changed, timeout=60_000):
        qtbot.keyClick(desk.window, key)
    assert not desk.child(button_name).isVisible()
    qtbot.keyClick(desk.window, Qt.Key.Key_F11)
    assert in_sight(desk.child("lessonCaption"))
    click(qtbot, desk.child(button_name))
    assert in_sight(desk.child("lessonDock"))
    assert not desk.child("lessonCaption").isVisible()
    assert in_sight(desk.child("blendView"))
    qtbot.keyClick(desk.window, key, shift)
    assert in_sight(desk.child("lessonCaption"))
    qtbot.keyClick(desk.window, key, shift)
    qtbot.keyClick(desk.window, Qt.Key.Key_F11)
    assert in_sight(desk.child("lessonDock"))
    assert desk.document.window.value.aside  # in the next presentation, too
