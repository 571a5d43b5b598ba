"""A laser pointer: the mouse as a red dot that glows, for those who show something."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QGuiApplication, QPainter, QPixmap, QRadialGradient

_SIDE = 48  # pixels of the glow, at the usual size
_DOT = 0.22  # of it


class Laser:
    """Turns the whole application's cursor into a red dot, and back."""

    def __init__(self) -> None:
        """The cursor is as usual."""
        self._on = False

    @property
    def on(self) -> bool:
        """Whether the cursor is a red dot."""
        return self._on

    def switch(self, on: bool) -> None:
        """Turn it on or off."""
        if on == self._on:
            return
        self._on = on
        if on:
            QGuiApplication.setOverrideCursor(QCursor(dot()))
        else:
            QGuiApplication.restoreOverrideCursor()


def dot(ratio: float = 1.0) -> QPixmap:
    """A red dot with a glow, on nothing; `ratio` is of the screen's pixels to Qt's."""
    side = round(_SIDE * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    middle = QPointF(side / 2, side / 2)
    glow = QRadialGradient(middle, side / 2)
    glow.setColorAt(0.0, QColor(255, 255, 255, 255))
    glow.setColorAt(_DOT * 0.5, QColor(255, 90, 80, 255))
    glow.setColorAt(_DOT, QColor(255, 20, 20, 255))
    glow.setColorAt(_DOT * 1.4, QColor(255, 20, 20, 130))
    glow.setColorAt(1.0, QColor(255, 20, 20, 0))
    with QPainter(pixmap) as painter:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawEllipse(middle, side / 2, side / 2)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
