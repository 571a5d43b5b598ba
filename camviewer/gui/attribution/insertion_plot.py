"""Probability of the class as the sample's pixels come and go in the order of a map."""

from __future__ import annotations

from collections.abc import Mapping

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from camviewer.attribution.trust.deletion_insertion import Curves
from camviewer.gui.theme import accent_colour
from camviewer.gui.widgets.plots import RESTYLING, Legend, line_width, plain_plot, style

_LINES = 9  # of text that the plot is high at least
_RANDOM = "random"


class InsertionPlot(QWidget):
    """Two curves of the map, and the two of a random order behind them."""

    def __init__(self, parent: QWidget) -> None:
        """An empty plot."""
        super().__init__(parent)
        self._shown: tuple[Curves, Mapping[str, Curves]] | None = None
        self.plot = plain_plot(self.tr("Probability"), self)
        self.plot.setLabel("bottom", self.tr("Pixels changed (%)"))
        self.plot.setXRange(0, 100, padding=0)
        self.plot.setYRange(0, 1, padding=0.02)
        self.curves = [self.plot.plot(antialias=True) for _ in range(4)]
        self.legend = Legend(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.legend)
        layout.addWidget(self.plot)
        self._style()

    def show_curves(self, found: Curves, others: Mapping[str, Curves]) -> None:
        """Show deletion and insertion of the map, and of a random order."""
        self._shown = found, others
        accent, faint, warm = self._colours()
        drawn = [(found.insertion, accent), (found.deletion, warm)]
        if _RANDOM in others:
            drawn += [(others[_RANDOM].insertion, faint), (others[_RANDOM].deletion, faint)]
        for curve, (each, colour) in zip(self.curves, drawn, strict=False):
            is_own = colour is not faint
            line = Qt.PenStyle.SolidLine if is_own else Qt.PenStyle.DotLine
            curve.setPen(pg.mkPen(colour, width=line_width(self) if is_own else 1, style=line))
            curve.setData(100 * each.fractions, each.probabilities)
        self.legend.name(
            (accent, self.tr("inserted")),
            (warm, self.tr("deleted")),
            (faint, self.tr("random order")),
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        if event.type() in RESTYLING and hasattr(self, "legend"):
            self._style()
            if self._shown is not None:
                self.show_curves(*self._shown)
        super().changeEvent(event)

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        palette = self.palette()
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        return accent_colour(palette), faint, QColor("#c8372d")

    def _style(self) -> None:
        style(self.plot, self, lines=_LINES)
