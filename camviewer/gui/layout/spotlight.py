"""A spotlight: all but what is around the pointer is dimmed, for those who show something."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QCursor,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
    QWindow,
)
from PySide6.QtWidgets import QWidget

from camviewer.gui.widgets.guard import guarded

_DIM = QColor(0, 0, 0, 165)
_RING, _RING_WIDTH = QColor(255, 255, 255, 190), 3.0
"""Around the circle: on a dark window dimming alone is hardly seen."""

_SHARE, _LEAST, _MOST = 0.16, 0.05, 0.6  # radius: of the window's height; and by the wheel
_STEP = 1.15  # one step of the wheel


class Spotlight(QWidget):
    """Lies over a window, takes no click; Ctrl and the wheel make the circle larger or smaller."""

    def __init__(self, window: QWidget) -> None:
        """The window is lit as usual."""
        super().__init__(window)
        self.setObjectName("spotlight")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._share = _SHARE
        self._place = QPoint()
        self.hide()

    @property
    def on(self) -> bool:
        """Whether all but a circle is dimmed."""
        return not self.isHidden()

    @property
    def radius(self) -> float:
        """Of the circle, in pixels."""
        return self._share * self.height()

    def switch(self, on: bool) -> None:
        """Dim everything but a circle around the pointer, or nothing."""
        if on == self.on:
            return
        if on:
            self._cover()
            self._place = self.mapFromGlobal(QCursor.pos())
            for watched in self._watched():
                watched.installEventFilter(self)
        else:
            for watched in self._watched():
                watched.removeEventFilter(self)
        self.setVisible(on)
        self.raise_()

    def grow(self, larger: bool) -> None:
        """Make the circle larger or smaller by one step, within bounds."""
        before = self._lit()
        share = self._share * (_STEP if larger else 1 / _STEP)
        self._share = min(max(_LEAST, share), _MOST)
        self.update(before.united(self._lit()))

    def _watched(self) -> tuple[QObject, ...]:
        """The window, and the desktop's window behind it.

        That is told of every movement of the pointer, a widget only of those that it tracks.
        """
        window = self.window()
        handle: QWindow | None = window.windowHandle()
        return (window,) if handle is None else (window, handle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer, the window's size, and the wheel with Ctrl."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._move(self.mapFromGlobal(event.globalPosition()).toPoint())
        elif event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._cover()
        elif isinstance(event, QWheelEvent) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.grow(event.angleDelta().y() > 0)
            return True
        return False

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
            self.raise_()

    def _move(self, place: QPoint) -> None:
        if place != self._place:
            before = self._lit()
            self._place = place
            self.update(before.united(self._lit()))  # all below it is painted with it: as little

    def _lit(self) -> QRect:
        """The square that holds circle and ring."""
        reach = math.ceil(self.radius + _RING_WIDTH) + 1
        return QRect(self._place - QPoint(reach, reach), self._place + QPoint(reach, reach))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """All but the circle."""
        dark = QPainterPath()
        dark.addRect(QRectF(self.rect()))
        circle = QPainterPath()
        circle.addEllipse(QPointF(self._place), self.radius, self.radius)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(dark.subtracted(circle), _DIM)
            painter.strokePath(circle, QPen(_RING, _RING_WIDTH))
