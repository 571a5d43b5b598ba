"""A label of a few lines, as high whatever it says."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget


class LinesLabel(QLabel):
    """Wraps its text into a fixed number of lines, the first of which may be empty.

    A label that wraps by itself asks for a height by its width. Then a scroll area gives the whole
    page its best height in place of its least one, and what could scroll by itself does not.
    """

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        """An empty label of so many lines, whose text is at the bottom."""
        super().__init__(parent)
        self._lines = lines
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)

    def hasHeightForWidth(self) -> bool:
        """Its height is that of its lines."""
        return False

    def sizeHint(self) -> QSize:
        """As high as its lines are."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As high as its lines are."""
        return QSize(0, self.fontMetrics().size(0, "\n" * (self._lines - 1)).height())
