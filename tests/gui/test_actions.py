"""Menus: what they offer is done, by mouse and key, and dialogs do not stop the window."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QAction, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QMenu,
    QMessageBox,
    QTextBrowser,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from camviewer.document.state import Tool
from camviewer.export import figure
from camviewer.gui import theme
from camviewer.gui.help.keys import menu_keys, window_keys
from camviewer.gui.layout.actions import Entry, table
from camviewer.rendering.rendering import Display
from tests.gui.conftest import Desk
from tests.gui.test_window import draw_one
from tests.there import there

ENTRIES = [entry for entries in table().values() for entry in entries if entry is not None]


def entries_named() -> dict[str, Entry]:
    return {entry.name: entry for entry in ENTRIES}


def mnemonics(texts: list[str]) -> list[str]:
    return [found[1].lower() for text in texts if (found := re.search("&(.)", text))]


def test_that_every_action_does_something_and_nothing_done_is_missing(desk: Desk) -> None:
    handlers = desk.window.handlers()
    assert set(handlers) == set(entries_named())
    assert len(entries_named()) == len(ENTRIES)
    assert all(callable(handler) for handler in handlers.values())


def test_that_every_action_is_in_a_menu_with_its_keys(desk: Desk) -> None:
    menus = [action.menu() for action in desk.window.menuBar().actions()]
    offered = {
        action.text() for menu in menus if isinstance(menu, QMenu) for action in menu.actions()
    }
    told = dict(key for group in menu_keys() for key in group.keys)
    for entry in ENTRIES:
        action = desk.window.actions_[entry.name]
        assert entry.text in offered
        assert action.objectName() == f"{entry.name}Action"
        assert action.isCheckable() == entry.checkable
        assert bool(action.shortcuts()) == (entry.keys != ())
    assert set(told.values()) == {
        entry.text.replace("&", "").rstrip(" …") for entry in ENTRIES if entry.keys != ()
    }


def test_that_no_letter_is_underlined_twice(desk: Desk) -> None:
    titles = mnemonics(list(table()))
    assert len(titles) == len(table()) == len(set(titles))
    for menu in desk.window.menuBar().findChildren(QMenu):
        letters = mnemonics([action.text() for action in menu.actions()])
        assert len(letters) == len(set(letters)), menu.title()


def test_that_a_button_without_words_says_what_it_does_and_by_which_key(desk: Desk) -> None:
    buttons = [
        button
        for button in desk.window.findChildren(QToolButton)
        if isinstance(button.defaultAction(), QAction) and button.objectName().endswith("Button")
    ]
    assert {"penButton", "undoButton", "nextDigitButton"} <= {each.objectName() for each in buttons}
    for button in buttons:
        assert button.accessibleName()
        assert button.accessibleName() in button.toolTip()
        assert re.search(r"\(.+\)", button.toolTip())
        assert not button.icon().isNull()


def test_that_pen_and_eraser_exclude_each_other(desk: Desk) -> None:
    actions, canvas = desk.window.actions_, desk.child("drawCanvas")
    assert (actions["pen"].isChecked(), canvas.tool) == (True, Tool.PEN)
    actions["eraser"].trigger()
    assert (actions["pen"].isChecked(), canvas.tool) == (False, Tool.ERASER)
    actions["pen"].trigger()
    assert (actions["eraser"].isChecked(), canvas.tool) == (False, Tool.PEN)


def test_that_opacity_stops_at_both_ends(desk: Desk) -> None:
    document = desk.document
    assert document.display.opacity == Display().opacity == 50
    for _ in range(7):
        desk.window.actions_["more_opacity"].trigger()
    assert document.display.opacity == 100
    for _ in range(12):
        desk.window.actions_["less_opacity"].trigger()
    assert document.display.opacity == 0


def test_that_only_what_can_be_done_is_offered(desk: Desk, qtbot: QtBot) -> None:
    def offered() -> set[str]:
        names = ("undo", "redo", "clear", "save_figure", "copy_figure", "previous", "next")
        return {name for name in names if desk.window.actions_[name].isEnabled()}

    assert offered() == {"previous", "next"}
    draw_one(qtbot, desk)
    assert offered() == {"previous", "next", "undo", "clear", "save_figure", "copy_figure"}
    desk.window.actions_["undo"].trigger()
    assert offered() == {"previous", "next", "redo"}


def test_that_a_scheme_is_used_and_kept(desk: Desk) -> None:
    for name in reversed(theme.SCHEMES):
        desk.child(f"{name}SchemeAction").trigger()
        assert desk.window.settings().scheme == name
        chosen = [each for each in theme.SCHEMES if desk.child(f"{each}SchemeAction").isChecked()]
        assert chosen == [name]
        if name != "system":
            window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
            assert (window.lightness() < 128) == (name == "dark")


def test_that_icons_follow_the_palette(desk: Desk) -> None:
    pictures: dict[str, QImage] = {}
    for name in ("light", "dark", "light"):
        desk.child(f"{name}SchemeAction").trigger()
        QApplication.processEvents()
        image = desk.window.actions_["pen"].icon().pixmap(24, 24).toImage()
        assert pictures.setdefault(name, image) == image
    assert pictures["light"] != pictures["dark"]


# Dialogs

D = TypeVar("D", bound=QDialog)


def opened(desk: Desk, kind: type[D]) -> D:
    (dialog,) = (each for each in desk.window.findChildren(kind) if each.isVisible())
    return dialog


def test_that_all_keys_are_told(desk: Desk) -> None:
    desk.window.actions_["shortcuts"].trigger()
    box = opened(desk, QDialog)
    shown = there(box.findChild(QTextBrowser))
    told = [key for group in window_keys() for key in group.keys]
    text = shown.toPlainText()
    for keys, meaning in told:
        assert keys in text
        assert meaning in text
    assert "0 – 9" in text
    assert not shown.horizontalScrollBar().isVisible(), "cut off at the side"
    assert ("Ctrl+C", "Copy figure") in told, "no old keys beside it"
    assert ("Ctrl+Shift+Z / Ctrl+Y", "Redo") in told
    box.close()


def test_that_about_names_paper_and_licences(desk: Desk) -> None:
    desk.window.actions_["about"].trigger()
    box = opened(desk, QMessageBox)
    for words in ("CAM Viewer", "Zhou", "CVPR 2016", "MIT", "CC BY-SA"):
        assert words in box.text()
    box.close()


def test_that_a_chosen_file_is_opened_and_its_folder_remembered(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "broken.png"
    path.write_bytes(b"no picture")
    desk.window.actions_["open"].trigger()
    dialog = opened(desk, QFileDialog)
    with qtbot.waitSignal(desk.messages.posted):
        dialog.fileSelected.emit(str(path))
    dialog.close()
    assert desk.window.settings().folder == str(tmp_path)


def test_that_a_figure_gets_the_ending_of_the_kind_chosen(desk: Desk, qtbot: QtBot) -> None:
    draw_one(qtbot, desk)
    desk.window.actions_["save_figure"].trigger()
    dialog = opened(desk, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == f"cam-{desk.document.class_index}.png"
    for suffix in reversed(figure.SUFFIXES):
        (kind,) = (each for each in dialog.nameFilters() if suffix in each)
        dialog.filterSelected.emit(kind)
        assert dialog.defaultSuffix() == suffix[1:]
        assert Path(dialog.selectedFiles()[0]).suffix == suffix
    dialog.close()


def test_that_asking_for_a_file_in_a_box_changes_nothing_yet(desk: Desk) -> None:
    for name in ("sourceBox", "modelBox"):
        box: QComboBox = desk.child(name)
        before = (box.currentIndex(), desk.document.dataset, desk.document.model)
        assert box.itemText(box.count() - 1) == "Open…"
        box.setCurrentIndex(box.count() - 1)
        box.activated.emit(box.count() - 1)
        opened(desk, QFileDialog).close()
        assert (box.currentIndex(), desk.document.dataset, desk.document.model) == before
