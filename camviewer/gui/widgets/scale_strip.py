"""A horizontal strip of colours with numbers at both ends and at zero."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import three_digits
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.colour_maps import Colours
from camviewer.rendering.scaling import Limits

_HEIGHT, _GAP = 8, 2


class ScaleStrip(QWidget):
    """What the colours of the pictures above it mean."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """A strip that shows nothing yet."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._limits: Limits = (0.0, 0.0)
        self._table: Colours | None = None

    def show_scale(self, limits: Limits, table: Colours) -> None:
        """Show a scale: its limits, and a table (256, 3) of colours between them."""
        if limits == self._limits and table is self._table:
            return
        self._limits, self._table = limits, table
        self.setAccessibleName(
            self.tr("Colours from {0} to {1}").format(*map(three_digits, limits))
        )
        self.update()

    def show_nothing(self) -> None:
        """No picture, no scale."""
        self._table = None
        self.update()

    def sizeHint(self) -> QSize:
        """A line of colours above a line of numbers."""
        return QSize(80, _HEIGHT + _GAP + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """The same height, however narrow."""
        return QSize(40, self.sizeHint().height())

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint colours and numbers."""
        if self._table is None:
            return
        strip = QRectF(0.5, 0.5, self.width() - 1, _HEIGHT)
        place = QRectF(0, _HEIGHT + _GAP, self.width(), self.fontMetrics().height())
        low, high = self._limits
        palette, where = self.palette(), Qt.AlignmentFlag
        with QPainter(self) as painter:
            painter.drawImage(strip, to_image(np.ascontiguousarray(self._table[None])))
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Dark), 1))
            painter.drawRect(strip)
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            painter.drawText(place, where.AlignLeft, three_digits(low))
            painter.drawText(place, where.AlignRight, three_digits(high))
            room = self.fontMetrics().horizontalAdvance("−0.000") * 2 + 20
            if low < 0 and self.width() > room:
                painter.drawText(place, where.AlignHCenter, "0")
