"""What the random person does: one thing at a time, said in words as it is done."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from camviewer.app.program import Program
from camviewer.gui.layout.actions import table
from camviewer.networks.formats.model_file import bundled
from camviewer.training.control import StopRequest
from camviewer.training.events import Plan
from camviewer.training.recipes import RECIPES
from tests.benchmarks.window import draw

W = TypeVar("W", bound=QWidget)

_LEFT_ALONE = {"quit", "download"}
"""Actions that end the program or use the network."""

_NOT_CLICKED = {"downloadButton"}

_KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape),
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_F11, Qt.Key.Key_J, Qt.Key.Key_K),
    *(Qt.Key.Key_0, Qt.Key.Key_5, Qt.Key.Key_9, Qt.Key.Key_A, Qt.Key.Key_L, Qt.Key.Key_Z),
)

_SIZES = ((1366, 768), (1920, 1080), (1024, 700), (1280, 800), (2560, 1440))


class Hand:
    """Does things in the program's window."""

    def __init__(self, program: Program, chance: random.Random, folder: Path) -> None:
        """Make files to be opened and a place for files to be saved.

        Args:
            program: has started.
            chance: decides everything.
            folder: empty.
        """
        self._program, self._chance, self._folder = program, chance, folder
        self._files = _files(folder / "given")
        self._saved = folder / "saved"
        self._saved.mkdir()
        self._strokes = 0
        self._acts: dict[Callable[[], str], int] = {
            self._trigger: 25,
            self._click: 30,
            self._draw: 15,
            self._press: 10,
            self._slide: 6,
            self._choose: 6,
            self._type: 2,
            self._drop: 3,
            self._paste: 1,
            self._resize: 1,
            self._switch_language: 1,
            self._switch_scheme: 1,
            self._train: 1,
        }

    def act(self) -> str:
        """Do one thing; in words what it was. What waits for an answer gets one first."""
        if words := self._answered():
            return words
        (act,) = self._chance.choices(list(self._acts), list(self._acts.values()))
        return act()

    @property
    def _window(self) -> QWidget:
        return self._program.window  # another one after a change of language

    def _answered(self) -> str:
        """Answer whatever waits: a menu, a dialog for a file, another dialog."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            if isinstance(popup, QMenu) and self._chance.random() < 0.3:
                popup.setActiveAction(self._chance.choice(popup.actions() or [popup.menuAction()]))
            QTest.keyClick(popup, Qt.Key.Key_Escape)
            return f"Escape in {type(popup).__name__}"
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
        dialog = next((each for each in dialogs if each.isVisible()), None)
        if dialog is None:
            return ""
        if isinstance(dialog, QFileDialog) and self._chance.random() < 0.7:
            return self._file_for(dialog)
        if not isinstance(dialog, QFileDialog | QMessageBox) and self._chance.random() < 0.6:
            return self._click_in(dialog)
        dialog.reject()
        return f"{type(dialog).__name__} {dialog.windowTitle()!r} rejected"

    def _file_for(self, dialog: QFileDialog) -> str:
        if dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave:
            path = self._saved / f"file-{self._chance.randrange(5)}"
        elif dialog.fileMode() is QFileDialog.FileMode.Directory:
            path = self._chance.choice([each for each in self._files if each.is_dir()])
        else:
            path = self._chance.choice(self._files)
        dialog.selectFile(str(path))
        dialog.accept()
        if dialog.isVisible():  # what it cannot take
            dialog.reject()
        return f"{path.name} chosen in {dialog.windowTitle()!r}"

    # What a person does with mouse and keys

    def _trigger(self) -> str:
        entries = [entry for menu in table().values() for entry in menu if entry is not None]
        name = self._chance.choice(sorted({entry.name for entry in entries} - _LEFT_ALONE))
        action = self._program.window.actions_[name]
        if action.isEnabled():
            action.trigger()
        return f"action {name}"

    def _click(self) -> str:
        return self._click_in(self._window)

    def _click_in(self, widget: QWidget) -> str:
        buttons = [
            each
            for each in _in_sight(widget, QAbstractButton)
            if each.objectName() not in _NOT_CLICKED
        ]
        if not buttons or self._chance.random() < 0.25:
            return self._click_anywhere(widget)
        button = self._chance.choice(buttons)
        words = f"click on {button.objectName() or button.text() or type(button).__name__!r}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return words

    def _click_anywhere(self, widget: QWidget) -> str:
        place = QPoint(
            self._chance.randrange(max(1, widget.width())),
            self._chance.randrange(max(1, widget.height())),
        )
        hit = widget.childAt(place) or widget
        words = f"click at {place.toTuple()} on {hit.objectName() or type(hit).__name__}"
        if hit.isEnabled() and hit.objectName() not in _NOT_CLICKED:
            double = self._chance.random() < 0.2
            click = QTest.mouseDClick if double else QTest.mouseClick
            click(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(widget, place))
        return words

    def _draw(self) -> str:
        self._strokes += 1
        number = self._chance.randrange(1000)
        draw(self._program.window, number, self._chance.choice((3, 12, 40)))
        return f"stroke {number}"

    def _press(self) -> str:
        key = self._chance.choice(_KEYS)
        wanted = QApplication.focusWidget() or self._window
        shift = self._chance.random() < 0.15
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(wanted, key, modifier)
        return f"{'Shift+' if shift else ''}{key.name} in {type(wanted).__name__}"

    def _slide(self) -> str:
        sliders = _in_sight(self._window, QAbstractSlider)
        if not sliders:
            return "no slider"
        slider = self._chance.choice(sliders)
        slider.setValue(self._chance.randint(slider.minimum(), slider.maximum()))
        return f"{slider.objectName() or type(slider).__name__} to {slider.value()}"

    def _choose(self) -> str:
        boxes = [each for each in _in_sight(self._window, QComboBox) if each.count()]
        if not boxes:
            return "no box"
        box = self._chance.choice(boxes)
        for _ in range(self._chance.randrange(4)):
            QTest.keyClick(box, self._chance.choice((Qt.Key.Key_Down, Qt.Key.Key_Up)))
        return f"{box.objectName()} at {box.currentText()!r}"

    def _type(self) -> str:
        fields = [
            *_in_sight(self._window, QLineEdit),
            *_in_sight(self._window, QAbstractSpinBox),
            *_in_sight(self._window, QPlainTextEdit),
        ]
        if not fields:
            return "no field"
        field = self._chance.choice(fields)
        text = self._chance.choice(("7", "1005", "", "a name", "\ud55c\uae00", "-1", "x" * 300))
        for sign in text:  # Qt's own test of keys aborts where a sign is on no key
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign)
                QApplication.sendEvent(field, event)
        if self._chance.random() < 0.5:
            QTest.keyClick(field, Qt.Key.Key_Return)
        return f"{text[:10]!r} into {field.objectName() or type(field).__name__}"

    def _given(self) -> tuple[QMimeData, str]:
        data, path = QMimeData(), self._chance.choice(self._files)
        data.setUrls([QUrl.fromLocalFile(str(path))])
        return data, path.name

    def _drop(self) -> str:
        data, name = self._given()
        event = QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self._program.window.dropEvent(event)
        return f"{name} dropped"

    def _paste(self) -> str:
        data, name = self._given()
        QGuiApplication.clipboard().setMimeData(data)
        self._program.window.actions_["paste"].trigger()
        return f"{name} pasted"

    # What changes the window as a whole

    def _resize(self) -> str:
        size = self._chance.choice(_SIZES)
        self._window.resize(*size)
        return f"size {size}"

    def _switch_language(self) -> str:
        language = self._chance.choice(("en", "ko"))
        self._program.document.window.change(language=language)
        return f"language {language}"

    def _switch_scheme(self) -> str:
        scheme = self._chance.choice(("light", "dark"))
        self._program.document.window.change(scheme=scheme)
        return f"scheme {scheme}"

    def _train(self) -> str:
        training = self._program.training
        if not training.is_idle:
            request = self._chance.choice((StopRequest.STOP_AND_KEEP, StopRequest.STOP_AND_DISCARD))
            training.stop(request)
            return f"training: {request.name}"
        training.start(
            Plan("monkey", "lecture", RECIPES["fast"], source="builtin", share=0.02, seed=1)
        )
        return "training begun"


def _in_sight(widget: QWidget, kind: type[W]) -> list[W]:
    return [each for each in widget.findChildren(kind) if each.isVisible() and each.isEnabled()]


def _files(folder: Path) -> list[Path]:
    """Good and bad files of all kinds, and folders."""
    folder.mkdir()
    numbers = np.random.default_rng(5)
    ground = np.full((120, 90), 250, np.uint8)
    ground[30:90, 40:50] = 10
    Image.fromarray(ground).save(folder / "one.png")
    Image.fromarray(numbers.integers(0, 255, (300, 200, 3), np.uint8)).save(folder / "noise.jpg")
    (folder / "empty.png").write_bytes(b"")
    (folder / "broken.png").write_bytes((folder / "one.png").read_bytes()[:60])
    (folder / "broken.keras").write_bytes(b"PK\x03\x04" + bytes(200))
    (folder / "text.txt").write_text("no picture")
    (folder / "lecture.keras").write_bytes(bundled()["lecture"].read_bytes())
    images, labels = numbers.integers(0, 255, (40, 28, 28), np.uint8), np.arange(40) % 10
    np.savez(folder / "samples.npz", x_train=images, y_train=labels, x_test=images, y_test=labels)
    wide = numbers.integers(0, 255, (20, 12, 20, 3), np.uint8)
    named: dict[str, Any] = {
        "x_test": wide,
        "y_test": np.arange(20) % 3,
        "class_names": np.array(["a", "b", "c"]),
    }
    np.savez(folder / "coloured.npz", **named)
    lesson = folder / "lesson"
    lesson.mkdir()
    (lesson / "01-a.md").write_text("# A page\n\nWords.\n\n```do\nA nine\ndraw nine\n```\n")
    (folder / "nothing").mkdir()
    return sorted(folder.iterdir())
