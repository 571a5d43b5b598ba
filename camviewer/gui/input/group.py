"""A group of controls in the column of the input: a line above it, its name beside the first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded


class Group(QWidget):
    """Its layout is `body`, beside its name there is room in `heading`; one without is the first.

    A column of a few hundred pixels has no room for frames: a line parts one group from another.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, has_line: bool = True) -> None:
        """A group; an empty title makes one without a name."""
        super().__init__(parent)
        self._has_line = has_line
        self.heading = QHBoxLayout()
        self.heading.setSpacing(SPACE // 2)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, SPACE if has_line else 0, 0, 0)
        self.body.setSpacing(SPACE // 2)
        if title:
            label = QLabel(f"<b>{title}</b>", self)
            label.setTextFormat(Qt.TextFormat.RichText)
            self.heading.addWidget(label)
            self.heading.addSpacing(SPACE // 2)
            self.body.addLayout(self.heading)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        if self._has_line:
            with QPainter(self) as painter:
                colour = self.palette().color(QPalette.ColorRole.Mid)
                painter.fillRect(0, 0, self.width(), 1, colour)
