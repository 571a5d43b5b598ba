"""Cards of one width, as many side by side as there is room for, row by row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class EvenGrid(QWidget):
    """Fills its width with cards that are alike; as high as their rows."""

    def __init__(self, spacing: int, parent: QWidget) -> None:
        """An empty grid with so many pixels between neighbours."""
        super().__init__(parent)
        self._spacing = spacing
        self._cards: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Hold these cards, all alike, in their order; those that are not among them are gone."""
        for card in self._cards:
            if card not in cards:
                card.hide()
                card.deleteLater()
        self._cards = list(cards)
        for card in self._cards:
            card.show()
        self.updateGeometry()
        self._arrange()

    def heightForWidth(self, width: int) -> int:
        """As many rows as the cards need."""
        if not self._cards:
            return 0
        rows = -(-len(self._cards) // self._columns(width))
        high = self._cards[0].heightForWidth(self._card_width(width))
        return rows * (high + self._spacing) - self._spacing

    def sizeHint(self) -> QSize:
        """Three columns."""
        width = 3 * (self._least() + self._spacing)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One card wide; how many rows there are is asked for a width."""
        return QSize(self._least(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for more columns, or for fewer."""
        super().resizeEvent(event)
        self._arrange()

    def _least(self) -> int:
        return self._cards[0].minimumSizeHint().width() if self._cards else 1

    def _columns(self, width: int) -> int:
        return max(1, (width + self._spacing) // (self._least() + self._spacing))

    def _card_width(self, width: int) -> int:
        columns = self._columns(width)
        return max(1, (width + self._spacing) // columns - self._spacing)

    def _arrange(self) -> None:
        if not self._cards:
            return
        columns, wide = self._columns(self.width()), self._card_width(self.width())
        high = self._cards[0].heightForWidth(wide)
        for number, card in enumerate(self._cards):
            row, column = divmod(number, columns)
            left, top = column * (wide + self._spacing), row * (high + self._spacing)
            card.setGeometry(QRect(left, top, wide, high))
