"""The lesson's dock: movable, closable; its panel is made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from camviewer.gui.lesson.panel import LessonPanel

_MOST = 0.24  # of the window's width: large type needs its room beside the dock too


class LessonDock(QDockWidget):
    """At the right of the window, as wide as its text reads well."""

    shown = Signal(bool)
    """It was opened or closed, or went behind another dock."""

    def __init__(self, make: Callable[[QWidget], LessonPanel], window: QMainWindow) -> None:
        """A hidden dock.

        Args:
            make: makes the panel, given its parent.
            window: that it docks to.
        """
        super().__init__(window)
        self.setWindowTitle(self.tr("Lesson"))
        self.setObjectName("lessonDock")
        self._make, self._window = make, window
        self.panel: LessonPanel | None = None
        self.hide()
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the panel the first time."""
        first = self.panel is None
        if self.panel is None:
            self.panel = self._make(self)
            self.setWidget(self.panel)
        super().showEvent(event)
        self.shown.emit(True)
        if first:
            QTimer.singleShot(0, self.spread)  # once the rest of the window has made room

    def hideEvent(self, event: QHideEvent) -> None:
        """The window has its room back."""
        super().hideEvent(event)
        self.shown.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            QTimer.singleShot(0, self.spread)

    def spread(self) -> None:
        """Be as wide as the text reads well, but leave most of the window to the rest."""
        if self.panel is not None and not self.isFloating():
            width = min(self.panel.readable_width(), round(_MOST * self._window.width()))
            self._window.resizeDocks([self], [width], Qt.Orientation.Horizontal)
