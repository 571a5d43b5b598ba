"""The terms of a map side by side, for the last row: f, w f, the sum up to now, and M."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from camviewer.common.arrays import Array
from camviewer.controllers.decomposition import Decomposition
from camviewer.document.document import Document
from camviewer.gui.theme import SPACE, sign_colour
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import number
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.colour_maps import COLOUR_MAPS, Colours, colourise
from camviewer.rendering.mosaic import SIGNED
from camviewer.rendering.scales import SCALES
from camviewer.rendering.scaling import Limits, position
from camviewer.rendering.symbols import subscript

_LARGE, _MOST = 1.4, 0.14  # symbols: times the text's size; at most that share of the height
_NARROWEST = 48.0  # pixels of a picture
_ENOUGH = 0.75  # of what a picture's height allows: below that, words are shortened
_CLEARLY = 1.2  # two lines must make pictures larger by this: one line is easier to read


class Fit(NamedTuple):
    """How the terms fill the rectangle.

    Attributes:
        lines: 1, or 2 where the rectangle is narrow.
        short: which of a term's words are shown, 1 being the short ones.
        wide: pixels of a picture's width.
    """

    lines: int
    short: int
    wide: float


@dataclass(frozen=True, eq=False)
class Term:
    """One of the pictures.

    Attributes:
        symbol: stands above it.
        words: stand below it, in full and as short as it can be told.
        value: decides the colour of the words: for the class, against it, or neither.
        image: one pixel a cell.
        joint: stands between it and the next one, likewise; empty behind the last.
    """

    symbol: str
    words: tuple[str, str]
    value: float
    image: QImage
    joint: tuple[str, str]


class TermsRow(QWidget):
    """Shows the terms for the chosen channel, as large as the rectangle it is given allows."""

    def __init__(
        self, document: Document, decomposition: Decomposition, parent: QWidget | None = None
    ) -> None:
        """A row that follows both while it is in sight."""
        super().__init__(parent)
        self.setObjectName("termsRow")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._document = document
        self._decomposition = decomposition
        self._terms: tuple[Term, ...] | None = None  # None: to be made when it is painted
        self.setToolTip(self.tr("One channel of the decomposition, and the sum of maps so far"))
        self.setWhatsThis(
            self.tr(
                "From left to right: the output of the chosen channel (f), the same times its "
                "weight for the class (w f), the sum of the maps of the first channels in order "
                "(Σ w f), and the class activation map (M), which they all add up to. All "
                "except f are on one scale. Channel, order and the number of channels are "
                "chosen on the Decomposition page."
            )
        )
        self._soon = QTimer(self)  # one painting for all that changes at once
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._forget)
        decomposition.changed.connect(self._soon.start)
        decomposition.looked_elsewhere.connect(self._soon.start)
        document.display_changed.connect(self._soon.start)

    def _forget(self) -> None:
        self._terms = None
        if self.isVisible():
            self._describe()
            self.update()

    @property
    def terms(self) -> Sequence[Term]:
        """What is shown; empty without a prediction that can be decomposed."""
        if self._terms is None:
            self._terms = self._make_terms()
        return self._terms

    def _make_terms(self) -> tuple[Term, ...]:
        found, decomposition = self._decomposition.contributions, self._decomposition
        if found is None:
            return ()
        channel, count = decomposition.shown, decomposition.count
        k, against = subscript(str(channel)), decomposition.against
        delta = "" if against is None else "Δ"
        breakdown = decomposition.score_breakdown
        assert breakdown is not None
        pooled, weight = float(found.prediction.pooled[channel]), float(found.weights[channel])
        product, so_far = float(found.numbers[channel]), float(breakdown.terms[:count].sum())
        maps = found.maps[channel], found.sums[count - 1], found.total
        largest = max(float(np.abs(values).max()) for values in maps)
        added, whole, total = (
            _image(values, (0 - largest, largest), self._signed()) for values in maps
        )
        feature = _image(found.prediction.features[..., channel], *decomposition.feature_scale)
        value = number(weight, signed=True)
        shares = self.tr("{0} of {1}").format(count, decomposition.channels)
        total_sum = breakdown.score - breakdown.bias
        rest = number(total_sum, signed=True)
        products = f"{delta}w{k} F{k} = {number(product, signed=True)}"
        return (
            Term(
                f"f{k}",
                (f"F{k} = {number(pooled)}", number(pooled)),
                0,
                feature,
                (f"× {value}", "→"),
            ),
            Term(
                f"{delta}w{k} f{k}",
                (products, number(product, signed=True)),
                product,
                added,
                ("…", "…"),
            ),
            Term(
                f"Σ {delta}w f",
                (f"{shares}: {number(so_far, signed=True)}", shares),
                so_far,
                whole,
                ("→", "→"),
            ),
            Term(
                self._map_name(),
                (f"{delta}S − {delta}b = {rest}", rest),
                total_sum,
                total,
                ("", ""),
            ),
        )

    def _map_name(self) -> str:
        document, against = self._document, self._decomposition.against
        chosen = [document.class_index] if against is None else [document.class_index, against]
        return " − ".join(f"M{subscript(document.class_name(index))}" for index in chosen)

    def _signed(self) -> Colours:
        """The display's colours if they are signed, else the usual ones, as in the panel."""
        display = self._document.display
        return COLOUR_MAPS.named(display.colours if SCALES.named(display.scale).signed else SIGNED)

    def _describe(self) -> None:
        told = "; ".join(f"{term.symbol}: {term.words[0]}" for term in self.terms)
        self.setAccessibleName(told or self.tr("Nothing to decompose"))

    # Places

    def sizeHint(self) -> QSize:
        """Four comfortable pictures."""
        return QSize(1100, 280)

    def minimumSizeHint(self) -> QSize:
        """Pictures that can be told apart, with their words."""
        line = self.fontMetrics().height()
        return QSize(4 * 6 * line, 6 * line)

    def places(self) -> list[QRectF]:
        """Where the pictures are, in the widget's pixels, in the proportions of the grid.

        Between them is room for what joins them; above and below is room for symbols and words.
        """
        return self._places(self._fit()) if self.terms else []

    def _places(self, fit: Fit) -> list[QRectF]:
        image = self.terms[0].image.size()
        size = QSizeF(fit.wide, fit.wide * image.height() / image.width())
        found = []
        for line, terms in enumerate(self._lines(fit)):
            top = line * self.height() / fit.lines + self._line(self._symbol_font())
            top += (self._highest(fit.lines) - size.height()) / 2
            left = (self.width() - self._width_of(terms, fit)) / 2
            for term in terms:
                column = self._column(term, fit)
                found.append(QRectF(QPointF(left + (column - fit.wide) / 2, top), size))
                left += column + self._joint(term, fit)
        return found

    def _fit(self) -> Fit:
        """That with the largest pictures, be it with the short words only or in two lines."""
        one, two = (self._fit_in(lines) for lines in (1, 2))
        return two if two.wide > _CLEARLY * one.wide else one

    def _fit_in(self, lines: int) -> Fit:
        full = self._widest(lines, 0)
        return full if full.wide >= _ENOUGH * self._highest(lines) else self._widest(lines, 1)

    def _widest(self, lines: int, short: int) -> Fit:
        """Pictures as wide as they can be; found by trying, for words may be wider than one."""
        image = self.terms[0].image.size()
        fit = Fit(lines, short, self._highest(lines) * image.width() / image.height())
        while (excess := self._needed(fit) - self.width()) > 0 and fit.wide > _NARROWEST:
            less = max(1.0, excess * lines / len(self.terms))
            fit = fit._replace(wide=max(_NARROWEST, fit.wide - less))
        return fit

    def _highest(self, lines: int) -> float:
        """How high a picture can be."""
        words = self._line(self._symbol_font()) + self._line(self.font())
        return max(1.0, self.height() / lines - words)

    def _lines(self, fit: Fit) -> list[Sequence[Term]]:
        """The terms of each line."""
        count = len(self.terms) // fit.lines
        return [self.terms[first : first + count] for first in range(0, len(self.terms), count)]

    def _needed(self, fit: Fit) -> float:
        """The width of the widest line."""
        return max(self._width_of(terms, fit) for terms in self._lines(fit))

    def _width_of(self, terms: Sequence[Term], fit: Fit) -> float:
        return sum(self._column(term, fit) + self._joint(term, fit) for term in terms)

    def _column(self, term: Term, fit: Fit) -> float:
        """The width of one term: of its picture or its words."""
        words = QFontMetricsF(self.font()).horizontalAdvance(term.words[fit.short])
        symbol = QFontMetricsF(self._symbol_font()).horizontalAdvance(term.symbol)
        return max(fit.wide, words, symbol)

    def _joint(self, term: Term, fit: Fit) -> float:
        """The width of what joins a term to the next one; of the last, nothing."""
        joint = term.joint[fit.short]
        metrics = QFontMetricsF(self._symbol_font())
        return metrics.horizontalAdvance(joint) + 2 * SPACE if joint else 0.0

    def _symbol_font(self) -> QFont:
        """Larger than the text, but no higher than its share of the row."""
        font = QFont(self.font())
        size = self.font().pointSizeF() * _LARGE
        font.setPointSizeF(size)
        font.setBold(True)
        height = QFontMetricsF(font).height()
        most = max(_MOST * self.height(), QFontMetricsF(self.font()).height())
        if height > most:
            font.setPointSizeF(size * most / height)
        return font

    def _line(self, font: QFont) -> float:
        return QFontMetricsF(font).height() + SPACE / 2

    # Painting

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pictures, what they are called, and how one follows from the other."""
        if not self.terms:
            self._paint_nothing()
            return
        fit = self._fit()
        with QPainter(self) as painter:
            for place, term in zip(self._places(fit), self.terms, strict=True):
                painter.drawImage(place, term.image)
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
                painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
                self._paint_words(painter, place, term, fit)

    def _paint_words(self, painter: QPainter, place: QRectF, term: Term, fit: Fit) -> None:
        palette, middle = self.palette(), Qt.AlignmentFlag.AlignCenter
        symbol, font, width = self._symbol_font(), self.font(), self._column(term, fit)
        above = QRectF(0, place.top() - self._line(symbol), width, self._line(symbol))
        below = QRectF(0, place.bottom() + SPACE / 4, width, self._line(font) - SPACE / 4)
        for words in (above, below):
            words.moveLeft(place.center().x() - width / 2)
        behind = QRectF(above.right(), place.top(), self._joint(term, fit), place.height())
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.setFont(symbol)
        painter.drawText(above, middle, term.symbol)
        painter.drawText(behind, middle, term.joint[fit.short])
        painter.setPen(sign_colour(palette, term.value))
        painter.setFont(font)
        painter.drawText(below, middle, term.words[fit.short])

    def _paint_nothing(self) -> None:
        words = self._decomposition.missing or self.tr("No ink, nothing to decompose.")
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(
                self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words
            )

    # Qt's events

    def event(self, event: QEvent) -> bool:
        """When it comes into sight, tell assistive programs what it shows."""
        if event.type() == QEvent.Type.Show:
            self._describe()
        return super().event(event)


def _image(values: Array, limits: Limits, table: Colours) -> QImage:
    return to_image(colourise(position(values, limits), table))
