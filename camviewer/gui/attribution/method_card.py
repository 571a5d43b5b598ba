"""One method among others: its picture of the sample, and a button that chooses it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from camviewer.attribution.methods import Method
from camviewer.common.translation import translate
from camviewer.gui.theme import card_colour
from camviewer.gui.widgets.fitting import shortened
from camviewer.gui.widgets.guard import guarded

_LEAST, _EDGE, _CHOSEN = 6.4, 4, 3  # lines of text; pixels


class MethodCard(QAbstractButton):
    """A picture between the method's name and what it cost; checked where it is on the stage."""

    def __init__(self, method: Method, parent: QWidget) -> None:
        """A card without a picture yet."""
        super().__init__(parent)
        self.method = method
        self._title = translate(method.title)
        self._note = ""
        self._image: QImage | None = None
        self.setObjectName(f"{method.name}MethodButton")
        self.setText(self._title)
        self.setCheckable(True)
        self.setAutoExclusive(False)  # the document says which one is chosen
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, image: QImage | None, note: str, tip: str, *, possible: bool) -> None:
        """Show a picture, or that there is none.

        Args:
            image: one pixel a pixel of the sample.
            note: below the picture: what it cost, or that it is not there.
            tip: what it is, or why there is no picture.
            possible: whether it can be chosen.
        """
        self._image, self._note = image, note
        self.setEnabled(possible)
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self.update()

    def sizeHint(self) -> QSize:
        """A comfortable square between two lines."""
        least = round(_LEAST * self._line())
        return QSize(least, self.heightForWidth(least))

    def minimumSizeHint(self) -> QSize:
        """Pixels that can just be told apart."""
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        """A square between two lines of text."""
        return width + 2 * self._line()

    def _line(self) -> int:
        return self.fontMetrics().height()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint name, picture, cost, and a frame around what is chosen."""
        palette, line = self.palette(), self._line()
        whole = QRectF(self.rect())
        side = min(whole.width() - 2 * _EDGE, whole.height() - 2 * line - _EDGE)
        square = QRectF((whole.width() - side) / 2, line + _EDGE / 2, side, side)
        with QPainter(self) as painter:
            if self.isChecked() or self.underMouse():
                painter.fillRect(whole, card_colour(palette))
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            self._write(painter, self._title, QRectF(_EDGE, 0, whole.width() - 2 * _EDGE, line))
            faint = palette.color(QPalette.ColorRole.PlaceholderText)
            painter.setPen(faint)
            if self._image is None:
                painter.drawText(square, Qt.AlignmentFlag.AlignCenter, "–")
            else:
                painter.drawImage(square, self._image)
            painter.drawRect(square.adjusted(0.5, 0.5, -0.5, -0.5))
            below = QRectF(_EDGE, square.bottom(), whole.width() - 2 * _EDGE, line)
            self._write(painter, self._note, below)
            if self.isChecked() or self.hasFocus():
                colour = palette.color(QPalette.ColorRole.Highlight)
                painter.setPen(QPen(colour, _CHOSEN if self.isChecked() else 1))
                painter.drawRect(whole.adjusted(1.5, 1.5, -1.5, -1.5))

    def _write(self, painter: QPainter, text: str, place: QRectF) -> None:
        fits = shortened(text, self.font(), place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, fits)

    def enterEvent(self, event: QEvent) -> None:
        """It can be pressed."""
        super().enterEvent(event)  # type: ignore[arg-type]
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """It is looked at no longer."""
        super().leaveEvent(event)
        self.update()
