"""Covers: what lies under them is not seen until a person has made a guess."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from camviewer.gui.widgets.guard import guarded


class Cover(QWidget):
    """Lies over a whole widget; the mouse does not reach what is under it."""

    def __init__(self, covered: QWidget) -> None:
        """A hidden cover."""
        super().__init__(covered)
        self.setObjectName("mapCover")
        self.setAccessibleName(self.tr("Hidden until you have compared your guess"))
        self.setToolTip(
            self.tr("Hidden: first paint where you think the network looks, then compare")
        )
        covered.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is covered, and over what comes into it later."""
        changes = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest)
        if event.type() in changes and isinstance(watched, QWidget):
            self.resize(watched.size())
            self.raise_()
        return False

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ground with a question mark."""
        palette = self.palette()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.AlternateBase))
            font = self.font()
            font.setPixelSize(max(12, min(self.width(), self.height()) // 3))
            painter.setFont(font)
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "?")


class Covers:
    """Covers for several widgets, put on and taken off together."""

    def __init__(self, covered: Sequence[QWidget]) -> None:
        """Nothing is covered; the covers are made when they are first needed."""
        self._covered = covered
        self._covers: list[Cover] = []

    def put(self, on: bool) -> None:
        """Cover everything, or nothing."""
        if on and not self._covers:
            self._covers = [Cover(widget) for widget in self._covered]
        for cover, widget in zip(self._covers, self._covered, strict=False):
            cover.resize(widget.size())
            cover.setVisible(on)
            cover.raise_()
