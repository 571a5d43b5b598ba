"""Learning curves: accuracy and loss, of the training and the test samples."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from camviewer.gui.theme import accent_colour, training_colour
from camviewer.gui.widgets.plots import RESTYLING, Legend, line_width, plain_plot, style
from camviewer.training.events import EpochDone
from camviewer.training.learning_curve import CurvePoint

SHORTEST = 1 / 8
"""Epochs that the axis shows at least."""

_LINES = 6  # of text that a plot is high at least


class LearningCurves(QWidget):
    """Two plots over the epochs: share classified correctly, and loss."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty plots; they are made when they are first seen, as most starts never train."""
        super().__init__(parent)
        self._shown: tuple[Sequence[CurvePoint], Sequence[EpochDone], int] = ((), (), 0)
        self.plots: list[pg.PlotWidget] = []

    def _make(self) -> None:
        self.plots = [plain_plot(title, self) for title in (self.tr("right, %"), self.tr("loss"))]
        self.plots[0].getAxis("bottom").setStyle(showValues=False)  # they stand below the other
        self.plots[1].setXLink(self.plots[0])
        self.plots[1].setLabel("bottom", self.tr("epochs"))
        self.training = [plot.plot(antialias=True) for plot in self.plots]
        self._test = [plot.plot(symbol="o", antialias=True) for plot in self.plots]
        self.legend = Legend(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.legend)
        for plot in self.plots:
            plot.showGrid(y=True, alpha=0.25)
            layout.addWidget(plot, 1)
        self._style()

    def show_training(
        self, curve: Sequence[CurvePoint], history: Sequence[EpochDone], epochs: int
    ) -> None:
        """Show curves.

        Args:
            curve: of the training samples.
            history: the finished epochs.
            epochs: all epochs: where the axis ends at last.
        """
        self._shown = curve, history, epochs
        if not self.plots:
            return
        training = np.array(curve, float).reshape(-1, len(CurvePoint._fields))
        done = np.array([one.epoch for one in history], float)
        accuracy = np.array([one.test_accuracy for one in history], float)
        loss = np.array([one.test_loss for one in history], float)
        self.training[0].setData(training[:, 0], 100 * training[:, 2])
        self.training[1].setData(training[:, 0], training[:, 1])
        self._test[0].setData(done, 100 * accuracy)
        self._test[1].setData(done, loss)
        if epochs:
            reached = max((*done, *training[-1:, 0]), default=0.0)
            self.plots[0].setXRange(0, axis_end(float(reached), epochs), padding=0.02)

    def showEvent(self, event: QShowEvent) -> None:
        """Now the plots are needed."""
        if not self.plots:
            self._make()
            self.show_training(*self._shown)
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        if event.type() in RESTYLING and hasattr(self, "legend"):
            self._style()
        super().changeEvent(event)

    def _style(self) -> None:
        palette, width = self.palette(), line_width(self)
        for plot in self.plots:
            style(plot, self, lines=_LINES)
        colours = training_colour(palette), accent_colour(palette)
        for curves, colour in zip((self.training, self._test), colours, strict=True):
            for curve in curves:
                _paint(curve, colour, width)
        words = self.tr("training"), self.tr("test")
        self.legend.name(*zip(colours, words, strict=True))


def axis_end(done: float, epochs: int) -> float:
    """Epochs that the axis shows of so many: twice as many whenever a curve reaches its end.

    On an axis of all epochs the beginning, where most is learned, would be a vertical line.
    """
    return min(float(epochs), 2.0 ** math.ceil(math.log2(max(done, SHORTEST))))


def _paint(curve: pg.PlotDataItem, colour: QColor, width: float) -> None:
    """Draw a curve, and its points if it has any, in a colour."""
    curve.setPen(pg.mkPen(colour, width=width))
    curve.setSymbolBrush(colour)
    curve.setSymbolPen(None)
    curve.setSymbolSize(3 * width)
