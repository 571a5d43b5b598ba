"""How the random person answers what waits for an answer: a menu, a list, a dialog."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QMessageBox,
    QWidget,
)

W = TypeVar("W", bound=QWidget)

LEFT_ALONE = {"quit", "download"}
"""Actions that end the program or use the network."""

_NOT_CLICKED = {"downloadButton", *(f"{name}Action" for name in LEFT_ALONE)}


class Deed(NamedTuple):
    """One thing that is done: in words, which are told before, and how."""

    words: str
    do: Callable[[], object]


class Answers:
    """Closes, fills in or clicks what has been opened."""

    def __init__(self, files: list[Path], saved: Path) -> None:
        """Take files and folders to choose from, and a folder to save files in."""
        self._files, self._saved = files, saved

    def next(self, chance: Random) -> Deed | None:
        """The answer to what waits for one; None if nothing does."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return _for_popup(popup, chance)
        dialog = _open_dialog()
        if dialog is None:
            return None
        if isinstance(dialog, QFileDialog) and chance.random() < 0.7:
            return self._file_for(dialog, chance)
        if not isinstance(dialog, QFileDialog) and chance.random() < 0.6:
            return click_in(dialog, chance)
        words = f"{type(dialog).__name__} {dialog.windowTitle()!r} rejected"
        return Deed(words, dialog.reject)

    def _file_for(self, dialog: QFileDialog, chance: Random) -> Deed:
        if dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave:
            path = self._saved / f"file-{chance.randrange(5)}"
        elif dialog.fileMode() is QFileDialog.FileMode.Directory:
            path = chance.choice([each for each in self._files if each.is_dir()])
        else:
            path = chance.choice(self._files)
        words = f"{path.name} chosen in {dialog.windowTitle()!r}"
        return Deed(words, partial(_choose_file, dialog, path))


def click_in(widget: QWidget, chance: Random) -> Deed:
    """A click on one of a widget's buttons, or anywhere in it."""
    buttons = [
        each for each in in_sight(widget, QAbstractButton) if each.objectName() not in _NOT_CLICKED
    ]
    if not buttons or chance.random() < 0.25:
        return _click_anywhere(widget, chance)
    button = chance.choice(buttons)
    name = button.objectName() or button.text() or type(button).__name__
    return Deed(f"click on {name!r}", partial(_click_button, widget, button))


def in_sight(widget: QWidget, kind: type[W]) -> list[W]:
    """What of a kind a widget holds that is seen and can be used."""
    return [
        each
        for each in widget.findChildren(kind)
        if each.isVisible() and each.isEnabled() and not each.visibleRegion().isEmpty()
    ]


def _click_anywhere(widget: QWidget, chance: Random) -> Deed:
    place = QPoint(
        chance.randrange(max(1, widget.width())), chance.randrange(max(1, widget.height()))
    )
    hit = widget.childAt(place) or widget
    words = f"{place.toTuple()} on {hit.objectName() or type(hit).__name__}"
    if not hit.isEnabled() or hit.objectName() in _NOT_CLICKED:
        return Deed(f"no click at {words}", lambda: None)
    double, right = chance.random() < 0.2, chance.random() < 0.1
    button = Qt.MouseButton.RightButton if right else Qt.MouseButton.LeftButton
    kind = f"{'double ' if double else ''}{'right ' if right else ''}click"
    return Deed(f"{kind} at {words}", partial(_click_at, widget, place, button, double=double))


def _click_at(widget: QWidget, place: QPoint, button: Qt.MouseButton, *, double: bool) -> None:
    hit = widget.childAt(place) or widget
    click = QTest.mouseDClick if double else QTest.mouseClick
    click(hit, button, pos=hit.mapFrom(widget, place))


def _click_button(_holder: QWidget, button: QAbstractButton) -> None:
    """Click, while who holds the button is kept: with its Python object that of the button goes."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _open_dialog() -> QDialog | None:
    """The dialog in front, of those that are open."""
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
    shown = [each for each in found if each.isVisible()]
    boxes = [each for each in shown if isinstance(each, QMessageBox)]  # above other dialogs
    return next(iter(boxes or shown), None)


def _for_popup(popup: QWidget, chance: Random) -> Deed:
    words = f"{type(popup).__name__} {popup.objectName()}".strip()
    if isinstance(popup, QMenu):
        offered = [
            each
            for each in popup.actions()
            if each.isEnabled() and not each.isSeparator() and each.objectName() not in _NOT_CLICKED
        ]
        if offered and chance.random() < 0.5:
            action = chance.choice(offered)
            popup.setActiveAction(action)
            do = partial(QTest.keyClick, popup, Qt.Key.Key_Return)
            return Deed(f"{action.text()!r} in {words}", do)
    return Deed(f"Escape in {words}", partial(QTest.keyClick, popup, Qt.Key.Key_Escape))


def _choose_file(dialog: QFileDialog, path: Path) -> None:
    dialog.selectFile(str(path))
    dialog.accept()
    if dialog.isVisible():  # what it cannot take
        dialog.reject()
