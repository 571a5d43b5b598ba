"""A line of text that changes with every movement of the pen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class StillLabel(QWidget):
    """Holds a label of one line whose new text lays nothing out anew.

    A label tells every layout above it that its size may have changed, and they compute the whole
    window again; one of a fixed size does not.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """A line that is as wide as it is given room; `label` has the ``objectName``."""
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setObjectName(name)
        self.label.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line high."""
        return QSize(0, self.label.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        """One line high."""
        return self.sizeHint()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The label fills the line."""
        # For a moment, a layout without room may give it less than nothing.
        self.label.setFixedSize(self.size().expandedTo(QSize(0, 0)))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Larger text needs a higher line."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        return False
