"""What moves over the points of the map: names, rings, the drawn digit, the lasso, a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPolygonF,
)

from camviewer.common.arrays import Array
from camviewer.gui.error_analysis.map_picture import MapContent
from camviewer.gui.theme import accent_colour, card_colour

_RING, _CURSOR = 7.0, 5.0  # pixels: radius around the sample looked at, and that pointed to
_DIAMOND = 8.0  # pixels from the middle of the drawn digit's mark to its corners
_HALO = 3.0  # pixels of ground around letters and marks, so that they stand out from points
_SIDE = 84  # pixels of a sample's picture on its card
_PAD, _AWAY = 6, 14  # pixels within the card, and between it and its point
_LEAST = 8  # samples of a class that are enough to name it on the map
_ROUNDS = 40  # in which names give way to each other at most
_LARGE = 1.25  # times the usual size: names on the map


@dataclass(frozen=True)
class SampleCard:
    """What is told of a sample beside the pointer.

    Attributes:
        picture: of the sample.
        lines: its words.
    """

    picture: QImage
    lines: Sequence[str]


NamePlaces = Sequence[tuple[str, QPointF]]
"""Names of classes, each with the middle of its samples."""


def name_places(content: MapContent, places: Array, font: QFont) -> NamePlaces:
    """Where each class is named: those that have samples enough, none upon another one.

    Args:
        content: the points and their classes.
        places: (n, 2) pixels of the points.
        font: of the window.
    """
    named, names, middles = content.colouring.named, list[str](), list[Array]()
    if named is not None:
        for place, name in enumerate(content.colouring.names):
            members = places[named == place]
            if len(members) >= _LEAST:
                names.append(name)
                middles.append(np.median(members, axis=0))
    if not names:
        return []
    metrics = QFontMetricsF(_large(font))
    sizes = np.array([(metrics.horizontalAdvance(each), metrics.capHeight()) for each in names])
    found = apart(np.array(middles, np.float64), sizes + 2 * _HALO)
    return [(name, QPointF(*at)) for name, at in zip(names, found.tolist(), strict=True)]


def apart(middles: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Middles (n, 2) of boxes of given sizes (n, 2), moved as little as keeps them apart.

    Each two that lie upon another give way along the side that takes less, again and again.
    """
    found = middles + np.arange(len(middles))[:, None] * 1e-6  # of equal ones, one gives way
    needed = (sizes[:, None] + sizes[None]) / 2
    for _ in range(_ROUNDS):
        between = found[:, None] - found[None]
        over = needed - np.abs(between)
        is_upon = (over > 0).all(axis=-1) & ~np.eye(len(found), dtype=np.bool_)
        if not is_upon.any():
            break
        is_least = np.arange(2) == over.argmin(axis=-1)[..., None]
        ways = np.where(is_upon[..., None] & is_least, np.sign(between) * over / 2, 0)
        found += ways.sum(axis=1)
    return found


def _large(font: QFont) -> QFont:
    font = QFont(font)
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * _LARGE)
    return font


def paint_names(painter: QPainter, palette: QPalette, names: NamePlaces) -> None:
    """Write each class' name among its samples, for whom colours are not enough."""
    font = _large(painter.font())
    for name, middle in names:
        path = QPainterPath()
        path.addText(0, 0, font, name)
        path.translate(middle - path.boundingRect().center())
        _halo(painter, palette, path)
        painter.fillPath(path, palette.color(QPalette.ColorRole.Text))


def paint_ring(painter: QPainter, palette: QPalette, at: QPointF, *, strong: bool) -> None:
    """A ring around a sample: the one that is looked at, or the one pointed to."""
    path = QPainterPath()
    radius = _RING if strong else _CURSOR
    path.addEllipse(at, radius, radius)
    _halo(painter, palette, path)
    painter.strokePath(path, QPen(palette.color(QPalette.ColorRole.Text), 2 if strong else 1.2))


def paint_drawn(painter: QPainter, palette: QPalette, at: QPointF) -> None:
    """A diamond where the digit on the canvas is."""
    corners = [(0, -_DIAMOND), (_DIAMOND, 0), (0, _DIAMOND), (-_DIAMOND, 0)]
    path = QPainterPath()
    path.addPolygon(QPolygonF([at + QPointF(*corner) for corner in corners]))
    path.closeSubpath()
    _halo(painter, palette, path)
    painter.fillPath(path, accent_colour(palette))
    painter.strokePath(path, QPen(palette.color(QPalette.ColorRole.Text), 1.5))


def paint_outline(painter: QPainter, palette: QPalette, corners: Sequence[QPointF]) -> None:
    """The lasso or the rectangle that is being drawn."""
    if corners:
        colour = palette.color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
        fill = QColor(colour)
        fill.setAlpha(40)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(list(corners)))


def paint_card(
    painter: QPainter, palette: QPalette, card: SampleCard, at: QPointF, within: QRect
) -> None:
    """A sample's picture and words beside its point, wherever there is room for them."""
    metrics = painter.fontMetrics()
    wide = max([_SIDE, *map(metrics.horizontalAdvance, card.lines)]) + 2 * _PAD
    high = _SIDE + len(card.lines) * metrics.height() + 3 * _PAD
    left, top = at.x() + _AWAY, at.y() + _AWAY
    if left + wide > within.right():
        left = at.x() - _AWAY - wide
    if top + high > within.bottom():
        top = at.y() - _AWAY - high
    left = min(max(left, 1.0), max(1.0, within.right() - wide - 1.0))
    top = min(max(top, 1.0), max(1.0, within.bottom() - high - 1.0))
    frame = QRectF(left, top, wide, high)
    painter.setPen(palette.color(QPalette.ColorRole.Mid))
    painter.setBrush(card_colour(palette))
    painter.drawRoundedRect(frame, 5, 5)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(QRectF(left + _PAD, top + _PAD, _SIDE, _SIDE), card.picture)
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    for place, line in enumerate(card.lines):
        below = top + 2 * _PAD + _SIDE + place * metrics.height() + metrics.ascent()
        painter.drawText(QPointF(left + _PAD, below), line)


def _halo(painter: QPainter, palette: QPalette, path: QPainterPath) -> None:
    pen = QPen(card_colour(palette), _HALO)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
