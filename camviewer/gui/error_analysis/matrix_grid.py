"""Where the cells, heads and margins of a confusion matrix are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF


@dataclass(frozen=True)
class Place:
    """A place in the matrix: a cell, a row's head (no predicted class), a column's, the corner."""

    label: int | None = None
    predicted: int | None = None


@dataclass(frozen=True)
class MatrixGrid:
    """Cells of one size, with a row and a column of heads before them and margins behind.

    Attributes:
        classes: rows and columns.
        left: of the first cell, in pixels, as all that follows.
        top: of the first cell.
        wide: width of a cell.
        high: height of a cell.
        head: height of the heads of the columns.
        beside: width of the heads of the rows.
    """

    classes: int
    left: float
    top: float
    wide: float
    high: float
    head: float
    beside: float

    def place_at(self, point: QPoint) -> Place | None:
        """The cell or head at a point; None outside."""
        column = int((point.x() - self.left) // self.wide)
        row = int((point.y() - self.top) // self.high)
        # The margins belong to their row and column.
        if not (-1 <= row <= self.classes and -1 <= column <= self.classes):
            return None
        return Place(
            label=row if 0 <= row < self.classes else None,
            predicted=column if 0 <= column < self.classes else None,
        )

    def cell(self, label: int, predicted: int) -> QRectF:
        """Where a cell is; -1 is the row or the column of heads, C that of the margins."""
        left, top = self.left + predicted * self.wide, self.top + label * self.high
        return QRectF(left, top, self.wide, self.high)

    def spot(self, place: Place) -> QRectF:
        """Where a cell or a head is."""
        row = -1 if place.label is None else place.label
        column = -1 if place.predicted is None else place.predicted
        spot = self.cell(row, column)
        if row < 0:
            spot.setTop(self.top - self.head)
            spot.setBottom(self.top)
        if column < 0:
            spot.setLeft(self.left - self.beside)
            spot.setRight(self.left)
        return spot

    def extent(self, place: Place) -> QRectF:
        """Where a cell, or a whole row or column is."""
        last = self.classes - 1
        row, column = place.label, place.predicted
        begin = self.cell(0 if row is None else row, 0 if column is None else column)
        end = self.cell(last if row is None else row, last if column is None else column)
        return begin.united(end)
