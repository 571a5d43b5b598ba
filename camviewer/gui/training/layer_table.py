"""The layers of a network: what each is, what it gives out, how much it learns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from camviewer.networks.layer_summary import LayerSummary

_FEWEST_ROWS = 4  # without room for so many, others give way


class LayerTable(QTableWidget):
    """As high as its rows are together; with less room it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty table."""
        super().__init__(0, 3, parent)
        self.setObjectName("layerTable")
        self.setAccessibleName(self.tr("Layers"))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # its keys scroll
        self.setTabKeyNavigation(False)  # the next tab goes on to what comes next
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        titles = self.tr("Layer"), self.tr("Output"), self.tr("Parameters")
        for column, title in enumerate(titles):  # only to be heard: they would take room
            item = QTableWidgetItem()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
            self.setHorizontalHeaderItem(column, item)
        self.verticalHeader().hide()
        columns = self.horizontalHeader()
        columns.hide()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self._size_rows()

    def show_layers(self, layers: Sequence[LayerSummary]) -> None:
        """Show layers, from input to output."""
        self.setRowCount(len(layers))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, layer in enumerate(layers):
            for column, text in enumerate((layer.kind, layer.output, f"{layer.parameters:,}")):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                if column:
                    item.setTextAlignment(right)
                self.setItem(row, column, item)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """High enough for all rows."""
        return QSize(0, self._height_of(self.rowCount()))

    def minimumSizeHint(self) -> QSize:
        """High enough for a few rows."""
        return QSize(0, self._height_of(min(self.rowCount(), _FEWEST_ROWS)))

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs higher rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size_rows()

    def _size_rows(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 2)
        self.updateGeometry()

    def _height_of(self, rows: int) -> int:
        return rows * self.verticalHeader().defaultSectionSize()
