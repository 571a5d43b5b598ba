"""Tabs that go on in the next row: seen whole, chosen by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from camviewer.gui import theme
from camviewer.gui.error_analysis.page_tabs import PageTabs
from camviewer.gui.widgets.contrast import contrast
from tests.there import there

LEFT = Qt.MouseButton.LeftButton
TITLES = (
    *("Matrix", "Sample", "Map", "Clusters", "Labels"),
    *("Calibration", "Sweeps", "Models", "Fix"),
)
NARROW, WIDE, HEIGHT = 350, 1200, 400


@pytest.fixture
def tabs(qtbot: QtBot) -> PageTabs:
    """Nine pages, in a narrow window."""
    made = PageTabs()
    qtbot.addWidget(made)
    for title in TITLES:
        page = QLabel(title.upper())
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setTabToolTip(made.addTab(page, title), f"About {title}")
    made.resize(NARROW, HEIGHT)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def shown(tabs: PageTabs) -> str:
    """The page in front, which is the one whose tab alone is checked."""
    page = there(tabs.currentWidget())
    assert isinstance(page, QLabel)
    checked = [tabs.tabText(place) for place in range(tabs.count()) if tabs.tab(place).isChecked()]
    assert [title.upper() for title in checked] == [page.text()]
    assert page.isVisible()
    return checked[0]


def rows(tabs: PageTabs) -> list[int]:
    """The tops of the rows of tabs."""
    return sorted({tabs.tab(place).y() for place in range(tabs.count())})


def assert_whole(tabs: PageTabs) -> None:
    """Each tab is in sight with all of its words; none is over another one or over the page."""
    places = range(tabs.count())
    spots = [tabs.tab(place).geometry() for place in places]
    for place, spot in zip(places, spots, strict=True):
        tab = tabs.tab(place)
        assert tab.visibleRegion().boundingRect() == tab.rect(), tab.text()
        assert spot.size().expandedTo(tab.sizeHint()) == spot.size(), tab.text()
        assert not any(spot.intersects(other) for other in spots[:place]), tab.text()
    top = there(tabs.currentWidget()).mapTo(tabs, QPoint(0, 0)).y()
    assert top >= max(spot.bottom() for spot in spots)


def test_that_all_tabs_are_in_sight_in_as_many_rows_as_they_need(tabs: PageTabs) -> None:
    assert_whole(tabs)
    assert len(rows(tabs)) > 1
    tabs.resize(WIDE, HEIGHT)
    QApplication.processEvents()
    assert_whole(tabs)
    assert len(rows(tabs)) == 1


@pytest.mark.parametrize("width", [NARROW, 450, WIDE])
def test_that_the_pages_begin_where_the_tabs_are_said_to_end(tabs: PageTabs, width: int) -> None:
    tabs.resize(width, HEIGHT)
    QApplication.processEvents()
    page = there(tabs.currentWidget())
    assert page.mapTo(tabs, QPoint(0, 0)).y() == tabs.bar_height(width)
    least = tabs.minimumSizeHint().height() - tabs.bar_height(width)
    assert least == max(
        there(tabs.widget(place)).minimumSizeHint().height() for place in range(tabs.count())
    )


def test_that_larger_text_has_the_rows_it_needs(
    tabs: PageTabs, font_scaler: Callable[[float], None]
) -> None:
    before = len(rows(tabs))
    font_scaler(theme.PRESENTATION)
    QApplication.processEvents()
    assert_whole(tabs)
    assert len(rows(tabs)) > before


def test_that_a_click_brings_a_page_to_the_front(tabs: PageTabs, qtbot: QtBot) -> None:
    assert shown(tabs) == "Matrix"
    places: list[int] = []
    tabs.currentChanged.connect(places.append)
    for place in (8, 3, 3):
        qtbot.mouseClick(tabs.tab(place), LEFT)
        assert shown(tabs) == TITLES[place]
    assert places == [8, 3]


def test_that_keys_go_from_tab_to_tab(tabs: PageTabs, qtbot: QtBot) -> None:
    tabs.tab(0).setFocus(Qt.FocusReason.TabFocusReason)
    for key, title in (
        (Qt.Key.Key_Left, "Matrix"),  # there is none before it
        (Qt.Key.Key_Right, "Sample"),
        (Qt.Key.Key_End, "Fix"),
        (Qt.Key.Key_Right, "Fix"),
        (Qt.Key.Key_Left, "Models"),
        (Qt.Key.Key_Home, "Matrix"),
    ):
        focused = there(tabs.focusWidget())
        qtbot.keyClick(focused, key)
        assert shown(tabs) == title
        assert tabs.focusWidget() is tabs.tab(tabs.currentIndex())


def test_that_keys_go_from_row_to_row(tabs: PageTabs, qtbot: QtBot) -> None:
    tabs.tab(0).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tabs.tab(0), Qt.Key.Key_Down)
    below = tabs.tab(tabs.currentIndex())
    assert below.y() == rows(tabs)[1]
    assert shown(tabs) == below.text()
    qtbot.keyClick(below, Qt.Key.Key_Up)
    assert shown(tabs) == "Matrix"


def test_that_the_tab_key_stops_at_the_chosen_tab_alone(qtbot: QtBot) -> None:
    before, tabs, after = QLineEdit(), PageTabs(), QLineEdit()
    for title in TITLES:
        tabs.addTab(QLabel(title), title)
    tabs.setCurrentIndex(4)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for widget in (before, tabs, after):
        column.addWidget(widget)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert window.focusWidget() is tabs.tab(4)
    qtbot.keyClick(tabs.tab(4), Qt.Key.Key_Tab)
    assert window.focusWidget() is after


def test_that_arrow_keys_on_a_page_stay_there(tabs: PageTabs, qtbot: QtBot) -> None:
    page = there(tabs.currentWidget())
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Right)
    assert shown(tabs) == "Matrix"


def test_that_a_page_is_taken_out_and_put_back(tabs: PageTabs) -> None:
    page = there(tabs.widget(1))
    tabs.setCurrentWidget(page)
    tabs.removeTab(tabs.indexOf(page))
    assert shown(tabs) == "Map"
    assert (tabs.count(), tabs.indexOf(page)) == (8, -1)
    assert tabs.insertTab(1, page, "Sample") == 1
    assert shown(tabs) == "Map", "what is put before it does not replace it"
    QApplication.processEvents()
    assert_whole(tabs)
    assert [tabs.tabText(place) for place in range(tabs.count())] == list(TITLES)
    assert tabs.tabToolTip(2) == "About Map"
    tabs.setCurrentWidget(page)
    assert shown(tabs) == "Sample"


def test_that_taking_out_a_page_that_is_behind_changes_nothing_else(tabs: PageTabs) -> None:
    tabs.setCurrentIndex(8)
    tabs.removeTab(1)
    assert shown(tabs) == "Fix"
    assert tabs.currentIndex() == 7


@pytest.mark.parametrize("dark", [False, True])
def test_that_the_chosen_tab_is_marked_in_light_and_dark(tabs: PageTabs, dark: bool) -> None:
    palette = theme.palette(dark)
    tabs.setPalette(palette)
    accent, words = (
        palette.color(role)
        for role in (QPalette.ColorRole.Highlight, QPalette.ColorRole.ButtonText)
    )
    ground = theme.card_colour(palette)
    assert contrast(accent, ground) >= 3
    assert contrast(words, ground) >= 4.5
    tabs.setCurrentIndex(5)
    for place in range(tabs.count()):
        picture = tabs.tab(place).grab().toImage()
        line = picture.pixelColor(picture.width() // 2, picture.height() - 2)
        assert (line == accent) == (place == 5)
