"""Accuracy against coverage, with a threshold that a hand can move."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from camviewer.error_analysis.selective import CoverageCurve
from camviewer.gui.theme import accent_colour
from camviewer.gui.widgets.plots import RESTYLING, line_width, plain_plot, style

MOST_REFUSED = 0.5
"""Share of the samples that can be refused at most."""

_LINES = 7  # of text that the plot is high at least
_POINTS = 400  # of the curve: more than it has pixels


class CoveragePlot(QWidget):
    """The curve from all samples on to the surest ones, and a line where refusing begins."""

    moved = Signal(float)
    """The share of samples that a person refuses by moving the line, 0 to `MOST_REFUSED`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty plot."""
        super().__init__(parent)
        self._shown: CoverageCurve | None = None
        self.plot = plain_plot(self.tr("Accuracy (%)"), self)
        self.plot.setLabel("bottom", self.tr("Refused (%)"))
        self.plot.setXRange(0, 100 * MOST_REFUSED, padding=0.02)
        self._curve = self.plot.plot([], [], antialias=True)
        self.line = pg.InfiniteLine(0, movable=True, bounds=(0, 100 * MOST_REFUSED))
        self.plot.addItem(self.line)
        self.line.sigPositionChanged.connect(self._move)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self._style()

    def show_curve(self, curve: CoverageCurve | None) -> None:
        """Show a curve, or none."""
        self._shown = curve
        palette = self.palette()
        accent, text = accent_colour(palette), palette.color(QPalette.ColorRole.WindowText)
        self._curve.setPen(pg.mkPen(accent, width=line_width(self)))
        self.line.setPen(pg.mkPen(text, width=line_width(self), style=Qt.PenStyle.DashLine))
        self.line.setHoverPen(pg.mkPen(accent, width=2 * line_width(self)))
        if curve is None:
            self._curve.setData([], [])
            return
        wanted = np.linspace(1 - MOST_REFUSED, 1, _POINTS)
        places = np.searchsorted(curve.coverage, wanted).clip(max=len(curve.coverage) - 1)
        accuracy = 100 * curve.accuracy[places]
        self._curve.setData(100 * (1 - curve.coverage[places]), accuracy)
        self.plot.setYRange(float(accuracy.min()), max(100.0, float(accuracy.max())), padding=0.05)

    def show_share(self, share: float) -> None:
        """Put the line where so large a share is refused."""
        with QSignalBlocker(self.line):
            self.line.setValue(100 * share)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        if event.type() in RESTYLING and hasattr(self, "line"):
            self._style()
            self.show_curve(self._shown)
        super().changeEvent(event)

    def _move(self) -> None:
        self.moved.emit(float(self.line.value()) / 100)

    def _style(self) -> None:
        style(self.plot, self, lines=_LINES)
