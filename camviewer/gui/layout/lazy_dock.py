"""A dock whose content is made when it is first opened: most starts never see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QMainWindow, QWidget

from camviewer.gui.widgets.icons import icon

_BUTTONS = {"qt_dockwidget_closebutton": "close", "qt_dockwidget_floatbutton": "float"}
"""Icons by what Qt calls the buttons in a dock's title; its own are as dark as a dark window."""


Content = TypeVar("Content", bound=QWidget, covariant=True)


class LazyDock(QDockWidget, Generic[Content]):
    """A hidden dock at the right; other docks there become tabs of the same place."""

    share = 0.36
    """Of the window's width, that it takes at its side if there is so much room."""

    bears_training = False
    """Whether a narrow window has room for it beside the training."""

    room_changed = Signal()
    """It has come, gone, or moved elsewhere."""

    def __init__(
        self, name: str, title: str, make: Callable[[QWidget], Content], window: QMainWindow
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
        self.setFont(_own_font())
        self._make = make
        self._window = window
        self.hide()
        before = [dock for dock in window.findChildren(LazyDock) if dock is not self]
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        if before:
            window.tabifyDockWidget(before[-1], self)
        self.topLevelChanged.connect(self.room_changed)
        self.dockLocationChanged.connect(self.room_changed)
        self._draw_icons()

    @property
    def panel(self) -> Content | None:
        """The content; None before the dock was first seen."""
        return cast(Content | None, self.widget())  # nothing else is ever set

    @property
    def takes_width(self) -> bool:
        """Whether it stands beside the rest of the window."""
        area = self._window.dockWidgetArea(self)
        sides = Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea
        return not self.isHidden() and not self.isFloating() and bool(area & sides)

    @property
    def is_behind(self) -> bool:
        """Whether it is open, but another dock at its place lies before it."""
        return not self.isHidden() and self.visibleRegion().isEmpty()

    def open(self, opened: bool) -> None:
        """Open it in front of the others, or close it."""
        self.setVisible(opened)
        if opened:
            self.raise_()
            if self._window.tabifiedDockWidgets(self):  # the one before had a width of its own
                QTimer.singleShot(0, self, self.use_room)

    def use_room(self) -> None:
        """Take its share of the window's width; what the rest needs stays."""
        centre, width = self._window.centralWidget(), self._window.width()
        rest = centre.minimumSizeHint().width() if centre is not None else 0
        self._be_wide(min(round(self.share * width), width - rest))

    def _be_wide(self, wanted: int) -> None:
        """Be so wide, if the window has any room for it."""
        if wanted > 0:
            self._window.resizeDocks([self], [wanted], Qt.Orientation.Horizontal)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the content the first time."""
        if self.panel is None:
            self.setWidget(self._make(self))
            QTimer.singleShot(0, self, self.use_room)  # once others have made room
        self._draw_icons()  # Qt puts its own there when a dock comes into another window
        super().showEvent(event)
        self.room_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """The room is free again."""
        super().hideEvent(event)
        self.room_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette: icons are drawn in the colour of the text."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_window"):
            self._draw_icons()
        super().changeEvent(event)

    def _draw_icons(self) -> None:
        texts = {"close": self.tr("Close"), "float": self.tr("Float or dock")}
        for name, drawing in _BUTTONS.items():
            button = self.findChild(QAbstractButton, name)
            if button is not None:
                button.setIcon(icon(drawing, self.palette()))
                button.setToolTip(texts[drawing])
                button.setAccessibleName(f"{texts[drawing]}: {self.windowTitle()}")


def _own_font() -> QFont:
    """The usual font, but not equal to it: else Qt's docks have a title that never grows."""
    font = QFont()
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font
