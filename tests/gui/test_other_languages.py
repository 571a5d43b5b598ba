"""The window in Korean, and in words that are 40 % longer than the English ones."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize, Qt, QTranslator
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from camviewer.common import translation
from camviewer.document.settings import Settings
from camviewer.document.state import PAGES
from camviewer.gui import language, theme
from camviewer.gui.decomposition.decomposition_panel import DecompositionPanel
from camviewer.gui.help.keys import menu_keys
from camviewer.gui.widgets.card import Card
from camviewer.rendering.fonts import has_hangul
from tests.cut import cut_words
from tests.gui.conftest import Desk, Painted
from tests.gui.test_mistakes import LONG, open_dock
from tests.gui.test_window import contrast, draw_one
from tests.there import there

pytestmark = pytest.mark.slow

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
        return lengthened(translation.worded(text))


@pytest.fixture(params=["en", "ko", "longer"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """The language of the windows that are opened."""
    if request.param == "longer":
        translator = Lengthener(qapp)
        qapp.installTranslator(translator)
        translation.install(lambda text: lengthened(translation.worded(text)))
    else:
        language.install(qapp, request.param)
    yield request.param
    language.install(qapp, "en")


def open_training(desk: Desk) -> None:
    desk.window.actions_["train"].trigger()


def open_decomposition(desk: Desk) -> None:
    desk.window.actions_["decomposition"].trigger()


def cut_now(desk: Desk, painted: Painted, spoken: str) -> list[str]:
    """Words that are cut off, also painted ones; only longer ones may be shortened."""
    QApplication.processEvents()
    painted.clear()
    for widget in desk.window.findChildren(QWidget):
        if not widget.visibleRegion().isEmpty():
            widget.repaint()
    wide = {text for text, width, room in painted if width > math.ceil(room)}
    cut = cut_words(desk.window, may_shorten=spoken == "longer")
    return [*cut, *(f"painted: {text}" for text in sorted(wide))]


@pytest.fixture
def small(make_desk: Callable[..., Desk], qtbot: QtBot, spoken: str) -> Desk:
    """A window on a small screen, a sample drawn."""
    desk = make_desk(Settings(language="ko" if spoken == "ko" else "en"))
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


def test_that_no_word_is_cut_off_in_the_lesson(
    small: Desk, spoken: str, painted: Painted, qtbot: QtBot
) -> None:
    small.window.actions_["lesson"].trigger()
    for _ in range(3):
        qtbot.waitUntil(lambda: small.child("lessonPlace").width() > 20)
        assert cut_now(small, painted, spoken) == []
        small.window.actions_["lesson_next"].trigger()
    assert small.window.size() == SMALL


@pytest.mark.parametrize("page", [0, 1])
def test_that_no_word_is_cut_off_in_the_decomposition(
    small: Desk, spoken: str, painted: Painted, page: int
) -> None:
    open_decomposition(small)
    there(small.window.findChild(DecompositionPanel)).setCurrentIndex(page)
    small.document.set_pointer((14, 14))
    assert cut_now(small, painted, spoken) == []
    assert small.window.size() == SMALL


def test_that_no_word_is_cut_off_in_the_mistakes(
    small: Desk, spoken: str, painted: Painted, qtbot: QtBot
) -> None:
    panel = open_dock(small)
    with qtbot.waitSignal(small.mistakes.evaluation_changed, timeout=LONG):
        panel.heading.evaluate.click()
    small.mistakes.go_to(0)
    assert panel.tabs.count() == len(PAGES), "the sample is one of the tabs"

    def assert_nothing_cut() -> None:
        assert cut_now(small, painted, spoken) == [], panel.tabs.tabText(panel.tabs.currentIndex())

    for place in range(len(PAGES)):
        panel.tabs.setCurrentIndex(place)
        qtbot.waitUntil(assert_nothing_cut)  # some pages are computed when they are looked at
        assert small.window.size() == SMALL


# Keys and names


def menus_of(menu: QMenu) -> Iterator[QMenu]:
    yield menu
    for action in menu.actions():
        inside = action.menu()
        if isinstance(inside, QMenu):
            yield from menus_of(inside)


def letter_of(text: str) -> str:
    pressed = re.search("&(.)", text)
    return pressed[1].upper() if pressed else ""


def test_that_every_line_of_a_menu_has_a_letter_of_its_own(small: Desk) -> None:
    bar = small.window.menuBar()
    titles = [action.text() for action in bar.actions()]
    lines = [titles]
    for action in bar.actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        lines += [[each.text() for each in one.actions() if each.text()] for one in menus_of(menu)]
    assert len(lines) > 6
    for texts in lines:
        pressed = [letter_of(text) for text in texts if letter_of(text)]
        assert len(set(pressed)) == len(pressed), texts
    for text in lines[0] + lines[1]:
        assert letter_of(text), text


def test_that_tips_and_keys_are_told_without_the_letter_to_press(small: Desk, spoken: str) -> None:
    told = [meaning for group in menu_keys() for _, meaning in group.keys]
    assert not any("&" in each or "(" in each for each in told)
    if spoken == "ko":
        assert {"실행 취소", "그림 저장", "예측 따라가기"} <= set(told)
        assert small.child("undoButton").accessibleName() == "실행 취소"
        assert small.child("undoButton").toolTip() == "실행 취소 (Ctrl+Z)"


@pytest.fixture
def full(small: Desk, qtbot: QtBot) -> Desk:
    """The window with all docks and the training, each looked at once."""
    show_all(small, qtbot)
    return small


def show_all(desk: Desk, qtbot: QtBot) -> None:
    panel = open_dock(desk)
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        panel.heading.evaluate.click()
    desk.mistakes.go_to(0)
    open_decomposition(desk)
    qtbot.waitUntil(lambda: bool(desk.child("ledgerChart").accessibleName()))
    desk.window.actions_["lesson"].trigger()
    QApplication.processEvents()
    open_training(desk)
    QApplication.processEvents()


def test_that_whatever_takes_the_focus_has_a_name_in_the_language(full: Desk, spoken: str) -> None:
    unnamed, foreign, named = [], [], 0
    for widget in full.window.findChildren(QWidget):
        takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not takes_focus or is_part(widget) or is_put_away(widget):
            continue
        name = widget.accessibleName() or str(widget.property("text") or "")
        named += 1
        if not name:
            unnamed.append(f"{type(widget).__name__} {widget.objectName()} in {widget.parent()}")
        elif spoken == "ko" and not has_hangul(name) and re.search("[A-Za-z]{2}", name):
            foreign.append(name)
    assert named > 60
    assert unnamed == []
    assert foreign == []


def is_part(widget: QWidget) -> bool:
    """Whether a widget is a piece of another one that is named, as the field of a spin box."""
    parent = widget.parentWidget()
    return (
        widget.objectName().startswith("qt_")
        or isinstance(widget, QTabBar | QTabWidget)  # each tab has its words
        or isinstance(parent, QAbstractSpinBox | QComboBox | QAbstractItemView | QLineEdit)
        or widget.window().windowType() == Qt.WindowType.Popup  # the list of a box
    )


def is_put_away(widget: QWidget) -> bool:
    """Whether a widget is hidden until there is something to do with it; not by a page or dock."""
    while not widget.isWindow():
        parent = widget.parentWidget()
        if isinstance(widget, QDockWidget) or isinstance(parent, QStackedWidget) or parent is None:
            return False
        if widget.isHidden():
            return True
        widget = parent
    return False


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_all_words_stand_out(
    make_desk: Callable[..., Desk], qtbot: QtBot, scheme: str
) -> None:
    desk = make_desk(Settings(scheme=scheme))
    draw_one(qtbot, desk)
    show_all(desk, qtbot)
    checked = 0
    for label in desk.window.findChildren(QLabel):
        if not label.text() or not label.isEnabled():
            continue
        palette = label.palette()
        colours = [palette.color(label.foregroundRole())]
        colours += [QColor(found) for found in re.findall("color: ?(#[0-9a-f]{6})", label.text())]
        for colour in colours:
            assert contrast(colour, ground_of(label)) >= 4.5, (label.objectName(), label.text())
            checked += 1
    assert checked > 40


def ground_of(widget: QWidget) -> QColor:
    """The colour behind a widget's words."""
    parent: QWidget | None = widget
    while parent is not None and not isinstance(parent, Card):
        if parent.autoFillBackground() and not parent.isWindow():
            return parent.palette().color(parent.backgroundRole())
        parent = parent.parentWidget()
    if parent is not None:
        return theme.card_colour(widget.palette())
    return widget.palette().color(QPalette.ColorRole.Window)
