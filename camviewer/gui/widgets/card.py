"""A card: a group of controls on a ground of its own, with a heading."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from camviewer.gui.theme import SPACE, card_colour
from camviewer.gui.widgets.guard import guarded

_RADIUS = 8


class Card(QWidget):
    """A rounded ground; its layout is `body`, beside the heading there is room in `heading`."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """A card; an empty title makes one without heading."""
        super().__init__(parent)
        self.heading = QHBoxLayout()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SPACE + 4, SPACE, SPACE + 4, SPACE + 2)
        self.body.setSpacing(SPACE)
        if title:
            label = QLabel(f"<b>{title}</b>", self)
            label.setTextFormat(Qt.TextFormat.RichText)
            self.heading.addWidget(label)
            self.heading.addStretch(1)
            self.body.addLayout(self.heading)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground: the whole of it, or only what a change inside has uncovered."""
        palette = self.palette()
        inner = self.rect().adjusted(_RADIUS, _RADIUS, -_RADIUS, -_RADIUS)
        with QPainter(self) as painter:
            if inner.contains(event.rect()):
                painter.fillRect(event.rect(), card_colour(palette))
                return
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(palette.color(QPalette.ColorRole.Mid))
            painter.setBrush(card_colour(palette))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS
            )
