"""The nearest training samples, as the network sees them: by their pooled features F_k."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from camviewer.gui.theme import SPACE, wrong_colour
from camviewer.gui.widgets.fitting import both_shortened, fitted
from camviewer.gui.widgets.guard import guarded

_SIDE = 40
"""Pixels of a sample: ten of them fit into a narrow page."""


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
    """Samples side by side: first the correct ones, then the misclassified."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty strip."""
        super().__init__(parent)
        self.setObjectName("neighbourStrip")
        self.setAccessibleName(self.tr("Nearest training [samples]"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._neighbours: Sequence[Neighbour] = ()

    def show_neighbours(self, neighbours: Sequence[Neighbour]) -> None:
        """Show other samples."""
        self._neighbours = neighbours
        self.setAccessibleDescription("; ".join(one.tip for one in neighbours))
        self.update()

    def sizeHint(self) -> QSize:
        """Samples and a line of text."""
        return QSize(10 * (_SIDE + 2) + 2 * SPACE, _SIDE + self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Some samples and a line of text."""
        return QSize(4 * _SIDE, self.sizeHint().height())

    def _spots(self) -> list[QRect]:
        spots: list[QRect] = []
        left, before = 0, False
        for one in self._neighbours:
            left += 2 * SPACE if one.wrong and not before and spots else 0
            before = one.wrong
            spots.append(QRect(left, 0, _SIDE, _SIDE))
            left += _SIDE + 2
        return spots

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the samples and how they are read."""
        palette, line = self.palette(), self.fontMetrics().height()
        usual = palette.color(QPalette.ColorRole.WindowText)
        with QPainter(self) as painter:
            for spot, one in zip(self._spots(), self._neighbours, strict=True):
                painter.drawImage(fitted(one.picture.size(), QRectF(spot)), one.picture)
                painter.setPen(wrong_colour(palette) if one.wrong else usual)
                below = QRect(spot.left() - 1, spot.bottom() + 2, _SIDE + 2, line)
                to = "→" if one.reading else ""
                words = both_shortened(one.label, to, one.reading, self.font(), below.width())
                painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, words)

    def event(self, event: QEvent) -> bool:
        """Tell in words what a sample is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip_at(event.pos()), self)
            return True
        return bool(super().event(event))

    def _tip_at(self, point: QPoint) -> str:
        for spot, one in zip(self._spots(), self._neighbours, strict=True):
            if spot.contains(point):
                return one.tip
        return ""
