"""Text is as large as is wanted, if what is shown has room on the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from camviewer.gui import theme
from camviewer.gui.large_type import LargeType

SCREEN = QSize(1920, 1080)  # see screen.json
WORD = "handwriting "


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[QMainWindow]:
    """A window of two labels; afterwards text is of its usual size again."""
    usual = qapp.font().pointSizeF()
    window = QMainWindow()
    qtbot.addWidget(window)
    row = QWidget()
    layout = QHBoxLayout(row)
    for name in ("one", "other"):
        label = QLabel(WORD, row)
        label.setObjectName(name)
        layout.addWidget(label)
    window.setCentralWidget(row)
    window.show()
    assert window.screen().size() == SCREEN
    yield window
    theme.set_text_size(usual)
    qapp.processEvents()


@pytest.fixture
def large(window: QMainWindow, qapp: QApplication) -> LargeType:
    return LargeType(window, qapp.font().pointSizeF())


def factor(large: LargeType) -> float:
    """How large text is when all has come to rest."""
    for _ in range(20):
        QApplication.processEvents()
    return QApplication.font().pointSizeF() / large.usual


def say(window: QMainWindow, name: str, words: int) -> None:
    window.findChild(QLabel, name).setText(WORD * words)


def fits(window: QMainWindow) -> bool:
    needed = window.minimumSizeHint()
    return needed.width() <= SCREEN.width() and needed.height() <= SCREEN.height()


def test_that_text_is_as_large_as_wanted_where_it_has_room(
    window: QMainWindow, large: LargeType
) -> None:
    large.use(2.0)
    assert factor(large) == pytest.approx(2.0)
    assert fits(window)
    large.use(1.0)
    assert factor(large) == pytest.approx(1.0)


def test_that_text_becomes_smaller_when_more_is_shown_than_has_room(
    window: QMainWindow, large: LargeType
) -> None:
    large.use(2.0)
    factor(large)
    say(window, "one", 14)
    assert 1.3 < factor(large) < 2
    assert fits(window)


def test_that_text_grows_again_when_there_is_room_but_not_by_itself(
    window: QMainWindow, large: LargeType
) -> None:
    large.use(2.0)
    say(window, "one", 14)
    small = factor(large)
    say(window, "one", 1)
    assert factor(large) == small, "what is read does not change its size all the time"
    large.grow()
    assert factor(large) == pytest.approx(2.0)


def test_that_text_grows_no_further_than_there_is_room(
    window: QMainWindow, large: LargeType
) -> None:
    large.use(2.0)
    say(window, "one", 20)
    small = factor(large)
    say(window, "one", 14)
    large.grow()
    assert small < factor(large) < 2
    assert fits(window)


def test_that_text_is_never_smaller_than_usual(window: QMainWindow, large: LargeType) -> None:
    large.use(2.0)
    say(window, "one", 60)
    assert factor(large) == pytest.approx(1.0)
    assert not fits(window)


def test_that_at_other_times_nothing_changes(window: QMainWindow, large: LargeType) -> None:
    large.use(2.0)
    large.use(1.0)
    say(window, "one", 60)
    large.grow()
    assert factor(large) == pytest.approx(1.0)
