"""The outline of a mask: lines between pixels that are inside and pixels that are not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

Line = tuple[int, int, int, int]
"""From x, y to x, y in the mask's pixels."""

_GROUND = QColor("#000000")  # below the line, so that it is seen on any picture
_WIDE, _NARROW = 3.5, 1.6  # pixels of ground and line


def outline(mask: NDArray[np.bool_]) -> list[Line]:
    """The sides of pixels of a mask (h, w) on whose other side there is none of it."""
    padded = np.pad(mask, 1)
    across = np.argwhere(padded[1:, 1:-1] != padded[:-1, 1:-1]).tolist()
    down = np.argwhere(padded[1:-1, 1:] != padded[1:-1, :-1]).tolist()
    lines = [(x, y, x + 1, y) for y, x in across]
    return lines + [(x, y, x, y + 1) for y, x in down]


def paint_outline(
    painter: QPainter, square: QRectF, mask: NDArray[np.bool_], colour: QColor
) -> None:
    """Paint the outline of a mask over a picture of it."""
    high, wide = square.height() / mask.shape[0], square.width() / mask.shape[1]
    lines = [
        QLineF(
            square.left() + x1 * wide,
            square.top() + y1 * high,
            square.left() + x2 * wide,
            square.top() + y2 * high,
        )
        for x1, y1, x2, y2 in outline(mask)
    ]
    for ink, width in ((_GROUND, _WIDE), (colour, _NARROW)):
        painter.setPen(QPen(ink, width))
        painter.drawLines(lines)
