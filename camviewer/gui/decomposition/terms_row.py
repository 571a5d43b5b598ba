"""The terms of a map side by side, for the last row: f, w f, the sum up to now, and M."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
        self._short = 0  # which of a term's words are shown
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
        terms = self.terms
        if not terms:
            return []
        self._short = 0
        wide = self._width_of_pictures()
        if wide < _ENOUGH * self._highest():
            self._short = 1
            wide = self._width_of_pictures()
        image = terms[0].image.size()
        size = QSizeF(wide, wide * image.height() / image.width())
        top = self._line(self._symbol_font()) + (self._highest() - size.height()) / 2
        found, left = [], (self.width() - self._needed(wide)) / 2
        for term, joint in zip(terms, self._joints(), strict=True):
            column = self._column(term, wide)
            found.append(QRectF(QPointF(left + (column - wide) / 2, top), size))
            left += column + joint
        return found

    def _highest(self) -> float:
        """How high a picture can be."""
        words = self._line(self._symbol_font()) + self._line(self.font())
        return max(1.0, self.height() - words)

    def _width_of_pictures(self) -> float:
        """As wide as they can be; found by trying, for words may be wider than a picture."""
        image = self.terms[0].image.size()
        wide = self._highest() * image.width() / image.height()
        while (excess := self._needed(wide) - self.width()) > 0 and wide > _NARROWEST:
            wide = max(_NARROWEST, wide - max(1.0, excess / len(self.terms)))
        return wide

    def _needed(self, wide: float) -> float:
        """The width of all terms with pictures of that width."""
        return sum(self._column(term, wide) for term in self.terms) + sum(self._joints())

    def _column(self, term: Term, wide: float) -> float:
        """The width of one term: of its picture or its words."""
        words = QFontMetricsF(self.font()).horizontalAdvance(term.words[self._short])
        symbol = QFontMetricsF(self._symbol_font()).horizontalAdvance(term.symbol)
        return max(wide, words, symbol)

    def _joints(self) -> list[float]:
        """The width of what joins each term to the next one; of the last, nothing."""
        metrics = QFontMetricsF(self._symbol_font())
        joints = (metrics.horizontalAdvance(term.joint[self._short]) for term in self.terms[:-1])
        return [*(joint + 2 * SPACE for joint in joints), 0.0]

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
        places = self.places()
        with QPainter(self) as painter:
            for place, term in zip(places, self.terms, strict=True):
                painter.drawImage(place, term.image)
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
                painter.drawRect(place)
            for place, term in zip(places, self.terms, strict=True):
                self._paint_words(painter, place, term)
            painter.setFont(self._symbol_font())
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            for (left, right), term in zip(pairwise(places), self.terms, strict=False):
                joint = QRectF(left.topRight(), right.bottomLeft())
                painter.drawText(joint, Qt.AlignmentFlag.AlignCenter, term.joint[self._short])

    def _paint_words(self, painter: QPainter, place: QRectF, term: Term) -> None:
        palette, middle = self.palette(), Qt.AlignmentFlag.AlignCenter
        symbol, font, width = self._symbol_font(), self.font(), self._column(term, place.width())
        above = QRectF(0, place.top() - self._line(symbol), width, self._line(symbol))
        below = QRectF(0, place.bottom() + SPACE / 4, width, self._line(font) - SPACE / 4)
        for words in (above, below):
            words.moveLeft(place.center().x() - width / 2)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.setFont(symbol)
        painter.drawText(above, middle, term.symbol)
        painter.setPen(sign_colour(palette, term.value))
        painter.setFont(font)
        painter.drawText(below, middle, term.words[self._short])

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
