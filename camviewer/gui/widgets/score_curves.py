"""When did it learn this digit? The scores of all classes over the training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from camviewer.core.analysis import Array
from camviewer.core.digits import CLASSES
from camviewer.gui.theme import card_colour

_FRONT = "#d9480f"
_GROUND = 210  # opacity of what the class' name stands on


class ScoreCurves(QWidget):
    """Ten curves over the steps, on a logarithmic axis; the class shown is in front."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty plot; it is made when it is first seen, as most starts never train."""
        super().__init__(parent)
        self._shown: tuple[Sequence[int], Array, int] | None = None
        self._step: int | None = None

    def _make(self) -> None:
        self._plot = pg.PlotWidget(self, background=None)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing to press
        self._plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setMouseEnabled(False, False)
        self._plot.hideButtons()
        self._plot.setMenuEnabled(False)
        self._plot.setLabel("left", self.tr("score S"))
        self._plot.setLabel("bottom", self.tr("steps + 1"))
        self._plot.setLogMode(x=True, y=False)
        self._plot.getAxis("left").setWidth(46)
        self._plot.getAxis("left").enableAutoSIPrefix(False)
        self._plot.getAxis("bottom").setStyle(maxTextLevel=0)  # powers of ten alone
        self._plot.setMinimumHeight(110)
        self._curves = [self._plot.plot(antialias=True) for _ in CLASSES]
        self._name = pg.TextItem(anchor=(1, 1), color=_FRONT)
        self._plot.addItem(self._name, ignoreBounds=True)
        self._place = pg.InfiniteLine(
            angle=90, pen=pg.mkPen("#00a86b", width=2, style=Qt.PenStyle.DotLine)
        )
        self._place.setVisible(False)
        self._plot.addItem(self._place, ignoreBounds=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self._style()

    def show_scores(self, steps: Sequence[int], scores: Array, shown: int) -> None:
        """Show scores (n, C) after n numbers of steps; one class is in front."""
        self._shown = steps, scores, shown
        if not self._is_made:
            return
        self._plot.getPlotItem().setVisible(True)
        at = np.array(steps, float) + 1
        faint = QColor(self.palette().color(QPalette.ColorRole.PlaceholderText))
        faint.setAlpha(110)
        for index, curve in enumerate(self._curves):
            front = index == shown
            curve.setData(at, scores[:, index].astype(float))
            curve.setPen(pg.mkPen(_FRONT if front else faint, width=3 if front else 1))
            curve.setZValue(1 if front else 0)
        self._name.setText(self.tr("class {0}").format(CLASSES[shown]))
        self._name.setPos(np.log10(at[-1]), float(scores[-1, shown]))
        self._name.setVisible(True)

    def show_nothing(self) -> None:
        """No scores yet."""
        self._shown = None
        if not self._is_made:
            return
        for curve in self._curves:
            curve.setData([], [])
        self._name.setVisible(False)
        self._plot.getPlotItem().setVisible(False)  # axes of nothing would show some numbers

    def show_place(self, step: int | None) -> None:
        """Mark the moment that is looked at."""
        self._step = step
        if not self._is_made:
            return
        self._place.setVisible(step is not None)
        if step is not None:
            self._place.setValue(np.log10(step + 1))

    @property
    def _is_made(self) -> bool:
        return hasattr(self, "_place")

    def showEvent(self, event: QShowEvent) -> None:
        """Now the plot is needed."""
        if not self._is_made:
            self._make()
            if self._shown is None:
                self.show_nothing()
            else:
                self.show_scores(*self._shown)
            self.show_place(self._step)
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        if event.type() == QEvent.Type.PaletteChange and self._is_made:
            self._style()
        super().changeEvent(event)

    def _style(self) -> None:
        style_axes(self._plot, self)
        ground = QColor(card_colour(self.palette()))
        ground.setAlpha(_GROUND)
        self._name.fill = pg.mkBrush(ground)  # else it could not be read on its own curve


def style_axes(plot: pg.PlotWidget, like: QWidget) -> None:
    """Give a plot's axes the colours and the font of a widget."""
    palette = like.palette()
    text = palette.color(QPalette.ColorRole.WindowText)
    plot.setBackground(card_colour(palette))
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setTextPen(text)
        axis.setPen(pg.mkPen(palette.color(QPalette.ColorRole.Dark)))
        axis.setTickFont(like.font())
        if axis.labelText:
            axis.setLabel(axis.labelText, color=text.name())
