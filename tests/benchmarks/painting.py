"""Knowing when widgets have been painted, inside the event loop."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:  # a bare window is watched without loading the program
    from camviewer.document.document import Document
    from camviewer.gui.layout.main_window import MainWindow


class Paints(QObject):
    """Watches widgets; tells when all those that wait for being painted have been painted."""

    painted = Signal(float)
    """All are painted and on their way to the screen; `time.perf_counter()` of that moment."""

    def __init__(self, widgets: Iterable[QWidget]) -> None:
        """At first all of them wait."""
        super().__init__()
        self._widgets = list(widgets)
        self._waiting = set(self._widgets)
        self._all_begun = False
        self._windows = {widget.window() for widget in self._widgets}
        for widget in (*self._windows, *self._widgets):
            widget.installEventFilter(self)

    def expect(self, widgets: Iterable[QWidget] | None = None) -> None:
        """These (else all) have changed and wait for being painted."""
        self._waiting.update(self._widgets if widgets is None else widgets)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note what is painted, and when Qt, which paints a window in one go, is done with it."""
        if event.type() == QEvent.Type.Paint and watched in self._waiting:
            self._waiting.discard(watched)
            if not self._waiting and self._complete():
                self._all_begun = True
                QTimer.singleShot(0, self._tell)  # the first time Qt paints without a request
        elif event.type() == QEvent.Type.UpdateRequest and watched in self._windows:
            watched.event(event)
            self._tell()
            return True
        return False

    def _complete(self) -> bool:
        """Whether nothing is missing that is still to come."""
        return True

    def _tell(self) -> None:
        if self._all_begun:
            self._all_begun = False
            self.painted.emit(time.perf_counter())


class ViewPaints(Paints):
    """Watches the four views: painted are they once they show the present sample's prediction."""

    def __init__(self, document: Document, window: MainWindow) -> None:
        """At first all four views wait."""
        self._document = document
        input_view, *cam_views = viewports(window)
        super().__init__([input_view, *cam_views])
        document.sample_changed.connect(lambda: self.expect([input_view]))
        document.rendering_changed.connect(lambda: self.expect(cam_views))

    def _complete(self) -> bool:
        prediction = self._document.prediction
        return prediction is not None and np.array_equal(prediction.image, self._document.sample)


def viewports(window: MainWindow) -> list[QWidget]:
    """What the four views' pictures are painted on, from left to right."""
    return [view.box.getViewWidget().viewport() for view in window.central.stage.views]
