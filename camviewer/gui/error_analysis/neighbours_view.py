"""The nearest training samples, as the network sees them: by their pooled features F_k."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from camviewer.controllers.derived_analyses import NEIGHBOURS
from camviewer.gui.theme import SPACE, wrong_colour
from camviewer.gui.widgets.fitting import both_shortened, fitted, font_that_fits
from camviewer.gui.widgets.guard import guarded

_SIDE, _LEAST = 40, 28  # pixels of a sample: where there is room, and at least in one row
_APART = 2  # pixels between two samples
_SMALL = 0.75  # times the usual size: letters of words that have no room otherwise


@dataclass(frozen=True, eq=False)
class Neighbour:
    """One training sample.

    Attributes:
        picture: of the sample.
        label: the name of what it is.
        reading: the name of what it is read as, if that is another class; else empty.
        tip: the same in words.
        wrong: whether it is misclassified.
    """

    picture: QImage
    label: str
    reading: str
    tip: str
    wrong: bool


class NeighbourStrip(QWidget):
    """Samples side by side: first the correct ones, then the misclassified.

    Where all of them have no room in one row, even if they are smaller, the misclassified are the
    second row.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty strip."""
        super().__init__(parent)
        self.setObjectName("neighbourStrip")
        self.setAccessibleName(self.tr("Nearest training [samples]"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._neighbours: Sequence[Neighbour] = ()

    def show_neighbours(self, neighbours: Sequence[Neighbour]) -> None:
        """Show other samples."""
        self._neighbours = neighbours
        self.setAccessibleDescription("; ".join(one.tip for one in neighbours))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All samples in a row, and a line of text."""
        return QSize(2 * NEIGHBOURS * (_SIDE + _APART) + 2 * SPACE, self._row(_SIDE))

    def minimumSizeHint(self) -> QSize:
        """Samples that are smaller, and a line of text."""
        return QSize(4 * _SIDE, self._row(_LEAST))

    def heightForWidth(self, width: int) -> int:
        """One row or two."""
        side, in_row = self._fit(width)
        return self._row(side) * (1 if in_row else 2)

    def _row(self, side: int) -> int:
        return side + self.fontMetrics().height() + 2

    def _fit(self, width: int) -> tuple[int, bool]:
        """How large the samples are, and whether all of them stand in one row."""
        kinds = [one.wrong for one in self._neighbours]
        gap = 2 * SPACE if len(set(kinds)) == 2 else 0
        words = math.ceil(_SMALL * self.fontMetrics().horizontalAdvance("0→0")) - _APART
        side = _side_of(len(kinds), width - gap)
        if side >= max(_LEAST, words):
            return side, True
        return _side_of(max(kinds.count(False), kinds.count(True)), width), gap == 0

    def spots(self) -> list[QRect]:
        """Where each sample is."""
        spots: list[QRect] = []
        side, in_row = self._fit(self.width())
        left, top, before = 0, 0, False
        for wrong in (one.wrong for one in self._neighbours):
            if wrong and not before and spots:
                left, top = (left + 2 * SPACE, 0) if in_row else (0, self._row(side))
            before = wrong
            spots.append(QRect(left, top, side, side))
            left += side + _APART
        return spots

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the samples and how they are read."""
        palette, line = self.palette(), self.fontMetrics().height()
        usual = palette.color(QPalette.ColorRole.WindowText)
        with QPainter(self) as painter:
            for spot, one in zip(self.spots(), self._neighbours, strict=True):
                painter.drawImage(fitted(one.picture.size(), QRectF(spot)), one.picture)
                painter.setPen(wrong_colour(palette) if one.wrong else usual)
                below = QRect(spot.left() - 1, spot.bottom() + 2, spot.width() + _APART, line)
                to = "→" if one.reading else ""
                whole = f"{one.label}{to}{one.reading}"
                font = font_that_fits(self.font(), whole, below.width(), _SMALL)
                painter.setFont(font)
                words = both_shortened(one.label, to, one.reading, font, below.width())
                painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, words)

    def event(self, event: QEvent) -> bool:
        """Tell in words what a sample is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip_at(event.pos()), self)
            return True
        return bool(super().event(event))

    def _tip_at(self, point: QPoint) -> str:
        for spot, one in zip(self.spots(), self._neighbours, strict=True):
            if spot.contains(point):
                return one.tip
        return ""


def _side_of(number: int, width: int) -> int:
    """How large so many samples in a row can be, so that none is cut off."""
    return min(_SIDE, max(1, (width + _APART) // max(1, number) - _APART))
