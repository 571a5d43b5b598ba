"""Accuracy against the strength of a corruption, of one network or of two."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from camviewer.error_analysis.sweep import SweepPoint
from camviewer.gui.theme import accent_colour, second_colour
from camviewer.gui.widgets.plots import RESTYLING, Legend, line_width, plain_plot, style

_LINES = 9  # of text that the plot is high at least
_BAND = 60  # of 255: how strongly intervals are coloured

Curve = tuple[str, Sequence[SweepPoint]]
"""Name of the network, and its points."""


class SweepPlot(QWidget):
    """Curves with their intervals; points are chosen by a click or by arrow keys."""

    chosen = Signal(int, int)
    """Curve and point that a person clicked, or chose by Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty plot."""
        super().__init__(parent)
        self.setObjectName("sweepPlot")
        self.setAccessibleName(self.tr("Accuracy by strength"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown: tuple[Curve, ...] = ()
        self._title = ""
        self._curve, self._place = 0, 0
        self.plot = plain_plot(self.tr("Accuracy (%)"), self)
        self.plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.plot.setYRange(0, 100, padding=0.03)
        self.plot.setLabel("bottom", " ")
        self._lines = [self.plot.plot([], [], antialias=True) for _ in range(2)]
        self._bands = []
        for _ in self._lines:
            edges = [pg.PlotCurveItem() for _ in range(2)]
            band = pg.FillBetweenItem(*edges)
            for item in (*edges, band):
                self.plot.addItem(item)
            self._bands.append((edges, band))
        self._chosen = pg.ScatterPlotItem()
        self.plot.addItem(self._chosen)
        self._now = pg.InfiniteLine(0)
        self.plot.addItem(self._now)
        self.legend = Legend(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.legend)
        layout.addWidget(self.plot, 1)
        self._style()

    def show_curves(self, curves: Sequence[Curve], title: str) -> None:
        """Show at most two curves; the title, below them, says what the strengths are."""
        self._shown, self._title = tuple(curves), title
        self.plot.setLabel("bottom", title)
        colours = self._colours()
        for place, (line, (edges, band)) in enumerate(zip(self._lines, self._bands, strict=True)):
            points = self._shown[place][1] if place < len(self._shown) else ()
            x = np.array([point.strength for point in points])
            colour = colours[place]
            line.setData(x, np.array([100 * point.accuracy for point in points]))
            line.setPen(pg.mkPen(colour, width=line_width(self)))
            line.setSymbol("o")
            line.setSymbolSize(self.fontMetrics().height() // 2)
            line.setSymbolBrush(colour)
            line.setSymbolPen(colour)
            for edge, end in zip(edges, (0, 1), strict=True):
                edge.setData(x, np.array([100 * point.interval[end] for point in points]))
                edge.setPen(pg.mkPen(None))
            faint = QColor(colour)
            faint.setAlpha(_BAND)
            band.setBrush(faint)
        named = zip(colours, self._shown, strict=False)
        self.legend.name(*((colour, name) for colour, (name, _points) in named))
        self._keep_choice()

    def show_range(self, low: float, high: float) -> None:
        """Show these strengths, whether there is a curve or not."""
        self.plot.setXRange(low, high, padding=0.03)

    def show_strength(self, strength: float | None) -> None:
        """Draw a line at the strength of the sample on the stage; None for none."""
        self._now.setVisible(strength is not None)
        if strength is not None:
            self._now.setValue(strength)

    def show_choice(self, curve: int, place: int) -> None:
        """Frame one point."""
        self._curve, self._place = curve, place
        self._keep_choice()

    @property
    def choice(self) -> tuple[int, int] | None:
        """Curve and place of the framed point; None without curves."""
        return (self._curve, self._place) if self._points() else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the point nearest to where a person clicks."""
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        nearest = self._nearest(event.position())
        if nearest is not None:
            self.show_choice(*nearest)
            self.chosen.emit(*nearest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from point to point, and from curve to curve; Enter chooses."""
        key, points = event.key(), self._points()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if points and key in steps:
            place = min(max(0, self._place + steps[Qt.Key(key)]), len(points) - 1)
            self.show_choice(self._curve, place)
        elif points and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.show_choice((self._curve + 1) % len(self._shown), self._place)
        elif points and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._curve, self._place)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self._keep_choice()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        self._keep_choice()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        if event.type() in RESTYLING and hasattr(self, "legend"):
            self._style()
            self.show_curves(self._shown, self._title)
        super().changeEvent(event)

    def point_position(self, curve: int, place: int) -> QPointF:
        """Where a point is painted, in this widget's pixels."""
        point = self._shown[curve][1][place]
        scene = self.plot.getViewBox().mapViewToScene(QPointF(point.strength, 100 * point.accuracy))
        return QPointF(self.plot.mapTo(self, self.plot.mapFromScene(scene)))

    def _points(self) -> Sequence[SweepPoint]:
        return self._shown[self._curve][1] if self._curve < len(self._shown) else ()

    def _keep_choice(self) -> None:
        """Frame the point, or another one where it is gone."""
        if self._curve >= len(self._shown):
            self._curve = 0
        points = self._points()
        if not points:
            self._chosen.setData([], [])
            return
        self._place = min(self._place, len(points) - 1)
        point, palette = points[self._place], self.palette()
        role = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.WindowText
        self._chosen.setData(
            [point.strength],
            [100 * point.accuracy],
            size=self.fontMetrics().height(),
            brush=pg.mkBrush(None),
            pen=pg.mkPen(palette.color(role), width=line_width(self)),
        )

    def _nearest(self, position: QPointF) -> tuple[int, int] | None:
        places = [
            (curve, place)
            for curve, (_name, points) in enumerate(self._shown)
            for place in range(len(points))
        ]

        def distance(place: tuple[int, int]) -> float:
            away = self.point_position(*place) - position
            return float(np.hypot(away.x(), away.y()))

        return min(places, key=distance, default=None)

    def _colours(self) -> tuple[QColor, QColor]:
        return accent_colour(self.palette()), second_colour(self.palette())

    def _style(self) -> None:
        style(self.plot, self, lines=_LINES)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        self._now.setPen(pg.mkPen(text, style=Qt.PenStyle.DashLine))
