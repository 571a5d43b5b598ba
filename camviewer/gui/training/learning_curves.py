"""Learning curves: accuracy and loss, of the training and the test samples."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from camviewer.gui.theme import SPACE, accent_colour, training_colour
from camviewer.gui.training.explained import explain
from camviewer.gui.widgets.fitting import shortened
from camviewer.gui.widgets.plots import RESTYLING, Legend, line_width, plain_plot, style
from camviewer.training.events import EpochDone
from camviewer.training.learning_curve import CurvePoint

SHORTEST = 1 / 8
"""Epochs that the axis shows at least."""

_LINES = 7  # of text that a plot is high at least
_COLUMNS = 45  # letters that a plot is wide if it may
_LEAST = 120  # pixels that a plot is high at least


class LearningCurves(QWidget):
    """Two plots over the epochs: share classified correctly, and loss.

    Both are in sight where there is room for both; else one is, and a button shows the other.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty plots; they are made when they are first seen, as most starts never train."""
        super().__init__(parent)
        self._shown: tuple[Sequence[CurvePoint], Sequence[EpochDone], int, str] = ((), (), 0, "")
        self.plots: list[pg.PlotWidget] = []

    def _make(self) -> None:
        titles = self.tr("Accuracy (%)"), self.tr("Loss")
        self.plots = [plain_plot(title, self) for title in titles]
        for plot in self.plots:
            plot.setLabel("bottom", self.tr("Epochs"))
        self.training = [plot.plot(antialias=True) for plot in self.plots]
        self._test = [plot.plot(symbol="o", antialias=True) for plot in self.plots]
        self.choices = self._choices()
        self.legend = Legend(self)
        # A data set's long name is told in the tip, it does not make the panel wide.
        self.legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        heading = QHBoxLayout()
        heading.setSpacing(SPACE // 2)
        for button in self.choices:
            heading.addWidget(button)
        heading.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(heading)
        layout.addWidget(self.legend)
        for plot in self.plots:
            plot.showGrid(y=True, alpha=0.25)
            layout.addWidget(plot, 1)
        self._explain()
        self._style()

    def _choices(self) -> list[QToolButton]:
        """A button a plot, of which one is chosen."""
        group, buttons = QButtonGroup(self), []
        for name, text in (
            ("accuracyButton", self.tr("Accuracy")),
            ("lossButton", self.tr("Loss")),
        ):
            button = QToolButton(self)
            button.setObjectName(name)
            button.setText(text)
            button.setCheckable(True)
            button.toggled.connect(self._arrange)
            group.addButton(button)
            buttons.append(button)
        buttons[0].setChecked(True)
        return buttons

    def _explain(self) -> None:
        accuracy = self.tr("Share of the [samples] predicted correctly, by epoch")
        loss = self.tr(
            "Loss by epoch, −log p of the label: how improbable the network found the label"
        )
        more = self.tr(
            "The training curve counts each batch before its step changes the weights. The test "
            "curve counts all test [samples] after each epoch; nothing is learned from them."
        )
        for tip, *widgets in zip((accuracy, loss), self.choices, self.plots, strict=True):
            for widget in widgets:
                explain(widget, tip, more)

    def show_training(
        self,
        curve: Sequence[CurvePoint],
        history: Sequence[EpochDone],
        epochs: int,
        data: str,
    ) -> None:
        """Show curves.

        Args:
            curve: of the training samples.
            history: the finished epochs.
            epochs: all epochs: where the axis ends at last.
            data: what the data set is called, whose training and test samples these are.
        """
        self._shown = curve, history, epochs, data
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
            for plot in self.plots:  # a link would follow a hidden plot's size as well
                plot.setXRange(0, axis_end(float(reached), epochs), padding=0.02)
        self._name_curves()

    def minimumSizeHint(self) -> QSize:
        """Room for one plot."""
        return QSize(0, self._heading_height() + self._plot_height())

    def sizeHint(self) -> QSize:
        """Room for one plot, and for the names of its curves."""
        height = self.minimumSizeHint().height()
        return QSize(_COLUMNS * self.fontMetrics().averageCharWidth(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both plots, or one; name the data set, or shorten its name."""
        super().resizeEvent(event)
        if self.plots:
            self._arrange()
            self._name_curves()

    def showEvent(self, event: QShowEvent) -> None:
        """Now the plots are needed."""
        if not self.plots:
            self._make()
            self._arrange()
            self.show_training(*self._shown)
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        if event.type() in RESTYLING and hasattr(self, "legend"):
            self._style()
        super().changeEvent(event)

    def _plot_height(self) -> int:
        return max(_LEAST, _LINES * self.fontMetrics().height())

    def _heading_height(self) -> int:
        """Buttons and legend; as high in text of a size, whether a plot was made or not."""
        return 3 * self.fontMetrics().height()

    def _arrange(self) -> None:
        if not hasattr(self, "choices"):  # its first button is being chosen
            return
        both = self.height() >= self._heading_height() + 2 * self._plot_height()
        for button, plot in zip(self.choices, self.plots, strict=True):
            button.setVisible(not both)
            plot.setVisible(both or button.isChecked())

    def _style(self) -> None:
        palette, width = self.palette(), line_width(self)
        for plot in self.plots:
            style(plot, self, lines=_LINES)
            plot.setMinimumHeight(self._plot_height())
        colours = training_colour(palette), accent_colour(palette)
        for curves, colour in zip((self.training, self._test), colours, strict=True):
            for curve in curves:
                _paint(curve, colour, width)
        self._name_curves()

    def _name_curves(self) -> None:
        """Name the curves by data set and split; the tip has a name that is shortened."""
        *_, data = self._shown
        whole = self._split_names(data)
        room = self.width() - self.fontMetrics().horizontalAdvance("●  ● ".join(("", " " * 6)))
        names = (escape(shortened(name, self.font(), room / 2)) for name in whole)
        palette = self.palette()
        colours = training_colour(palette), accent_colour(palette)
        self.legend.name(*zip(colours, names, strict=True))
        self.legend.setToolTip(" · ".join(whole))

    def _split_names(self, data: str) -> tuple[str, str]:
        if not data:
            return self.tr("training"), self.tr("test")
        return self.tr("{0} training").format(data), self.tr("{0} test").format(data)


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
