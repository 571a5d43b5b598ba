"""When did it learn this sample? The scores of all classes over the training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from camviewer.common.arrays import Array
from camviewer.gui.theme import accent_colour
from camviewer.gui.widgets.plots import RESTYLING, Legend, line_width, plain_plot, style

_POWERS = ("1", "10", "100", "1,000", "10,000", "100,000", "1M", "10M")  # of ten, by name
_LINES = 8  # of text that the plot is high at least
_FAINT = 110  # opacity of the curves behind, of 255


class ScoreCurves(QWidget):
    """A curve a class over the steps, on a logarithmic axis; the class shown is in front."""

    place_wanted = Signal(int)
    """A person clicked: the place of the snapshot whose step is nearest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty plot; it is made when it is first seen, as most starts never train."""
        super().__init__(parent)
        self._shown: tuple[Sequence[int], Array, int, str] | None = None
        self._step: int | None = None

    def _make(self) -> None:
        self.plot = plain_plot(self.tr("score S"), self)
        self.plot.setLabel("bottom", self.tr("steps + 1"))
        self.plot.setLogMode(x=True, y=False)
        self.plot.getAxis("bottom").setTicks(_logarithmic_ticks())
        self.curves: list[pg.PlotDataItem] = []
        self.legend = Legend(self)
        kept = self.legend.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the scores of each new sample take a moment
        self.legend.setSizePolicy(kept)
        self._place = pg.InfiniteLine(
            angle=90, pen=pg.mkPen("#00a86b", width=2, style=Qt.PenStyle.DotLine)
        )
        self._place.setVisible(False)
        self.plot.addItem(self._place, ignoreBounds=True)
        self.plot.viewport().installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.legend)
        layout.addWidget(self.plot, 1)
        self._style()

    def show_scores(self, steps: Sequence[int], scores: Array, shown: int, name: str) -> None:
        """Show scores (n, C) after n numbers of steps; one class, of that name, is in front."""
        self._shown = steps, scores, shown, name
        if not self._is_made:
            return
        self.plot.getPlotItem().setVisible(True)
        at = np.array(steps, float) + 1
        others = self.palette().color(QPalette.ColorRole.PlaceholderText)
        faint = QColor(others)
        faint.setAlpha(_FAINT)
        accent, width = accent_colour(self.palette()), 1.5 * line_width(self)
        while len(self.curves) < scores.shape[1]:
            self.curves.append(self.plot.plot(antialias=True))
        for curve in self.curves[scores.shape[1] :]:
            curve.setData([], [])
        for index, curve in enumerate(self.curves[: scores.shape[1]]):
            front = index == shown
            curve.setData(at, scores[:, index].astype(float))
            curve.setPen(pg.mkPen(accent, width=width) if front else pg.mkPen(faint))
            curve.setZValue(1 if front else 0)
        self.legend.name(
            (accent, self.tr("class {0}").format(name)), (others, self.tr("the others"))
        )
        self.legend.setVisible(True)

    def show_nothing(self) -> None:
        """No scores yet."""
        self._shown = None
        if not self._is_made:
            return
        for curve in self.curves:
            curve.setData([], [])
        self.legend.setVisible(False)
        self.plot.getPlotItem().setVisible(False)  # axes of nothing would show some numbers

    def show_place(self, step: int | None) -> None:
        """Mark the moment that is looked at."""
        self._step = step
        if not self._is_made:
            return
        self._place.setVisible(step is not None)
        if step is not None:
            self._place.setValue(np.log10(step + 1))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A click goes to the snapshot there."""
        pressed = event.type() == QEvent.Type.MouseButtonPress
        if pressed and isinstance(event, QMouseEvent) and self._shown is not None:
            box = self.plot.getPlotItem().getViewBox()
            at = box.mapSceneToView(self.plot.mapToScene(event.position().toPoint())).x()
            steps = np.log10(np.array(self._shown[0], float) + 1)
            self.place_wanted.emit(int(np.abs(steps - at).argmin()))
        return False

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
        """Follow the palette and the font."""
        if event.type() in RESTYLING and self._is_made:
            self._style()
            if self._shown is not None:
                self.show_scores(*self._shown)
        super().changeEvent(event)

    def _style(self) -> None:
        style(self.plot, self, lines=_LINES)


def _logarithmic_ticks() -> list[list[tuple[float, str]]]:
    """Places on an axis of logarithms: powers of ten with their names, and steps between them."""
    powers = [(float(power), name) for power, name in enumerate(_POWERS)]
    steps = np.log10(np.arange(2, 10))
    between = [(power + float(step), "") for power, _ in powers for step in steps]
    return [powers, between]
