"""The queue of suspected labels on screen: what is decided is never cut, the odds give way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from camviewer.gui.error_analysis.label_queue_model import (
    DECISION,
    ODDS,
    PICTURE,
    SAMPLE,
    LabelQueueModel,
)
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.spaced_delegate import SpacedDelegate

_ROWS = 4  # that are in sight at least


class LabelQueueView(QTreeView):
    """One row a sample. The rows stand in the order of the odds, so these can be left out."""

    def __init__(self, model: LabelQueueModel, parent: QWidget) -> None:
        """A view of that queue."""
        super().__init__(parent)
        self.setObjectName("labelQueue")
        self.setAccessibleName(self.tr("Suspected labels, the worst first"))
        self._queue = model
        self.setModel(model)
        self.setItemDelegate(SpacedDelegate(self))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(PICTURE, PICTURE))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        self.setMinimumHeight(_ROWS * (PICTURE + 4) + header.sizeHint().height())
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(20)
        for column in range(DECISION):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for all columns, or not; the row that is looked at stays in sight."""
        super().resizeEvent(event)
        self._fit()
        self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text needs other columns."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        header = self.header()
        widths = [self._width(column) for column in range(DECISION + 1)]
        for column in range(DECISION):
            header.resizeSection(column, widths[column])
        self.setColumnHidden(ODDS, sum(widths) > self.viewport().width())

    def _width(self, column: int) -> int:
        """Of a column in pixels: room for whatever can stand in it, and for its title."""
        cell = QStyleOptionViewItem()
        self.initViewItemOption(cell)
        cell.features = QStyleOptionViewItem.ViewItemFeature.HasDisplay
        if column == SAMPLE:
            cell.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        width = self.fontMetrics().horizontalAdvance
        cell.text = max(self._queue.widest(column), key=width, default="")
        item = QStyle.ContentsType.CT_ItemViewItem
        needed = self.style().sizeFromContents(item, cell, QSize(), self).width() + SPACE
        return max(needed, self.header().sectionSizeHint(column))
