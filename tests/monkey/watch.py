"""What must not happen in the window, and what must not grow."""

from __future__ import annotations

import gc
import logging
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from camviewer.gui.layout.main_window import MainWindow
from tests.there import there

STALL = 0.1
"""Seconds of the main thread's own time that may pass before events are looked at again."""

VIEWS = ("inputView", "rawCamView", "resizedCamView", "blendView")
MIN_CANVAS = 100  # pixels
MIN_VIEW = 60  # pixels, in the smallest window

_IGNORED = ("This plugin does not support", "Could not parse application stylesheet")
_TICK = 5  # milliseconds


@dataclass(frozen=True)
class Counts:
    """What must not grow; megabytes of memory, and numbers."""

    megabytes: float
    descriptors: int
    threads: int
    widgets: int

    def __str__(self) -> str:
        return (
            f"{self.megabytes:.0f} MB, {self.descriptors} descriptors, "
            f"{self.threads} threads, {self.widgets} widgets"
        )


def counts() -> Counts:
    """As things stand; what is garbage is collected before."""
    gc.collect()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    resident = int(status.partition("VmRSS:")[2].split()[0]) / 1000
    here = Path("/proc/self")
    descriptors, threads = (len([*(here / name).iterdir()]) for name in ("fd", "task"))
    return Counts(resident, descriptors, threads, len(QApplication.allWidgets()))


class Watch(QObject):
    """Listens to all that tells of something wrong."""

    def __init__(self) -> None:
        """From now on everything is heard."""
        super().__init__()
        self._wrong: list[str] = []
        self._before = time.thread_time()
        self.longest = 0.0
        """Seconds of the longest stall so far."""
        qInstallMessageHandler(self._from_qt)
        sys.excepthook = self._raised
        threading.excepthook = lambda told: self._raised(
            told.exc_type, told.exc_value, told.exc_traceback
        )
        handler = logging.Handler(logging.ERROR)
        handler.emit = lambda record: self._wrong.append(f"log: {record.getMessage()}")  # type: ignore[method-assign]
        logging.getLogger().addHandler(handler)
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._ticked)
        self._timer.start()

    def taken(self) -> list[str]:
        """What went wrong since this was last asked."""
        wrong, self._wrong = self._wrong, []
        return wrong

    def look_at(self, window: MainWindow) -> None:
        """Note what is not where and as large as it should be."""
        canvas = there(window.findChild(QWidget, "drawCanvas"))
        if min(canvas.width(), canvas.height()) < MIN_CANVAS or not canvas.isVisible():
            self._wrong.append(f"the canvas is {canvas.size().toTuple()}")
        seen = [there(window.findChild(QWidget, name)) for name in VIEWS]
        seen = [view for view in seen if view.isVisible()]
        for view in seen:
            if min(view.width(), view.height()) < MIN_VIEW:
                self._wrong.append(f"{view.objectName()} is {view.size().toTuple()}")

    def begin_anew(self) -> None:
        """Leave out of account what was done meanwhile by who watches."""
        self._before = time.thread_time()

    def _ticked(self) -> None:
        now = time.thread_time()
        stall, self._before = now - self._before, now
        self.longest = max(self.longest, stall)
        if stall > STALL:
            self._wrong.append(f"stall of {1000 * stall:.0f} ms")

    def _from_qt(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if not any(each in message for each in _IGNORED):
            self._wrong.append(f"Qt, {kind.name}: {message}")

    def _raised(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wrong.append("".join(traceback.format_exception(kind, error, trace))[-2000:])
