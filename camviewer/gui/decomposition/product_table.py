"""A kernel and the patch it multiplies, number by number: in each cell value, weight, product."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from camviewer.common.arrays import Array
from camviewer.gui.theme import card_colour, sign_colour
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import number

_PAD, _LINES = 4, 3
_SIGNS = ("", "×", "=")  # before value, weight and product


class ProductTable(QWidget):
    """As large as its numbers; cells of the padding are hatched."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A table of nothing yet."""
        super().__init__(parent)
        self.setObjectName("kernelTable")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._rows: list[list[tuple[str, str, str]]] = []
        self._products: NDArray[np.float64] = np.zeros((0, 0))
        self._inside: NDArray[np.bool_] = np.zeros((0, 0), bool)
        self._cell = QSize()
        self.setWhatsThis(
            self.tr(
                "One cell for each position of the kernel: at the top the input of the layer "
                "there, below it the weight of the kernel, and in bold their product. Hatched "
                "cells lie outside the input: padding, which is 0."
            )
        )

    def show_products(
        self,
        patch: Array,
        kernel: Array,
        products: NDArray[np.float64],
        inside: NDArray[np.bool_],
    ) -> None:
        """Show other numbers, all (kh, kw); `inside` tells which are not padding."""
        decimals = decimals_for(patch, kernel, products)
        self._rows = [
            [
                (
                    number(float(value), decimals=decimals),
                    number(float(weight), decimals=decimals),
                    number(float(product), decimals=decimals),
                )
                for value, weight, product in zip(*row, strict=True)
            ]
            for row in zip(patch, kernel, products, strict=True)
        ]
        self._products, self._inside = products, inside
        self.setAccessibleName(
            self.tr("Products of values and weights, {0} by {1}").format(*products.shape)
        )
        self.setAccessibleDescription(
            "; ".join(" ".join(self._words(cell)) for row in self._rows for cell in row)
        )
        self._fit()
        self.update()

    @property
    def texts(self) -> list[list[tuple[str, str, str]]]:
        """Value, weight and product of each cell, as they are painted, row by row."""
        return self._rows

    def _words(self, cell: tuple[str, str, str]) -> tuple[str, ...]:
        return tuple(f"{sign} {text}".strip() for sign, text in zip(_SIGNS, cell, strict=True))

    # Places

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _fit(self) -> None:
        metrics = QFontMetricsF(self._bold())
        texts = [text for row in self._rows for cell in row for text in cell]
        width = max(map(metrics.horizontalAdvance, texts), default=0.0)
        signs = max(map(metrics.horizontalAdvance, _SIGNS)) + _PAD
        line = round(metrics.height())
        cell = QSize(round(width + signs) + 2 * _PAD, _LINES * line + _PAD)
        self._cell = cell
        if self.size() != self.sizeHint():
            self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As large as its numbers."""
        rows, columns = self._inside.shape
        return QSize(columns * self._cell.width() + 1, rows * self._cell.height() + 1)

    def _place(self, row: int, column: int) -> QRectF:
        wide, high = self._cell.width(), self._cell.height()
        return QRectF(column * wide + 0.5, row * high + 0.5, wide, high)

    # Painting

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all cells."""
        with QPainter(self) as painter:
            for row, cells in enumerate(self._rows):
                for column, cell in enumerate(cells):
                    self._paint_cell(painter, row, column, cell)

    def _paint_cell(
        self, painter: QPainter, row: int, column: int, cell: tuple[str, str, str]
    ) -> None:
        palette, place = self.palette(), self._place(row, column)
        painter.fillRect(place, card_colour(palette))
        if not self._inside[row, column]:
            self._paint_hatching(painter, place)
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawRect(place)
        words = place.adjusted(_PAD, _PAD / 2, -_PAD, 0)
        words.setHeight((place.height() - _PAD) / _LINES)
        text = palette.color(QPalette.ColorRole.WindowText)
        for which, (sign, value) in enumerate(zip(_SIGNS, cell, strict=True)):
            is_product = which == _LINES - 1
            painter.setFont(self._bold() if is_product else self.font())
            product = float(self._products[row, column])
            painter.setPen(sign_colour(palette, product) if is_product else text)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft, sign)
            painter.drawText(words, Qt.AlignmentFlag.AlignRight, value)
            words.translate(0, words.height())

    def _paint_hatching(self, painter: QPainter, place: QRectF) -> None:
        painter.save()
        painter.setPen(self.palette().color(QPalette.ColorRole.Midlight))
        painter.setClipRect(place)
        for start in range(-round(place.height()), round(place.width()), 6):
            left = place.left() + start
            painter.drawLine(
                round(left), round(place.bottom()), round(left + place.height()), round(place.top())
            )
        painter.restore()

    def event(self, event: QEvent) -> bool:
        """Tell where the pointer rests what a cell is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(event), self)
            return True
        return super().event(event)

    def _tip(self, event: QHelpEvent) -> str:
        if self._cell.isEmpty():
            return ""
        row = event.pos().y() // self._cell.height()
        column = event.pos().x() // self._cell.width()
        if not (0 <= row < len(self._rows) and 0 <= column < len(self._rows[row])):
            return ""
        cell = self._rows[row][column]
        if not self._inside[row, column]:
            return self.tr("Outside the input: padding, 0 × {0} = 0").format(cell[1])
        return self.tr("input {0} × weight {1} = {2}").format(*cell)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, larger cells."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_rows"):
            self._fit()


def decimals_for(*arrays: Array | NDArray[np.float64]) -> int:
    """How many decimals numbers have so that they keep about three digits that count."""
    largest = max(float(np.abs(values).max()) for values in arrays)
    return 3 if largest < 10 else 2 if largest < 100 else 1
