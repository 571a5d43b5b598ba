"""A pad for painting cells over a digit, by mouse, pen or keys."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from camviewer.attribution.guess_overlap import Cells
from camviewer.data.digits.preparation import Digit
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.rendering import picture_of

PAINTED, STRONG = QColor("#3d9bff"), QColor("#ff9d2e")
"""Colours of painted cells, which are filled, and of the map's strongest, which are framed."""

_OPACITY = 0.6
_LINES = QColor(255, 255, 255, 46)
_CURSOR = QColor("#ffffff")
_FRAME = 3  # pixels of the strongest cells' frames
_SMALLEST, _USUAL = 140, 300  # pixels per side

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_PAINTING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PaintPad(QWidget):
    """A digit with a grid over it, whose cells are painted or wiped."""

    painted = Signal()
    """Cells were painted or wiped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A pad without a digit."""
        super().__init__(parent)
        self.setObjectName("paintPad")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._image = QImage()
        self._cells: Cells = np.zeros((1, 1), np.bool_)
        self._strong: Cells | None = None
        self._paints = True  # or wipes, while a button is held
        self._last: tuple[int, int] | None = None
        self._cursor = (0, 0)
        self._tell()

    @property
    def cells(self) -> Cells:
        """(h, w) the painted cells."""
        return self._cells

    @property
    def is_open(self) -> bool:
        """Whether it can be painted on: not while the map is shown."""
        return self._strong is None

    def show_sample(self, digit: Digit, grid: tuple[int, int]) -> None:
        """Show a sample under a grid of rows and columns; nothing is painted."""
        self._image = to_image(picture_of(digit))
        self._cells = np.zeros(grid, np.bool_)
        self._strong = None
        self._cursor = (grid[0] // 2, grid[1] // 2)
        self._tell()

    def show_strong(self, strong: Cells | None) -> None:
        """Show the map's strongest cells beside the painted ones; None to paint on."""
        self._strong = strong
        self._tell()

    # Sizes

    def hasHeightForWidth(self) -> bool:
        """It is square."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Square, but no larger than is comfortable."""
        return min(width, self._largest())

    def sizeHint(self) -> QSize:
        """Cells that are hit easily."""
        return QSize(self._largest(), self._largest())

    def minimumSizeHint(self) -> QSize:
        """Cells that can just be hit."""
        return QSize(_SMALLEST, _SMALLEST)

    def _largest(self) -> int:
        """On a projector the pad grows with the text."""
        return max(_USUAL, 15 * self.fontMetrics().height())

    def _square(self) -> QRectF:
        side = min(self.width(), self.height())
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    # Painting by a person

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Paint, or wipe if the first cell is painted or the right button is used."""
        cell = self._cell(event.position())
        if cell is None or not self.is_open:
            return
        self._paints = event.button() == Qt.MouseButton.LeftButton and not self._cells[cell]
        self._last = None
        self._reach(cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on painting or wiping."""
        cell = self._cell(event.position())
        if event.buttons() and cell is not None and self.is_open:
            self._reach(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, the space bar and Enter paint or wipe."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            row, column = (a + b for a, b in zip(self._cursor, _STEPS[key], strict=True))
            rows, columns = self._cells.shape
            self._cursor = (min(max(row, 0), rows - 1), min(max(column, 0), columns - 1))
            self._tell()
        elif key in _PAINTING and self.is_open:
            self._paints = not self._cells[self._cursor]
            self._last = None
            self._reach(self._cursor)
        else:
            super().keyPressEvent(event)

    def _cell(self, place: QPointF) -> tuple[int, int] | None:
        square = self._square()
        rows, columns = self._cells.shape
        row = int((place.y() - square.top()) * rows // max(square.height(), 1))
        column = int((place.x() - square.left()) * columns // max(square.width(), 1))
        return (row, column) if 0 <= row < rows and 0 <= column < columns else None

    def _reach(self, cell: tuple[int, int]) -> None:
        """Paint from the last cell to this one: a fast pointer leaves none out."""
        start = self._last or cell
        steps = max(abs(cell[0] - start[0]), abs(cell[1] - start[1]), 1)
        for step in range(steps + 1):
            row, column = (
                round(a + (b - a) * step / steps) for a, b in zip(start, cell, strict=True)
            )
            self._cells[row, column] = self._paints
        self._last = self._cursor = cell
        self._tell()
        self.painted.emit()

    def _tell(self) -> None:
        """Repaint, and say the same in words."""
        row, column = self._cursor
        state = self.tr("painted") if self._cells[self._cursor] else self.tr("not painted")
        self.setAccessibleName(
            self.tr("[Sample] to paint on: row {0}, column {1}, {2}; cells painted: {3}").format(
                row + 1, column + 1, state, int(self._cells.sum())
            )
        )
        self.update()

    # Painting by Qt

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The digit, the cells over it, the grid."""
        square = self._square()
        with QPainter(self) as painter:
            painter.fillRect(square, Qt.GlobalColor.black)
            if not self._image.isNull():
                painter.drawImage(square, self._image)
            painter.setOpacity(_OPACITY)
            for row, column in np.argwhere(self._cells).tolist():
                painter.fillRect(self.rectangle_of(row, column), PAINTED)
            painter.setOpacity(1)
            self._paint_grid(painter, square)
            if self._strong is not None:
                self._paint_strong(painter, self._strong)
            if self.hasFocus() and self.is_open:
                painter.setPen(QPen(_CURSOR, 2))
                painter.drawRect(self.rectangle_of(*self._cursor).adjusted(1, 1, -1, -1))

    def _paint_strong(self, painter: QPainter, strong: Cells) -> None:
        """A frame in each cell: what is both is filled and framed."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(STRONG, _FRAME))
        inset = _FRAME / 2 + 0.5
        for row, column in np.argwhere(strong).tolist():
            frame = self.rectangle_of(row, column).adjusted(inset, inset, -inset, -inset)
            painter.drawRect(frame)

    def _paint_grid(self, painter: QPainter, square: QRectF) -> None:
        painter.setPen(QPen(_LINES, 1))
        rows, columns = self._cells.shape
        for row in range(1, rows):
            y = square.top() + row * square.height() / rows
            painter.drawLine(QPointF(square.left(), y), QPointF(square.right(), y))
        for column in range(1, columns):
            x = square.left() + column * square.width() / columns
            painter.drawLine(QPointF(x, square.top()), QPointF(x, square.bottom()))

    def rectangle_of(self, row: int, column: int) -> QRectF:
        """Where a cell is, in the widget's pixels."""
        square = self._square()
        rows, columns = self._cells.shape
        wide, high = square.width() / columns, square.height() / rows
        return QRectF(square.left() + column * wide, square.top() + row * high, wide, high)
