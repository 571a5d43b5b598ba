"""The window in Korean, and in words that are 40 % longer than the English ones."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRect, QRectF, QSize, QTranslator
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import camviewer.core.language
from camviewer.gui import language
from camviewer.gui.panels.decomposition_panel import DecompositionPanel
from tests.cut import cut_words
from tests.gui.conftest import Desk
from tests.gui.test_mistakes import LONG, open_dock
from tests.gui.test_window import draw_one

SMALL = QSize(1366, 768)
LONGER = 0.4

_KEPT = re.compile(r"(<[^>]*>|\{\w*\}|&\w+;|\(\*[^)]*\))")
_WORD = re.compile(r"&?[^\W\d_]{2,}(?:&?[^\W\d_]+)*")


def lengthened(text: str) -> str:
    """A text whose words are longer, with its values, markup and letters to press as they are."""

    def longer(word: re.Match[str]) -> str:
        letters = word[0].replace("&", "")
        return word[0] + (letters * 2)[: math.ceil(LONGER * len(letters))]

    return "".join(
        part if _KEPT.fullmatch(part) else _WORD.sub(longer, part) for part in _KEPT.split(text)
    )


class Lengthener(QTranslator):
    """Translates English into longer words."""

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(self, _context: str, text: str, *_: object) -> str:
        return lengthened(text)


@pytest.fixture(params=["ko", "longer"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """The language of the windows that are opened."""
    if request.param == "longer":
        translator = Lengthener(qapp)
        qapp.installTranslator(translator)
        camviewer.core.language.use(lengthened)
    else:
        language.install(qapp, request.param)
    yield request.param
    language.install(qapp, "en")


Painted = list[tuple[str, float, float]]


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Painted:
    """What widgets paint into a rectangle, with its width and that of the rectangle."""
    found: Painted = []
    draw = QPainter.drawText

    def watch(painter: QPainter, *arguments: Any) -> Any:
        if isinstance(arguments[0], QRect | QRectF):
            text = next(each for each in arguments if isinstance(each, str))
            found.append(
                (text, painter.fontMetrics().horizontalAdvance(text), arguments[0].width())
            )
        return draw(painter, *arguments)

    monkeypatch.setattr(QPainter, "drawText", watch)
    return found


def open_training(desk: Desk) -> None:
    desk.window.actions_["train"].trigger()


def open_decomposition(desk: Desk) -> None:
    desk.window.actions_["decomposition"].trigger()


def cut_now(desk: Desk, painted: Painted, spoken: str) -> list[str]:
    """Words that are cut off, also painted ones; Korean ones are not even shortened."""
    QApplication.processEvents()
    painted.clear()
    for widget in desk.window.findChildren(QWidget):
        if not widget.visibleRegion().isEmpty():
            widget.repaint()
    wide = {text for text, width, room in painted if width > math.ceil(room)}
    cut = cut_words(desk.window, may_shorten=spoken != "ko")
    return [*cut, *(f"painted: {text}" for text in sorted(wide))]


@pytest.fixture
def small(make_desk: Callable[..., Desk], qtbot: QtBot, spoken: str) -> Desk:
    """A window on a small screen, a digit drawn."""
    desk = make_desk()
    desk.window.resize(SMALL)
    draw_one(qtbot, desk)
    QApplication.processEvents()
    return desk


def test_that_words_become_longer_and_nothing_else() -> None:
    assert lengthened("&Open") == "&OpenOp"
    assert lengthened("<b>{0} %</b> right") == "<b>{0} %</b> rightri"
    assert lengthened("score S of {name}") == "scoresc S ofo {name}"


def test_that_no_word_is_cut_off(small: Desk, spoken: str, painted: Painted) -> None:
    assert cut_now(small, painted, spoken) == []
    assert small.window.size() == SMALL
    assert painted


def test_that_no_word_is_cut_off_beside_the_training(
    small: Desk, spoken: str, painted: Painted
) -> None:
    open_training(small)
    assert cut_now(small, painted, spoken) == []
    assert small.window.size() == SMALL


@pytest.mark.parametrize("page", [0, 1])
def test_that_no_word_is_cut_off_in_the_decomposition(
    small: Desk, spoken: str, painted: Painted, page: int
) -> None:
    open_decomposition(small)
    small.window.findChild(DecompositionPanel).setCurrentIndex(page)
    small.session.set_pointer((14, 14))
    assert cut_now(small, painted, spoken) == []
    assert small.window.size() == SMALL


@pytest.mark.parametrize("page", ["matrix", "digit", "families", "models"])
def test_that_no_word_is_cut_off_in_the_mistakes(
    small: Desk, spoken: str, painted: Painted, qtbot: QtBot, page: str
) -> None:
    panel = open_dock(small)
    with qtbot.waitSignal(small.mistakes.evaluation_changed, timeout=LONG):
        panel.heading.evaluate.click()
    small.mistakes.go_to(0)
    panel.tabs.setCurrentIndex(["matrix", "digit", "families", "models"].index(page))
    assert cut_now(small, painted, spoken) == []
    open_training(small)
    assert cut_now(small, painted, spoken) == []
    assert small.window.size() == SMALL
