"""A layout that goes on in the next line where one is full, as words do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class FlowLayout(QLayout):
    """Lays widgets out from left to right, line by line; no wider than its widest widget."""

    def __init__(
        self, spacing: int, parent: QWidget | None = None, *, shrinks: bool = False
    ) -> None:
        """An empty layout.

        Args:
            spacing: pixels between neighbours, and between lines.
            parent: Qt's owner.
            shrinks: whether all become narrower, as far as they may, before a line is begun.
        """
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: who lays out asks dozens of times
        super().__init__(parent)
        self._shrinks = shrinks
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item behind the others."""
        self._items.append(item)
        self.invalidate()

    def insertWidget(self, index: int, widget: QWidget) -> None:
        """Put a widget before the item of that place."""
        self.addChildWidget(widget)
        self._items.insert(index, QWidgetItem(widget))
        self.invalidate()

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item of a place, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, or None."""
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Whether a narrower one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), moves=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """An item has come, gone, or another size."""
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        """As little as there may be."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest item's width, one line's height."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(rect)
        self._place(rect, moves=True)

    def _sizes(self, width: int) -> list[tuple[QLayoutItem, QSize]]:
        """What is shown, and how large it is in lines of that width."""
        items = [each for each in self._items if not each.isEmpty()]
        usual = [each.sizeHint() for each in items]
        least = [each.minimumSize().width() for each in items]
        room = width - self.spacing() * (len(items) - 1)
        spare, missing = room - sum(least), sum(each.width() for each in usual) - room
        if self._shrinks and missing > 0 <= spare:
            share = spare / (spare + missing)
            usual = [
                QSize(low + int(share * (size.width() - low)), size.height())
                for size, low in zip(usual, least, strict=True)
            ]
        return list(zip(items, usual, strict=True))

    def _place(self, rect: QRect, *, moves: bool) -> int:
        """Go through the lines; returns the height of them all."""
        left, top, line = rect.left(), rect.top(), 0
        for item, size in self._sizes(rect.width()):
            if left > rect.left() and left + size.width() > rect.left() + rect.width():
                left, top, line = rect.left(), top + line + self.spacing(), 0
            if moves:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self.spacing()
            line = max(line, size.height())
        return top + line - rect.top()
