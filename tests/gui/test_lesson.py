"""The guided lesson in the real window, by mouse and keys."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from camviewer.gui.lesson.cover import Cover
from camviewer.gui.lesson.page_view import PageView
from camviewer.gui.lesson.step_actions import perform
from camviewer.lesson import lesson_files
from camviewer.lesson.page import Task
from camviewer.lesson.steps import Step
from tests.gui.conftest import Desk
from tests.gui.test_window import drop
from tests.there import there

LEFT = Qt.MouseButton.LeftButton
PAGE = """# Mine

```do
Do it
digit 3
class 4
opacity 80
scale lecture
open training
```
"""


@pytest.fixture
def lesson(qtbot: QtBot, desk: Desk) -> Desk:
    """The window with the program's lesson open."""
    open_lesson(qtbot, desk, lesson_files.folder_of("en"))
    return desk


def open_lesson(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    with qtbot.waitSignal(desk.window.guide.lessons.lesson_changed):
        desk.window.guide.open_folder(str(folder))


def own(folder: Path, *pages: str) -> Path:
    for number, text in enumerate(pages, start=1):
        (folder / f"{number:02d}-page.md").write_text(text, encoding="utf-8")
    return folder


def page(desk: Desk) -> PageView:
    panel = desk.window.guide.panel
    assert panel is not None
    assert panel.page is not None
    return panel.page


def go(desk: Desk, name: str) -> PageView:
    """Open the page whose file's name ends so."""
    lessons = desk.window.guide.lessons
    names = [each.path.stem for each in there(lessons.lesson).pages]
    lessons.go(next(place for place, each in enumerate(names) if each.endswith(name)))
    return page(desk)


def in_sight(widget: QWidget) -> bool:
    return not widget.visibleRegion().isEmpty()


def bounds(widget: QWidget, ancestor: QWidget) -> QRect:
    return QRect(widget.mapTo(ancestor, QPoint(0, 0)), widget.size())


def click(qtbot: QtBot, widget: QWidget) -> None:
    assert widget.isEnabled()
    qtbot.mouseClick(widget, LEFT)


# Opening and turning pages


def test_that_a_key_opens_the_lesson_and_closes_it(desk: Desk, qtbot: QtBot) -> None:
    dock, action = desk.child("lessonDock"), desk.window.actions_["lesson"]
    assert desk.window.guide.panel is None  # nothing is made before it is needed
    assert not desk.window.actions_["lesson_next"].isEnabled()
    with qtbot.waitSignal(desk.window.guide.lessons.lesson_changed):
        qtbot.keyClick(desk.window, Qt.Key.Key_G)
    assert dock.isVisible()
    assert action.isChecked()
    assert there(page(desk).findChild(QLabel, "lessonTitle")).text() == "Why explain?"
    qtbot.keyClick(desk.window, Qt.Key.Key_G)
    assert not dock.isVisible()
    assert not action.isChecked()


def test_that_its_own_button_closes_it(lesson: Desk, qtbot: QtBot) -> None:
    click(qtbot, lesson.child("lessonCloseButton"))
    assert not lesson.window.actions_["lesson"].isChecked()
    assert not lesson.window.actions_["lesson_next"].isEnabled()
    assert lesson.child("modelBox").isVisible()


def test_that_buttons_keys_and_box_turn_pages(lesson: Desk, qtbot: QtBot) -> None:
    lessons, box = lesson.window.guide.lessons, lesson.child("lessonPageBox")
    back, on = lesson.child("lessonPreviousButton"), lesson.child("lessonNextButton")
    assert not back.isEnabled()
    click(qtbot, on)
    assert (lessons.index, box.currentIndex()) == (1, 1)
    assert box.currentText() == "2. ANN: a fully connected network"
    qtbot.keyClick(lesson.window, Qt.Key.Key_PageDown)
    assert lessons.index == 2
    qtbot.keyClick(lesson.window, Qt.Key.Key_PageUp)
    click(qtbot, back)
    assert lessons.index == 0
    box.setCurrentIndex(lessons.last)
    box.activated.emit(lessons.last)
    assert lesson.child("lessonPlace").text() == f"{box.count()} / {box.count()}"
    assert not on.isEnabled()
    assert not lesson.window.actions_["lesson_next"].isEnabled()


def test_that_keys_turn_no_pages_of_a_closed_lesson(lesson: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(lesson.window, Qt.Key.Key_G)
    qtbot.keyClick(lesson.window, Qt.Key.Key_PageDown)
    assert lesson.window.guide.lessons.index == 0


@pytest.mark.parametrize("page", ["decomposition", "methods", "training", "mistakes", "networks"])
def test_that_a_lesson_stays_in_sight_above_what_it_opens(
    lesson: Desk, qtbot: QtBot, page: str
) -> None:
    window, dock, opened = lesson.window, lesson.child("lessonDock"), lesson.child(f"{page}Dock")
    lesson_alone = dock.height()
    window.guide.do(Task("Open it", (Step("open", page),)))
    QApplication.processEvents()
    assert in_sight(dock)
    assert in_sight(opened)
    drawer = lesson.child("drawer")
    upper, lower = (bounds(each, drawer) for each in (dock, opened))
    assert not upper.intersects(lower)
    assert upper.bottom() < lower.top() < lower.bottom() <= drawer.height()
    assert min(upper.height(), lower.height()) >= 150
    head, turner = lesson.child("lessonHead"), lesson.child("lessonNextButton")
    assert head.isAncestorOf(turner)  # a line more for the text
    assert turner.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_PageDown)
    assert window.guide.lessons.index == 1
    assert opened.isVisible()
    click(qtbot, lesson.child("drawerCloseButton"))
    QApplication.processEvents()
    assert not opened.isVisible()
    assert dock.height() == pytest.approx(lesson_alone, abs=2)
    assert not head.isAncestorOf(turner)


def test_that_the_lesson_is_closed_and_leaves_what_it_opened(lesson: Desk, qtbot: QtBot) -> None:
    lesson.window.guide.do(Task("Open it", (Step("open", "methods"),)))
    click(qtbot, lesson.child("lessonCloseButton"))
    assert not lesson.child("lessonDock").isVisible()
    assert lesson.child("methodsDock").isVisible()
    assert not lesson.window.actions_["lesson_next"].isEnabled()
    qtbot.keyClick(lesson.window, Qt.Key.Key_G)
    assert lesson.child("lessonDock").isVisible()
    assert lesson.child("methodsDock").isVisible()


def test_that_what_is_open_outlasts_a_presentation(lesson: Desk, qtbot: QtBot) -> None:
    docks = [lesson.child("lessonDock"), lesson.child("decompositionDock")]
    lesson.window.actions_["decomposition"].trigger()
    qtbot.keyClick(lesson.window, Qt.Key.Key_F11)
    assert lesson.child("lessonCaption").isVisible()
    assert lesson.child("termsRow").isVisible()
    assert not any(dock.isVisible() for dock in docks)
    qtbot.keyClick(lesson.window, Qt.Key.Key_F11)
    assert all(dock.isVisible() for dock in docks)


# Doing


def test_that_a_task_is_done_in_the_window(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    open_lesson(qtbot, desk, own(tmp_path, PAGE))
    click(qtbot, page(desk).tasks[0])
    document = desk.document
    assert document.content.origin.index == 3
    assert (document.class_index, document.following) == (4, False)
    assert (document.display.opacity, document.display.scale) == (80, "lecture")
    assert desk.window.actions_["train"].isChecked()
    assert desk.child("trainingDock").isVisible()
    desk.window.actions_["undo"].trigger()
    assert document.content.origin.index is None


def test_that_what_cannot_be_done_is_told_and_the_rest_goes_on(desk: Desk) -> None:
    context = desk.window.guide.context
    steps = [
        Step("digit", "999999"),
        Step("model", "unheard of"),
        Step("method", "tea_leaves"),
        Step("class", "6"),
    ]
    troubles = perform(context, steps)
    assert [trouble.split(":")[0] for trouble in troubles] == [
        "digit 999999",
        "model unheard of",
        "method tea_leaves",
    ]
    assert "There is no such digit. Choose one from 0 to " in troubles[0]
    assert "There is no network of that name. Choose one of " in troubles[1]
    assert "'tea-leaves' is not known. Choose one of " in troubles[2]
    assert desk.document.class_index == 6


@pytest.mark.parametrize(
    ("verb", "argument", "look", "seen"),
    [
        ("digit", "1005 or 87", lambda s: (s.content.origin.name, s.content.origin.index),
         ("builtin", 87)),
        ("digit", "7", lambda s: s.content.origin.index, 7),
        ("model", "lecture", lambda s: s.model.card.name, "lecture"),
        ("method", "grad_cam", lambda s: s.display.method, "grad-cam"),
        ("colours", "grey", lambda s: s.display.colours, "grey"),
        ("threshold", "30", lambda s: s.display.threshold, 30),
        ("point", "9 14", lambda s: s.pointer, (9.5, 14.5)),
        ("class", "predicted", lambda s: s.following, True),
    ],
)  # fmt: skip
def test_that_each_verb_does_what_it_says(
    desk: Desk, verb: str, argument: str, look: object, seen: object
) -> None:
    desk.document.choose_class(3)
    assert callable(look)
    assert look(desk.document) != seen
    assert perform(desk.window.guide.context, [Step(verb, argument)]) == []
    assert look(desk.document) == seen


def test_that_a_written_digit_has_strokes_and_can_be_cleared(desk: Desk) -> None:
    context = desk.window.guide.context
    assert perform(context, [Step("draw", "seven")]) == []
    strokes = desk.document.content.drawing.strokes
    points = np.concatenate([stroke.points for stroke in strokes])
    assert 0.1 < points.min() < points.max() < 0.9
    assert perform(context, [Step("clear", ""), Step("random", "")]) == []
    assert desk.document.content.origin.index is not None
    assert perform(context, [Step("close", "training")]) == []


# Questions


def test_that_an_answer_is_hidden_until_it_is_asked_for(lesson: Desk, qtbot: QtBot) -> None:
    view = go(lesson, "feature-maps")
    answer, show = there(view.findChild(QLabel, "lessonAnswer")), lesson.child("showAnswerButton")
    assert not answer.isVisible()
    click(qtbot, lesson.child("choiceButton0"))  # wrong
    assert not answer.isVisible()
    assert lesson.child("choiceButton0").accessibleName().endswith(": wrong")
    click(qtbot, show)
    assert answer.isVisible()
    assert not show.isVisible()
    go(lesson, "symbols")
    view = go(lesson, "feature-maps")
    click(qtbot, lesson.child("choiceButton1"))  # right
    assert there(view.findChild(QLabel, "lessonAnswer")).isVisible()


# Painting


def test_that_maps_are_covered_until_the_guess_is_compared(lesson: Desk, qtbot: QtBot) -> None:
    def covered() -> set[str]:
        covers = lesson.window.findChildren(Cover)
        return {there(each.parent()).objectName() for each in covers if each.isVisible()}

    assert covered() == set()
    view = go(lesson, "explaining-by-pictures")
    maps = {"rawCamView", "resizedCamView", "blendView"}
    assert maps < covered()
    assert "inputView" not in covered()
    parents = {each.parent() for each in lesson.window.findChildren(Cover)}
    assert lesson.window.central.stage.readout in parents  # it tells the map's values
    assert {lesson.child("decompositionDock"), lesson.child("mistakesDock")} <= parents
    click(qtbot, view.tasks[0])
    qtbot.waitUntil(lambda: lesson.document.is_current)
    painting = view.paintings[0]
    assert not painting.compare.isEnabled()
    strongest = np.argwhere(
        there(lesson.document.prediction).maps[9] == there(lesson.document.prediction).maps[9].max()
    )
    row, column = strongest[0].tolist()
    place = painting.pad.rectangle_of(row, column).center().toPoint()
    qtbot.mouseClick(painting.pad, LEFT, pos=place)
    click(qtbot, painting.compare)
    assert covered() == set()
    told = lesson.child("overlapLabel").text()
    assert "You painted one cell. The strongest cell of" in told
    assert "1 / 1 = 1.00" in told
    assert "M₉" in told
    lesson.document.choose_class(3)  # the comparison is with the map that is shown
    assert "M₃" in lesson.child("overlapLabel").text()
    click(qtbot, painting.again)
    assert maps < covered()
    assert not painting.pad.cells.any()
    go(lesson, "the-paper")
    assert covered() == set()
    go(lesson, "explaining-by-pictures")
    assert maps < covered()
    click(qtbot, lesson.child("lessonCloseButton"))
    assert covered() == set()


# A lecturer's own pages


def test_that_a_folder_that_is_dropped_is_opened(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    own(tmp_path, "# First\n\nWords.", "# Second\n")
    with qtbot.waitSignal(desk.window.guide.lessons.lesson_changed):
        drop(desk, tmp_path)
    assert desk.child("lessonDock").isVisible()
    assert desk.child("lessonPageBox").count() == 2
    with qtbot.waitSignal(desk.window.guide.lessons.lesson_changed):
        click(qtbot, desk.child("bundledLessonButton"))
    assert desk.child("lessonPageBox").count() > 2
    assert not desk.child("bundledLessonButton").isVisible()


def test_that_a_folder_is_chosen_and_a_bad_one_is_told(
    lesson: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not lesson.child("bundledLessonButton").isVisible()
    lesson.child("openLessonAction").trigger()
    (dialog,) = (each for each in lesson.window.findChildren(QFileDialog) if each.isVisible())
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    with qtbot.waitSignal(lesson.messages.posted):
        dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    assert "01-name.md" in lesson.window.central.messages.text
    pages = there(lesson.window.guide.lessons.lesson).pages
    assert lesson.child("lessonPageBox").count() == len(pages)


def test_that_a_window_in_another_language_goes_on_at_the_same_page(
    lesson: Desk, qtbot: QtBot
) -> None:
    go(lesson, "ann")
    before, lessons = lesson.window, lesson.window.guide.lessons
    with qtbot.waitSignal(lessons.lesson_changed), qtbot.waitSignal(before.destroyed):
        lessons.use_language("ko")
        lesson.rebuild()
    assert lesson.window.guide.lessons is lessons
    title = there(page(lesson).findChild(QLabel, "lessonTitle")).text()
    assert title.replace("\u2060", "") == "ANN: 완전 연결 신경망"
    assert lesson.child("lessonPlace").text().startswith("2 / ")
    assert lesson.window.actions_["lesson"].isChecked()


# Room and presentation


def test_that_nothing_gives_way_to_the_lesson(lesson: Desk) -> None:
    window = lesson.window
    assert lesson.child("lessonDock").width() >= 320
    assert window.width() == 1366
    for name in ("drawCanvas", "modelBox", "inputView", "blendView", "classButton9"):
        assert lesson.child(name).isVisible(), name


def test_that_the_laser_is_for_presentations_only(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window

    def press(key: Qt.Key) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        usual = Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(window, key, control if key == Qt.Key.Key_L else usual)

    press(Qt.Key.Key_L)
    assert QGuiApplication.overrideCursor() is None
    press(Qt.Key.Key_F11)
    press(Qt.Key.Key_L)
    assert QGuiApplication.overrideCursor() is not None
    press(Qt.Key.Key_L)
    assert QGuiApplication.overrideCursor() is None
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_F11)
    assert QGuiApplication.overrideCursor() is None
    assert not window.actions_["laser"].isChecked()


def test_that_the_lesson_is_a_caption_in_a_presentation(lesson: Desk, qtbot: QtBot) -> None:
    words = there(page(lesson).findChild(QLabel, "lessonWords"))
    size, panel = words.font().pointSizeF(), lesson.window.guide.panel
    caption = lesson.child("lessonCaption")
    qtbot.keyClick(lesson.window, Qt.Key.Key_F11)
    assert words.font().pointSizeF() >= 1.4 * size
    assert caption.isVisible()
    assert not lesson.child("drawer").isVisible()
    assert lesson.child("drawCanvas").isVisible()
    assert lesson.window.guide.panel is panel
    qtbot.keyClick(lesson.window, Qt.Key.Key_G)
    assert not caption.isVisible()
    qtbot.keyClick(lesson.window, Qt.Key.Key_G)
    assert caption.isVisible()
    qtbot.keyClick(lesson.window, Qt.Key.Key_F11)
    assert words.font().pointSizeF() == pytest.approx(size)
    assert lesson.child("lessonDock").isVisible()
    assert lesson.window.guide.panel is panel


def test_that_in_a_presentation_the_lesson_stands_above_a_page(lesson: Desk, qtbot: QtBot) -> None:
    caption, methods = lesson.child("lessonCaption"), lesson.window.actions_["methods"]
    qtbot.keyClick(lesson.window, Qt.Key.Key_F11)
    methods.trigger()
    assert not caption.isVisible()
    assert lesson.child("lessonDock").isVisible()
    methods.trigger()
    assert caption.isVisible()


# The work sheet


@pytest.mark.slow
def test_that_a_work_sheet_is_saved_with_its_answers(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    action = desk.window.actions_["save_work_sheet"]
    assert not action.isEnabled()
    perform(desk.window.guide.context, [Step("digit", "3"), Step("class", "4")])
    qtbot.waitUntil(lambda: desk.document.is_current)
    assert action.isEnabled()
    action.trigger()
    (dialog,) = (each for each in desk.window.findChildren(QFileDialog) if each.isVisible())
    assert Path(dialog.selectedFiles()[0]).name == "work-sheet-4.pdf"
    path = tmp_path / "sheet.pdf"
    # Importing matplotlib alone may take seconds on a busy machine.
    with qtbot.waitSignal(desk.messages.posted, timeout=60_000) as told:
        dialog.fileSelected.emit(str(path))
    dialog.close()
    assert path.is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]
    assert "sheet.pdf" in told.args[0].text


def test_that_the_button_that_was_pressed_stays_in_sight(lesson: Desk, qtbot: QtBot) -> None:
    """What it opens takes half of the lesson's room."""
    lessons = lesson.window.guide.lessons
    shown = there(lessons.lesson)
    lessons.go(next(n for n, p in enumerate(shown.pages) if "extractor" in p.path.name))
    QApplication.processEvents()
    (button,) = page(lesson).tasks
    area = there(lesson.window.findChild(QScrollArea, "lessonScroll"))
    area.ensureWidgetVisible(button)
    click(qtbot, button)
    qtbot.waitUntil(lambda: area.viewport().height() < 400)
    qtbot.waitUntil(lambda: bounds(button, area).bottom() <= area.height())
    assert bounds(button, area).top() >= 0


def test_that_what_a_page_points_at_is_not_pointed_at_by_the_next(lesson: Desk) -> None:
    lesson.window.guide.do(Task("Point", (Step("point", "15 16"),)))
    assert lesson.document.pointer == (15.5, 16.5)
    lesson.window.guide.next()
    assert lesson.document.pointer is None
