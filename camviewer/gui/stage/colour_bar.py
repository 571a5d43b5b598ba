"""The colour bar: what the colours mean, in numbers and words."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from camviewer.gui.widgets.fitting import shortened
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import three_digits
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.colour_maps import Colours
from camviewer.rendering.scaling import Limits

WIDTH = 22
"""Of the strip of colours, in pixels."""

_TICK, _GAP = 5, 4
_INTERVALS = (4, 2, 1)  # between numbers: as many as have room, so that they stay apart


class ColourBar(QWidget):
    """A vertical strip of all colours, numbered, with a word at each end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A bar that shows nothing yet."""
        super().__init__(parent)
        self.setObjectName("colourBar")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._limits: Limits = (0.0, 0.0)
        self._table: Colours | None = None
        self._words = ("", "")

    def show_scale(self, limits: Limits, table: Colours, words: tuple[str, str]) -> None:
        """Show a scale.

        Args:
            limits: the values at the lower and the upper end.
            table: (256, 3) the colours from the lower to the upper end.
            words: what the lower and the upper end mean.
        """
        if (self._limits, self._words) == (limits, words) and self._table is table:
            return
        self._limits, self._table, self._words = limits, table, words
        self.setAccessibleName(
            self.tr("Colours from {0} to {1}").format(*map(three_digits, limits))
        )
        self.update()

    def show_nothing(self) -> None:
        """No picture, no scale."""
        self._table = None
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the strip and its numbers."""
        numbers = self.fontMetrics().horizontalAdvance("−0.0000")
        return QSize(WIDTH + _TICK + _GAP + numbers, 200)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words, the strip and the numbers."""
        if self._table is None:
            return
        line = self.fontMetrics().height()
        has_words = any(self._words)
        margin = 1.6 * line if has_words else 0.5 * line
        strip = QRectF(0.5, margin, WIDTH, max(1.0, self.height() - 2 * margin))
        palette = self.palette()
        with QPainter(self) as painter:
            image = to_image(np.ascontiguousarray(self._table[::-1, None]))
            painter.drawImage(strip, image)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Dark), 1))
            painter.drawRect(strip)
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            for text, top in zip(self._words, (self.height() - line, 0), strict=True):
                text = shortened(text, self.font(), self.width())
                painter.drawText(QPointF(0, top + self.fontMetrics().ascent()), text)
            for share, text in self._ticks(int(strip.height() / line)):
                y = strip.bottom() - share * strip.height()
                painter.drawLine(QPointF(strip.right(), y), QPointF(strip.right() + _TICK, y))
                left = strip.right() + _TICK + _GAP
                place = QRectF(left, y - line / 2, self.width() - left, line)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)

    def _ticks(self, lines: int) -> list[tuple[float, str]]:
        """Where the numbers stand, from 0 (lower end) to 1, and what they are.

        Args:
            lines: of text that have room between the ends.
        """
        low, high = self._limits
        if not high > low:
            return [(0.5, three_digits(low))]
        intervals = next((number for number in _INTERVALS if number <= lines), _INTERVALS[-1])
        shares = [place / intervals for place in range(intervals + 1)]
        return [(share, three_digits(low + share * (high - low))) for share in shares]
