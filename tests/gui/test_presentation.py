"""The presentation: the same stage for the last row of a hall."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.gui import theme
from tests.gui.conftest import Desk

WANTED = 2.0


@pytest.fixture(autouse=True)
def wanted(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[None]:
    """Text is to be twice as large, whatever the screen; in the end it is of its usual size."""
    monkeypatch.setattr(theme, "presentation_factor", lambda _lines: WANTED)
    yield
    assert theme.text_size() == pytest.approx(theme.usual_text_size())
    qapp.processEvents()


def factor() -> float:
    return theme.text_size() / theme.usual_text_size()


def test_that_whatever_opens_leaves_text_and_window_as_they_are(desk: Desk, qtbot: QtBot) -> None:
    window, actions = desk.window, desk.window.actions_
    before = window.size()
    actions["presentation"].trigger()
    for name in ("train", "lesson", "decomposition", "methods", "mistakes"):
        actions[name].trigger()
        QApplication.processEvents()
        assert factor() == pytest.approx(WANTED)
        assert window.isFullScreen()
        assert window.size() == window.screen().size()
    actions["presentation"].trigger()
    assert not window.isFullScreen()
    qtbot.waitUntil(lambda: window.size() == before)


def test_that_it_begins_and_ends_with_everything_placed_once(desk: Desk) -> None:
    placed: list[None] = []
    desk.window.central.arranged.connect(lambda: placed.append(None))
    for _ in range(2):
        desk.window.actions_["presentation"].trigger()
        assert len(placed) == 1
        QApplication.processEvents()
        placed.clear()


def test_that_a_full_screen_that_the_desktop_ends_ends_the_presentation(
    desk: Desk, qtbot: QtBot
) -> None:
    window, present = desk.window, desk.window.actions_["presentation"]
    present.trigger()
    window.showNormal()
    qtbot.waitUntil(lambda: not present.isChecked())
    assert window.menuBar().isVisible()


def test_that_the_next_window_goes_on_with_large_text(desk: Desk) -> None:
    desk.window.actions_["presentation"].trigger()
    desk.rebuild()
    assert factor() == pytest.approx(WANTED)
    assert desk.window.isFullScreen()
    assert desk.window.menuBar().isHidden()
    desk.window.actions_["presentation"].trigger()


def test_that_a_message_moves_nothing(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    window.actions_["presentation"].trigger()
    qtbot.waitUntil(lambda: window.size() == window.screen().size())
    QApplication.processEvents()
    before = window.central.arrangement
    desk.messages.trouble("A sentence of so many words that it needs a line or two. " * 20)
    QApplication.processEvents()
    assert window.central.messages.isVisible()
    assert window.central.arrangement == before
    window.actions_["presentation"].trigger()


def test_that_a_lesson_begins_as_a_caption_and_goes_on_beside_the_stage(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.window.actions_["presentation"].trigger()
    with qtbot.waitSignal(desk.window.guide.lessons.lesson_changed):
        desk.window.actions_["lesson"].trigger()
    panel = desk.child("lessonPanel")
    assert desk.child("lessonCaption").isAncestorOf(panel)
    assert panel.isVisible()
    desk.window.actions_["presentation"].trigger()
    assert desk.child("lessonDock").isAncestorOf(panel)
    assert panel.isVisible()


def test_that_the_terms_of_the_sum_stand_on_the_stage(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    window.actions_["presentation"].trigger()
    window.actions_["decomposition"].trigger()
    assert desk.child("termsRow").isVisible()
    assert not desk.child("blendView").isVisible()
    assert desk.child("drawCanvas").isVisible()
    window.actions_["decomposition"].trigger()
    assert not desk.child("termsRow").isVisible()
    assert desk.child("blendView").isVisible()
    window.actions_["decomposition"].trigger()
    window.actions_["presentation"].trigger()
    assert desk.child("decompositionDock").isVisible()
    assert desk.child("blendView").isVisible()
