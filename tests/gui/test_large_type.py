"""Text is as large as a class needs it, if what is shown has room on the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from camviewer.document.messages import Messages
from camviewer.document.part import Part
from camviewer.document.state import WindowState
from camviewer.gui import theme
from camviewer.gui.layout.font_scaler import FontScaler
from camviewer.gui.layout.presentation import Presentation
from tests.gui.conftest import Desk
from tests.there import there

WORD = "handwriting "
WANTED = 2.0
USUAL = 9.0  # points


@pytest.fixture(autouse=True)
def wanted(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[None]:
    """Text is to be twice as large, whatever the screen; in the end it is of its usual size."""
    monkeypatch.setattr(theme, "presentation_factor", lambda _lines: WANTED)
    usual = theme.text_size()
    theme.set_text_size(USUAL)
    yield
    theme.set_text_size(usual)
    qapp.processEvents()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    """A window of two labels that fills the screen."""
    window = QMainWindow()
    qtbot.addWidget(window)
    row = QWidget()
    layout = QHBoxLayout(row)
    for name in ("one", "other"):
        label = QLabel(WORD, row)
        label.setObjectName(name)
        layout.addWidget(label)
    window.setCentralWidget(row)
    window.showFullScreen()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def large(window: QMainWindow) -> Iterator[FontScaler]:
    large = FontScaler(window)
    yield large
    large.end()


def factor(large: FontScaler) -> float:
    """How large text is when all has come to rest."""
    for _ in range(20):
        QApplication.processEvents()
    while large.is_searching:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    assert large.window.updatesEnabled(), "the search ends, and all is seen again"
    return large.factor


def translate(window: QMainWindow, name: str, share: float) -> None:
    """Let a label take a share of the screen's width, if text is twice as large as usual."""
    label = there(window.findChild(QLabel, name))
    QApplication.processEvents()  # its text may be about to become larger or smaller
    usual = label.fontMetrics().horizontalAdvance(WORD) / label.font().pointSizeF()
    one = usual * WANTED * USUAL
    label.setText(WORD * max(1, round(share * window.screen().size().width() / one)))


def fits(window: QMainWindow) -> bool:
    needed, screen = window.minimumSizeHint(), window.screen().size()
    return needed.width() <= screen.width() and needed.height() <= screen.height()


def test_that_text_is_large_where_it_has_room(window: QMainWindow, large: FontScaler) -> None:
    large.begin()
    assert factor(large) == pytest.approx(WANTED)
    assert fits(window)
    large.end()
    assert factor(large) == pytest.approx(1.0)


def test_that_text_becomes_smaller_when_more_is_shown_than_has_room(
    window: QMainWindow, large: FontScaler
) -> None:
    large.begin()
    factor(large)
    translate(window, "one", 1.2)
    assert 1.3 < factor(large) < WANTED
    assert fits(window)


def test_that_the_window_fills_the_screen_however_much_is_shown(
    window: QMainWindow, large: FontScaler
) -> None:
    large.begin()
    for share in (1.2, 1.7, 5.0, 1.0):
        translate(window, "one", share)
        factor(large)
        assert window.isFullScreen()
        assert window.size() == window.screen().size()


def test_that_text_grows_again_when_there_is_room_but_not_by_itself(
    window: QMainWindow, large: FontScaler
) -> None:
    large.begin()
    translate(window, "one", 1.2)
    small = factor(large)
    large.grow()
    assert factor(large) == small
    translate(window, "one", 0.1)
    assert factor(large) == small, "what is read does not change its size all the time"
    large.grow()
    assert factor(large) == pytest.approx(WANTED)


def test_that_text_grows_no_further_than_there_is_room(
    window: QMainWindow, large: FontScaler
) -> None:
    large.begin()
    translate(window, "one", 1.7)
    small = factor(large)
    translate(window, "one", 1.2)
    large.grow()
    assert small < factor(large) < WANTED
    assert fits(window)


def test_that_text_is_never_smaller_than_usual(window: QMainWindow, large: FontScaler) -> None:
    large.begin()
    translate(window, "one", 5.0)
    assert factor(large) == pytest.approx(1.0)
    assert not fits(window)


def test_that_at_other_times_nothing_changes(window: QMainWindow, large: FontScaler) -> None:
    large.begin()
    large.end()
    translate(window, "one", 5.0)
    large.grow()
    assert factor(large) == pytest.approx(1.0)


def test_that_another_screen_may_want_other_text(
    window: QMainWindow, large: FontScaler, monkeypatch: pytest.MonkeyPatch
) -> None:
    large.begin()
    factor(large)
    monkeypatch.setattr(theme, "presentation_factor", lambda _lines: 1.5)
    window.resize(window.width() - 10, window.height())
    assert factor(large) == pytest.approx(1.5)
    monkeypatch.setattr(theme, "presentation_factor", lambda _lines: WANTED)
    window.resize(window.width() + 10, window.height())
    assert factor(large) == pytest.approx(WANTED)


def test_that_the_next_window_begins_with_the_text_of_the_one_before(
    window: QMainWindow, large: FontScaler, qtbot: QtBot
) -> None:
    large.begin()
    translate(window, "one", 1.2)
    small = factor(large)
    window.hide()
    following = QMainWindow()
    qtbot.addWidget(following)
    following.setCentralWidget(there(window.takeCentralWidget()))
    following.showFullScreen()
    after = FontScaler(following)
    after.begin()
    assert factor(after) == pytest.approx(small)
    after.end()
    assert theme.text_size() == pytest.approx(USUAL)


@pytest.mark.slow
def test_that_a_presentation_of_all_there_is_fills_the_screen_and_ends_as_it_began(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "presentation_factor", lambda _lines: 3.5)
    window, actions = desk.window, desk.window.actions_
    before = window.size()
    actions["presentation"].trigger()
    large = window.presentation.font_scaler
    found = {}
    for name in ("train", "lesson", "decomposition", "mistakes"):
        actions[name].trigger()
        found[name] = factor(large)
        assert window.isFullScreen()
        assert window.size() == window.screen().size()
        assert fits(window)
    assert min(found.values()) < 3.5
    actions["presentation"].trigger()
    assert factor(large) == pytest.approx(1.0)
    assert not window.isFullScreen()
    assert window.size() == before
    window.resize(1, 1)
    assert window.size() == window.minimumSizeHint(), "nothing can be cut off"


def test_that_columns_are_as_before_in_a_window_that_stays_as_large_as_the_screen(
    desk: Desk, qtbot: QtBot
) -> None:
    window = desk.window
    window.actions_["train"].trigger()
    window.central.training.show_page(window.central.training.progress)
    window.move(0, 0)
    window.resize(window.screen().size())  # so that nothing is resized
    QApplication.processEvents()
    panels = window.central.draw, window.central.explanation, window.central.training

    def widths() -> list[int]:
        return [panel.width() for panel in panels]

    before = widths()
    window.actions_["presentation"].trigger()
    assert factor(window.presentation.font_scaler) > 1
    assert widths() != before
    window.actions_["presentation"].trigger()
    qtbot.waitUntil(lambda: widths() == before)


def test_that_what_has_no_room_beside_large_text_comes_back_after_it(
    window: QMainWindow, qtbot: QtBot
) -> None:
    present, laser = QAction(window), QAction(window)
    present.setCheckable(True)
    laser.setCheckable(True)
    presentation = Presentation(window, present, laser, Part(WindowState()), Messages())
    sizes: list[float] = []
    presentation.changed.connect(lambda: sizes.append(theme.text_size()))
    usual = theme.text_size()
    for presenting in (True, False):
        present.setChecked(presenting)
        presentation.follow()
    assert sizes == [usual, usual]


def test_that_a_full_screen_that_the_desktop_ends_ends_the_presentation(
    desk: Desk, qtbot: QtBot
) -> None:
    window, present = desk.window, desk.window.actions_["presentation"]
    present.trigger()
    assert factor(window.presentation.font_scaler) == pytest.approx(WANTED)
    window.showNormal()
    qtbot.waitUntil(lambda: not present.isChecked())
    assert factor(window.presentation.font_scaler) == pytest.approx(1.0)
    assert window.menuBar().isVisible()


def test_that_a_message_takes_room_for_a_while_only(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk.window
    monkeypatch.setattr(theme, "presentation_factor", lambda _lines: 4.0)
    window.actions_["presentation"].trigger()
    large = window.presentation.font_scaler
    messages = window.central.messages
    messages.hide()
    before = factor(large)
    desk.messages.trouble("A sentence of so many words that it needs a line or two. " * 20)
    assert factor(large) < before
    messages.hide()
    assert factor(large) == before
    window.actions_["presentation"].trigger()


def test_that_a_window_that_was_left_changes_nothing(
    window: QMainWindow, large: FontScaler
) -> None:
    large.begin()
    factor(large)
    large.leave()
    translate(window, "one", 5.0)
    large.grow()
    assert factor(large) == pytest.approx(WANTED)
    large.begin()
