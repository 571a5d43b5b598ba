"""The real window, driven by real events inside a real event loop."""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPointF, Qt, QTimer, SignalInstance
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from camviewer.app.program import Program
from camviewer.document.settings import Settings
from camviewer.gui import theme
from camviewer.gui.layout.main_window import MainWindow
from tests.benchmarks.painting import ViewPaints

PATIENCE = 60_000
"""Milliseconds after which something will never happen."""

SIZE = 1366, 768
"""Pixels of the window: the smallest screen that the program is made for."""

PRESS, MOVE, RELEASE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
)


def application() -> QApplication:
    """The process' one application, looking as the program does."""
    running = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(running, QApplication)
    theme.install(running, Settings().scheme)
    return running


class RealWindow:
    """The program with its network loaded, on screen."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Start it and wait until it has painted everything and can answer."""
        self._application = application()
        self.program = Program(
            replace(settings or Settings(), welcomed=True), index=None, image=None
        )
        self.document = self.program.document
        self.window = self.program.window
        self.paints = ViewPaints(self.document, self.window)
        self.window.resize(*SIZE)
        self.program.start()
        wait(self.paints.painted)
        shown = self.document.prediction
        if shown is None or shown.network is None:  # what came with the program is shown
            wait(self.program.controller.worker.answered)

    def close(self) -> None:
        """End it as a person does."""
        self.window.close()

    def clear(self) -> None:
        """Take everything off the canvas."""
        self.window.actions_["clear"].trigger()

    def pen(self, kind: QEvent.Type, x: float, y: float) -> None:
        """Let the window system say what the pen does, at (x, y) in [0, 1] of the canvas."""
        pen(self.window, kind, x, y)


def draw(window: MainWindow, number: int, moves: int) -> None:
    """Put the events of one stroke into a window's queue."""
    ways = curve(number, moves)
    pen(window, PRESS, *ways[0])
    for place in ways[1:]:
        pen(window, MOVE, *place)
    pen(window, RELEASE, *ways[-1])


def pen(window: MainWindow, kind: QEvent.Type, x: float, y: float) -> None:
    """Put an event at (x, y) in [0, 1] of the canvas' square into a window's queue.

    Qt finds the widget under it, as it does with what the window system says.
    """
    canvas = window.central.draw.canvas
    side = min(canvas.width(), canvas.height())
    left, top = (canvas.width() - side) // 2, (canvas.height() - side) // 2
    place = canvas.mapTo(window, QPointF(left + round(x * side), top + round(y * side)))
    button, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind,
        place,
        window.mapToGlobal(place),
        none if kind is MOVE else button,
        none if kind is RELEASE else button,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.postEvent(window.windowHandle(), event)


def wait(signal: SignalInstance, at_most: int = PATIENCE) -> float:
    """Run the event loop until a signal comes; when it came, in `time.perf_counter()` seconds.

    Raises:
        TimeoutError: it did not come in so many milliseconds.
    """
    loop, came = QEventLoop(), []

    def stop(*_: object) -> None:
        came.append(time.perf_counter())
        loop.quit()

    timer = QTimer(singleShot=True, interval=at_most)
    timer.timeout.connect(loop.quit)
    timer.start()
    signal.connect(stop)
    loop.exec()
    signal.disconnect(stop)
    if not came:
        raise TimeoutError(f"expected {signal} within {at_most} ms, found nothing")
    return came[0]


def pause(milliseconds: int) -> None:
    """Run the event loop for so long."""
    timer = QTimer(singleShot=True, interval=milliseconds, timerType=Qt.TimerType.PreciseTimer)
    timer.start()
    wait(timer.timeout)


def curve(number: int, moves: int) -> list[tuple[float, float]]:
    """The way of a pen across the canvas in so many equal moves, a different one each number."""
    chosen = random.Random(number)
    a, b = chosen.uniform(2, 6), chosen.uniform(2, 6)
    p, q = chosen.uniform(0, 6), chosen.uniform(0, 6)
    time_ = np.linspace(0, 1, 500)
    x, y = 0.5 + 0.35 * np.sin(a * time_ + p), 0.5 + 0.4 * np.cos(b * time_ + q)
    length = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    places = np.linspace(0, length[-1], moves + 1)
    return list(zip(np.interp(places, length, x), np.interp(places, length, y), strict=True))
