"""The colour bar: what the colours mean, in numbers and words."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from camviewer.gui.widgets.fitting import shortened
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import three_digits
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.colour_maps import Colours
from camviewer.rendering.scaling import Limits

WIDTH = 18
"""Of the strip of colours, in pixels."""

_TICK, _GAP, _MARK = 4, 4, 5
_INTERVALS = (4, 2, 1)  # between numbers: as many as have room, so that they stay apart
_NUMBER = "−00.00"  # as wide as any number of three digits
_WORDS, _NOTE = 0.16, 0.3  # of a horizontal bar's width at most: a word at an end, the note


class ColourBar(QWidget):
    """A strip of all colours, numbered, with a word at each end; upright where it is higher.

    Where other classes have larger values than the one whose scale this is, a note says so.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """A bar that shows nothing yet."""
        super().__init__(parent)
        self.setObjectName("colourBar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._limits: Limits = (0.0, 0.0)
        self._table: Colours | None = None
        self._words = ("", "")
        self._notes: tuple[str, ...] = ()

    def show_scale(
        self, limits: Limits, table: Colours, words: tuple[str, str], notes: tuple[str, ...] = ()
    ) -> None:
        """Show a scale.

        Args:
            limits: the values at the lower and the upper end.
            table: (256, 3) the colours from the lower to the upper end.
            words: what the lower and the upper end mean.
            notes: by how much others exceed it, the longest wording first; empty if none does.
        """
        shown = self._limits, self._words, self._notes
        if shown == (limits, words, notes) and self._table is table:
            return
        self._limits, self._table, self._words, self._notes = limits, table, words, notes
        self.setAccessibleName(
            self.tr("Colours from {0} to {1}").format(*map(three_digits, limits))
        )
        tips = (*notes[:1], *(word for word in words if word))
        self.setToolTip("\n".join(tips))
        self.update()

    def show_nothing(self) -> None:
        """No picture, no scale."""
        self._table = None
        self.update()

    def thickness(self, orientation: Qt.Orientation) -> int:
        """Pixels that a bar needs across: the width of a vertical one, of the other the height."""
        metrics = self.fontMetrics()
        if orientation == Qt.Orientation.Vertical:
            return WIDTH + _TICK + _GAP + metrics.horizontalAdvance(_NUMBER)
        return WIDTH + _TICK + metrics.height()

    def sizeHint(self) -> QSize:
        """Upright, wide enough for the strip and its numbers."""
        return QSize(self.thickness(Qt.Orientation.Vertical), 200)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words, the strip, the numbers and the note."""
        if self._table is None:
            return
        with QPainter(self) as painter:
            if self.width() > self.height():
                self._paint_lying(painter, self._table)
            else:
                self._paint_upright(painter, self._table)

    # Upright

    def _paint_upright(self, painter: QPainter, table: Colours) -> None:
        line = self.fontMetrics().height()
        words = line + _GAP if any(self._words) else line / 2
        note = line + _GAP if any(self._words) or self._notes else 0  # nothing moves by it
        strip = QRectF(0.5, note + words, WIDTH, max(1.0, self.height() - note - 2 * words))
        self._paint_strip(painter, strip, to_image(np.ascontiguousarray(table[::-1, None])))
        for text, top in zip(self._words, (self.height() - line, note), strict=True):
            self._write(painter, text, QRectF(0, top, self.width(), line))
        for share, text in self._ticks(int(strip.height() / line)):
            y = strip.bottom() - share * strip.height()
            painter.drawLine(QPointF(strip.right(), y), QPointF(strip.right() + _TICK, y))
            left = strip.right() + _TICK + _GAP
            self._write(painter, text, QRectF(left, y - line / 2, self.width() - left, line))
        if self._notes:
            self._paint_note(painter, QRectF(0, 0, self.width(), line))

    # Lying

    def _paint_lying(self, painter: QPainter, table: Colours) -> None:
        metrics, line = self.fontMetrics(), self.fontMetrics().height()
        widest = 2 + max(metrics.horizontalAdvance(word) for word in self._words)
        words = min(float(widest), _WORDS * self.width())
        number = metrics.horizontalAdvance(_NUMBER)
        note = _NOTE * self.width()  # whether there is one or not: nothing moves by it
        left = max(words + _GAP, number / 2)
        right = self.width() - note - max(words + 2 * _GAP, number / 2)
        strip = QRectF(left, 0.5, max(1.0, right - left), WIDTH)
        self._paint_strip(painter, strip, to_image(np.ascontiguousarray(table[None])))
        below = QRectF(0, strip.top(), strip.left() - _GAP, WIDTH)
        above = QRectF(strip.right() + _GAP, strip.top(), words + _GAP, WIDTH)
        self._write(painter, self._words[0], below, Qt.AlignmentFlag.AlignRight)
        self._write(painter, self._words[1], above)
        for share, text in self._ticks(int(strip.width() / (1.3 * number))):
            x = strip.left() + share * strip.width()
            painter.drawLine(QPointF(x, strip.bottom()), QPointF(x, strip.bottom() + _TICK))
            place = QRectF(x - number / 2, strip.bottom() + _TICK, number, line)
            self._write(painter, text, place, Qt.AlignmentFlag.AlignHCenter)
        if self._notes:
            self._paint_note(painter, QRectF(self.width() - note, strip.top(), note, WIDTH))

    # Both

    def _paint_strip(self, painter: QPainter, strip: QRectF, image: QImage) -> None:
        painter.drawImage(strip, image)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Dark), 1))
        painter.drawRect(strip)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))

    def _paint_note(self, painter: QPainter, place: QRectF) -> None:
        """The first wording that has room, behind a sign that there is more beyond the end."""
        middle = place.center().y()
        sign = [(0, middle - _MARK), (_MARK * 1.6, middle), (0, middle + _MARK)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawPolygon(QPolygonF([QPointF(place.left() + x, y) for x, y in sign]))
        painter.restore()
        room = place.adjusted(2 * _MARK + _GAP, 0, 0, 0)
        width = self.fontMetrics().horizontalAdvance
        fitting = (note for note in self._notes if width(note) <= room.width())
        self._write(painter, next(fitting, self._notes[-1]), room)

    def _write(
        self,
        painter: QPainter,
        text: str,
        place: QRectF,
        where: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        text = shortened(text, self.font(), place.width())
        if not text:
            return
        painter.drawText(place, where | Qt.AlignmentFlag.AlignVCenter, text)

    def _ticks(self, room: int) -> list[tuple[float, str]]:
        """Where the numbers stand, from 0 (lower end) to 1, and what they are.

        Args:
            room: how many numbers have room between the ends.
        """
        low, high = self._limits
        if not high > low:
            return [(0.5, three_digits(low))]
        intervals = next((number for number in _INTERVALS if number <= room), _INTERVALS[-1])
        shares = [place / intervals for place in range(intervals + 1)]
        return [(share, three_digits(low + share * (high - low))) for share in shares]
