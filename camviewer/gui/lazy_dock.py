"""A dock whose content is made when it is first opened: most starts never see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

SHARE = 0.36
"""Of the window's width, that a dock at its side takes when it is first opened."""


class LazyDock(QDockWidget):
    """A hidden dock at the right; other docks there become tabs of the same place."""

    def __init__(
        self, name: str, title: str, make: Callable[[QWidget], QWidget], window: QMainWindow
    ) -> None:
        """A dock that shows nothing yet.

        Args:
            name: its ``objectName``.
            title: what it is called on screen.
            make: makes its content, given the dock.
            window: where it is.
        """
        super().__init__(title, window)
        self.setObjectName(name)
        self._make = make
        self._window = window
        self.setVisible(False)
        before = [dock for dock in window.findChildren(LazyDock) if dock is not self]
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        if before:
            window.tabifyDockWidget(before[-1], self)

    def setVisible(self, visible: bool) -> None:
        """Open or close it."""
        first = visible and self.widget() is None
        if first:
            self.setWidget(self._make(self))
        super().setVisible(visible)
        if first:
            QTimer.singleShot(0, self._spread)  # once others have made room

    def _spread(self) -> None:
        width = round(SHARE * self._window.width())
        self._window.resizeDocks([self], [width], Qt.Orientation.Horizontal)

    def open(self, opened: bool) -> None:
        """Open it in front of the others, or close it."""
        self.setVisible(opened)
        if opened:
            self.raise_()
