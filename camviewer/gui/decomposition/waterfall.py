"""The score breakdown as a waterfall: the bias, what each channel adds, the score at the end."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from camviewer.attribution.score_breakdown import ScoreBreakdown
from camviewer.gui.decomposition.symbols import Symbol, paint_highlight
from camviewer.gui.theme import sign_colour
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import number

_GAP, _TICK = 4, 4
_FAINT = 90  # of 255: opacity of what is not in the sum
_MAX_TICKS = 5
_BARS = frozenset({Symbol.BIAS, Symbol.SUM, Symbol.SCORE})  # symbols that are bars here
_THIN = 2.0  # pixels: of a bar that is next to nothing


class Waterfall(QWidget):
    """One bar a term, from where the sum stood to where it stands then."""

    chosen = Signal(int)
    """The channel of a bar that was clicked or reached by an arrow key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A chart of nothing yet."""
        super().__init__(parent)
        self.setObjectName("ledgerChart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._score_breakdown: ScoreBreakdown | None = None
        self._names = ("b", "S")
        self._chosen, self._count = 0, 0
        self._highlighted: frozenset[Symbol] = frozenset()

    def show_breakdown(
        self, score_breakdown: ScoreBreakdown | None, names: tuple[str, str] = ("b", "S")
    ) -> None:
        """Show another score breakdown, or none; `names` are the bias' and the score's."""
        self._score_breakdown, self._names = score_breakdown, names
        if score_breakdown is None:
            self.setAccessibleName(self.tr("No score breakdown"))
        else:
            self.setAccessibleName(
                self.tr("Score breakdown: {0} {1}, terms: {2}, {3} {4}").format(
                    names[0],
                    number(score_breakdown.bias, signed=True),
                    len(score_breakdown.terms),
                    names[1],
                    number(score_breakdown.by_terms, signed=True),
                )
            )
        self.update()

    def show_look(self, chosen: int, count: int) -> None:
        """Show which channel is chosen and how many are in the sum."""
        if (chosen, count) != (self._chosen, self._count):
            self._chosen, self._count = chosen, count
            self.update()

    def show_highlighted(self, symbols: frozenset[Symbol]) -> None:
        """Highlight the bars that these symbols stand for."""
        shown = symbols & _BARS
        if shown != self._highlighted:
            self._highlighted = shown
            self.update()

    def sizeHint(self) -> QSize:
        """Room for bars that can be told apart."""
        return QSize(360, 9 * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """The least that shows a shape."""
        return QSize(200, 5 * self.fontMetrics().height())

    # Places

    def chart_area(self) -> QRectF:
        """Where the bars are, in the widget's pixels."""
        line = self.fontMetrics().height()
        left = self.fontMetrics().horizontalAdvance("−000") + _TICK + _GAP
        return QRectF(
            left, line / 2, max(1, self.width() - left - 1), max(1, self.height() - 1.8 * line)
        )

    def bars(self) -> list[QRectF]:
        """Where the bars are: the bias first, then the terms, the score last."""
        score_breakdown, chart = self._score_breakdown, self.chart_area()
        assert score_breakdown is not None
        low, high = _range(score_breakdown)
        totals = score_breakdown.totals
        starts = np.concatenate([[0], totals[:-1], [0]])
        ends = np.append(totals, totals[-1])
        scale = chart.height() / (high - low)
        tops = chart.bottom() - (np.maximum(starts, ends) - low) * scale
        heights = np.maximum(np.abs(ends - starts) * scale, _THIN)
        width = chart.width() / len(starts)
        gap = 1 if width > 4 else 0
        return [
            QRectF(chart.left() + place * width, top, width - gap, height)
            for place, (top, height) in enumerate(zip(tops.tolist(), heights.tolist(), strict=True))
        ]

    def highlighted_places(self) -> list[QRectF]:
        """Around the bars whose symbols are highlighted, as high as the chart."""
        if not self._highlighted or self._score_breakdown is None:
            return []
        bars, chart = self.bars(), self.chart_area()
        places = {
            Symbol.BIAS: (bars[0], bars[0]),
            Symbol.SUM: (bars[1], bars[max(1, min(self._count, len(bars) - 2))]),
            Symbol.SCORE: (bars[-1], bars[-1]),
        }
        return [
            QRectF(
                QPointF(places[symbol][0].left() - 3, chart.top()),
                QPointF(places[symbol][1].right() + 3, chart.bottom()),
            )
            for symbol in Symbol
            if symbol in self._highlighted
        ]

    # Painting

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axis, bars and names."""
        score_breakdown = self._score_breakdown
        if score_breakdown is None:
            return
        with QPainter(self) as painter:
            self._paint_axis(painter, score_breakdown)
            self._paint_bars(painter, score_breakdown)
            for place in self.highlighted_places():
                paint_highlight(painter, place, self.palette())
            if self.hasFocus():
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
                painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_axis(self, painter: QPainter, score_breakdown: ScoreBreakdown) -> None:
        chart, palette, metrics = self.chart_area(), self.palette(), self.fontMetrics()
        low, high = _range(score_breakdown)
        step = _step(high - low)
        where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for tick in range(math.ceil(low / step), math.floor(high / step) + 1):
            value = tick * step
            y = chart.bottom() - (value - low) / (high - low) * chart.height()
            role = QPalette.ColorRole.Dark if tick == 0 else QPalette.ColorRole.Midlight
            painter.setPen(QPen(palette.color(role), 1))
            painter.drawLine(QPointF(chart.left(), y), QPointF(chart.right(), y))
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            place = QRectF(0, y - metrics.height() / 2, chart.left() - _GAP, metrics.height())
            painter.drawText(place, where, f"{value:g}".replace("-", "−"))

    def _paint_bars(self, painter: QPainter, score_breakdown: ScoreBreakdown) -> None:
        palette, bars = self.palette(), self.bars()
        plain = palette.color(QPalette.ColorRole.Dark)
        colours = _colours(palette, 255), _colours(palette, _FAINT)
        by_colour: dict[tuple[bool, bool], list[QRectF]] = {}
        terms = zip(bars[1:-1], score_breakdown.terms.tolist(), strict=True)
        for place, (bar, term) in enumerate(terms):
            by_colour.setdefault((place >= self._count, term > 0), []).append(bar)
        painter.setPen(Qt.PenStyle.NoPen)
        for (is_left_out, is_for), some in by_colour.items():
            painter.setBrush(colours[is_left_out][is_for])
            painter.drawRects(some)
        painter.setBrush(plain)
        painter.drawRects([bars[0], bars[-1]])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        chosen = bars[int((score_breakdown.channels == self._chosen).argmax()) + 1]
        chart = self.chart_area()
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
        painter.drawRect(QRectF(chosen.left(), chart.top(), chosen.width(), chart.height()))
        self._paint_names(painter, score_breakdown, bars)

    def _paint_names(
        self, painter: QPainter, score_breakdown: ScoreBreakdown, bars: Sequence[QRectF]
    ) -> None:
        """What bias and score are called, and the channels where there is room for all."""
        metrics, chart = self.fontMetrics(), self.chart_area()
        named = {0: self._names[0], len(bars) - 1: self._names[1]}
        if bars[0].width() >= metrics.horizontalAdvance(str(len(score_breakdown.terms))) + 3:
            named |= {
                place: str(k) for place, k in enumerate(score_breakdown.channels.tolist(), start=1)
            }
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        for place, name in named.items():
            wide = max(bars[place].width(), metrics.horizontalAdvance(name) + 2.0)
            left = min(max(0.0, bars[place].center().x() - wide / 2), self.width() - wide)
            box = QRectF(left, chart.bottom() + 2, wide, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    # What a person does

    def _place_at(self, x: float) -> int | None:
        chart = self.chart_area()
        if self._score_breakdown is None or not chart.left() <= x < chart.right():
            return None
        return int((x - chart.left()) / chart.width() * (len(self._score_breakdown.terms) + 2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the channel of a bar."""
        place = self._place_at(event.position().x())
        if (
            self._score_breakdown is not None
            and place
            and place <= len(self._score_breakdown.terms)
        ):
            self.chosen.emit(int(self._score_breakdown.channels[place - 1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from term to term."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or self._score_breakdown is None:
            super().keyPressEvent(event)
            return
        channels = self._score_breakdown.channels
        place = int((channels == self._chosen).argmax()) + step
        if 0 <= place < len(channels):
            self.chosen.emit(int(channels[place]))

    def event(self, event: QEvent) -> bool:
        """Tell a bar's numbers where the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._words(self._place_at(event.pos().x())), self)
            return True
        return super().event(event)

    def _words(self, place: int | None) -> str:
        score_breakdown = self._score_breakdown
        if score_breakdown is None or place is None:
            return ""
        if place == 0:
            return f"{self._names[0]} = {number(score_breakdown.bias, decimals=3, signed=True)}"
        if place > len(score_breakdown.terms):
            return f"{self._names[1]} = {number(score_breakdown.by_terms, decimals=3, signed=True)}"
        return self.tr("channel {0}: {1}, sum so far {2}").format(
            int(score_breakdown.channels[place - 1]),
            number(float(score_breakdown.terms[place - 1]), decimals=3, signed=True),
            number(float(score_breakdown.totals[place]), decimals=3, signed=True),
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()


def _range(score_breakdown: ScoreBreakdown) -> tuple[float, float]:
    """Lowest and highest value of the chart; zero is always in it."""
    low = min(0.0, float(score_breakdown.totals.min()))
    high = max(0.0, float(score_breakdown.totals.max()))
    return low, high if high > low else low + 1


def _colours(palette: QPalette, opacity: int) -> tuple[QColor, QColor]:
    """Colours of what speaks against and of what speaks for a class."""
    against, for_ = QColor(sign_colour(palette, -1)), QColor(sign_colour(palette, 1))
    against.setAlpha(opacity)
    for_.setAlpha(opacity)
    return against, for_


def _step(span: float) -> float:
    """A round distance between ticks, so that a span has at most five."""
    rough = span / _MAX_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    return float(next(each * power for each in (1, 2, 5, 10) if each * power >= rough))
