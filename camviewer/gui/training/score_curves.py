"""When did it learn this sample? The scores of all classes over the training."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from camviewer.common.arrays import Array
from camviewer.gui.theme import accent_colour, second_colour
from camviewer.gui.widgets.fitting import shortened
from camviewer.gui.widgets.plots import RESTYLING, Legend, line_width, plain_plot, style

_POWERS = ("1", "10", "100", "1,000", "10,000", "100,000", "1M", "10M")  # of ten, by name
_LINES = 8  # of text that the plot is high at least
_FAINT = 110  # opacity of the curves behind, of 255


Named = tuple[int, str]
"""A class and what it is called."""

Word = tuple[QColor, str]
"""What a curve of a colour is called in the legend."""


@dataclass(frozen=True)
class _Shown:
    """Scores (n, C) after n numbers of steps, and what stands out of them."""

    steps: Sequence[int]
    scores: Array
    front: Named
    before: Named | None
    since: int | None


class ScoreCurves(QWidget):
    """A curve a class over the steps, on a logarithmic axis; one class is in front."""

    place_wanted = Signal(int)
    """A person clicked: the place of the snapshot whose step is nearest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty plot; it is made when it is first seen, as most starts never train."""
        super().__init__(parent)
        self._shown: _Shown | None = None
        self._step: int | None = None

    def _make(self) -> None:
        self.plot = plain_plot(self.tr("Score S"), self)
        self.plot.setLabel("bottom", self.tr("Step"))
        self.plot.setLogMode(x=True, y=False)
        self.plot.getAxis("bottom").setTicks(step_ticks())
        self.curves: list[pg.PlotDataItem] = []
        self.legend = Legend(self)
        # Long names of classes are told in the tip, they do not make the panel wide.
        kept = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        kept.setRetainSizeWhenHidden(True)  # the scores of each new sample take a moment
        self.legend.setSizePolicy(kept)
        self._place = pg.InfiniteLine(
            angle=90, pen=pg.mkPen("#00a86b", width=2, style=Qt.PenStyle.DotLine)
        )
        self.since = pg.InfiniteLine(angle=90)
        for line in (self._place, self.since):
            line.setVisible(False)
            self.plot.addItem(line, ignoreBounds=True)
        self.plot.viewport().installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.legend)
        layout.addWidget(self.plot, 1)
        self._style()

    def show_scores(
        self,
        steps: Sequence[int],
        scores: Array,
        front: Named,
        before: Named | None = None,
        since: int | None = None,
    ) -> None:
        """Show how the scores of all classes went.

        Args:
            steps: n numbers of steps.
            scores: (n, C) after so many.
            front: the class whose curve is in front.
            before: a class that is set off, too: the one that was read before.
            since: the step from which on the sample is read as it is in the end.
        """
        self._shown = _Shown(steps, scores, front, before, since)
        if not self._is_made:
            return
        self.plot.getPlotItem().setVisible(True)
        at = np.array(steps, float) + 1
        faint = self.palette().color(QPalette.ColorRole.PlaceholderText)
        faint.setAlpha(_FAINT)
        width = line_width(self)
        pens = dict.fromkeys(range(scores.shape[1]), (pg.mkPen(faint), 0))
        if before is not None:
            pens[before[0]] = pg.mkPen(second_colour(self.palette()), width=width), 1
        pens[front[0]] = pg.mkPen(accent_colour(self.palette()), width=1.5 * width), 2
        while len(self.curves) < scores.shape[1]:
            self.curves.append(self.plot.plot(antialias=True))
        for curve in self.curves[scores.shape[1] :]:
            curve.setData([], [])
        for index, curve in enumerate(self.curves[: scores.shape[1]]):
            pen, above = pens[index]
            curve.setData(at, scores[:, index].astype(float))
            curve.setPen(pen)
            curve.setZValue(above)
        self.since.setVisible(since is not None)
        if since is not None:
            self.since.setPen(pg.mkPen(self.palette().color(QPalette.ColorRole.WindowText)))
            self.since.setValue(np.log10(since + 1))
        self._name_curves()
        self.legend.setVisible(True)

    def _name_curves(self) -> None:
        """Name the curves that stand out; the tip has a name that is shortened."""
        if self._shown is None:
            return
        shown, palette = self._shown, self.palette()
        classes = [(accent_colour(palette), self.tr("class {0}").format(shown.front[1]))]
        if shown.before is not None:
            words = self.tr("before: {0}").format(shown.before[1])
            classes.append((second_colour(palette), words))
        others = palette.color(QPalette.ColorRole.PlaceholderText), self.tr("others")
        line = None
        if shown.since is not None:
            line = palette.color(QPalette.ColorRole.WindowText), self.tr("from here")
        self.legend.name(*self._shortened(classes, others, line), others, line=line)
        self.legend.setToolTip(" · ".join(word for _, word in classes))

    def _shortened(self, classes: list[Word], others: Word, line: Word | None) -> list[Word]:
        """As much of the words for classes as has room beside the others."""
        metrics = self.fontMetrics()
        rest = [others, line] if line is not None else [others]
        signs = "●    " * (len(classes) + len(rest))
        room = self.width() - metrics.horizontalAdvance(signs + "".join(word for _, word in rest))
        whole = metrics.horizontalAdvance("".join(word for _, word in classes))
        if whole <= room:
            return [(colour, escape(word)) for colour, word in classes]
        share = room / len(classes)
        return [(colour, escape(shortened(word, self.font(), share))) for colour, word in classes]

    def show_nothing(self) -> None:
        """No scores yet."""
        self._shown = None
        if not self._is_made:
            return
        for curve in self.curves:
            curve.setData([], [])
        self.since.setVisible(False)
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
            steps = np.log10(np.array(self._shown.steps, float) + 1)
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
                self._show_again(self._shown)
            self.show_place(self._step)
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        if event.type() in RESTYLING and self._is_made:
            self._style()
            if self._shown is not None:
                self._show_again(self._shown)
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names are as long as there is room for."""
        super().resizeEvent(event)
        if self._is_made:
            self._name_curves()

    def _show_again(self, shown: _Shown) -> None:
        self.show_scores(shown.steps, shown.scores, shown.front, shown.before, shown.since)

    def _style(self) -> None:
        style(self.plot, self, lines=_LINES)


def step_ticks() -> list[list[tuple[float, str]]]:
    """Places on the axis: of the first step and powers of ten, by name, and of steps between.

    The logarithm is of one more than the step, as there are scores before the first one, too.
    """
    steps = [0, *(10**power for power in range(len(_POWERS)))]
    names = ["0", *_POWERS]
    powers = [(math.log10(step + 1), name) for step, name in zip(steps, names, strict=True)]
    between = [(math.log10(times * step + 1), "") for step in steps[1:] for times in range(2, 10)]
    return [powers, between]
