"""The decomposition: all channels, one in large, the score breakdown; and layer by layer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from camviewer.attribution.channel_ablation import nothing
from camviewer.attribution.contributions import ORDERS
from camviewer.controllers.decomposition import Decomposition
from camviewer.controllers.sample import Controller
from camviewer.document.document import Document
from camviewer.gui.decomposition.channel_figures import ChannelFigures
from camviewer.gui.decomposition.channel_grid import ChannelGrid
from camviewer.gui.decomposition.channel_panel import ChannelPanel
from camviewer.gui.decomposition.formula_legend import FormulaLegend
from camviewer.gui.decomposition.layers_panel import LayersPanel
from camviewer.gui.decomposition.score_breakdown_panel import ScoreBreakdownPanel
from camviewer.gui.decomposition.symbols import SymbolHighlight
from camviewer.gui.decomposition.wrapping_row import WrappingRow
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.missing_note import MissingNote
from camviewer.rendering.mosaic import stacked
from camviewer.rendering.symbols import subscript

_SHARES = [1000, 1200, 900]  # of all channels, one, and the score breakdown
_WIDE = 1.5  # as high: what is as wide is shown side by side


class DecompositionPanel(QTabWidget):
    """What the page of the decomposition holds."""

    def __init__(
        self,
        document: Document,
        controller: Controller,
        decomposition: Decomposition,
        parent: QWidget | None = None,
    ) -> None:
        """Panels that follow the document while they are in sight."""
        super().__init__(parent)
        self.setObjectName("decompositionTabs")
        self.setDocumentMode(True)
        self._chosen = document.decomposition
        self.channels = ChannelsPage(document, decomposition, self)
        self.layers = LayersPanel(document, controller, self)
        scroll = QScrollArea(self)
        scroll.setObjectName("channelsScroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.channels)
        self.addTab(scroll, self.tr("Channels and score"))
        self.addTab(self.layers, self.tr("Layer by layer"))
        self.setTabToolTip(
            0, self.tr("All channels, one of them enlarged, and the score they add up to")
        )
        self.setTabToolTip(
            1,
            self.tr(
                "The output of each layer for this [sample], and the kernel behind each number"
            ),
        )
        self.setCurrentIndex(self._chosen.value.page)
        self.currentChanged.connect(self._keep_page)
        self._chosen.changed.connect(self._show_page)

    def _keep_page(self, page: int) -> None:
        self._chosen.change(page=page)

    def _show_page(self) -> None:
        self.setCurrentIndex(self._chosen.value.page)

    def minimumSizeHint(self) -> QSize:
        """As wide as the channels need; as high as a screen has left: the rest is scrolled to."""
        return QSize(self.channels.narrowest(), 20 * self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        """A comfortable share of a large screen."""
        return QSize(560, 640)


class ChannelsPage(QWidget):
    """Channels, one in large, score breakdown: side by side where it is wide, else stacked."""

    def __init__(
        self, document: Document, decomposition: Decomposition, parent: QWidget | None = None
    ) -> None:
        """A page that follows the decomposition."""
        super().__init__(parent)
        self._document = document
        self._decomposition = decomposition
        self.highlight = SymbolHighlight(self)
        self.formula = FormulaLegend(self.highlight, self)
        self.order = ChoiceBox(self, least=0.3)
        self.order.setObjectName("channelOrderBox")
        self.order.setAccessibleName(self.tr("Order of the channels"))
        names = {
            "contribution": self.tr("Contribution w F"),
            "index": self.tr("Index"),
            "magnitude": self.tr("Size |w F|"),
        }
        for name in ORDERS:
            self.order.addItem(names.get(name, name), name)
        self.order.currentIndexChanged.connect(self._choose_order)
        self.order.setToolTip(self.tr("The order in which channels are shown and added up"))
        label = QLabel(self.tr("Sort channels by"), self)
        label.setBuddy(self.order)
        heading = WrappingRow(label, self.order, stretched=1, parent=self)
        self.grid = ChannelGrid(self)
        all_channels = QWidget(self)
        column = QVBoxLayout(all_channels)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(heading)
        column.addWidget(self.grid, 1)
        self.channel = ChannelPanel(document, decomposition, self.highlight, self)
        self.score_breakdown = ScoreBreakdownPanel(document, decomposition, self)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(SPACE)
        self._parts = all_channels, self.channel, self.score_breakdown
        for part in self._parts:
            self._splitter.addWidget(part)
        self._splitter.setSizes(_SHARES)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        self.missing = MissingNote("missingChannelsNote", self)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.formula)
        layout.addWidget(self._splitter, 1)
        layout.addWidget(self.missing)
        self._soon = QTimer(self)  # the four views are painted first
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        tiles = self.grid.tiles
        tiles.chosen.connect(decomposition.choose)
        tiles.switched.connect(decomposition.switch)
        tiles.pointed.connect(decomposition.point_at)
        self.score_breakdown.chart.chosen.connect(decomposition.choose)
        decomposition.changed.connect(self._soon.start)
        document.display_changed.connect(self._soon.start)
        decomposition.looked_elsewhere.connect(self._show_look)
        document.pointer_changed.connect(self._show_cell)
        self.highlight.changed.connect(self._show_highlighted)

    def _choose_order(self, place: int) -> None:
        self._decomposition.set_order(self.order.itemData(place))

    def narrowest(self) -> int:
        """How wide it is at least, with one part below the other and a scroll bar."""
        widest = max(
            max(part.minimumSizeHint().width(), part.minimumWidth()) for part in self._parts
        )
        return widest + 2 * SPACE + self.grid.verticalScrollBar().sizeHint().width()

    def _show(self) -> None:
        if not self.isVisible():
            return  # it is shown when it comes into sight
        self.missing.tell(self._decomposition.missing, self._splitter, self.formula)
        self._show_formula()
        with QSignalBlocker(self.order):
            self.order.setCurrentIndex(self.order.findData(self._decomposition.by))
        self.grid.tiles.show_figures(self._figures())
        self.channel.show_all()
        self.score_breakdown.show_all()
        self._show_choice()

    def _show_formula(self) -> None:
        document, against = self._document, self._decomposition.against
        name = document.class_name(document.class_index)
        small = subscript(name)
        if against is not None:
            self.formula.show_class("", "Δ", f"Δ: {name} − {document.class_name(against)}")
        elif "(" in small:
            self.formula.show_class("", "", self.tr("class {0}").format(name))
        else:
            self.formula.show_class(small, "", "")

    def _show_highlighted(self) -> None:
        self.grid.tiles.show_highlighted(self.highlight.symbols)
        self.score_breakdown.chart.show_highlighted(self.highlight.symbols)

    def _show_choice(self) -> None:
        channel, count = self._decomposition.channel, self._decomposition.count
        self.grid.tiles.show_look(channel, count, self.channel.spoken)
        ranked = self._decomposition.ranked
        self.grid.tiles.show_ranked([] if ranked is None else ranked.tolist())

    def _figures(self) -> ChannelFigures | None:
        found = self._decomposition.contributions
        if found is None:
            return None
        ablated = self._document.ablation or nothing(self._decomposition.channels)
        limits, table = self._decomposition.feature_scale
        return ChannelFigures(
            stacked(found.prediction.features, limits, table),
            found.order,
            found.prediction.pooled,
            found.weights,
            found.numbers,
            ablated.factors,
            "w" if self._decomposition.against is None else "Δw",
        )

    def _show_look(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            self.channel.show_look()
            self.score_breakdown.show_look()
            self._show_choice()

    def _show_cell(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            self.channel.show_cell()
            self._show_choice()

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has changed meanwhile."""
        super().showEvent(event)
        self._soon.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette: some numbers are coloured."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_soon"):
            self._soon.start()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side or one below the other, whichever the shape in sight asks for."""
        super().resizeEvent(event)
        viewport = self.parentWidget()
        sight = viewport.size() if viewport is not None else self.size()
        wide = sight.width() > _WIDE * sight.height()
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._splitter.orientation() != wanted:
            self._splitter.setOrientation(wanted)
            self._splitter.setSizes(_SHARES)
