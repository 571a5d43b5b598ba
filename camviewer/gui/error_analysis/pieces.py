"""The pieces of the mistakes in the room there is: tabs, sample, filters, gallery."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSplitter,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from camviewer.gui.error_analysis.gallery import Gallery
from camviewer.gui.error_analysis.page_tabs import PageTabs
from camviewer.gui.error_analysis.panel_arrangement import (
    Extent,
    Needs,
    PanelArrangement,
    choose,
    gallery_extent,
    least,
)
from camviewer.gui.theme import SPACE

_SCROLLED = 17  # lines that are in sight at least; by these the rest is scrolled
_SAMPLE = 1  # place of the sample's tab
_SAMPLE_SHARE = 0.52  # of the width that tabs and sample share, where both have enough of it

Tab = tuple[QWidget, tuple[str, str]]
"""A page, what its tab is called, and the tab's tip."""


class Pieces(QScrollArea):
    """Arranges the pieces; where they have no room at all they are scrolled.

    A person may move the lines between them; that holds until they are arranged in another way.
    """

    sample_tabbed = Signal()
    """The sample stood beside the matrix and is one of the tabs now."""

    def __init__(
        self,
        tabs: Sequence[Tab],
        filters: QWidget,
        gallery: Gallery,
        below_filters: QWidget,
        parent: QWidget,
    ) -> None:
        """Arranged one above the other, until there is a size.

        Args:
            tabs: pages, the second of which is the sample's.
            filters: of the gallery.
            gallery: whose cells are to be whole.
            below_filters: holds the gallery, or what is said in its place.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("mistakesPieces")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.arrangement = PanelArrangement.STACKED
        self._filters, self._gallery = filters, gallery
        self._pages = [page for page, _ in tabs]
        self._sample, (self._title, self._tip) = tabs[_SAMPLE]
        self._moved = False  # the lines, by a person
        self.tabs = PageTabs(self)
        self.tabs.setObjectName("mistakesTabs")
        for page, (title, tip) in tabs:
            self.tabs.setTabToolTip(self.tabs.addTab(page, title), tip)
        self._lay_out(below_filters)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._arrange)

    def _lay_out(self, below_filters: QWidget) -> None:
        self._content = QWidget(self)
        self._upper = QSplitter(Qt.Orientation.Horizontal, self._content)
        self._upper.addWidget(self.tabs)
        self._lower = QWidget(self._content)
        self._list = _column(self._lower)
        self._list.addWidget(self._filters)
        self._list.addWidget(below_filters, 1)
        self._outer = QSplitter(Qt.Orientation.Vertical, self._content)
        self._outer.setObjectName("mistakesOuterLine")
        self._outer.addWidget(self._upper)
        self._outer.addWidget(self._lower)
        for splitter in (self._upper, self._outer):
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(self._keep_lines)
        self._whole = _column(self._content)
        self._whole.addWidget(self._outer, 1)
        self.setWidget(self._content)
        for area in (self._content, self.viewport()):
            area.setAutoFillBackground(False)  # what is behind is seen

    def show_sample(self) -> None:
        """Bring the sample to the front, if it is one of the tabs."""
        if not self.arrangement.has_sample_beside:
            self.tabs.setCurrentWidget(self._sample)

    def arrange_soon(self) -> None:
        """The pieces need other room than before."""
        self._soon.start()

    def minimumSizeHint(self) -> QSize:
        """One piece above the other, and some lines by which they can be scrolled."""
        smallest = least(PanelArrangement.STACKED, self._needs())
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        lines = _SCROLLED * self.fontMetrics().height()
        return QSize(smallest.width + bar, min(smallest.height, lines))

    def sizeHint(self) -> QSize:
        """As little as there may be."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the pieces by the room there is."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room, once all pieces know of it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_soon"):
            self._soon.start()

    def _keep_lines(self) -> None:
        self._moved = True

    def _needs(self) -> Needs:
        comfortable = self._pages[0].sizeHint()
        cell = self._gallery.cell()
        page = QSize(self.tabs.minimumSizeHint().width(), 0)  # the widest tab may need more
        for each in self._pages:
            page = page.expandedTo(each.minimumSizeHint())
        scroll = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        edges = 2 * self._gallery.frameWidth()
        filters, sample = self._filters.minimumSizeHint(), self._sample.sizeHint()
        return Needs(
            page=Extent(page.width(), page.height()),
            comfortable=Extent(comfortable.width(), comfortable.height()),
            bar=self.tabs.bar_height,
            sample=Extent(sample.width(), sample.height()),
            filters=Extent(filters.width(), filters.height() + SPACE // 2),
            cell=Extent(cell.width(), cell.height()),
            frame=Extent(edges + scroll, edges),
            handle=self._outer.handleWidth(),
        )

    def _arrange(self) -> None:
        needs, room = self._needs(), self.size()
        way = choose(room.width(), room.height(), needs)
        cell, frame = needs.cell, needs.frame
        self._gallery.setMinimumSize(cell.width + frame.width, cell.height + frame.height)
        was_beside = self.arrangement.has_sample_beside
        if way is not self.arrangement:
            self._moved = False
            self._put_filters(way)
            self._put_sample(way.has_sample_beside)
            needs = self._needs()  # there is a tab more, or one less
            self.arrangement = way
            down, across = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
            self._outer.setOrientation(down if way.is_gallery_below else across)
        if not self._moved:
            self._put_lines(needs)
        if was_beside and not way.has_sample_beside:
            self.sample_tabbed.emit()

    def _put_filters(self, way: PanelArrangement) -> None:
        """Right above the gallery, or across everything where the gallery is a narrow column."""
        is_across = way is PanelArrangement.COLUMNS
        (self._whole if is_across else self._list).insertWidget(0, self._filters)

    def _put_sample(self, beside: bool) -> None:
        """Show the sample beside the matrix, or as one of the tabs."""
        if beside == self.arrangement.has_sample_beside:
            return
        if beside:
            self.tabs.removeTab(self.tabs.indexOf(self._sample))
            self._upper.addWidget(self._sample)
            self._sample.show()
        else:
            self.tabs.insertTab(_SAMPLE, self._sample, self._title)
            self.tabs.setTabToolTip(_SAMPLE, self._tip)

    def _put_lines(self, needs: Needs) -> None:
        """Give the gallery whole cells, and the rest to what stands beside or above it."""
        way, smallest = self.arrangement, least(self.arrangement, needs, self.width())
        room = self.size().expandedTo(QSize(0, smallest.height))  # the rest is scrolled
        whole = room.height() if way.is_gallery_below else room.width()
        gallery = gallery_extent(way, room.width(), room.height(), needs)
        rest = whole - needs.handle - gallery
        self._outer.setSizes([max(1, rest), gallery])
        if way.has_sample_beside:
            width = (room.width() if way.is_gallery_below else rest) - needs.handle
            sample = max(needs.sample.width, round(_SAMPLE_SHARE * width))
            sample = max(1, min(sample, width - needs.page.width))
            self._upper.setSizes([width - sample, sample])


def _column(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE // 2)
    return column
