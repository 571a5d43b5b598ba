"""The confusion matrix: which label is read as which class, to look at and to choose from."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from camviewer.error_analysis.confusion import Matrix, per_class
from camviewer.gui.error_analysis.matrix_grid import MatrixGrid, Place
from camviewer.gui.error_analysis.matrix_words import describe
from camviewer.gui.widgets.contrast import mixed, readable_on
from camviewer.gui.widgets.fitting import READABLE, font_as_high, font_that_fits, shortened
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import percent

_RIGHT, _WRONG = QColor("#2f79b5"), QColor("#d3382f")
_MAX_RIGHT, _WRONG_AT_LEAST = 0.22, 0.16  # how much of the colour a cell is given
_TIGHT, _USUAL = 1, 10  # pixels between the lines of two cells: at least, where there is room
_MAX_ROOMY = 10  # classes that have cells of that height; of more they are smaller
_MAX_HEAD = 5  # lines that a row's name is as wide as at most
_MAX_STANDING = 6  # lines that a column's name is as high as at most
_STANDING = 2  # lines of text that heads of columns are high at least if names stand in them
_HEAD_GAP = 3  # pixels between a standing name and its column
_SMALL = 0.75  # times the usual size: letters of a number that has no room otherwise
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class ConfusionMatrix(QWidget):
    """Rows are labels, columns predicted classes; the margins tell recall and precision.

    Mistakes stand out and what was classified correctly stays quiet, as it is most of it. Every
    cell and every head can be clicked, or reached by the arrow keys and chosen by Enter.
    """

    chosen = Signal(object)
    """A `Place` that a person wants to see the samples of."""

    pointed = Signal(str)
    """What the cell under the pointer or the keyboard's cursor means; empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A matrix without numbers."""
        super().__init__(parent)
        self.setObjectName("confusionMatrix")
        self.setAccessibleName(self.tr("Confusion matrix: rows are labels, columns predictions"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._matrix: Matrix | None = None
        self._names: tuple[str, ...] = ()
        self._figures: list[tuple[float | None, float | None]] = []
        self._shares = False
        self._picture: QPixmap | None = None
        self._places: MatrixGrid | None = None  # of this size and font
        self._longest: float | None = None  # width of the longest name in this font
        self._right: QFont | None = None  # of the numbers on the diagonal, if those have room
        self._mark = Place()
        self._cursor: Place | None = None
        self._under: Place | None = None

    # What is shown

    @property
    def matrix(self) -> Matrix | None:
        """(C, C) samples by label and predicted class, or None."""
        return self._matrix

    def show_matrix(self, matrix: Matrix | None, class_names: Sequence[str]) -> None:
        """Show other numbers and the names of the classes, or none."""
        self._matrix = matrix
        if tuple(class_names) != self._names:
            self._names, self._cursor, self._under = tuple(class_names), None, None
            self._longest = None
            self.updateGeometry()
        figures = per_class(matrix) if matrix is not None else ()
        self._figures = [(one.recall, one.precision) for one in figures]
        self._renew()

    def show_shares(self, shares: bool) -> None:
        """Show each cell as a share of its label's samples, or as a count."""
        self._shares = shares
        self._renew()

    def frame(self, place: Place) -> None:
        """Frame the cell, row or column whose samples are looked at; the corner frames nothing."""
        if place != self._mark:
            self._mark = place
            self.update()

    def describe(self, place: Place) -> str:
        """What a cell or a head means, in words; empty without numbers."""
        return "" if self._matrix is None else describe(self._matrix, self._names, place)

    # Where things are

    def place_at(self, point: QPoint) -> Place | None:
        """The cell or head at a point of the widget; None outside."""
        return None if self._matrix is None else self._grid().place_at(point)

    def cell(self, label: int, predicted: int) -> QRectF:
        """Where a cell is; -1 is the row or the column of heads, C that of the margins."""
        return self._grid().cell(label, predicted)

    def _grid(self) -> MatrixGrid:
        """Where the cells are; each of them asks."""
        if self._places is None:
            self._places = self._measured()
        return self._places

    def _measured(self) -> MatrixGrid:
        number = len(self._names)
        line = self.fontMetrics().height()
        beside, below = self._head_width(), line + 6.0
        wide = (self.width() - beside - self._margin() - line) / number
        room = self.height() - below - line - 2
        head = self._head_height(wide, room - number * line)
        high = min((room - head) / number, 1.2 * wide)
        left, top = line + beside, line + head + 2
        return MatrixGrid(number, left, top, max(1.0, wide), max(1.0, high), head, beside)

    def _head_width(self) -> float:
        """Width of the names of the rows; a long one ends in "…"."""
        line = self.fontMetrics().height()
        return max(line + 6.0, min(self._longest_name(), float(_MAX_HEAD * line)) + 8.0)

    def _head_height(self, wide: float, most: float) -> float:
        """Height of the names of the columns: those wider than a cell stand, if there is room."""
        line, longest = self.fontMetrics().height(), self._longest_name()
        lying = line + 6.0
        if longest <= wide:
            return lying
        return max(lying, min(longest + 8.0, float(_MAX_STANDING * line), most))

    def _longest_name(self) -> float:
        if self._longest is None:
            font = QFont(self.font())
            font.setBold(True)
            metrics = QFontMetricsF(font)
            self._longest = max(map(metrics.horizontalAdvance, self._names), default=0.0)
        return self._longest

    def _margin(self) -> int:
        """Width of the column of recalls, and of what stands over and under it."""
        words = ("100.0%", self.tr("Recall"), self.tr("Precision"))
        return max(map(self.fontMetrics().horizontalAdvance, words)) + 4

    def sizeHint(self) -> QSize:
        """Room for the numbers."""
        return self._size(_USUAL, "00.0")

    def minimumSizeHint(self) -> QSize:
        """Just room for the numbers; those of three digits are in smaller letters."""
        return self._size(_TIGHT, "00")

    def _size(self, between: int, number: str) -> QSize:
        metrics = self.fontMetrics()
        line = metrics.height()
        high, wide = line + between, metrics.horizontalAdvance(number) + 2
        margins = self._margin() + line + math.ceil(self._head_width())
        # Of more classes the cells are smaller: the window must not grow by them.
        count = min(len(self._names), _MAX_ROOMY)
        return QSize(count * wide + margins, count * high + 3 * line + 12)

    # Painting

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint titles, heads, cells, margins, the frame of what is chosen, the cursor."""
        if self._matrix is None:
            return
        if self._picture is None:
            self._picture = self._painted()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            text = self.palette().color(QPalette.ColorRole.Text)
            if self._under is not None:
                painter.setPen(QPen(text, 1))
                painter.drawRect(self._grid().spot(self._under).adjusted(1, 1, -1, -1))
            if self._mark != Place():
                painter.setPen(QPen(text, 2.5))
                painter.drawRect(self._grid().extent(self._mark))
            if self.hasFocus() and self._cursor is not None:
                accent = self.palette().color(QPalette.ColorRole.Highlight)
                painter.setPen(QPen(accent, 2.5, Qt.PenStyle.DotLine))
                painter.drawRect(self._grid().spot(self._cursor).adjusted(1, 1, -1, -1))

    def _painted(self) -> QPixmap:
        """The numbers, which stay the same while the pointer moves over them."""
        assert self._matrix is not None
        scale = self.devicePixelRatioF()
        picture = QPixmap(self.size() * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setFont(font_as_high(self.font(), self._grid().high))
            self._paint_words(painter)
            largest = _largest_mistake(self._matrix)
            self._right = self._font_of_right(painter)
            for row in range(len(self._names)):
                for column in range(len(self._names)):
                    self._paint_cell(painter, row, column, largest)
        return picture

    def _renew(self) -> None:
        self._picture = self._places = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint the numbers where they are now."""
        super().resizeEvent(event)
        self._renew()

    def changeEvent(self, event: QEvent) -> None:
        """Follow palette and font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._longest = None
            self._renew()

    def _paint_words(self, painter: QPainter) -> None:
        palette, metrics = self.palette(), self.fontMetrics()
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        grid = self._grid()
        left, top, wide, high = grid.left, grid.top, grid.wide, grid.high
        number, line = len(self._names), metrics.height()
        centre = Qt.AlignmentFlag.AlignCenter
        margin = QRectF(left + number * wide, 0, self.width() - left - number * wide, line)
        painter.setPen(faint)
        painter.drawText(QRectF(left, 2, number * wide, line), centre, self.tr("Predicted"))
        painter.drawText(margin.translated(0, line + 3), centre, self.tr("Recall"))
        painter.save()
        painter.translate(0, top + number * high)
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, number * high, line), centre, self.tr("Label"))
        painter.restore()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        column = self.cell(number, 0)
        has_precisions = self._fits(painter, column, "100")
        for index, (recall, precision) in enumerate(self._figures):
            row, column = self.cell(index, number), self.cell(number, index)
            row.setRight(self.width() - 1)
            column.setHeight(line + 6)
            painter.setPen(faint)
            painter.drawText(row, right, _share(recall))
            if has_precisions:
                self._paint_number(painter, column, _short(precision))
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            self._paint_head(painter, Place(label=index), self._names[index])
            self._paint_head(painter, Place(predicted=index), self._names[index])
        below = self.cell(number, number)
        below.setRight(self.width())
        below.setHeight(line + 6)
        painter.setPen(faint)
        if has_precisions:
            painter.drawText(below, right, self.tr("Precision"))

    def _paint_head(self, painter: QPainter, place: Place, name: str) -> None:
        usual = painter.font()
        font = QFont(usual)
        font.setBold(True)
        painter.setFont(font)
        grid, centre = self._grid(), Qt.AlignmentFlag.AlignCenter
        spot = grid.spot(place)
        if place.label is None and grid.head >= _STANDING * self.fontMetrics().height():
            painter.save()
            painter.translate(spot.center())
            painter.rotate(-90)
            lying = QRectF(-spot.height() / 2, -spot.width() / 2, spot.height(), spot.width())
            begin = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            lying.setLeft(lying.left() + _HEAD_GAP)
            painter.drawText(lying, begin, shortened(name, font, lying.width()))
            painter.restore()
        else:
            painter.drawText(spot, centre, shortened(name, font, spot.width()))
        painter.setFont(usual)

    def _paint_cell(self, painter: QPainter, row: int, column: int, largest: int) -> None:
        assert self._matrix is not None
        count = int(self._matrix[row, column])
        ground = self.cell_colour(row, column, largest)
        cell = self.cell(row, column)
        painter.fillRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), ground)
        if count == 0:
            return
        painter.setPen(readable_on(ground))
        text = self._words_of(painter, row, column)
        if row != column:
            self._paint_number(painter, cell, text)
        elif self._right is not None:
            usual = painter.font()
            painter.setFont(self._right)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)
            painter.setFont(usual)

    def _words_of(self, painter: QPainter, row: int, column: int) -> str:
        """The number of a cell, grouped by thousands if there is room for that."""
        assert self._matrix is not None
        count = int(self._matrix[row, column])
        if self._shares:
            return _short(count / max(1, int(self._matrix[row].sum())))
        text = f"{count:,}"
        width = painter.fontMetrics().horizontalAdvance(text)
        return text if width <= self._grid().wide - 4 else str(count)

    def _font_of_right(self, painter: QPainter) -> QFont | None:
        """One in which all numbers on the diagonal have room; a gap there would look like a zero.

        None if letters that can be read have no room: then none of the numbers is shown.
        """
        usual, room = painter.font(), self._grid().wide - 1
        words = [self._words_of(painter, index, index) for index in range(len(self._names))]
        longest = max(words, key=painter.fontMetrics().horizontalAdvance)
        font = font_that_fits(usual, longest, room, min(1.0, READABLE / usual.pointSizeF()))
        return font if QFontMetricsF(font).horizontalAdvance(longest) <= room else None

    def _paint_number(self, painter: QPainter, cell: QRectF, text: str) -> None:
        """A number, in smaller letters if need be; where they have no room the tip tells it."""
        usual = painter.font()
        painter.setFont(font_that_fits(usual, text, cell.width() - 2, _SMALL))
        if self._fits(painter, cell, text):
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)
        painter.setFont(usual)

    @staticmethod
    def _fits(painter: QPainter, cell: QRectF, text: str) -> bool:
        return painter.fontMetrics().horizontalAdvance(text) <= cell.width()

    def cell_colour(self, row: int, column: int, largest: int) -> QColor:
        """The ground of a cell: red by the number of mistakes, quiet blue where it is right."""
        assert self._matrix is not None
        ground = self.palette().color(QPalette.ColorRole.AlternateBase)
        count = int(self._matrix[row, column])
        if count == 0:
            return ground
        if row == column:
            return mixed(ground, _RIGHT, _MAX_RIGHT)
        # By the root: the few of rare mistakes are to be told apart as well.
        share = (count / largest) ** 0.5
        return mixed(ground, _WRONG, _WRONG_AT_LEAST + (1 - _WRONG_AT_LEAST) * share)

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the pointer."""
        self._point(self.place_at(event.position().toPoint()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._point(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        place = self.place_at(event.position().toPoint())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._cursor = place
            self.chosen.emit(place)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor; choose its cell."""
        key = Qt.Key(event.key())
        if self._matrix is None:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._move_cursor(*_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._cursor:
            self.chosen.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show what a cell means beside it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(event.pos())
            QToolTip.showText(event.globalPos(), self.describe(place) if place else "", self)
            return True
        return bool(super().event(event))

    def _move_cursor(self, down: int, right: int) -> None:
        """Move the keyboard's cursor; the heads lie before the first row and column."""
        present = self._cursor or Place(-1 if down else None, -1 if right else None)
        last = len(self._names) - 1

        def moved(at: int | None, by: int) -> int | None:
            to = min(max((-1 if at is None else at) + by, -1), last)
            return None if to < 0 else to

        self._cursor = Place(moved(present.label, down), moved(present.predicted, right))
        words = self.describe(self._cursor)
        self.pointed.emit(words)
        self.setAccessibleDescription(words)
        event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)
        self.update()

    def _point(self, place: Place | None) -> None:
        if place != self._under:
            self._under = place
            self.pointed.emit(self.describe(place) if place is not None else "")
            self.update()


def _largest_mistake(matrix: Matrix) -> int:
    return max(1, int((matrix - np.diag(np.diag(matrix))).max()))


def _share(share: float | None) -> str:
    return "–" if share is None else percent(share) if share < 0.001 else f"{100 * share:.1f}%"


def _short(share: float | None) -> str:
    """A share in per cent without the sign, for narrow cells."""
    return "–" if share is None else "100" if share == 1 else f"{100 * share:.1f}"
