"""Blocks of a lesson's pages by themselves: tables, pictures, code, questions, pointing words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from camviewer.common.errors import UserError
from camviewer.controllers.lesson_code import CodePicture, CodeResult
from camviewer.gui import theme
from camviewer.gui.lesson.answers import Answer, Answers, questions
from camviewer.gui.lesson.code_editor import CodeEditor
from camviewer.gui.lesson.code_view import CodeView
from camviewer.gui.lesson.picture_view import ScaledPicture
from camviewer.gui.lesson.python_colours import pieces
from camviewer.gui.lesson.question_view import QuestionView
from camviewer.gui.lesson.quiz_score import QuizScore
from camviewer.gui.lesson.table_view import TableView, share_out
from camviewer.gui.lesson.text_label import Words
from camviewer.lesson.page import Choice, Code, Page, Question, Table
from tests.there import there

LEFT = Qt.MouseButton.LeftButton
NARROW = 300  # pixels: of a column of text in the narrowest drawer


def shown(qtbot: QtBot, widget: QWidget, width: int) -> QWidget:
    """A widget with the height that it asks for at a width."""
    qtbot.addWidget(widget)
    widget.resize(width, widget.heightForWidth(width))
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    """A window that holds what is looked at."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 100)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


# Tables


@pytest.mark.parametrize(
    ("least", "wished", "room", "widths"),
    [
        ([30, 30], [100, 50], 200, [100, 50]),  # each has all it wants
        ([30, 30], [130, 50], 120, [80, 40]),  # 60 to spare for wants of 100 and 20
        ([30, 40], [130, 50], 50, [30, 40]),  # nobody gets less than the least
    ],
)
def test_that_columns_share_the_room_by_what_they_want(
    least: list[int], wished: list[int], room: int, widths: list[int]
) -> None:
    assert share_out(least, wished, room) == widths


COLUMNS = st.lists(st.tuples(st.integers(1, 300), st.integers(0, 900)), min_size=1, max_size=12)


@given(COLUMNS, st.integers(0, 4000))
def test_that_columns_never_take_more_than_there_is_unless_they_must(
    columns: list[tuple[int, int]], room: int
) -> None:
    least = [need for need, _ in columns]
    wished = [need + more for need, more in columns]
    widths = share_out(least, wished, room)
    assert sum(widths) == min(max(room, sum(least)), sum(wished))
    assert all(a <= b <= c for a, b, c in zip(least, widths, wished, strict=True))


LAYERS = Table(
    ("Layer", "Output", "Parameters"),
    (
        ("convolution, 32 filters of 3 × 3", "28 × 28 × 32", "320"),
        ("pooling", "14 × 14 × 32", "0"),
    ),
)


def test_that_a_table_wraps_in_a_narrow_column_and_shows_all_words(qtbot: QtBot) -> None:
    table = TableView(LAYERS)
    shown(qtbot, table, NARROW)
    assert not table.horizontalScrollBar().isVisible()
    assert table.cells.width() <= NARROW
    cells = table.findChildren(Words)
    assert len(cells) == 9
    for cell in cells:
        assert cell.heightForWidth(cell.width()) <= cell.height()
        assert table.cells.rect().contains(cell.geometry())
    wide, narrow = table.heightForWidth(900), table.heightForWidth(NARROW)
    assert wide < narrow  # the long cell has two lines


def test_that_a_table_too_wide_for_its_words_is_scrolled_sideways(qtbot: QtBot) -> None:
    table = TableView(Table(("a" * 60, "b" * 60), (("1", "2"),)))
    shown(qtbot, table, NARROW)
    assert table.horizontalScrollBar().maximum() > 0
    assert table.cells.width() > 2 * NARROW
    bar = table.horizontalScrollBar().sizeHint().height()
    assert table.cells.height() + bar <= table.height()


# Pictures

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">'
    '<rect width="200" height="100" fill="currentColor"/></svg>'
)


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    path = tmp_path / "drawing.svg"
    path.write_text(SVG, encoding="utf-8")
    return path


def test_that_a_drawing_has_the_colour_of_the_text_in_light_and_dark(
    qtbot: QtBot, drawing: Path
) -> None:
    picture = ScaledPicture(drawing, "a square")
    shown(qtbot, picture, 200)
    for colour in ("#ff0000", "#00ff00"):
        palette = picture.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        picture.setPalette(palette)
        assert picture.grab().toImage().pixelColor(100, 50) == QColor(colour)
    assert picture.accessibleName() == "a square"


def test_that_a_picture_is_made_smaller_but_never_larger_than_the_text(
    qtbot: QtBot, drawing: Path, qapp: QApplication
) -> None:
    picture = ScaledPicture(drawing, "")
    qtbot.addWidget(picture)
    assert [picture.heightForWidth(width) for width in (100, 200, 1000)] == [50, 100, 100]
    try:
        theme.scale_text(1.5)
        assert [picture.heightForWidth(width) for width in (100, 1000)] == [50, 150]
    finally:
        theme.scale_text(1)


def test_that_pixels_keep_their_colours(qtbot: QtBot, tmp_path: Path) -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    assert image.save(str(tmp_path / "photo.png"))
    picture = ScaledPicture(tmp_path / "photo.png", "")
    shown(qtbot, picture, 80)
    assert picture.place().getRect() == (20, 0, 40, 20)
    assert picture.grab().toImage().pixelColor(40, 10) == QColor("#336699")


def test_that_a_picture_that_is_gone_takes_no_room(qtbot: QtBot, tmp_path: Path) -> None:
    picture = ScaledPicture(tmp_path / "gone.png", "")
    qtbot.addWidget(picture)
    assert picture.heightForWidth(300) == 0


# Code


def test_that_words_of_python_have_their_colours() -> None:
    line = 'for x in range(3): show(x, "a#b")  # end'
    kinds = [(line[start : start + length], kind) for start, length, kind in pieces(line)]
    assert kinds == [
        ("for", "keyword"),
        ("in", "keyword"),
        ("range", "built-in"),
        ("3", "number"),
        ("show", "built-in"),
        ('"a#b"', "text"),
        ("# end", "comment"),
    ]


def test_that_keys_run_indent_and_leave_the_editor(qtbot: QtBot, holder: QWidget) -> None:
    editor = CodeEditor("for x in a:", holder, read_only=False)
    following = CodeEditor("", holder, read_only=False)
    QWidget.setTabOrder(editor, following)
    for each in (editor, following):
        each.show()
    editor.setFocus()
    end = editor.textCursor()
    end.movePosition(end.MoveOperation.End)
    editor.setTextCursor(end)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "y")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText() == "for x in a:\n    y\n    "
    with qtbot.waitSignal(editor.run_wanted):
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.toPlainText().endswith("    ")
    assert following.hasFocus()


def test_that_an_editor_is_as_high_as_its_lines(holder: QWidget) -> None:
    editor = CodeEditor("a\nb\nc", holder, read_only=True)
    editor.resize(NARROW, 10)
    three = editor.sizeHint().height()
    assert three >= 3 * editor.fontMetrics().lineSpacing()
    editor.resize(NARROW, three)
    editor.show()
    assert editor.verticalScrollBar().maximum() == 0  # the wheel goes on to the page
    editor.setPlainText("a\nb\nc\nd")
    assert editor.sizeHint().height() - three == pytest.approx(
        editor.fontMetrics().lineSpacing(), abs=1
    )
    editor.setPlainText("a\nb\n" + "c" * 200)  # a bar to scroll by
    assert editor.sizeHint().height() > three


class Runner(QObject):
    """What a test says has come of code."""

    ended = Signal(int, object)

    def __init__(self, can_run: bool = True) -> None:
        super().__init__()
        self.can_run = can_run
        self.asked: list[str] = []
        self.cancelled = 0

    def run(self, code: str) -> int:
        if code == "no":
            raise UserError("There is no prediction yet.")
        self.asked.append(code)
        return len(self.asked)

    def cancel(self) -> None:
        self.cancelled += 1
        self.ended.emit(len(self.asked), CodeResult(cancelled=True))


def code_view(
    qtbot: QtBot, runner: Runner, text: str = "print(1)", *, runs: bool = True
) -> CodeView:
    view = CodeView(Code(text, runs), runner)  # type: ignore[arg-type]  # not the real one
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_that_code_is_changed_run_and_brought_back(qtbot: QtBot) -> None:
    runner = Runner()
    view = code_view(qtbot, runner)
    view.editor.setPlainText("print(2)")
    qtbot.mouseClick(view.run, LEFT)
    assert runner.asked == ["print(2)"]
    assert (view.is_running, view.run.text()) == (True, "Stop")
    picture = CodePicture("map", np.array([[0.0, 1.0], [2.0, 3.0]], np.float32))
    runner.ended.emit(7, CodeResult(text="of another one"))
    assert view.is_running
    runner.ended.emit(1, CodeResult(text="2\n", pictures=(picture,)))
    assert (view.is_running, view.run.text()) == (False, "Run")
    assert (view.printed.text(), view.printed.isVisible()) == ("2", True)
    assert there(view.findChild(QWidget, "codePicture")).accessibleName() == "map"
    assert not view.trouble.isVisible()
    qtbot.mouseClick(view.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "print(2)"
    qtbot.mouseClick(view.reset, LEFT)
    assert view.editor.toPlainText() == "print(1)"
    assert not view.printed.isVisible()
    QGuiApplication.clipboard().clear()


def test_that_code_is_stopped_and_trouble_told_with_its_line(qtbot: QtBot) -> None:
    runner = Runner()
    view = code_view(qtbot, runner)
    qtbot.mouseClick(view.run, LEFT)
    qtbot.mouseClick(view.run, LEFT)
    assert (runner.cancelled, view.is_running, view.printed.isVisible()) == (1, False, False)
    qtbot.mouseClick(view.run, LEFT)
    runner.ended.emit(2, CodeResult(trouble="NameError: name 'a' is not defined", line=3))
    assert view.trouble.text() == "Line 3: NameError: name 'a' is not defined"
    view.editor.setPlainText("no")
    qtbot.mouseClick(view.run, LEFT)
    assert view.trouble.text() == "There is no prediction yet."
    assert not view.is_running


@pytest.mark.parametrize(("trusted", "runs"), [(False, True), (True, False)])
def test_that_other_code_is_read_and_copied_only(qtbot: QtBot, trusted: bool, runs: bool) -> None:
    runner = Runner(can_run=trusted)
    view = code_view(qtbot, runner, runs=runs)
    assert view.editor.isReadOnly()
    assert [button.isVisible() for button in (view.run, view.reset, view.copy)] == [
        False,
        False,
        True,
    ]
    assert (view.findChild(QLabel, "codeReason") is not None) == runs, "why it does not run here"
    qtbot.keyClick(view.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert runner.asked == []


# Questions


def question(right: int) -> Question:
    choices = tuple(Choice(f"choice {place}", place == right) for place in range(2))
    return Question("Which?", choices, "That one.")


def test_that_answers_are_kept_and_first_ones_count(qtbot: QtBot) -> None:
    page = Page(Path("26-quiz.md"), "Quiz", tuple(question(0) for _ in range(5)))
    answers = Answers()
    kept = answers.of(page)
    views = [QuestionView(*pair) for pair in zip(questions(page), kept, strict=True)]
    score = QuizScore(questions(page), kept)
    for widget in (*views, score):
        qtbot.addWidget(widget)
    for view in views:
        view.answered.connect(score.count)
    assert score.told.text() == "<b>0 of 5 correct</b> · 5 to go"
    assert score.again.isHidden()
    views[0].choices[0].click()
    views[1].choices[1].click()
    views[1].choices[0].click()  # trying on does not make it right
    views[2].show_answer.click()
    views[2].choices[0].click()  # nor does reading the answer first
    assert score.told.text() == "<b>1 of 5 correct</b> · 2 to go"
    views[3].choices[0].click()
    views[4].choices[0].click()
    assert score.told.text() == "<b>3 of 5 correct</b>"
    assert not score.again.isHidden()
    again = QuestionView(questions(page)[1], answers.of(page)[1])
    qtbot.addWidget(again)
    assert again.choices[1].accessibleName().endswith(": wrong")
    assert again.choices[0].accessibleName().endswith(": correct")
    assert not again.answer.isHidden()
    answers.forget(page)
    assert answers.of(page) == [Answer()] * 5


# Words that point


@pytest.fixture
def pointing(holder: QWidget) -> tuple[Words, list[str]]:
    label = Words("[one](@strip) and [two](@raw)", holder)
    label.setGeometry(0, 0, 400, 40)
    other = QLabel("x", holder)
    other.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    QWidget.setTabOrder(label, other)
    for each in (label, other):
        each.show()
    told: list[str] = []
    label.pointed.connect(told.append)
    return label, told


def test_that_the_mouse_points_while_it_is_over_the_words(
    qtbot: QtBot, pointing: tuple[Words, list[str]]
) -> None:
    label, told = pointing
    middle = label.height() // 2
    for x in (5, label.fontMetrics().horizontalAdvance("one and t"), 390):
        qtbot.mouseMove(label, QPoint(x, middle))
        QApplication.processEvents()
    assert told == ["strip", "raw", ""]


def test_that_the_keyboard_points_one_after_the_other(
    qtbot: QtBot, pointing: tuple[Words, list[str]]
) -> None:
    label, told = pointing
    label.setFocus(Qt.FocusReason.TabFocusReason)
    assert told[-1] == "strip"
    qtbot.keyClick(label, Qt.Key.Key_Tab)
    assert told[-1] == "raw"
    qtbot.keyClick(label, Qt.Key.Key_Tab)
    assert told[-1] == ""
    assert not label.hasFocus()


def test_that_words_without_pointers_are_no_stop_for_the_keyboard(holder: QWidget) -> None:
    label = Words("only words, {{score}}", holder)
    assert not label.focusPolicy() & Qt.FocusPolicy.TabFocus
    label.read_by(lambda name: f"<{name}>")
    assert "&lt;score&gt;" in label.text()
