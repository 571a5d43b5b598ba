"""What must not happen in the window: errors, messages of Qt, parts that are gone or too small."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from camviewer.gui.layout.arrangement import MIN_VIEW_ANYWHERE
from camviewer.gui.layout.main_window import MainWindow
from camviewer.gui.stage.views import VIEWS
from camviewer.gui.stage.views.picture_view import PictureView
from tests.monkey.stalls import Stalls
from tests.there import there

MIN_CANVAS = 190
"""Pixels of the canvas' longer side, in the smallest window."""

_IGNORED = ("This plugin does not support", "Could not parse application stylesheet")


class Watch:
    """Listens to all that tells of something wrong."""

    def __init__(self, longest_stall: float) -> None:
        """From now on everything is heard, and stalls of so many milliseconds."""
        self._wrong: list[str] = []
        self._small_before: set[str] = set()
        self.stalls = Stalls(longest_stall)
        qInstallMessageHandler(self._from_qt)
        sys.excepthook = self._raised
        threading.excepthook = lambda told: self._raised(
            told.exc_type, told.exc_value, told.exc_traceback
        )
        handler = logging.Handler(logging.ERROR)
        handler.emit = lambda record: self._wrong.append(f"log: {record.getMessage()}")  # type: ignore[method-assign]
        logging.getLogger().addHandler(handler)

    def taken(self) -> list[str]:
        """What went wrong since this was last asked."""
        wrong, self._wrong = [*self._wrong, *self.stalls.taken()], []
        return wrong

    def look_at(self, window: MainWindow) -> None:
        """Note what is not where and as large as it should be, now and the last time."""
        small = set(self._small(window))
        self._wrong += sorted(small & self._small_before)
        self._small_before = small

    def _small(self, window: MainWindow) -> Iterator[str]:
        canvas = there(window.findChild(QWidget, "drawCanvas"))
        if max(canvas.size().toTuple()) < MIN_CANVAS or not canvas.isVisible():
            yield _told(window, "drawCanvas", canvas)
        for name in VIEWS:
            view = there(window.findChild(PictureView, name))
            if view.isVisible() and max(view.graphics.size().toTuple()) < MIN_VIEW_ANYWHERE:
                yield _told(window, name, view.graphics)

    def _from_qt(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if not any(each in message for each in _IGNORED):
            self._wrong.append(f"Qt, {kind.name}: {message}")

    def _raised(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wrong.append("".join(traceback.format_exception(kind, error, trace))[-2000:])


def _told(window: MainWindow, name: str, widget: QWidget) -> str:
    size, whole = widget.size().toTuple(), window.size().toTuple()
    return f"{name} is {size} in {whole}, {window.central.opened}"
