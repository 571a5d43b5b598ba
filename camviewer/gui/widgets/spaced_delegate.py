"""Cells of a table with some room at their sides."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from camviewer.gui.theme import SPACE


class SpacedDelegate(QStyledItemDelegate):
    """Makes columns that are as wide as what is in them a little wider."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As usual, and wider."""
        return super().sizeHint(option, index) + QSize(SPACE, 0)
