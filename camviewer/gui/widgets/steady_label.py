"""A label of a number that changes: what is beside it stays where it is."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget


class SteadyLabel(QLabel):
    """Has room for its longest text, in whatever type."""

    def __init__(self, longest: str, parent: QWidget | None = None) -> None:
        """An empty label."""
        super().__init__(parent)
        self._longest = longest

    def sizeHint(self) -> QSize:
        """No less than the longest text needs."""
        return super().sizeHint().expandedTo(self._least())

    def minimumSizeHint(self) -> QSize:
        """No less than the longest text needs."""
        return super().minimumSizeHint().expandedTo(self._least())

    def _least(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._longest), 0)
