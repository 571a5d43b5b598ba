"""The formulas of map and score, and what their symbols are called; each can be pointed at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from camviewer.gui.decomposition.symbols import Symbol, SymbolHighlight, paint_highlight
from camviewer.gui.widgets.guard import guarded

_GAP, _PAD = 12, 2  # pixels between groups; on both sides of a symbol
_K = "ₖ"


@dataclass(frozen=True)
class Token:
    """A word of a formula or of the legend; without a symbol it is only painted."""

    text: str
    symbol: Symbol | None = None
    bold: bool = False


Group = tuple[Token, ...]
"""Tokens that stay on one line."""

Placed = tuple[Token, QRectF]


class FormulaLegend(QWidget):
    """Two formulas and the names of their symbols; as many lines as it takes."""

    def __init__(self, highlight: SymbolHighlight, parent: QWidget | None = None) -> None:
        """A legend without a class; `highlight` tells what is pointed at, and is told."""
        super().__init__(parent)
        self.setObjectName("formulaLegend")
        self.setAccessibleName(self.tr("Formulas and their symbols"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._highlight = highlight
        self._blocks: tuple[tuple[Group, ...], ...] = ()
        self._placed: list[Placed] = []
        self.setWhatsThis(self._all_explanations())
        highlight.changed.connect(self.update)
        self.show_class("", "", "")

    def show_class(self, index: str, difference: str, named: str) -> None:
        """Show the formulas of another class.

        Args:
            index: what stands below S, b and M, e.g. "₇"; empty where a name is too long for it.
            difference: "Δ" where the formulas are of a difference of two classes, else empty.
            named: which class or classes that are, where `index` does not tell; else empty.
        """
        blocks = self._formulas(index, difference, named), self._legend()
        if blocks != self._blocks:
            self._blocks = blocks
            self._fit()
            self.update()

    def _formulas(self, index: str, difference: str, named: str) -> tuple[Group, ...]:
        def with_class(symbol: Symbol) -> Token:
            return Token(f"{difference}{symbol}{index}", symbol, bold=True)

        def products(symbol: Symbol) -> Group:
            weight = Token(f"{difference}{Symbol.WEIGHT}{_K}", Symbol.WEIGHT, bold=True)
            terms = Token(f"{symbol}{_K}", symbol, bold=True)
            return Token(Symbol.SUM, Symbol.SUM, bold=True), weight, terms

        map_, score, bias = map(with_class, (Symbol.MAP, Symbol.SCORE, Symbol.BIAS))
        equals, plus = Token("="), Token("+")
        groups: list[Group] = [
            (map_, equals, *products(Symbol.FEATURE)),
            (score, equals, bias, plus, *products(Symbol.POOLED)),
            (equals, bias, plus, Token(self.tr("mean")), map_),
        ]
        return tuple(groups) if not named else (*groups, (Token(named),))

    def _legend(self) -> tuple[Group, ...]:
        order = (
            *(Symbol.FEATURE, Symbol.POOLED, Symbol.WEIGHT, Symbol.BIAS),
            *(Symbol.SCORE, Symbol.MAP),
        )
        return tuple(
            (Token(symbol, symbol, bold=True), Token(self._highlight.name(symbol), symbol))
            for symbol in order
        )

    def _all_explanations(self) -> str:
        lines = (
            f"<p><b>{symbol}</b>, {self._highlight.name(symbol)}: "
            f"{self._highlight.explanation(symbol)}</p>"
            for symbol in Symbol
        )
        return "".join(lines)

    # Places

    def place_of(self, symbol: Symbol) -> QRectF:
        """Where a symbol stands first, in the widget's pixels."""
        return next(place for token, place in self._placed if token.symbol == symbol)

    def _fit(self) -> None:
        """Place all tokens in the present width, and be as high as that takes."""
        self._placed = list(self._placed_in(max(1, self.width())))
        bottom = max((place.bottom() for _, place in self._placed), default=0.0)
        if round(bottom) != self.height() or self.minimumHeight() != round(bottom):
            self.setFixedHeight(round(bottom))

    def _placed_in(self, width: float) -> Iterator[Placed]:
        line = QFontMetricsF(self.font()).height() + _PAD
        top = 0.0
        for block in self._blocks:
            left = 0.0
            for group in block:
                sizes = [self._width(token) for token in group]
                if left and left + sum(sizes) > width:
                    left, top = 0.0, top + line
                for token, size in zip(group, sizes, strict=True):
                    yield token, QRectF(left, top, size, line)
                    left += size
                left += _GAP
            top += line

    def _width(self, token: Token) -> float:
        return QFontMetricsF(self._font(token)).horizontalAdvance(token.text) + 2 * _PAD

    def _font(self, token: Token) -> QFont:
        font = QFont(self.font())
        font.setBold(token.bold)
        return font

    def sizeHint(self) -> QSize:
        """As wide as there is room; as high as the present width takes."""
        return QSize(0, self.minimumHeight())

    # Painting

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all tokens; those that are pointed at stand out."""
        palette = self.palette()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for place in self._highlighted():
                paint_highlight(painter, place, palette)
            for token, place in self._placed:
                painter.setFont(self._font(token))
                painter.setPen(palette.color(QPalette.ColorRole.WindowText))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, token.text)
            if self.hasFocus():
                painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 1))
                painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _highlighted(self) -> list[QRectF]:
        """Around what is pointed at: a symbol and its name beside it are one."""
        found: list[QRectF] = []
        for token, place in self._placed:
            if token.symbol not in self._highlight.symbols:
                continue
            if found and (found[-1].right(), found[-1].top()) == (place.left(), place.top()):
                found[-1] = found[-1].united(place)
            else:
                found.append(QRectF(place))
        return found

    # What a person does

    def _symbol_at(self, where: QPointF) -> Symbol | None:
        found = (token.symbol for token, place in self._placed if place.contains(where))
        return next(found, None)

    def _point_at(self, symbol: Symbol | None) -> None:
        self._highlight.point_at({symbol} if symbol is not None else frozenset())
        self.setAccessibleDescription("" if symbol is None else self._words(symbol))

    def _words(self, symbol: Symbol) -> str:
        name, explanation = self._highlight.name(symbol), self._highlight.explanation(symbol)
        return f"{symbol}, {name}: {explanation}"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Highlight what is under the pointer."""
        self._point_at(self._symbol_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Highlight nothing."""
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from symbol to symbol by the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        symbols: Sequence[Symbol] = tuple(Symbol)
        present = [symbols.index(symbol) for symbol in self._highlight.symbols]
        place = present[0] + step if present else 0
        self._point_at(symbols[place % len(symbols)])

    def event(self, event: QEvent) -> bool:
        """Explain the symbol where the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            symbol = self._symbol_at(QPointF(event.pos()))
            words = "" if symbol is None else self._words(symbol)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        self._point_at(None)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps another number of lines."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text takes more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_blocks"):
            self._fit()
