"""A table of words: its columns share the width, and it is scrolled sideways only if it must."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from camviewer.gui.lesson.text_label import Words, words
from camviewer.gui.theme import SPACE, enlarge
from camviewer.gui.widgets.guard import guarded
from camviewer.lesson.page import Table

_ACROSS, _DOWN = 6, SPACE // 2
"""Pixels between a cell's words and its edges."""


def share_out(least: Sequence[int], wished: Sequence[int], room: int) -> list[int]:
    """Widths of columns.

    Args:
        least: of each column, for its longest word.
        wished: of each column, for all its words on one line; no less than the least.
        room: to be shared; where it is less than all need, each has the least.
    """
    spare = room - sum(least)
    wants = [ideal - need for ideal, need in zip(wished, least, strict=True)]
    if spare <= 0:
        return list(least)
    if spare >= sum(wants):
        return list(wished)
    marks = [0, *(round(spare * so_far / sum(wants)) for so_far in accumulate(wants))]
    given = [end - start for start, end in pairwise(marks)]
    return [need + more for need, more in zip(least, given, strict=True)]


class TableView(QScrollArea):
    """Shows a table."""

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        """A table as a page has it."""
        super().__init__(parent)
        self.setObjectName("lessonTable")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.cells = _Cells(table, self)
        self.setWidget(self.cells)
        self.cells.changed.connect(self._fit)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def hasHeightForWidth(self) -> bool:
        """Narrow columns have more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All rows, and the bar to scroll by if there must be one."""
        bar = self.horizontalScrollBar().sizeHint().height() if self._is_too_wide(width) else 0
        return self.cells.arrange(width)[1] + bar

    def sizeHint(self) -> QSize:
        """Its own width."""
        width = self.cells.wished()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(80, self.heightForWidth(max(80, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cells have another width."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, larger cells."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "cells"):
            self.cells.measure_again()
            self._fit()

    def _fit(self) -> None:
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        self.cells.setFixedSize(*self.cells.arrange(self.width(), place=True))

    def _is_too_wide(self, width: int) -> bool:
        return self.cells.least() > width


class _Cells(QWidget):
    """The words of the cells, rows below one another; the ground tells headings and rows apart."""

    changed = Signal()
    """Words, such as a number in them, have become longer or shorter."""

    def __init__(self, table: Table, parent: QWidget) -> None:
        super().__init__(parent)
        headings = tuple(f"**{heading}**" if heading else "" for heading in table.headings)
        self._rows = [[self._label(text) for text in row] for row in (headings, *table.rows)]
        self._tops: list[int] = [0]
        self._measured: tuple[list[int], list[int]] | None = None
        self._arranged: dict[int, tuple[int, int]] = {}  # sizes by the room

    def measure_again(self) -> None:
        """Words or their letters are others."""
        self._measured = None
        self._arranged.clear()

    def event(self, event: QEvent) -> bool:
        """A label needs another size: it has no layout to tell."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.measure_again()
            self.changed.emit()
        return super().event(event)

    def _label(self, text: str) -> Words:
        label = words(text, self, "lessonCell")
        enlarge(label, 1.0)
        label.setMinimumWidth(1)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return label

    def least(self) -> int:
        """Width in which the longest words have room."""
        return sum(self._widths()[0])

    def wished(self) -> int:
        """Width in which each cell has one line."""
        return sum(self._widths()[1])

    def arrange(self, room: int, *, place: bool = False) -> tuple[int, int]:
        """Width and height of all cells in a room of that width; they are put there if wanted."""
        if not place and room in self._arranged:
            return self._arranged[room]
        widths = share_out(*self._widths(), room)
        left = [0, *accumulate(widths)]
        top, tops = 0, [0]
        for row in self._rows:
            inner = [width - 2 * _ACROSS for width in widths]
            height = max(
                label.heightForWidth(width) for label, width in zip(row, inner, strict=True)
            )
            if place:
                for label, x, width in zip(row, left, inner, strict=False):
                    label.setGeometry(QRect(x + _ACROSS, top + _DOWN, width, height))
            top += height + 2 * _DOWN
            tops.append(top)
        if place:
            self._tops = tops
            self.update()
        self._arranged[room] = left[-1], top
        return left[-1], top

    def _widths(self) -> tuple[list[int], list[int]]:
        """Least and wished width of each column."""
        if self._measured is None:
            sizes = [[_widths_of(label) for label in row] for row in self._rows]
            margin = 2 * _ACROSS
            columns = list(zip(*sizes, strict=True))
            least = [max(size[0] for size in column) + margin for column in columns]
            wished = [max(size[1] for size in column) + margin for column in columns]
            self._measured = least, wished
        return self._measured

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of the headings, and a line below each row."""
        palette = self.palette()
        with QPainter(self) as painter:
            head = QRect(0, 0, self.width(), self._tops[min(1, len(self._tops) - 1)])
            painter.fillRect(head, palette.color(QPalette.ColorRole.Midlight))
            painter.setPen(palette.color(QPalette.ColorRole.Mid))
            for bottom in self._tops[1:]:
                painter.drawLine(0, bottom - 1, self.width(), bottom - 1)


def _widths_of(label: Words) -> tuple[int, int]:
    """Width of a label's longest word, and of its words on one line."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    whole_words = document.defaultTextOption()
    whole_words.setWrapMode(QTextOption.WrapMode.WordWrap)
    document.setDefaultTextOption(whole_words)
    document.setDefaultFont(label.font())
    document.setHtml(label.text())
    wished = document.idealWidth()
    document.setTextWidth(1)
    return int(document.idealWidth()) + 2, int(wished) + 2
