"""Pictures in their own proportions, and words in the room that they have."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF

_FINE = 0.25  # points between two sizes that are tried
READABLE = 6.0
"""Points of the smallest letters."""

_RIGHT = Qt.TextElideMode.ElideRight


def fitted(size: QSize, spot: QRectF) -> QRectF:
    """The largest rectangle of a picture's proportions in the middle of a spot."""
    scale = min(spot.width() / size.width(), spot.height() / size.height())
    wide, high = size.width() * scale, size.height() * scale
    corner = QPointF(spot.center().x() - wide / 2, spot.center().y() - high / 2)
    return QRectF(corner.x(), corner.y(), wide, high)


def shortened(words: str, font: QFont, width: float) -> str:
    """Words that end in "…" where they have no room."""
    return QFontMetricsF(font).elidedText(words, _RIGHT, width)


def both_shortened(first: str, between: str, second: str, font: QFont, width: float) -> str:
    """Two names and what stands between them; both lose their ends where they have no room."""
    metrics = QFontMetricsF(font)
    whole = f"{first}{between}{second}"
    if metrics.horizontalAdvance(whole) <= width:
        return whole
    room = width - metrics.horizontalAdvance(between)
    sizes = [metrics.horizontalAdvance(name) for name in (first, second)]
    # What the shorter one leaves of its half is the other's.
    shares = [max(room / 2, room - other) for other in reversed(sizes)]
    names = (
        name if size <= share else metrics.elidedText(name, _RIGHT, share)
        for name, size, share in zip((first, second), sizes, shares, strict=True)
    )
    return between.join(names)


def font_that_fits(font: QFont, words: str, width: float, least: float) -> QFont:
    """A font in which words have room, no smaller than `least` times the size of this one."""
    smaller, smallest = QFont(font), font.pointSizeF() * least
    # Hinted letters are not in proportion to their font's size, so they are measured each time.
    while (needed := QFontMetricsF(smaller).horizontalAdvance(words)) > width:
        size = smaller.pointSizeF()
        if size <= smallest:
            break
        smaller.setPointSizeF(max(smallest, min(size * width / needed, size - _FINE)))
    return smaller


def font_as_high(font: QFont, height: float) -> QFont:
    """A font whose lines are no higher than that, but of letters that can be read."""
    line = QFontMetricsF(font).height()
    if line <= height:
        return font
    smaller = QFont(font)
    smaller.setPointSizeF(max(min(READABLE, font.pointSizeF()), font.pointSizeF() * height / line))
    return smaller
