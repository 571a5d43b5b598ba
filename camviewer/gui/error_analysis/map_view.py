"""The map of samples: points to look at, to go to, and to draw a lasso around."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from camviewer.common.arrays import Array
from camviewer.error_analysis.lasso import enclosed
from camviewer.error_analysis.projection import Points
from camviewer.gui.error_analysis import map_foreground
from camviewer.gui.error_analysis.map_foreground import SampleCard
from camviewer.gui.error_analysis.map_picture import MapContent, paint_map
from camviewer.gui.error_analysis.map_viewport import MapViewport, fitted
from camviewer.gui.theme import card_colour
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.pixels import to_image

_REACH = 12.0  # pixels from a point that still mean it
_FINE = 3  # pixels between two corners of a lasso
_ZOOM = 1.25  # a notch of the wheel, or a key
_NOTCH = 120  # Qt's eighths of degrees
_LINES = 7  # of text that it is high at least
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


class Change(Enum):
    """What becomes of the group when points are selected."""

    REPLACE = "replace"
    ADD = "add"
    TAKE_AWAY = "take away"


class MapView(QWidget):
    """Paints the points once, and over them what moves: pointer, lasso, cursor, the drawn digit."""

    picked = Signal(int)
    """Place in the split of a sample that a person wants to have explained."""

    selected = Signal(object, object)
    """Places of the samples that a person has drawn a line around, and a `Change`."""

    left = Signal()
    """A person wants the group no longer (Escape)."""

    def __init__(
        self, describe: Callable[[int], SampleCard], parent: QWidget | None = None
    ) -> None:
        """An empty map.

        Args:
            describe: what is told of a sample beside the pointer.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("sampleMap")
        self.setAccessibleName(self.tr("Map of [samples]"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._describe = describe
        self._content: MapContent | None = None
        self._pixels: Array = np.zeros((0, 2), np.float32)
        self._viewport = self._whole = MapViewport(1, 1)  # what is seen, and how all of it is
        self._picture: QPixmap | None = None
        self._names: map_foreground.NamePlaces = ()
        self._drawn: Points | None = None
        self._looked_at: int | None = None
        self._cursor: int | None = None  # the sample under the pointer or the keyboard's cursor
        self._is_rectangle = False
        self._outline: list[QPointF] = []
        self._pressed: QPointF | None = None
        self._panned: QPointF | None = None
        self._has_space = False

    # What is shown

    def show_content(self, content: MapContent | None) -> None:
        """Show other points, or the same in other colours; none without content."""
        before, self._content = self._content, content
        if content is None or before is None or before.points is not content.points:
            self._outline, self._pressed, self._cursor = [], None, None
            self.reset()
        self._renew()

    def show_drawn(self, point: Points | None) -> None:
        """Show where the digit on the canvas is, or that it is nowhere."""
        self._drawn = point
        self.update()

    def look_at(self, index: int | None) -> None:
        """Mark the sample that is looked at."""
        if index != self._looked_at:
            self._looked_at = index
            self.update()

    def use_rectangle(self, rectangle: bool) -> None:
        """Let a drag select a rectangle, or draw a lasso."""
        self._is_rectangle = rectangle

    def reset(self) -> None:
        """Bring all points into sight."""
        points = np.zeros((0, 2), np.float32) if self._content is None else self._content.points
        self._whole = fitted(points, max(1, self.width()), max(1, self.height()))
        self._look_through(self._whole)

    def place_of(self, index: int) -> QPointF:
        """Where a sample is on the widget."""
        x, y = self._pixels[index].tolist()
        return QPointF(x, y)

    def sizeHint(self) -> QSize:
        """Room for a look at it."""
        return self.minimumSizeHint() * 2

    def minimumSizeHint(self) -> QSize:
        """Room to see that there are points."""
        return QSize(2 * _LINES, _LINES) * self.fontMetrics().height()

    def _look_through(self, viewport: MapViewport) -> None:
        self._viewport = viewport
        self._renew()

    def _renew(self) -> None:
        self._picture = None
        if self._content is not None:
            self._pixels = self._viewport.pixels(self._content.points)
        self.update()

    # Painting

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the points, and what moves over them."""
        with QPainter(self) as painter:
            ground = card_colour(self.palette())
            if self._content is None:
                painter.fillRect(self.rect(), ground)
                return
            if self._picture is None:
                ratio = self.devicePixelRatioF()
                picture = paint_map(self._content, self._viewport, ground, ratio)
                self._picture = QPixmap.fromImage(to_image(picture))
                self._picture.setDevicePixelRatio(ratio)
                self._names = map_foreground.name_places(self._content, self._pixels, self.font())
            painter.drawPixmap(0, 0, self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_over(painter, self._content)

    def _paint_over(self, painter: QPainter, content: MapContent) -> None:
        palette, last = self.palette(), len(content.points)
        map_foreground.paint_names(painter, palette, self._names)
        for index, strong in ((self._looked_at, True), (self._cursor, False)):
            if index is not None and index < last:
                map_foreground.paint_ring(painter, palette, self.place_of(index), strong=strong)
        if self._drawn is not None:
            x, y = self._viewport.pixels(self._drawn[None])[0].tolist()
            map_foreground.paint_drawn(painter, palette, QPointF(x, y))
        map_foreground.paint_outline(painter, palette, self._outline)
        if self._cursor is not None and self._cursor < last and not self._outline:
            card = self._describe(self._cursor)
            at = self.place_of(self._cursor)
            map_foreground.paint_card(painter, palette, card, at, self.rect())
        role = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Mid
        painter.setPen(palette.color(role))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    # The pointer

    def nearest(self, at: QPointF) -> int | None:
        """The sample whose point is nearest to a place, a listed one before others; or None."""
        if self._content is None or not len(self._pixels):
            return None
        place = np.array([at.x(), at.y()], np.float32)
        for among in (self._content.listed, np.arange(len(self._pixels))):
            if len(among):
                distances = ((self._pixels[among] - place) ** 2).sum(axis=1)
                found = int(distances.argmin())
                if distances[found] <= _REACH**2:
                    return int(among[found])
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag: a line around points, or with the middle button or Space the map."""
        if event.button() == _MIDDLE or (event.button() == _LEFT and self._has_space):
            self._panned = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == _LEFT:
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the map, draw on, or tell what is under the pointer."""
        at = event.position()
        if self._panned is not None:
            moved, self._panned = at - self._panned, at
            self._look_through(self._viewport.moved(moved.x(), moved.y()))
        elif self._pressed is not None:
            self._draw_to(at)
        else:
            self._point_to(self.nearest(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select what lies within the line, or go to the sample that was clicked."""
        if self._panned is not None and event.button() in (_LEFT, _MIDDLE):
            self._panned = None
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif self._pressed is not None and event.button() == _LEFT:
            self._pressed = None
            if self._outline:
                self._close_outline(event.modifiers())
            else:
                index = self.nearest(event.position())
                if index is not None:
                    self.picked.emit(index)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Bring all points into sight."""
        self.reset()

    def leaveEvent(self, _event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._point_to(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        at, notches = event.position(), event.angleDelta().y() / _NOTCH
        self._look_through(self._viewport.zoomed(at.x(), at.y(), _ZOOM**notches))
        event.accept()

    def _point_to(self, index: int | None) -> None:
        if index != self._cursor:
            self._cursor = index
            self.update()

    def _draw_to(self, at: QPointF) -> None:
        assert self._pressed is not None
        begin = self._pressed
        if not self._outline and (at - begin).manhattanLength() < QApplication.startDragDistance():
            return
        if self._is_rectangle:
            self._outline = [begin, QPointF(at.x(), begin.y()), at, QPointF(begin.x(), at.y())]
        elif not self._outline or (at - self._outline[-1]).manhattanLength() >= _FINE:
            self._outline = [*(self._outline or [begin]), at]
        self.update()

    def _close_outline(self, modifiers: Qt.KeyboardModifier) -> None:
        outline = np.array([(corner.x(), corner.y()) for corner in self._outline], np.float32)
        self._outline = []
        self.update()
        self.selected.emit(enclosed(self._pixels, outline), _change(modifiers))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another point, have it explained or selected, zoom, bring all into sight."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        middle = self.rect().center()
        if key == Qt.Key.Key_Space:
            self._has_space = True
        elif key in _ARROWS:
            self._move_cursor(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor is not None:
            if _change(modifiers) is Change.REPLACE:
                self.picked.emit(self._cursor)
            else:
                self.selected.emit(np.array([self._cursor], np.intp), _change(modifiers))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            factor = 1 / _ZOOM if key == Qt.Key.Key_Minus else _ZOOM
            self._look_through(self._viewport.zoomed(middle.x(), middle.y(), factor))
        elif key == Qt.Key.Key_Home:
            self.reset()
        elif key == Qt.Key.Key_Escape and self._outline:
            self._outline, self._pressed = [], None
            self.update()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space is let go: a drag draws again."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._has_space = False
        else:
            super().keyReleaseEvent(event)

    def _move_cursor(self, right: int, down: int) -> None:
        """Go to the nearest listed point in a direction; from nowhere to that in the middle."""
        if self._content is None or not len(self._content.listed):
            return
        listed = self._content.listed
        begin = self._cursor if self._cursor is not None else self._looked_at
        at = QPointF(self.rect().center()) if begin is None else self.place_of(begin)
        away = self._pixels[listed] - np.array([at.x(), at.y()], np.float32)
        if begin is not None:
            along = away @ np.array([right, down], np.float32)
            across = np.abs(away @ np.array([down, right], np.float32))
            ahead = (along > 0) & (across <= along)  # a quarter of all directions
            listed, away = listed[ahead], away[ahead]
        if len(listed):
            self._point_to(int(listed[(away**2).sum(axis=1).argmin()]))
            self._tell_cursor()

    def _tell_cursor(self) -> None:
        assert self._cursor is not None
        self.setAccessibleDescription("; ".join(self._describe(self._cursor).lines))
        event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the same part at another size, or still all of it."""
        super().resizeEvent(event)
        size = max(1, self.width()), max(1, self.height())
        if self._viewport == self._whole:
            self.reset()
        else:
            self._look_through(self._viewport.resized(*size))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._picture = None
            self.update()


def _change(modifiers: Qt.KeyboardModifier) -> Change:
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return Change.ADD
    return Change.TAKE_AWAY if modifiers & Qt.KeyboardModifier.AltModifier else Change.REPLACE
