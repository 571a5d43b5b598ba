"""What the random person does: one thing at a time, said in words before it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from camviewer.app.program import Program
from camviewer.gui.layout.actions import table
from camviewer.gui.layout.main_window import MainWindow
from camviewer.training.control import StopRequest
from camviewer.training.events import Plan
from camviewer.training.recipes import RECIPES
from tests.benchmarks.window import draw
from tests.monkey.answers import LEFT_ALONE, Answers, Deed, click_in, in_sight
from tests.monkey.files import make_files
from tests.there import there

SIZES = ((960, 624), (1024, 700), (1280, 800), (1366, 768), (1920, 1080), (2560, 1440))
"""Pixels of the window, width and height."""

_KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape),
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_F11, Qt.Key.Key_J, Qt.Key.Key_K),
    *(Qt.Key.Key_0, Qt.Key.Key_5, Qt.Key.Key_9, Qt.Key.Key_A, Qt.Key.Key_L, Qt.Key.Key_Z),
)
_TEXTS = ("7", "1005", "", "a name", "\ud55c\uae00", "-1")
_EXPORTS = ("save_figure", "save_work_sheet", "export_network", "copy_figure")
_LONG = "x" * 300
_ADDRESSES = (
    *("https://example.org/digit.png", "file:///nowhere/digit.png", "file:///dev/null"),
    *("file:///a%00b", "not an address"),
)


class Hand:
    """Chooses what is done next in the program's window."""

    def __init__(self, program: Program, folder: Path, *, trains: bool) -> None:
        """Make files to be opened and a place for files to be saved.

        Args:
            program: has started.
            folder: empty.
            trains: whether networks are trained, too, for which TensorFlow is loaded.
        """
        self._program, self._folder = program, folder
        self._files = make_files(folder / "given")
        saved = folder / "saved"
        saved.mkdir()
        self._answers = Answers(self._files, saved)
        self._deeds: dict[Callable[[Random], Deed], int] = {
            self._trigger: 25,
            self._click: 30,
            self._draw: 15,
            self._press: 10,
            self._slide: 6,
            self._choose: 6,
            self._turn: 4,
            self._type: 3,
            self._drop: 3,
            self._paste: 2,
            self._resize: 2,
            self._export: 2,
            self._evaluate: 1,
            self._switch_language: 1,
            self._switch_scheme: 1,
        }
        if trains:
            self._deeds[self._train] = 1

    def next(self, chance: Random) -> Deed:
        """What is done next; what waits for an answer gets one first."""
        answer = self._answers.next(chance)
        if answer is not None:
            return answer
        (choose,) = chance.choices(list(self._deeds), list(self._deeds.values()))
        return choose(chance)

    @property
    def _window(self) -> MainWindow:
        return self._program.window  # another one after a change of language

    # What a person does with mouse and keys

    def _trigger(self, chance: Random) -> Deed:
        entries = [entry for menu in table().values() for entry in menu if entry is not None]
        name = chance.choice(sorted({entry.name for entry in entries} - LEFT_ALONE))
        return Deed(f"action {name}", self._window.actions_[name].trigger)

    def _click(self, chance: Random) -> Deed:
        tops = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        other = [each for each in tops if each is not self._window]
        if other and chance.random() < 0.2:  # the manual
            return click_in(chance.choice(other), chance)
        return click_in(self._window, chance)

    def _draw(self, chance: Random) -> Deed:
        number, moves = chance.randrange(1000), chance.choice((3, 12, 40))
        return Deed(f"stroke {number}, {moves} moves", partial(draw, self._window, number, moves))

    def _press(self, chance: Random) -> Deed:
        key = chance.choice(_KEYS)
        wanted = QApplication.focusWidget() or self._window
        shift = chance.random() < 0.15
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        words = f"{'Shift+' if shift else ''}{key.name} in {_name(wanted)}"
        return Deed(words, partial(QTest.keyClick, wanted, key, modifier))

    def _slide(self, chance: Random) -> Deed:
        sliders = in_sight(self._window, QAbstractSlider)
        if not sliders:
            return Deed("no slider", lambda: None)
        slider = chance.choice(sliders)
        value = chance.randint(slider.minimum(), slider.maximum())
        return Deed(f"{_name(slider)} to {value}", partial(slider.setValue, value))

    def _choose(self, chance: Random) -> Deed:
        boxes = [each for each in in_sight(self._window, QComboBox) if each.count()]
        if not boxes:
            return Deed("no box", lambda: None)
        box = chance.choice(boxes)
        key = chance.choice((Qt.Key.Key_Down, Qt.Key.Key_Up))
        return Deed(f"{key.name} in {_name(box)}", partial(QTest.keyClick, box, key))

    def _turn(self, chance: Random) -> Deed:
        window = self._window
        place = QPoint(chance.randrange(window.width()), chance.randrange(window.height()))
        hit = window.childAt(place) or window
        notches = chance.choice((-3, -1, 1, 3))
        event = QWheelEvent(
            QPointF(hit.mapFrom(window, place)),
            QPointF(window.mapToGlobal(place)),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        words = f"wheel {notches} at {place.toTuple()} on {_name(hit)}"
        return Deed(words, partial(QApplication.sendEvent, hit, event))

    def _type(self, chance: Random) -> Deed:
        window = self._window
        fields = [
            *in_sight(window, QLineEdit),
            *in_sight(window, QAbstractSpinBox),
            *in_sight(window, QPlainTextEdit),
        ]
        if not fields:
            return Deed("no field", lambda: None)
        field = chance.choice(fields)
        returns = chance.random() < 0.5
        if isinstance(field, QLineEdit) and chance.random() < 0.2:
            return Deed(f"a long text into {_name(field)}", partial(field.insert, _LONG))
        text = chance.choice(_TEXTS)
        words = f"{text!r}{' and Return' if returns else ''} into {_name(field)}"
        return Deed(words, partial(_type_into, field, text, returns=returns))

    # What comes from elsewhere and goes there

    def _given(self, chance: Random) -> tuple[QMimeData, str]:
        """A file mostly; or several, an address, a picture, words, nothing."""
        data = QMimeData()
        kind = chance.random()
        if kind < 0.6:
            path = chance.choice(self._files)
            data.setUrls([QUrl.fromLocalFile(str(path))])
            return data, path.name
        if kind < 0.7:
            paths = chance.sample(self._files, 3)
            data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
            return data, ", ".join(path.name for path in paths)
        if kind < 0.8:
            address = chance.choice(_ADDRESSES)
            data.setUrls([QUrl(address)])
            return data, address
        if kind < 0.9:
            data.setImageData(QImage(str(self._folder / "given" / "one.png")))
            return data, "a picture"
        if kind < 0.95:
            data.setText("words")
            return data, "words"
        return data, "nothing"

    def _drop(self, chance: Random) -> Deed:
        data, name = self._given(chance)
        return Deed(f"{name} dropped", partial(_drop_on, self._window, data))

    def _paste(self, chance: Random) -> Deed:
        data, name = self._given(chance)
        return Deed(f"{name} pasted", partial(_paste_into, self._window, data))

    def _export(self, chance: Random) -> Deed:
        name = chance.choice(_EXPORTS)  # the dialog gets its answer next
        return Deed(f"action {name}", self._window.actions_[name].trigger)

    # What takes long

    def _evaluate(self, chance: Random) -> Deed:
        mistakes = self._program.workspace.mistakes
        if mistakes.is_evaluating and chance.random() < 0.5:
            return Deed("evaluation cancelled", mistakes.cancel)
        return Deed("evaluation begun", partial(mistakes.evaluate, "test"))

    def _train(self, chance: Random) -> Deed:
        training = self._program.training
        if training.is_idle:
            plan = Plan("monkey", "lecture", RECIPES["fast"], source="builtin", share=0.02, seed=1)
            return Deed("training begun", partial(training.start, plan))
        if chance.random() < 0.5:
            return Deed("training paused, gone on with", partial(_interrupt, self._program))
        request = chance.choice((StopRequest.STOP_AND_KEEP, StopRequest.STOP_AND_DISCARD))
        return Deed(f"training: {request.name}", partial(training.stop, request))

    # What changes the window as a whole

    def _resize(self, chance: Random) -> Deed:
        if self._window.isFullScreen():
            return Deed("no other size of the whole screen", lambda: None)
        room = self._window.screen().size()
        fitting = [each for each in SIZES if QSize(*each).boundedTo(room) == QSize(*each)]
        size = chance.choice(fitting)
        return Deed(f"size {size}", partial(self._window.resize, *size))

    def _switch_language(self, chance: Random) -> Deed:
        code = chance.choice(("en", "ko"))
        do = partial(self._program.document.window.change, language=code)
        return Deed(f"language {code}", do)

    def _switch_scheme(self, chance: Random) -> Deed:
        scheme = chance.choice(("light", "dark"))
        action = there(self._window.findChild(QAction, f"{scheme}SchemeAction"))
        return Deed(f"scheme {scheme}", action.trigger)


def _name(widget: QWidget) -> str:
    return widget.objectName() or type(widget).__name__


def _type_into(field: QWidget, text: str, *, returns: bool) -> None:
    for sign in text:  # Qt's own test of keys aborts where a sign is on no key
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(field, event)
    if returns:
        QTest.keyClick(field, Qt.Key.Key_Return)


def _drop_on(window: MainWindow, data: QMimeData) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copied = Qt.DropAction.CopyAction
    entered = QDragEnterEvent(QPoint(50, 50), copied, data, left, none)
    window.dragEnterEvent(entered)
    window.dropEvent(QDropEvent(QPointF(50, 50), copied, data, left, none))


def _paste_into(window: MainWindow, data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
    window.actions_["paste"].trigger()


def _interrupt(program: Program) -> None:
    program.training.pause()
    program.training.resume()
