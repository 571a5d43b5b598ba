"""The dock: movable, closable, remembered; its content is made when it is first seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from camviewer.gui.mistakes.panel import MistakesPanel
from camviewer.gui.mistakes.tags import KEYS, tag_title

_SHARE = 0.48  # of a window's width, if there is so much room


class MistakesDock(QDockWidget):
    """Holds the panel; most starts never need it."""

    room_changed = Signal()
    """It has come, gone, or moved elsewhere."""

    def __init__(self, make_panel: Callable[[QWidget], MistakesPanel], window: QMainWindow) -> None:
        """A hidden dock at the right.

        Args:
            make_panel: makes the content, given its parent.
            window: that it docks to.
        """
        super().__init__(self.tr("Mistakes"), window)
        self.setObjectName("mistakesDock")
        self._make_panel = make_panel
        self._window = window
        self._sized = False
        self.panel: MistakesPanel | None = None
        self.hide()
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        self.topLevelChanged.connect(self.room_changed)
        self.dockLocationChanged.connect(self.room_changed)

    @property
    def takes_width(self) -> bool:
        """Whether it stands beside the rest of the window."""
        area = self._window.dockWidgetArea(self)
        sides = Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea
        return not self.isHidden() and not self.isFloating() and bool(area & sides)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the content the first time."""
        if self.panel is None:
            self.panel = self._make_panel(self)
            self.setWidget(self.panel)
        super().showEvent(event)
        self.room_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """The room is free again."""
        super().hideEvent(event)
        self.room_changed.emit()

    def shortcuts(self) -> list[tuple[str, str]]:
        """The keys that work while the keyboard is turned to the dock, each with what it does."""
        tag = self.tr("In the mistakes: tag as “{0}”")
        return [
            ("J / K", self.tr("In the mistakes: next, previous digit")),
            *((key, tag.format(tag_title(name))) for name, key in KEYS.items()),
            ("Shift+N", self.tr("In the mistakes: write a note")),
        ]

    def use_room(self) -> None:
        """Take a good share of the window's width; what the rest needs stays."""
        centre, width = self._window.centralWidget(), self._window.width()
        middle = centre.minimumSizeHint().width() if centre is not None else 0
        wanted = min(round(_SHARE * width), width - middle)
        self._window.resizeDocks([self], [wanted], Qt.Orientation.Horizontal)
