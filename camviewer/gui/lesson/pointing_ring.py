"""A ring around the part of the window that a lesson's words point to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from camviewer.gui.widgets.guard import guarded

_WIDTH = 3  # pixels of the line
_GAP = 3  # pixels between it and what it surrounds
_RADIUS = 8
_CHANGES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class PointingRing(QWidget):
    """Lies over the window and takes no click; follows what it surrounds."""

    def __init__(self, window: QWidget) -> None:
        """Nothing is pointed to."""
        super().__init__(window)
        self.setObjectName("pointingRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """What is surrounded."""
        return self._target

    def surround(self, target: QWidget | None) -> None:
        """Surround another widget of the window, or none."""
        if target is self._target:
            return
        if self._target is not None:
            self._target.removeEventFilter(self)
            self._target.destroyed.disconnect(self._forget)
        self._target = target
        if target is not None:
            target.installEventFilter(self)
            target.destroyed.connect(self._forget)
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """What is surrounded has moved, or is gone."""
        if event.type() in _CHANGES:
            self._place()
        return False

    def _forget(self) -> None:
        self._target = None
        self.hide()

    def _place(self) -> None:
        target, window = self._target, self.parentWidget()
        if target is None or window is None or not target.isVisible():
            self.hide()
            return
        reach = _WIDTH + _GAP
        seen = target.visibleRegion().boundingRect()
        place = QRect(target.mapTo(window, seen.topLeft()), seen.size())
        place.adjust(-reach, -reach, reach, reach)
        self.setGeometry(place.intersected(window.rect()))
        self.raise_()
        self.show()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring, in the colour of the accent, on a line that sets it off from any picture."""
        palette, half = self.palette(), _WIDTH / 2
        ring = QRectF(self.rect()).adjusted(half, half, -half, -half)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for colour, width in (
                (QPalette.ColorRole.Window, _WIDTH + 2),
                (QPalette.ColorRole.Highlight, _WIDTH),
            ):
                painter.setPen(QPen(palette.color(colour), width))
                painter.drawRoundedRect(ring, _RADIUS, _RADIUS)
