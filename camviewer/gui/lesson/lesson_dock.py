"""The lesson's dock: as wide as its text reads well."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QWidget

from camviewer.gui.layout.lazy_dock import LazyDock
from camviewer.gui.lesson.lesson_panel import LessonPanel


class LessonDock(LazyDock):
    """Holds the lesson's panel."""

    share = 0.24  # at most: large type needs its room beside the dock too
    bears_training = True

    def __init__(self, make: Callable[[QWidget], LessonPanel], window: QMainWindow) -> None:
        """A hidden dock at the right.

        Args:
            make: makes the panel, given its parent.
            window: that it docks to.
        """
        super().__init__("lessonDock", "", make, window)
        self.setWindowTitle(self.tr("Lesson"))

    @property
    def panel(self) -> LessonPanel | None:
        """The content; None before the dock was first seen."""
        content = self.widget()
        return content if isinstance(content, LessonPanel) else None

    def use_room(self) -> None:
        """Be as wide as the text reads well, but leave most of the window to the rest."""
        if self.panel is not None:
            width = min(self.panel.readable_width(), round(self.share * self._window.width()))
            self._window.resizeDocks([self], [width], Qt.Orientation.Horizontal)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            QTimer.singleShot(0, self, self.use_room)
