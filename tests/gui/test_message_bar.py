"""Messages: over everything else, trouble until it is closed, good news for a while."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from camviewer.document.messages import Action, Messages
from camviewer.document.settings import Settings
from camviewer.gui import theme
from camviewer.gui.widgets import message_bar
from camviewer.gui.widgets.contrast import contrast
from camviewer.gui.widgets.message_bar import MessageBar
from tests.gui.conftest import Desk
from tests.gui.test_window import draw_one
from tests.there import there

LEFT = Qt.MouseButton.LeftButton

LONG = (
    "/home/student/pictures/seven.png cannot be used: a file of another kind. Needed: a picture. "
    * 5
)


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(700, 400)
    QVBoxLayout(widget).addStretch(1)
    widget.show()
    return widget


@pytest.fixture
def messages(qtbot: QtBot) -> Messages:
    return Messages()


@pytest.fixture
def bar(ground: QWidget, messages: Messages, monkeypatch: pytest.MonkeyPatch) -> MessageBar:
    monkeypatch.setattr(message_bar, "LASTING", 30)
    made = MessageBar(messages, ground)
    layout = ground.layout()
    assert layout is not None
    layout.addWidget(made)
    return made


def test_that_it_is_hidden_until_there_is_something_to_say(
    bar: MessageBar, messages: Messages
) -> None:
    assert not bar.isVisible()
    assert bar.text == ""
    messages.trouble("No.")
    assert bar.isVisible()
    assert bar.text == "No."


def test_that_trouble_stays_until_it_is_closed(
    bar: MessageBar, messages: Messages, qtbot: QtBot
) -> None:
    messages.inform("Saved.")
    messages.trouble("Not saved.")
    qtbot.wait(60)  # twice as long as good news stays
    assert bar.text == "Not saved."
    button = bar.findChild(QToolButton, "messageCloseButton")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert bar.text == ""


def test_that_good_news_leave_by_themselves(
    bar: MessageBar, messages: Messages, qtbot: QtBot
) -> None:
    messages.inform("Saved.")
    assert bar.text == "Saved."
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_that_trouble_is_still_there_after_good_news(
    bar: MessageBar, messages: Messages, qtbot: QtBot
) -> None:
    messages.trouble("Not saved.")
    messages.inform("Drawn.")
    assert bar.text == "Drawn."
    qtbot.waitUntil(lambda: bar.text == "Not saved.")


def test_that_a_later_success_ends_the_trouble_it_answers(
    bar: MessageBar, messages: Messages, qtbot: QtBot
) -> None:
    messages.trouble("Not loaded.")
    messages.trouble("Not saved.", topic="saving")
    messages.inform("Saved.", topic="saving")
    assert bar.text == "Saved."
    qtbot.waitUntil(lambda: bar.text == "Not loaded.")


def test_that_of_several_none_is_lost(bar: MessageBar, messages: Messages, qtbot: QtBot) -> None:
    count = there(bar.findChild(QLabel, "messageCount"))
    for sentence in ("One.", "Two.", "Two.", "Three."):
        messages.trouble(sentence)
    assert (bar.text, count.text()) == ("Three.", "1 of 3")
    close = there(bar.findChild(QToolButton, "messageCloseButton"))
    for sentence in ("Two.", "One.", ""):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
        assert bar.text == sentence
    assert not bar.isVisible()


def high(like: QLabel, lines: int) -> int:
    """How high so many lines are in a label's font: more than as many times one, in some."""
    label = QLabel("\n".join("x" * lines))
    label.setFont(like.font())
    return label.sizeHint().height()


def test_that_a_long_one_has_three_lines_and_its_end_in_the_tip(
    bar: MessageBar, messages: Messages
) -> None:
    messages.trouble(LONG)
    size = bar.fit(500)
    label = there(bar.findChild(QLabel, "messageLabel"))
    assert size.width() <= 500
    assert size.height() <= high(label, 3) + 2 + 2 * (8 + 5)
    assert label.text().endswith("…")
    assert label.toolTip() == LONG
    assert bar.text == LONG
    messages.trouble("Short.")
    assert bar.fit(500).width() < 250
    assert label.toolTip() == ""


def test_that_a_path_without_spaces_keeps_its_name(bar: MessageBar, messages: Messages) -> None:
    path = f"/home/{'folder/' * 40}seven.png"
    messages.trouble(f"{path}: no picture.")
    bar.resize(bar.fit(420))
    label = there(bar.findChild(QLabel, "messageLabel"))
    assert "…" in label.text()
    assert label.text().endswith("seven.png: no picture.")
    assert label.toolTip() == f"{path}: no picture."
    words = label.text().split()
    assert max(map(label.fontMetrics().horizontalAdvance, words)) < 420


@pytest.mark.parametrize("width", [300, 420, 700, 1200])
@pytest.mark.parametrize("sentence", ["Saved.", LONG, "One line.\nAnother line.\nA third one."])
def test_that_all_of_it_has_room_in_the_size_it_asks_for(
    ground: QWidget, messages: Messages, width: int, sentence: str
) -> None:
    bar = MessageBar(messages, ground)
    messages.inform(sentence, Action("Open", list), Action("Show in folder", list))
    size = bar.fit(width)
    assert size.width() <= width
    bar.setGeometry(0, 0, size.width(), size.height())
    QApplication.processEvents()
    label = there(bar.findChild(QLabel, "messageLabel"))
    assert label.heightForWidth(label.width()) <= label.height()
    assert label.heightForWidth(label.width()) <= high(label, message_bar.LINES)
    places = [label.geometry()]
    for button in bar.findChildren(QToolButton):
        assert button.isVisible()
        assert button.width() >= button.sizeHint().width()
        corner = button.mapTo(bar, QPoint())
        places.append(QRect(corner, button.size()))
        assert bar.rect().contains(places[-1])
    for one, other in combinations(places, 2):
        assert not one.intersects(other)


def test_that_there_is_a_button_for_each_action(
    bar: MessageBar, messages: Messages, qtbot: QtBot
) -> None:
    done: list[str] = []
    names = ("Undo", "Open", "Show in folder")
    messages.inform("Saved.", *(Action(name, partial(done.append, name)) for name in names))
    shown = [button for button in bar.findChildren(QToolButton) if button.text() in names]
    assert [button.text() for button in shown] == list(names)
    qtbot.mouseClick(shown[2], LEFT)
    assert done == ["Show in folder"]


def test_that_what_is_of_consequence_stays_until_it_is_closed_or_taken_back(
    bar: MessageBar, messages: Messages, qtbot: QtBot
) -> None:
    messages.inform("Deleted.", stays=True)
    qtbot.wait(60)  # twice as long as good news stays
    assert bar.text == "Deleted."
    messages.resolve("Something else.")
    assert bar.text == "Deleted."
    messages.resolve("Deleted.")
    assert bar.text == ""


def test_that_a_success_without_a_word_ends_the_trouble_of_its_topic(
    bar: MessageBar, messages: Messages
) -> None:
    messages.trouble("No picture.", topic="picture")
    messages.trouble("No model.", topic="model")
    messages.trouble("Another one is none either.", topic="model")
    messages.settle("model")
    assert bar.text == "No picture."
    messages.settle("")
    assert bar.text == "No picture."
    messages.settle("picture")
    assert not bar.isVisible()


def test_that_what_has_the_keyboard_does_not_leave(
    bar: MessageBar, messages: Messages, qtbot: QtBot
) -> None:
    bar.window().activateWindow()
    messages.inform("Saved.", Action("Open", list))
    there(bar.findChild(QToolButton, "messageActionButton")).setFocus()
    qtbot.wait(60)  # twice as long as good news stays
    assert bar.text == "Saved."
    bar.window().setFocus()
    qtbot.waitUntil(lambda: not bar.isVisible())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("is_trouble", [False, True])
def test_that_it_is_read_on_any_ground(
    ground: QWidget, messages: Messages, qapp: QApplication, scheme: str, is_trouble: bool
) -> None:
    theme.apply(qapp, scheme)
    bar = MessageBar(messages, ground)
    (messages.trouble if is_trouble else messages.inform)("Words.", Action("Open", list))
    bar.resize(bar.fit(600))
    QApplication.processEvents()
    own = message_bar.TROUBLE if is_trouble else message_bar.GOOD
    for widget in (bar.findChild(QLabel, "messageLabel"), *bar.findChildren(QToolButton)):
        palette = there(widget).palette()
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            assert contrast(palette.color(role), own) >= 4.5
            assert contrast(palette.color(role), palette.color(QPalette.ColorRole.Button)) >= 4.5
    picture = ground.grab(bar.geometry()).toImage()
    middle = picture.height() // 2
    shades = [picture.pixelColor(x, middle) for x in range(12)]
    window = ground.palette().color(QPalette.ColorRole.Window)
    assert own in shades
    edge = max(contrast(shade, own) for shade in shades)
    assert edge >= 2, "an edge sets it off"
    assert max(contrast(shade, window) for shade in shades) >= 2
    theme.apply(qapp, "light")


def test_that_what_is_pointed_at_does_not_leave(
    bar: MessageBar, messages: Messages, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    looked: list[bool] = []

    def under_mouse(self: MessageBar) -> bool:
        looked.append(len(looked) < 2)
        return looked[-1]

    monkeypatch.setattr(MessageBar, "underMouse", under_mouse)
    messages.inform("Saved.")
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert looked == [True, True, False]


def test_that_a_files_name_is_not_taken_for_markup(bar: MessageBar, messages: Messages) -> None:
    messages.trouble("<b>7</b>.png cannot be used.")
    label = there(bar.findChild(QLabel, "messageLabel"))
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.accessibleName() == bar.text == "<b>7</b>.png cannot be used."


@pytest.mark.parametrize("sentence", ["Short.", LONG])
def test_that_it_covers_neither_canvas_nor_views(desk: Desk, qtbot: QtBot, sentence: str) -> None:
    draw_one(qtbot, desk)
    size = desk.window.size()
    bar = desk.window.central.messages
    desk.messages.trouble(sentence)
    qtbot.waitUntil(lambda: bar.height() > 0)
    label = there(bar.findChild(QLabel, "messageLabel"))
    qtbot.waitUntil(lambda: label.heightForWidth(label.width()) <= label.height())
    assert desk.window.size() == size
    assert desk.window.minimumSizeHint().height() <= size.height()
    place = bar.rect().translated(bar.mapTo(desk.window, bar.rect().topLeft()))
    assert desk.window.rect().contains(place)
    for name in ("drawCanvas", "inputView", "rawCamView", "resizedCamView", "blendView"):
        panel = desk.child(name)
        assert not place.intersects(
            panel.rect().translated(panel.mapTo(desk.window, panel.rect().topLeft()))
        ), name


@pytest.mark.parametrize("page", ["", "train"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_that_what_was_saved_covers_neither_classes_nor_verdict(
    make_desk: Callable[..., Desk], qtbot: QtBot, page: str, language: str
) -> None:
    desk = make_desk(Settings(language=language))
    desk.window.resize(1366, 768)
    if page:
        desk.page(page)
    draw_one(qtbot, desk)
    QApplication.processEvents()  # the classes have their places
    desk.messages.inform("Saved the model my-model", Action("Show in folder", list))
    place = in_window(desk.window.central.messages)
    assert place.height() > 20
    stage = desk.window.central.stage
    free = *stage.classes.buttons, stage.classes.follow, stage.verdict, desk.child("blendView")
    for widget in free:
        assert widget.isVisible()
        assert not place.intersects(in_window(widget)), widget.objectName()


def in_window(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def test_that_escape_closes_it(desk: Desk, qtbot: QtBot) -> None:
    desk.messages.trouble("No.")
    qtbot.keyClick(desk.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.window.central.messages.text == "")


def test_that_an_offer_stays_until_it_is_taken_or_something_else_is_said(
    bar: MessageBar, messages: Messages, qtbot: QtBot
) -> None:
    messages.offer("Go on?")
    qtbot.wait(60)  # twice as long as good news stays
    assert bar.text == "Go on?"
    messages.withdraw()
    assert bar.text == ""
    messages.offer("Go on?")
    messages.trouble("No.")
    messages.withdraw()
    bar.close_message()
    assert bar.text == ""


def test_that_the_offer_to_go_on_leaves_when_a_training_begins(desk: Desk) -> None:
    desk.window.offer_to_go_on()
    assert "was not finished" in desk.window.central.messages.text
    desk.training.status_changed.emit()
    assert desk.window.central.messages.text == ""


def test_that_what_can_be_done_about_a_message_is_a_button(
    bar: MessageBar, messages: Messages, qtbot: QtBot
) -> None:
    done: list[str] = []
    button = there(bar.findChild(QToolButton, "messageActionButton"))
    messages.trouble("No.")
    assert not button.isVisible()
    messages.offer("Go on?", Action("Go on", partial(done.append, "went on")))
    assert (button.isVisible(), button.text()) == (True, "Go on")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["went on"]
    assert bar.text == "No.", "which is still to be closed"
    messages.inform("Saved.")
    assert not button.isVisible()


def test_that_a_hint_leaves_by_itself_or_is_withdrawn(
    bar: MessageBar, messages: Messages, qtbot: QtBot
) -> None:
    messages.hint("F11.")
    messages.withdraw()
    assert bar.text == ""
    messages.hint("F11.")
    assert bar.text == "F11."
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_that_what_stays_is_read_after_what_is_told_in_passing(
    bar: MessageBar, messages: Messages, qtbot: QtBot
) -> None:
    messages.inform("Left out: 1.", topic="data", stays=True)
    messages.inform("Resized.")
    assert bar.text == "Resized."
    qtbot.waitUntil(lambda: bar.text == "Left out: 1.")
    messages.offer("Invert?")
    assert bar.text == "Invert?"
    bar.close_message()
    assert bar.text == "Left out: 1."
    messages.inform("Left out: 2.", topic="data", stays=True)
    bar.close_message()
    assert bar.text == ""


def test_that_what_stays_is_over_when_the_same_succeeds_anew(
    bar: MessageBar, messages: Messages
) -> None:
    messages.inform("Left out: 1.", topic="data", stays=True)
    messages.settle("picture")
    assert bar.text == "Left out: 1."
    messages.settle("data")
    assert bar.text == ""
