"""A small titled map: painted as pixels, pointed at by mouse or arrow keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from camviewer.gui.widgets.fitting import fitted, shortened
from camviewer.gui.widgets.guard import guarded

MARK = QColor("#00d084")
"""Of the cell under the pointer, as in the explanation views."""

_SMALLEST, _GAP = 56, 2

Cell = tuple[int, int]
"""Row and column."""

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class MapPicture(QWidget):
    """Shows a map on a grid of cells in a square, or in as much of it as its proportions need."""

    pointed = Signal(object)
    """The `Cell` under the pointer, or None when it leaves."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """A picture that shows nothing yet."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(self.tr("No map"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._title = ""
        self._image: QImage | None = None
        self._mark: Cell | None = None
        self._outlined: tuple[Cell, ...] = ()

    def show_picture(self, title: str, image: QImage | None) -> None:
        """Show another picture, or none.

        Args:
            title: stands above it.
            image: one pixel a cell.
        """
        self._title, self._image = title, image
        self.setAccessibleName(title or self.tr("No map"))
        self.update()

    def show_mark(self, cell: Cell | None) -> None:
        """Mark the cell under the pointer, wherever that is."""
        if cell != self._mark:
            self._mark = cell
            self.update()

    def show_outlined(self, cells: Iterable[Cell]) -> None:
        """Outline some cells."""
        self._outlined = tuple(cells)
        self.update()

    def sizeHint(self) -> QSize:
        """A comfortable square below its title."""
        return QSize(2 * _SMALLEST, 2 * _SMALLEST + self._header())

    def minimumSizeHint(self) -> QSize:
        """Cells that can just be told apart."""
        return QSize(_SMALLEST, _SMALLEST + self._header())

    def heightForWidth(self, width: int) -> int:
        """Square below the title."""
        return width + self._header()

    def square(self) -> QRectF:
        """Where the map is painted."""
        header = self._header()
        side = max(1, min(self.width(), self.height() - header))
        square = QRectF((self.width() - side) // 2, header, side, side)
        return square if self._image is None else fitted(self._image.size(), square)

    def _header(self) -> int:
        return self.fontMetrics().height() + _GAP

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title, map and marks."""
        square, palette = self.square(), self.palette()
        with QPainter(self) as painter:
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            place = QRectF(0, 0, self.width(), self._header() - _GAP)
            title = shortened(self._title, self.font(), place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, title)
            if self._image is not None:
                painter.drawImage(square, self._image)
                painter.setPen(palette.color(QPalette.ColorRole.Mid))  # a map may be all white
                painter.drawRect(square.adjusted(0.5, 0.5, -0.5, -0.5))
            if self.hasFocus():
                painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
                painter.drawRect(square.adjusted(1, 1, -1, -1))
            if self._image is None:
                return
            painter.setPen(QPen(MARK, 1))
            for cell in self._outlined:
                painter.drawRect(self._place(cell).adjusted(0.5, 0.5, -0.5, -0.5))
            if self._mark is not None:
                painter.setPen(QPen(MARK, 2))
                painter.drawRect(self._place(self._mark))

    def _place(self, cell: Cell) -> QRectF:
        assert self._image is not None
        square = self.square()
        wide, high = square.width() / self._image.width(), square.height() / self._image.height()
        return QRectF(square.left() + cell[1] * wide, square.top() + cell[0] * high, wide, high)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which cell is under the pointer."""
        square, place = self.square(), event.position()
        if self._image is None or not square.contains(place):
            self.pointed.emit(None)
            return
        row = int((place.y() - square.top()) / square.height() * self._image.height())
        column = int((place.x() - square.left()) / square.width() * self._image.width())
        last = self._image.height() - 1, self._image.width() - 1
        self.pointed.emit((min(row, last[0]), min(column, last[1])))

    def leaveEvent(self, _event: QEvent) -> None:
        """Tell that the pointer has left."""
        self.pointed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the mark by the arrow keys, from the middle."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self._image is None:
            super().keyPressEvent(event)
            return
        height, width = self._image.height(), self._image.width()
        row, column = self._mark or (height // 2, width // 2)
        if self._mark is not None:
            row, column = row + step[0], column + step[1]
        self.pointed.emit((min(max(row, 0), height - 1), min(max(column, 0), width - 1)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere: what they pointed at is pointed at no longer."""
        super().focusOutEvent(event)
        self.pointed.emit(None)
        self.update()
