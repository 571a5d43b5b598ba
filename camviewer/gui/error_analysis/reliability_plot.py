"""The reliability diagram: accuracy against probability, and how many samples there are of each."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from camviewer.error_analysis.calibration import ReliabilityBins
from camviewer.gui.theme import SPACE, accent_colour
from camviewer.gui.widgets.plots import RESTYLING, line_width, plain_plot, style

_LINES, _COUNT_LINES = 6, 5  # of text that the two plots are high at least
_POWERS = ((1, "1"), (10, "10"), (100, "100"), (1000, "1k"), (10_000, "10k"), (100_000, "100k"))


class ReliabilityPlot(QWidget):
    """Points with their intervals beside the diagonal, and bars of counts below them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty diagram."""
        super().__init__(parent)
        self._shown: ReliabilityBins | None = None
        self.plot = plain_plot(self.tr("Accuracy (%)"), self)
        self.plot.setXRange(0, 100, padding=0.02)
        self.plot.setYRange(0, 100, padding=0.02)
        self.plot.getAxis("bottom").setStyle(showValues=False)  # they stand below the bars
        self._diagonal = self.plot.plot([0, 100], [0, 100])
        self._intervals = pg.ErrorBarItem(beam=0)
        self.plot.addItem(self._intervals)
        self._points = self.plot.plot([], [], antialias=True)
        self.counts = plain_plot(self.tr("Count"), self)
        self.counts.setLabel("bottom", self.tr("Probability (%)"))
        self.counts.setXRange(0, 100, padding=0.02)
        self._bars = pg.BarGraphItem(x=[], height=[], width=[])
        self.counts.addItem(self._bars)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.plot, 3)
        layout.addWidget(self.counts, 2)
        self._style()

    def show_bins(self, bins: ReliabilityBins | None) -> None:
        """Show a diagram, or none."""
        self._shown = bins
        palette = self.palette()
        accent = accent_colour(palette)
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        self._diagonal.setPen(pg.mkPen(faint, width=1, style=Qt.PenStyle.DashLine))
        self._points.setPen(pg.mkPen(accent, width=line_width(self)))
        self._points.setSymbol("o")
        self._points.setSymbolSize(self.fontMetrics().height() // 2)
        self._points.setSymbolBrush(accent)
        self._points.setSymbolPen(accent)
        self._bars.setOpts(brush=QColor(faint), pen=pg.mkPen(None))
        if bins is None:
            self._points.setData([], [])
            self._intervals.setData(x=np.zeros(0), y=np.zeros(0), top=None, bottom=None)
            self._bars.setOpts(x=[], height=[], width=[])
            return
        full = bins.counts > 0
        x, y = 100 * bins.confidence[full], 100 * bins.accuracy[full]
        low, high = 100 * bins.intervals[full].T
        self._points.setData(x, y)
        self._intervals.setData(x=x, y=y, bottom=y - low, top=high - y, pen=pg.mkPen(accent))
        self._fit_range(min(x.min(), low.min()))
        # Bars for each bin; a hundred are twice as high as ten, and one can be seen.
        edges, heights = 100 * bins.edges, np.log10(1.0 + bins.counts)
        self._bars.setOpts(
            x=(edges[1:] + edges[:-1]) / 2, height=heights, width=0.9 * np.diff(edges)
        )
        self.counts.setYRange(0, max(1.0, float(heights.max())), padding=0)
        self._name_counts()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        if event.type() in RESTYLING and hasattr(self, "_bars"):
            self._style()
            self.show_bins(self._shown)
        super().changeEvent(event)

    def _fit_range(self, lowest: float) -> None:
        """Leave out what is empty below, to the next ten per cent."""
        low = min(90, 10 * int(lowest // 10))
        self.plot.setXRange(low, 100, padding=0.02)
        self.plot.setYRange(low, 100, padding=0.02)
        self.counts.setXRange(low, 100, padding=0.02)

    def _name_counts(self) -> None:
        """Write the largest round count beside the bars, which grow with their logarithm."""
        largest = 1 if self._shown is None else int(self._shown.counts.max())
        count, text = next(each for each in reversed(_POWERS) if each[0] <= max(1, largest))
        self.counts.getAxis("left").setTicks([[(float(np.log10(1 + count)), text)]])

    def _style(self) -> None:
        style(self.plot, self, lines=_LINES)
        # Without values the axis is too low for the lower half of the lowest accuracy.
        self.plot.getAxis("bottom").setHeight(self.fontMetrics().height())
        style(self.counts, self, lines=_COUNT_LINES)
        self._name_counts()
