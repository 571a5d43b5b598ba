"""The lesson's dock: as wide as its text reads well."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer

from camviewer.gui.layout.lazy_dock import LazyDock
from camviewer.gui.lesson.lesson_panel import LessonPanel


class LessonDock(LazyDock[LessonPanel]):
    """Holds the lesson's panel."""

    share = 0.24  # at most: large type needs its room beside the dock too
    bears_training = True

    def use_room(self) -> None:
        """Be as wide as the text reads well, but leave most of the window to the rest."""
        if self.panel is not None:
            width = self._window.width()
            self._be_wide(min(self.panel.readable_width(), round(self.share * width)))

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            QTimer.singleShot(0, self, self.use_room)
