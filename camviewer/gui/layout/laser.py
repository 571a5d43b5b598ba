"""A laser pointer: the mouse as a red dot that glows, for those who show something."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QGuiApplication, QPainter, QPixmap, QRadialGradient

_SHARE = 0.085  # of the screen's height, the glow: as large from the last row of any hall
_DOT = 0.45  # of it, the dot


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
            here = QGuiApplication.screenAt(QCursor.pos())
            screen = here or QGuiApplication.primaryScreen()
            side = glow_side(screen.size().height())
            QGuiApplication.setOverrideCursor(QCursor(dot(side, screen.devicePixelRatio())))
        else:
            QGuiApplication.restoreOverrideCursor()


def glow_side(lines: int) -> int:
    """Pixels of Qt's that the glow is wide, on a screen of so many lines."""
    return round(_SHARE * lines)


def dot(size: int, ratio: float = 1.0) -> QPixmap:
    """A red dot with a white heart and a glow, on nothing.

    Args:
        size: pixels of Qt's that the glow is wide.
        ratio: of the screen's pixels to Qt's.
    """
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    middle = QPointF(side / 2, side / 2)
    glow = QRadialGradient(middle, side / 2)
    glow.setColorAt(0.0, QColor(255, 255, 255, 255))
    glow.setColorAt(_DOT * 0.5, QColor(255, 90, 80, 255))
    glow.setColorAt(_DOT, QColor(255, 20, 20, 255))
    glow.setColorAt(_DOT * 1.15, QColor(255, 255, 255, 220))  # a ring, to be seen on red too
    glow.setColorAt(_DOT * 1.3, QColor(255, 20, 20, 130))
    glow.setColorAt(1.0, QColor(255, 20, 20, 0))
    with QPainter(pixmap) as painter:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawEllipse(middle, side / 2, side / 2)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
