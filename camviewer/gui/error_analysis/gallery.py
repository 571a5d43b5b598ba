"""The gallery: a wall of samples, of which only those are laid out and painted that are seen.

(A list view of Qt's in icon mode asks every item for its size and place when the list changes: a
quarter of a second with 70,000. Here all cells are of one size, so places are arithmetic.)
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from camviewer.gui.widgets.guard import guarded

Action = QAbstractItemView.CursorAction
Hint = QAbstractItemView.ScrollHint
AnyIndex = QModelIndex | QPersistentModelIndex

_CHOOSING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_AHEAD = 1  # rows below and above the visible ones whose maps are wanted too


class Gallery(QAbstractItemView):
    """Cells of one size from left to right and top to bottom; the delegate paints them."""

    looked_at = Signal(int, int)
    """The first row of the model that is or will soon be seen, and the one after the last."""

    picked = Signal(int)
    """Row of the model of the sample that a person goes to."""

    released = Signal()
    """The mouse was let go, after `picked` if that was a click."""

    rows_chosen = Signal(object)
    """Rows of the model that are chosen, in order: an array."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A gallery without model."""
        super().__init__(parent)
        self._size: QSize | None = None  # of a cell, until the text's size changes
        self._is_choosing = False  # a click or a key with Ctrl or Shift
        self.setObjectName("mistakesGallery")
        self.setAccessibleName(self.tr("[Samples]"))
        self.setWhatsThis(
            self.tr(
                "Below each [sample]: label → predicted class, and its probability. Click a "
                "[sample] to have it explained; J and K go to the next and the previous one. "
                "Shift, Ctrl and Ctrl+A choose several, which are tagged together. A square in "
                "the corner means that it has a tag or a note."
            )
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.viewport().setMouseTracking(True)
        self.setMouseTracking(True)
        self.clicked.connect(self._pick)

    def _pick(self, index: QModelIndex) -> None:
        if not self._is_choosing:
            self.picked.emit(index.row())

    @property
    def chosen_rows(self) -> NDArray[np.intp]:
        """Rows of the model that are chosen, in order."""
        rows = [np.arange(*ends) for ends in _ends(self.selectionModel().selection())]
        return np.sort(np.concatenate(rows)) if rows else np.zeros(0, np.intp)

    # Arithmetic of places

    def columns(self) -> int:
        """Cells a line."""
        return max(1, self.viewport().width() // self.cell().width())

    def cell(self) -> QSize:
        """Size of all cells, in pixels; a line's are as much wider as it has room left."""
        if self._size is None:
            self._size = self.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex())
        return self._size

    def _count(self) -> int:
        model: QAbstractItemModel | None = self.model()
        return model.rowCount() if model is not None else 0

    def _rect(self, row: int) -> QRect:
        """Where a row of the model is, on the viewport; what is left of a line is shared out."""
        cell, columns = self.cell(), self.columns()
        line, column = divmod(row, columns)
        width = self.viewport().width()
        left, right = column * width // columns, (column + 1) * width // columns
        top = line * cell.height() - self.verticalOffset()
        return QRect(left, top, right - left, cell.height())

    def visible_rows(self) -> tuple[int, int]:
        """The first row of the model that is seen, and the one after the last."""
        high, columns = self.cell().height(), self.columns()
        top = self.verticalOffset()
        first = top // high * columns
        last = -(-(top + self.viewport().height()) // high) * columns
        return min(first, self._count()), min(last, self._count())

    def visualRect(self, index: AnyIndex) -> QRect:
        """Where an item is, on the viewport."""
        return self._rect(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The item at a point of the viewport."""
        columns, width = self.columns(), max(1, self.viewport().width())
        column = point.x() * columns // width
        row = (point.y() + self.verticalOffset()) // self.cell().height() * columns + column
        if not 0 <= column < columns or not 0 <= row < self._count():
            return QModelIndex()
        return self.model().index(row, 0)

    def scrollTo(self, index: AnyIndex, hint: Hint = Hint.EnsureVisible) -> None:
        """Bring an item into sight, with as little movement as possible."""
        rect, height = self.visualRect(index), self.viewport().height()
        bar = self.verticalScrollBar()
        if hint == Hint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif rect.top() < 0 or hint == Hint.PositionAtTop:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() >= height:
            bar.setValue(bar.value() + rect.bottom() + 1 - height)

    def horizontalOffset(self) -> int:
        """Nothing is beside the viewport."""
        return 0

    def verticalOffset(self) -> int:
        """Pixels above the viewport."""
        return int(self.verticalScrollBar().value())

    def isIndexHidden(self, _index: AnyIndex) -> bool:
        """No item is hidden."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the items from one corner of a rectangle to the other, line by line."""
        corners = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
        rows = sorted(corner.row() for corner in corners if corner.isValid())
        found = QItemSelection()
        if rows:
            found.select(self.model().index(rows[0], 0), self.model().index(rows[-1], 0))
        self.selectionModel().select(found, command)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which are chosen."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.rows_chosen.emit(self.chosen_rows)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Where the selected items are that are seen."""
        first, last = self.visible_rows()
        region = QRegion()
        for begin, end in _ends(selection):
            for row in range(max(first, begin), min(last, end)):
                region += self._rect(row)
        return region

    def moveCursor(self, action: Action, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Where a key leads to."""
        count, columns = self._count(), self.columns()
        if not count:
            return QModelIndex()
        lines = max(1, self.viewport().height() // self.cell().height())
        row = self.currentIndex().row()
        if row < 0:
            return self.model().index(0, 0)
        to = {
            Action.MoveLeft: row - 1,
            Action.MovePrevious: row - 1,
            Action.MoveRight: row + 1,
            Action.MoveNext: row + 1,
            Action.MoveUp: row - columns if row >= columns else row,
            Action.MoveDown: row + columns if row + columns < count else row,
            Action.MovePageUp: row - lines * columns,
            Action.MovePageDown: row + lines * columns,
            Action.MoveHome: 0,
            Action.MoveEnd: count - 1,
        }[action]
        return self.model().index(min(max(to, 0), count - 1), 0)

    # What Qt calls

    def show_row(self, row: int | None, *, keeps_chosen: bool = False) -> None:
        """Make a row of the model the current one and bring it into sight.

        Args:
            row: of the model; None for no current one.
            keeps_chosen: whether several that are chosen stay so; else it alone is.
        """
        index = self.model().index(row, 0) if row is not None else QModelIndex()
        if keeps_chosen and len(self.chosen_rows) > 1:
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, keep)
            return
        if index != self.currentIndex() or len(self.chosen_rows) > 1:
            # Not as Qt's own: it would choose one more where Ctrl is held, as it is to undo.
            alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, alone)
        if row is not None:
            self.scrollTo(index)

    def choose_rows(self, rows: NDArray[np.intp]) -> None:
        """Choose rows of the model, in order; the current one stays what it is."""
        chosen, parts = QItemSelection(), np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
        for part in parts if len(rows) else ():
            ends = (self.model().index(int(row), 0) for row in (part[0], part[-1]))
            chosen.append(QItemSelectionRange(*ends))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go to another sample, Enter to this one; letters are not for searching.

        With Shift or Ctrl they choose.
        """
        before = self.currentIndex().row()
        text, with_control = event.text(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if text.isprintable() and text.strip() and not with_control:
            event.ignore()
            return
        super().keyPressEvent(event)
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        row = self.currentIndex().row()
        is_choosing = bool(event.modifiers() & _CHOOSING)
        if row >= 0 and not is_choosing and (entered or row != before):
            self.picked.emit(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """After a drag, which picks nothing, another item is the current one."""
        self._is_choosing = bool(event.modifiers() & _CHOOSING)
        super().mouseReleaseEvent(event)
        if not self._is_choosing:
            self.released.emit()

    def updateGeometries(self) -> None:
        """Tell the scroll bar how much there is."""
        cell = self.cell().height()
        whole = -(-self._count() // self.columns()) * cell
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, whole - height))
        bar.setPageStep(height)
        bar.setSingleStep(max(1, cell // 3))
        super().updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other lines; the current item stays in sight."""
        super().resizeEvent(event)
        self.updateGeometries()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Larger text makes larger cells."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self.renew_size()

    def renew_size(self) -> None:
        """The delegate needs more room for a cell, or less."""
        self._size = None
        self.updateGeometries()
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted already; only what has come into sight is painted."""
        self.viewport().scroll(dx, dy)

    def repaint_rows(self, rows: Iterable[int]) -> None:
        """Paint some rows of the model again, those that are seen."""
        for row in rows:
            self.viewport().update(self._rect(row))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that are seen."""
        first, last = self.visible_rows()
        high, top = self.cell().height(), event.rect().top() + self.verticalOffset()
        bottom = event.rect().bottom() + self.verticalOffset()
        columns = self.columns()
        dirty = range(max(first, top // high * columns), min(last, (bottom // high + 1) * columns))
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        usual = option.state
        current, delegate, model = self.currentIndex().row(), self.itemDelegate(), self.model()
        selected = self.selectionModel()
        with QPainter(self.viewport()) as painter:
            for row in dirty:
                rect = self._rect(row)
                if not rect.intersects(event.rect()):
                    continue
                option.rect = rect
                option.state = usual
                index = model.index(row, 0)
                if row == current or selected.isSelected(index):
                    option.state = usual | QStyle.StateFlag.State_Selected
                delegate.paint(painter, option, index)
        around = _AHEAD * self.columns()
        self.looked_at.emit(max(0, first - around), min(last + around, self._count()))


def _ends(selection: QItemSelection) -> list[tuple[int, int]]:
    """The first row of each range that is selected, and the one after its last."""
    ranges = (selection.at(place) for place in range(selection.count()))
    return [(each.top(), each.bottom() + 1) for each in ranges if each.isValid()]
