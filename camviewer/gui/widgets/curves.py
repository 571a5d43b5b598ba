"""Learning curves: accuracy and loss, of the training and the test digits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from camviewer.gui.widgets.score_curves import style_axes
from camviewer.nets.records import EpochDone

Points = Sequence[tuple[float, float, float]]

TRAIN, TEST = "#0b7a75", "#d9480f"
_MOST_POINTS = 1500  # of a curve that is drawn


class Curves(QWidget):
    """Two plots over the epochs: share read rightly, and loss."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty plots; they are made when they are first seen, as most starts never train."""
        super().__init__(parent)
        self._shown: tuple[Points, Sequence[EpochDone], int] = ((), (), 0)
        self._plots: list[pg.PlotWidget] = []

    def _make(self) -> None:
        self._plots = [self._plot(self.tr("right, %")), self._plot(self.tr("loss"))]
        self._plots[1].setXLink(self._plots[0])
        self._plots[1].setLabel("bottom", self.tr("epochs"))
        self._training = [self._curve(plot, TRAIN, self.tr("training")) for plot in self._plots]
        self._test = [self._curve(plot, TEST, self.tr("test"), symbol="o") for plot in self._plots]
        legend = self._plots[0].addLegend(offset=(-8, -4), labelTextSize="8pt", colCount=2)
        for curves in (self._training, self._test):
            legend.addItem(curves[0], curves[0].name())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for plot in self._plots:
            layout.addWidget(plot, 1)
        self._style()

    def show_training(
        self,
        points: Points,
        history: Sequence[EpochDone],
        epochs: int,
    ) -> None:
        """Show curves.

        Args:
            points: (epochs done, loss in nats, accuracy 0 to 1) of the training digits.
            history: the finished epochs.
            epochs: all epochs: where the axis ends.
        """
        self._shown = points, history, epochs
        if not self._plots:
            return
        step = -(-len(points) // _MOST_POINTS) if points else 1
        training = np.array(points[::step] or np.empty((0, 3)), float).reshape(-1, 3)
        done = np.array([one.epoch for one in history], float)
        accuracy = np.array([one.test_accuracy for one in history], float)
        loss = np.array([one.test_loss for one in history], float)
        self._training[0].setData(training[:, 0], 100 * training[:, 2])
        self._training[1].setData(training[:, 0], training[:, 1])
        self._test[0].setData(done, 100 * accuracy)
        self._test[1].setData(done, loss)
        if epochs:
            self._plots[0].setXRange(0, epochs, padding=0.02)

    def showEvent(self, event: QShowEvent) -> None:
        """Now the plots are needed."""
        if not self._plots:
            self._make()
            self.show_training(*self._shown)
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_plots"):
            self._style()
        super().changeEvent(event)

    def _plot(self, title: str) -> pg.PlotWidget:
        plot = pg.PlotWidget(self, background=None)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing to press
        plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setMouseEnabled(False, False)
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setLabel("left", title)
        plot.getAxis("left").setWidth(46)
        plot.getAxis("left").enableAutoSIPrefix(False)
        plot.showGrid(y=True, alpha=0.25)
        plot.setMinimumHeight(90)
        return plot

    def _curve(
        self, plot: pg.PlotWidget, colour: str, name: str, symbol: str | None = None
    ) -> pg.PlotDataItem:
        return plot.plot(
            pen=pg.mkPen(colour, width=2),
            name=name,
            symbol=symbol,
            symbolSize=6,
            symbolBrush=colour,
            symbolPen=None,
            antialias=True,
        )

    def _style(self) -> None:
        for plot in self._plots:
            style_axes(plot, self)
