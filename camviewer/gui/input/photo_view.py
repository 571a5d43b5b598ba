"""A photo with the samples that were found in it; a part can be cut out by dragging."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from camviewer.controllers.photos import Reading
from camviewer.data.photos.adjustment import LEAST_SHARE, WHOLE, Crop
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.rendering import picture_of

_FOUND, _CHOSEN, _EDGE = QColor("#3d8bfd"), QColor("#ffb020"), QColor(0, 0, 0, 140)
_CLICK = 4
"""Pixels that the pointer moves at most in a click."""


class PhotoView(QWidget):
    """Shows a photo as it was turned, a box around each sample, and what was cut out."""

    chosen = Signal(int)
    """Place of the sample whose box was clicked."""

    cut = Signal(object)
    """The `Crop` that was drawn with the pointer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A view of nothing yet."""
        super().__init__(parent)
        self.setObjectName("photoView")
        self.setAccessibleName(self.tr("The picture"))
        self.setToolTip(self.tr("Drag to cut out a part, or click a box to choose what is in it"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._image = QImage()
        self._reading: Reading | None = None
        self._place = 0
        self._from: QPointF | None = None
        self._to = QPointF()

    def sizeHint(self) -> QSize:
        """Large enough to see strokes."""
        return QSize(560, 420)

    def minimumSizeHint(self) -> QSize:
        """Small enough for a small screen."""
        return QSize(240, 180)

    def show_reading(self, reading: Reading, place: int) -> None:
        """Show a photo and mark the sample at a place."""
        before = self._reading
        if before is None or before.levels is not reading.levels:
            self._image = to_image(picture_of(reading.levels))
        self._reading, self._place = reading, place
        self.update()

    # The pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw a part."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = self._to = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the part larger."""
        if self._from is not None:
            self._to = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Cut the part out; a click chooses instead."""
        start, self._from = self._from, None
        if start is None:
            return
        self.update()
        if (event.position() - start).manhattanLength() <= _CLICK:
            self._choose(event.position())
            return
        crop = self._crop(QRectF(start, event.position()).normalized())
        if crop is not None:
            self.cut.emit(crop)

    def _choose(self, position: QPointF) -> None:
        for place, box in enumerate(self._boxes()):
            if box.containsPoint(position, Qt.FillRule.OddEvenFill):
                self.chosen.emit(place)
                return

    def _crop(self, drawn: QRectF) -> Crop | None:
        """What was drawn as a part of the photo; None if it is too small a part."""
        where = self._where()
        part = drawn.intersected(where)
        if min(part.width() / where.width(), part.height() / where.height()) < LEAST_SHARE:
            return None
        left, right = ((x - where.left()) / where.width() for x in (part.left(), part.right()))
        top, bottom = ((y - where.top()) / where.height() for y in (part.top(), part.bottom()))
        return Crop(max(left, 0.0), max(top, 0.0), min(right, 1.0), min(bottom, 1.0))

    # Painting

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the photo, darker where it is cut away, and the boxes."""
        if self._reading is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            where = self._where()
            painter.drawImage(where, self._image)
            part = self._part(where)
            for shade in _around(where, part):
                painter.fillRect(shade, _EDGE)
            for place, box in enumerate(self._boxes()):
                is_chosen = place == self._place
                painter.setPen(QPen(_CHOSEN if is_chosen else _FOUND, 3 if is_chosen else 1.5))
                painter.drawPolygon(box)

    def _where(self) -> QRectF:
        """Where the photo is: as large as fits, in its own proportions."""
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, max(1, size.width()), max(1, size.height()))
        place.moveCenter(QRectF(self.rect()).center())
        return place

    def _part(self, where: QRectF) -> QRectF:
        """Where the part is that is read, or that is being drawn."""
        if self._from is not None and self._from != self._to:
            return QRectF(self._from, self._to).normalized().intersected(where)
        crop = self._reading.adjustment.crop if self._reading is not None else WHOLE
        width, height = where.width(), where.height()
        return QRectF(
            where.left() + crop.left * width,
            where.top() + crop.top * height,
            (crop.right - crop.left) * width,
            (crop.bottom - crop.top) * height,
        )

    def _boxes(self) -> list[QPolygonF]:
        """The samples' boxes where they are on screen."""
        if self._reading is None:
            return []
        where = self._where()
        scale = where.width() / max(1, self._image.width())
        return [
            QPolygonF(
                [
                    QPointF(where.left() + scale * x, where.top() + scale * y)
                    for x, y in each.corners.tolist()
                ]
            )
            for each in self._reading.found
        ]


def _around(whole: QRectF, part: QRectF) -> list[QRectF]:
    """What is left of a rectangle outside of a part of it."""
    return [
        QRectF(whole.topLeft(), QPointF(whole.right(), part.top())),
        QRectF(QPointF(whole.left(), part.bottom()), whole.bottomRight()),
        QRectF(QPointF(whole.left(), part.top()), part.bottomLeft()),
        QRectF(part.topRight(), QPointF(whole.right(), part.bottom())),
    ]
