"""The manual in its window: opened where it is needed, searched, and kept to its folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QPalette, QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from camviewer.document.state import WindowState
from camviewer.gui.error_analysis.deferred_page import DeferredPage
from camviewer.gui.help.context import OF_DRAWER, OF_PART, page_for
from camviewer.gui.help.keys import keys_page
from camviewer.gui.help.manual_window import ManualWindow
from camviewer.gui.help.page_browser import PageBrowser
from camviewer.gui.lesson.rich_text import unbroken
from camviewer.gui.theme import SPACE
from camviewer.help.manual import PAGES, ManualPage
from tests.gui.conftest import Desk

IMAGE = QTextDocument.ResourceType.ImageResource.value


def manual_of(desk: Desk) -> ManualWindow:
    found = desk.window.findChildren(ManualWindow)
    assert len(found) == 1
    return found[0]


def opened(desk: Desk) -> ManualWindow:
    desk.window.actions_["manual"].trigger()
    return manual_of(desk)


def listed(manual: ManualWindow) -> list[str]:
    return [manual.contents.item(row).text() for row in range(manual.contents.count())]


def test_that_it_costs_nothing_before_it_is_opened(desk: Desk) -> None:
    assert desk.window.findChildren(ManualWindow) == []


def test_that_every_page_can_be_opened_and_says_something(desk: Desk) -> None:
    manual = opened(desk)
    assert manual.isVisible()
    assert manual.contents.count() == len(PAGES)
    for name in PAGES:
        manual.open_page(name)
        assert manual.browser.page == name
        assert len(manual.browser.toPlainText()) > 200
        assert manual.contents.currentItem().text() in manual.browser.toPlainText().replace(
            "\u2060", ""
        )


@pytest.mark.parametrize(("name", "page"), [*OF_DRAWER.items(), ("lesson", "lesson")])
def test_that_it_opens_at_what_is_open(desk: Desk, name: str, page: str) -> None:
    desk.window.side_panels.show(name)
    desk.window.central.draw.canvas.setFocus()
    assert opened(desk).browser.page == page


def test_that_what_has_the_focus_decides(desk: Desk) -> None:
    central = desk.window.central
    nothing, lesson = WindowState(), WindowState(caption=True)
    scale = central.display.findChild(QWidget, "scaleBox")
    assert page_for(scale, WindowState(drawer="mistakes")) == "stage"
    assert page_for(central.model.box, nothing) == "models"
    assert page_for(central.classes.follow, lesson) == "classes"
    assert page_for(central.draw.canvas, nothing) == "input"
    assert page_for(central.draw.canvas, lesson) == "lesson"
    assert page_for(central.draw.canvas, WindowState(presentation=True)) == "presentation"
    assert page_for(None, nothing) == "tour"
    assert {*OF_PART.values(), *OF_DRAWER.values()} <= set(PAGES)


def test_that_every_part_it_knows_of_is_there(desk: Desk) -> None:
    desk.window.actions_["presentation"].trigger()
    desk.window.side_panels.show("decomposition")
    desk.window.side_panels.show("mistakes")
    for deferred in desk.window.findChildren(DeferredPage):
        assert deferred.page is not None  # it is made when it is first looked at
    names = {widget.objectName() for widget in desk.window.findChildren(QWidget)}
    assert set(OF_PART) <= names


def test_that_the_search_finds_as_it_is_typed_and_enter_opens(desk: Desk, qtbot: QtBot) -> None:
    manual = opened(desk)
    qtbot.keyClicks(manual.query, "mcnemar")
    titles = listed(manual)
    assert titles[0] == "Mistakes: what a network misreads"
    assert titles[-1] == "Glossary"
    qtbot.keyClick(manual.query, Qt.Key.Key_Return)
    assert manual.browser.page == "mistakes"
    assert manual.browser.textCursor().selectedText() == "McNemar"
    for _ in titles[1:]:
        qtbot.keyClick(manual.query, Qt.Key.Key_Down)
    qtbot.keyClick(manual.query, Qt.Key.Key_Return)
    assert manual.browser.page == "glossary"
    qtbot.keyClick(manual.query, Qt.Key.Key_Escape)
    assert manual.query.text() == ""
    assert len(listed(manual)) == len(PAGES)
    assert manual.isVisible()
    qtbot.keyClick(manual.query, Qt.Key.Key_Escape)
    assert not manual.isVisible()
    assert desk.document.window.value.manual == ""


def test_that_a_closed_manual_stays_closed_whatever_the_text_size(desk: Desk, qtbot: QtBot) -> None:
    manual = opened(desk)
    page = manual.browser.page
    assert desk.document.window.value.manual == page
    manual.close()
    with qtbot.waitSignal(manual.browser.sourceChanged):  # it is laid out for the larger text
        desk.window.actions_["presentation"].trigger()
    assert desk.document.window.value.manual == ""
    manual.open_page(page)
    assert desk.document.window.value.manual == page


def test_that_a_search_in_vain_says_so(desk: Desk, qtbot: QtBot) -> None:
    manual = opened(desk)
    before = manual.browser.page
    qtbot.keyClicks(manual.query, "xyzzy")
    assert listed(manual) == ["No page has these words. Try a shorter one."]
    qtbot.keyClick(manual.query, Qt.Key.Key_Return)
    assert manual.browser.page == before


def test_that_pages_are_gone_through_back_and_forward(desk: Desk) -> None:
    manual = opened(desk)
    assert not manual.back.isEnabled()
    manual.open_page("tour")
    manual.browser.setSource(QUrl("lab.md"))  # as a click on a link does
    assert manual.browser.page == "lab"
    manual.back.trigger()
    assert manual.browser.page == "tour"
    manual.forward.trigger()
    assert manual.browser.page == "lab"


def test_that_it_goes_on_in_another_language(desk: Desk, qtbot: QtBot) -> None:
    opened(desk).open_page("lab")
    desk.rebuild()
    qtbot.waitUntil(lambda: desk.window.findChild(ManualWindow) is not None)
    manual = manual_of(desk)
    assert manual.isVisible()
    assert manual.browser.page == "lab"


def test_that_it_is_gone_with_the_window(desk: Desk) -> None:
    manual = opened(desk)
    desk.window.close()
    assert not manual.isVisible()


@pytest.fixture
def browser(qtbot: QtBot, tmp_path: Path) -> PageBrowser:
    folder = tmp_path / "manual"
    folder.mkdir()
    pages = [
        ManualPage("a", "# A\n\n[b](b.md) [web](https://example.org)\n"),
        ManualPage("b", "# B\n"),
    ]
    for path in (folder / "in.png", tmp_path / "out.png"):
        image = QImage(2000, 10, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.red)
        image.save(str(path))
    (folder / "link.png").symlink_to(tmp_path / "out.png")
    made = PageBrowser(pages, folder)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_that_only_the_manuals_own_files_are_read(browser: PageBrowser, tmp_path: Path) -> None:
    browser.show_page("a")
    inside = browser.loadResource(IMAGE, QUrl("manual:/in.png"))
    assert isinstance(inside, QImage)
    assert inside.width() <= browser.viewport().width() * browser.devicePixelRatioF()
    for address in (
        "manual:/../out.png",
        "manual:/link.png",
        f"manual:/{tmp_path}/out.png",
        f"file://{tmp_path}/out.png",
        str(tmp_path / "out.png"),
        "https://example.org/in.png",
        "qrc:/in.png",
    ):
        assert browser.loadResource(IMAGE, QUrl(address)) is None, address


@pytest.mark.parametrize("density", [1.0, 2.0, 8.0])
def test_that_a_picture_is_as_wide_on_a_dense_screen(
    browser: PageBrowser, monkeypatch: pytest.MonkeyPatch, density: float
) -> None:
    monkeypatch.setattr(browser, "devicePixelRatioF", lambda: density)
    picture = browser.loadResource(IMAGE, QUrl("manual:/in.png"))
    assert isinstance(picture, QImage)
    room = browser.viewport().width() - 4 * SPACE
    assert round(picture.deviceIndependentSize().width()) == room
    assert picture.width() == min(2000, round(room * density))  # nothing is made up


def test_that_a_picture_leaves_no_more_room_below_it_than_words(
    qtbot: QtBot, tmp_path: Path
) -> None:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.save(str(tmp_path / "in.png"))
    browser = PageBrowser([ManualPage("a", "![in](in.png)\n")], tmp_path)
    qtbot.addWidget(browser)
    browser.resize(600, 400)
    browser.show()
    browser.show_page("a")
    assert 400 < browser.document().size().height() < 400 + 8 * SPACE


@pytest.mark.parametrize("address", ["https://example.org", "c.md", "/etc/passwd", "file:///b.md"])
def test_that_other_links_lead_nowhere(browser: PageBrowser, address: str) -> None:
    browser.show_page("a")
    browser.setSource(QUrl(address))
    assert browser.page == "a"
    browser.setSource(QUrl("b.md"))
    assert browser.page == "b"


def test_that_a_click_on_a_link_follows_it(browser: PageBrowser, qtbot: QtBot) -> None:
    for words, expected in (("web", "a"), ("b", "b")):
        browser.show_page("a")
        browser.moveCursor(QTextCursor.MoveOperation.Start)
        assert browser.find(words)
        place = browser.cursorRect().center() - QPoint(3, 0)
        qtbot.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert browser.page == expected


def test_that_links_have_the_palettes_colour(browser: PageBrowser, qtbot: QtBot) -> None:
    browser.show_page("a")
    palette = QPalette(browser.palette())
    palette.setColor(QPalette.ColorRole.Link, Qt.GlobalColor.magenta)
    browser.setPalette(palette)
    qtbot.waitUntil(lambda: "#ff00ff" in browser.toHtml())


def test_that_the_page_of_keys_lists_every_key_of_every_action(desk: Desk) -> None:
    page = keys_page()
    for action in desk.window.actions():
        if action.shortcuts():
            assert f"`{action.shortcut().toString()}`" in page, action.objectName()
    assert "`J`" in page


def test_that_words_are_found_where_lines_must_not_break(qtbot: QtBot, tmp_path: Path) -> None:
    korean = PageBrowser([ManualPage("a", "# 가\n\n혼동 행렬을 봅니다.\n")], tmp_path)
    qtbot.addWidget(korean)
    korean.show_page("a")
    korean.show_words("행렬")
    assert korean.textCursor().selectedText() == unbroken("행렬")
