"""Paints what the search found: a title in bold, and below it the words around the place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded

EXCERPT = Qt.ItemDataRole.UserRole + 1
"""Where an item keeps the words around the place; empty in the contents."""

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_HIGH = 10_000  # pixels that wrapped words may be high

Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Items of one or two paragraphs, as high as the width of the list asks for."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for both paragraphs."""
        title, excerpt = self._places(option, index)
        bottom = max(title.bottom(), excerpt.bottom())
        return QSize(option.rect.width(), bottom - option.rect.top() + 1 + SPACE // 2)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as the style does, and the words on it."""
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        title, excerpt = self._places(option, index)
        painter.save()
        painter.setPen(option.palette.color(role))
        painter.setFont(_title_font(option.font, index))
        painter.drawText(title, _WRAP, index.data())
        painter.setFont(option.font)
        painter.drawText(excerpt, _WRAP, index.data(EXCERPT) or "")
        painter.restore()

    def _places(self, option: QStyleOptionViewItem, index: Index) -> tuple[QRect, QRect]:
        """Where the title and the words below it go."""
        inside = option.rect.adjusted(SPACE // 2, SPACE // 2, -SPACE // 2, 0)
        inside.setHeight(_HIGH)
        title = QFontMetrics(_title_font(option.font, index)).boundingRect(
            inside, _WRAP, index.data()
        )
        below = inside.translated(0, title.height())
        words = index.data(EXCERPT) or ""
        excerpt = QFontMetrics(option.font).boundingRect(below, _WRAP, words) if words else QRect()
        return title, excerpt


def _title_font(font: QFont, index: Index) -> QFont:
    result = QFont(font)
    result.setBold(bool(index.data(EXCERPT)))
    return result
