"""A picture with the outline of where the answer lies, and what is to be told of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from camviewer.gui.theme import wrong_colour
from camviewer.gui.widgets.fitting import fitted, shortened
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.map_picture import MARK
from camviewer.gui.widgets.mask_outline import paint_outline

_GAP = 3  # pixels between picture and words
_LINES_WIDE = 7.2  # lines' heights that a card is wide at least


class TruthCard(QWidget):
    """A picture between a title and some lines; how large it is follows the text."""

    def __init__(self, name: str, title: str, lines: int, parent: QWidget) -> None:
        """A card without a picture yet.

        Args:
            name: its ``objectName``.
            title: above the picture; without one the picture stands higher.
            lines: below the picture.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._title, self._rows = title, lines
        self._image: QImage | None = None
        self._mask: NDArray[np.bool_] | None = None
        self._lines: tuple[str, ...] = ()
        self._wrong = False
        self.setAccessibleName(title)
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def lines(self) -> tuple[str, ...]:
        """What is told below the picture."""
        return self._lines

    def show_state(
        self,
        image: QImage | None,
        mask: NDArray[np.bool_] | None,
        lines: Sequence[str] = (),
        tip: str = "",
        *,
        wrong: bool = False,
    ) -> None:
        """Show a picture, or that there is none.

        Args:
            image: one pixel a pixel of the sample.
            mask: (h, w) what is outlined in it.
            lines: what is told below it.
            tip: more of that.
            wrong: whether the first line tells that the answer was missed.
        """
        self._image, self._mask = image, mask
        self._lines, self._wrong = tuple(lines), wrong
        self.setToolTip(tip)
        self.setAccessibleDescription(". ".join((*lines, tip)))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words usually are; a square between them."""
        wide = round(_LINES_WIDE * self.fontMetrics().height())
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        """A square between its lines."""
        return width + self._words_high()

    def _words_high(self) -> int:
        line = self.fontMetrics().height()
        return (bool(self._title) + self._rows) * line + 2 * _GAP

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs a larger card."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title, picture, outline and lines."""
        palette, line = self.palette(), self.fontMetrics().height()
        side = max(1, min(self.width(), self.height() - self._words_high()))
        top = _GAP + (line if self._title else 0)
        square = QRectF((self.width() - side) / 2, top, side, side)
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        with QPainter(self) as painter:
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            self._write(painter, self._title, 0)
            if self._image is None:
                painter.setPen(faint)
                painter.drawText(square, Qt.AlignmentFlag.AlignCenter, "–")
                painter.setPen(palette.color(QPalette.ColorRole.Mid))
                painter.drawRect(square.adjusted(0.5, 0.5, -0.5, -0.5))
            else:
                place = fitted(self._image.size(), square)
                painter.drawImage(place, self._image)
                painter.setPen(palette.color(QPalette.ColorRole.Mid))
                painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
                if self._mask is not None:
                    paint_outline(painter, place, self._mask, MARK)
            for row, words in enumerate(self._lines):
                colour = palette.color(QPalette.ColorRole.WindowText) if row == 0 else faint
                painter.setPen(wrong_colour(palette) if row == 0 and self._wrong else colour)
                self._write(painter, words, round(square.bottom()) + _GAP + row * line)

    def _write(self, painter: QPainter, text: str, top: int) -> None:
        line = self.fontMetrics().height()
        place = QRectF(0, top, self.width(), line)
        fits = shortened(text, self.font(), place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, fits)
