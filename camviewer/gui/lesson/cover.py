"""Covers: what lies under them is not seen until a person has made a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from camviewer.gui.guard import guarded


class Cover(QWidget):
    """Lies over a whole widget; the mouse does not reach what is under it."""

    def __init__(self, covered: QWidget) -> None:
        """A hidden cover."""
        super().__init__(covered)
        self.setObjectName("mapCover")
        self.setAccessibleName(self.tr("Covered until you have painted"))
        self.setToolTip(self.tr("Covered until you have painted where the network will look"))
        covered.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is covered."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
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

    def __init__(self, covered: Callable[[], Iterable[QWidget]]) -> None:
        """Nothing is covered; each cover is made when it is first needed.

        Args:
            covered: tells what is to be covered, of what has been made by then.
        """
        self._covered = covered
        self._covers: dict[QWidget, Cover] = {}
        self._on = False

    @property
    def on(self) -> bool:
        """Whether everything is covered."""
        return self._on

    def put(self, on: bool) -> None:
        """Cover everything, or nothing."""
        self._on = on
        if on:
            for widget in self._covered():
                if widget not in self._covers:
                    self._covers[widget] = Cover(widget)
        for widget, cover in self._covers.items():
            cover.resize(widget.size())
            cover.setVisible(on)
            cover.raise_()
