"""Widgets side by side where there is room for them, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from camviewer.gui.theme import SPACE


class WrappingRow(QWidget):
    """A row that never cuts what is in it while it is as wide as its widest widget."""

    def __init__(self, *widgets: QWidget, stretched: int, parent: QWidget | None = None) -> None:
        """A row of these widgets; the one at the place `stretched` takes what room is left."""
        super().__init__(parent)
        self._widgets = widgets
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        for place, widget in enumerate(widgets):
            self._row.addWidget(widget, int(place == stretched))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def wrap(self) -> None:
        """Arrange the widgets for the present width; to be called where they have changed."""
        gaps = SPACE * (len(self._widgets) - 1)
        fits = sum(widget.sizeHint().width() for widget in self._widgets) + gaps <= self.width()
        directions = QBoxLayout.Direction
        direction = directions.LeftToRight if fits else directions.TopToBottom
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self._row.setSpacing(SPACE if fits else SPACE // 4)
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest; as high as the present arrangement."""
        widths = (
            max(each.minimumSizeHint().width(), each.minimumWidth()) for each in self._widgets
        )
        return QSize(max(widths), self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps another arrangement."""
        super().resizeEvent(event)
        self.wrap()
