"""What is offered to begin with, and when that goes away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from camviewer.data.sources import mnist
from camviewer.gui import language
from camviewer.gui.input.welcome import WelcomePanel
from tests.gui.conftest import Desk
from tests.gui.test_window import LEFT, draw_one

WANTED = {
    "Lesson": "lesson_wanted",
    "Training": "training_wanted",
    "Open": "open_wanted",
    "Download": "download_wanted",
}
"""What each button asks for."""

Make = Callable[[], WelcomePanel]


class Heard:
    """What a panel tells, in order."""

    def __init__(self, panel: WelcomePanel) -> None:
        self.told: list[str] = []
        for name in (*WANTED.values(), "dismissed"):
            getattr(panel, name).connect(self._hear(name))

    def _hear(self, name: str) -> Callable[[], None]:
        return lambda: self.told.append(name)


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """MNIST is nowhere on this computer."""
    monkeypatch.setattr(mnist, "find", lambda: None)


@pytest.fixture
def make(desk: Desk, qtbot: QtBot) -> Make:
    """Opens the panel in the window."""

    def open_panel() -> WelcomePanel:
        panel = WelcomePanel(desk.document, desk.window)
        panel.resize(QSize(340, panel.heightForWidth(340)))
        panel.show()
        return panel

    return open_panel


def button(panel: QWidget, name: str) -> QPushButton:
    found = panel.findChild(QPushButton, f"welcome{name}Button")
    assert isinstance(found, QPushButton)
    return found


@pytest.mark.parametrize("name", WANTED)
def test_that_a_choice_is_told_once_and_ends_the_panel(
    missing: None, make: Make, qtbot: QtBot, name: str
) -> None:
    panel = make()
    heard = Heard(panel)
    qtbot.mouseClick(button(panel, name), LEFT)
    assert heard.told == [WANTED[name], "dismissed"]
    assert panel.isHidden()


def test_that_drawing_begins_with_an_empty_canvas_and_undo_brings_the_digit_back(
    desk: Desk, make: Make, qtbot: QtBot
) -> None:
    qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)
    digit = desk.document.content
    panel = make()
    heard = Heard(panel)
    qtbot.mouseClick(button(panel, "Draw"), LEFT)
    assert desk.document.content.drawing.is_empty
    assert heard.told == ["dismissed"]
    qtbot.mouseClick(desk.child("undoButton"), LEFT)
    assert desk.document.content is digit


def test_that_an_empty_canvas_is_not_emptied_again(desk: Desk, make: Make, qtbot: QtBot) -> None:
    panel = make()
    qtbot.mouseClick(button(panel, "Draw"), LEFT)
    assert desk.document.history.count() == 0
    assert panel.isHidden()


def test_that_a_stroke_ends_the_panel(desk: Desk, make: Make, qtbot: QtBot) -> None:
    panel = make()
    heard = Heard(panel)
    panel.move(600, 100)  # beside the canvas
    draw_one(qtbot, desk)
    draw_one(qtbot, desk)
    assert heard.told == ["dismissed"]
    assert panel.isHidden()


def test_that_another_digit_ends_the_panel(desk: Desk, make: Make, qtbot: QtBot) -> None:
    panel = make()
    desk.window.actions_["next"].trigger()
    assert panel.isHidden()


@pytest.mark.parametrize("by_key", [False, True])
def test_that_it_can_be_closed_without_a_choice(make: Make, qtbot: QtBot, by_key: bool) -> None:
    panel = make()
    heard = Heard(panel)
    if by_key:
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    else:
        qtbot.mouseClick(button(panel, "Close"), LEFT)
    assert heard.told == ["dismissed"]
    assert panel.isHidden()


def test_that_mnist_is_offered_only_where_it_is_missing(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mnist, "find", lambda: Path("mnist.npz"))
    assert make().findChild(QPushButton, "welcomeDownloadButton") is None
    monkeypatch.setattr(mnist, "find", lambda: None)
    assert "11 MB" in button(make(), "Download").text()


def test_that_tips_tell_the_keys_of_the_windows_actions(
    desk: Desk, missing: None, make: Make
) -> None:
    panel = make()
    for name, action in (("Draw", "pen"), ("Lesson", "lesson"), ("Training", "train")):
        key = desk.window.actions_[action].shortcut().toString()
        assert button(panel, name).toolTip().endswith(f"({key})")
    assert button(panel, "Download").toolTip()  # its action has no key
    assert all(button(panel, name).whatsThis() for name in WANTED)


def test_that_room_to_spare_goes_below_the_buttons(make: Make) -> None:
    panel = make()
    panel.resize(340, panel.heightForWidth(340) + 200)
    QApplication.processEvents()
    close = button(panel, "Close")
    assert panel.height() - close.geometry().bottom() >= 200


@pytest.mark.parametrize("spoken", ["en", "ko"])
@pytest.mark.parametrize("width", [220, 340])
def test_that_all_words_have_room(
    desk: Desk, qapp: QApplication, missing: None, make: Make, spoken: str, width: int
) -> None:
    try:
        language.install(qapp, spoken)
        panel = make()
        assert panel.minimumSizeHint().width() <= width
        panel.resize(width, panel.heightForWidth(width))
        QApplication.processEvents()
        for name in ("Draw", *WANTED):
            each = button(panel, name)
            assert each.height() >= each.heightForWidth(each.width())
            assert panel.rect().contains(each.geometry())
    finally:
        language.install(qapp, "en")
