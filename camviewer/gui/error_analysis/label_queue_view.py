"""The queue of suspected labels on screen: what is decided is never cut, the odds give way."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeView,
    QWidget,
)

from camviewer.gui.error_analysis.label_queue_model import (
    DECISION,
    ODDS,
    PICTURE,
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
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        model.modelReset.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for all columns, or not."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        header = self.header()
        width = self.fontMetrics().horizontalAdvance
        needed = max(map(width, self._queue.decisions())) + 2 * SPACE
        for column in range(DECISION):
            needed += max(header.sectionSizeHint(column), self.sizeHintForColumn(column))
        self.setColumnHidden(ODDS, needed > self.viewport().width())
