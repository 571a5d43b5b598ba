"""A window in another language takes the old one's place, of which then nothing is left."""

from __future__ import annotations

import gc
import random
import weakref
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from camviewer.app.program import Program
from camviewer.document.settings import Settings
from camviewer.gui import language
from camviewer.gui.layout.main_window import MainWindow
from tests.connections import receivers
from tests.there import there

SWITCHES = 20
LONG = 60_000
OPEN = ("lesson", "mistakes")
PAGES = ("lesson", "methods", "train", "decomposition", "mistakes", "networks", "lab")


@pytest.fixture
def program(start: Callable[..., Program], qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:
    """A window with every page opened once, something drawn, and an evaluation made."""
    gc.collect()  # what earlier tests left to the collector would be missed only later
    settle()
    made = start(Settings(data="builtin"))
    qtbot.waitUntil(lambda: made.document.dataset is not None)
    for name in PAGES:
        made.window.actions_[name].trigger()
        settle()
    scribble(made.window, qtbot, random.Random(0))
    with qtbot.waitSignal(made.workspace.mistakes.evaluation_changed, timeout=LONG):
        made.workspace.mistakes.evaluate("test")
    yield made
    language.install(qapp, "en")


def settle() -> None:
    """Let everything happen that is due, deletions too."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def scribble(window: MainWindow, qtbot: QtBot, chance: random.Random) -> None:
    """Draw a line, step through samples, move about: timers of all kinds are running then."""
    canvas = window.central.draw.canvas
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    for _ in range(5):
        place = QPoint(chance.randrange(10, 200), chance.randrange(10, 200))
        qtbot.mouseMove(canvas, place)
        QApplication.processEvents()
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(90, 90))
    qtbot.keyClick(window, chance.choice((Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_7)))
    window.actions_[chance.choice(PAGES)].trigger()
    window.resize(window.width() + chance.choice((-20, 20)), window.height())
    for _ in range(chance.randrange(4)):
        QApplication.processEvents()


def arrange(window: MainWindow) -> None:
    """Every window is left with the same pages open, so that the next ones can be compared."""
    for name in PAGES:
        action = window.actions_[name]
        if action.isChecked() != (name in OPEN):
            action.trigger()


class Alive(NamedTuple):
    """What is alive besides the window's own objects."""

    tops: int
    loose_menus: int
    timers: int
    connections: Counter[str]


def alive(program: Program) -> Alive:
    """Counts that must not grow: windows, menus of nobody, running timers, connections."""
    widgets = QApplication.allWidgets()
    loose = [each for each in widgets if isinstance(each, QMenu) and each.parent() is None]
    timers = [each for each in gc.get_objects() if issubclass(type(each), QTimer)]
    timers = [each for each in timers if isValid(each)]
    repeated = [each for each in timers if each.isActive() and not each.isSingleShot()]
    return Alive(
        len(QApplication.topLevelWidgets()),
        len(loose),
        len(repeated),
        receivers(program.workspace) + receivers(program.document),
    )


@pytest.mark.slow
def test_that_of_twenty_windows_nothing_is_left(
    program: Program, qtbot: QtBot, capfd: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(17)
    found: dict[str, Alive] = {}
    for number in range(SWITCHES):
        code = ("ko", "en")[number % 2]
        scribble(program.window, qtbot, chance)
        arrange(program.window)
        objects = [program.window, *program.window.findChildren(QObject)]
        window = weakref.ref(program.window)
        with qtbot.waitSignal(program.window.destroyed):
            there(program.window.findChild(QAction, f"{code}LanguageAction")).trigger()
        settle()
        left = [repr(each) for each in objects if isValid(each)]
        assert left == []
        del objects
        gc.collect()
        assert window() is None, f"somebody holds it: {gc.get_referrers(window())}"
        now = alive(program)
        if number >= 2:  # each language has had its first window
            assert now == found[code]
        found[code] = now
    # What windows followed goes on without those that are gone.
    program.document.change_display(opacity=13)
    program.document.choose_class(3)
    program.training.status_changed.emit()
    settle()
    assert "already deleted" not in "".join(capfd.readouterr())


TURNS, TURN = 40, 10  # of an event loop, in which a window would come; milliseconds of each


class Turns(QObject):
    """Lets an event loop turn often enough for another window to come."""

    over = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._left = TURNS
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._count)
        self._turn.start(TURN)

    def _count(self) -> None:
        self._left -= 1
        if not self._left:
            self._turn.stop()
            self.over.emit()


class Question(QObject):
    """Waits for its answer in a loop of its own, as Qt's questions do."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop()
        QTimer.singleShot(0, self, self._ask)

    def _ask(self) -> None:
        turns = Turns()
        turns.over.connect(self._loop.quit)
        self._loop.exec()
        self.answered.emit()


def test_that_a_window_stays_until_its_question_is_answered(
    start: Callable[..., Program], qtbot: QtBot, qapp: QApplication
) -> None:
    program = start()
    window = program.window
    there(window.findChild(QAction, "koLanguageAction")).trigger()
    question = Question()
    with qtbot.waitSignal(question.answered):
        pass
    assert isValid(window)
    assert program.window is window
    with qtbot.waitSignal(window.destroyed):
        pass
    assert program.window is not window
    language.install(qapp, "en")


def test_that_a_dialog_stays_until_it_is_closed_and_only_then_its_window_goes(
    start: Callable[..., Program], qtbot: QtBot, qapp: QApplication
) -> None:
    program = start()
    window = program.window
    dialog = QDialog(window)
    dialog.open()
    there(window.findChild(QAction, "koLanguageAction")).trigger()
    turns = Turns()
    with qtbot.waitSignal(turns.over):
        pass
    assert isValid(dialog)
    assert program.window is window
    dialog.reject()
    with qtbot.waitSignal(window.destroyed):
        pass
    language.install(qapp, "en")
