"""The symbols of the formulas: what each is called and means, and which are pointed at."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette, QPen


class Symbol(StrEnum):
    """A symbol in S = b + Σ w F and M = Σ w f."""

    FEATURE = "f"
    POOLED = "F"
    WEIGHT = "w"
    SUM = "Σ"
    BIAS = "b"
    SCORE = "S"
    MAP = "M"


class SymbolHighlight(QObject):
    """Which symbols are pointed at, wherever: formula and pictures highlight the same ones."""

    changed = Signal()
    """Others are pointed at, or none."""

    def __init__(self, parent: QObject | None = None) -> None:
        """None is pointed at."""
        super().__init__(parent)
        self.symbols: frozenset[Symbol] = frozenset()

    def point_at(self, symbols: Set[Symbol]) -> None:
        """Highlight these, for as long as they are pointed at; an empty set for no longer."""
        if symbols != self.symbols:
            self.symbols = frozenset(symbols)
            self.changed.emit()

    def name(self, symbol: Symbol) -> str:
        """What a symbol is called."""
        return {
            Symbol.FEATURE: self.tr("feature map"),
            Symbol.POOLED: self.tr("pooled feature"),
            Symbol.WEIGHT: self.tr("weight"),
            Symbol.SUM: self.tr("sum over channels"),
            Symbol.BIAS: self.tr("bias"),
            Symbol.SCORE: self.tr("score"),
            Symbol.MAP: self.tr("class activation map"),
        }[symbol]

    def explanation(self, symbol: Symbol) -> str:
        """What a symbol means, in a sentence or two."""
        return {
            Symbol.FEATURE: self.tr(
                "The output of channel k of the last convolution, cell by cell."
            ),
            Symbol.POOLED: self.tr(
                "The mean of the feature map over all cells (global average pooling)."
            ),
            Symbol.WEIGHT: self.tr(
                "How much channel k counts for the class: for it if positive, against it if "
                "negative. Weights are set by training and are the same for every [sample]."
            ),
            Symbol.SUM: self.tr(
                "Added up over the channels, in the order chosen below. The slider stops the "
                "sum of maps earlier."
            ),
            Symbol.BIAS: self.tr("The score of the class when there are no features at all."),
            Symbol.SCORE: self.tr(
                "The sum of the bias and all contributions w F, also called the logit. The "
                "softmax turns the scores of all classes into probabilities."
            ),
            Symbol.MAP: self.tr(
                "The sum of all maps w f: it shows where the features of the class are. Its "
                "mean plus the bias is the score."
            ),
        }[symbol]


def paint_highlight(
    painter: QPainter, place: QRectF, palette: QPalette, *, tinted: bool = True
) -> None:
    """Paint a frame around what is pointed at; a tint besides would change a map's colours."""
    colour = palette.color(QPalette.ColorRole.Highlight)
    tint = QColor(colour)
    tint.setAlpha(40 if tinted else 0)
    painter.save()
    painter.setPen(QPen(colour, 2))
    painter.setBrush(QBrush(tint))
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 3, 3)
    painter.restore()
