"""Buttons and choices whose words may need more than one line."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QWidget

from camviewer.gui.lesson.rich_text import unbroken
from camviewer.gui.theme import SPACE, enlarge
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.wrapped_button import WrappedButton

_RADIUS = 4
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


class WideButton(WrappedButton):
    """A push button over the whole width, its words on as many lines as they need."""

    def __init__(
        self, text: str, parent: QWidget, *, sign: str = "", accented: bool = False
    ) -> None:
        """A button.

        Args:
            text: its words.
            parent: Qt's owner.
            sign: stands before the words.
            accented: whether it is what is to be pressed next.
        """
        super().__init__(unbroken(text), parent)
        self._sign = sign
        self._accented = accented
        self.setAccessibleName(text)
        enlarge(self, 1.05)

    def show_sign(self, sign: str) -> None:
        """Let another sign stand before the words."""
        self._sign = sign
        self.update()

    def heightForWidth(self, width: int) -> int:
        """The lines and a margin."""
        room = QRect(0, 0, max(1, width - self._left() - 2 * SPACE), 10_000)
        return self.fontMetrics().boundingRect(room, _FLAGS, self.text()).height() + 2 * SPACE + 2

    def sizeHint(self) -> QSize:
        """One line."""
        width = self._left() + self.fontMetrics().horizontalAdvance(self.text()) + 3 * SPACE
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be."""
        return QSize(80, self.heightForWidth(max(self.width(), 80)))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The style's button, and the words in it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        palette = self.palette()
        with QPainter(self) as painter:
            if self._accented and self.isEnabled():
                self._paint_accent(painter)
                painter.setPen(palette.color(QPalette.ColorRole.HighlightedText))
            else:
                self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
                painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
            inner = self.rect().adjusted(SPACE, 0, -SPACE, 0)
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self._sign)
            painter.drawText(inner.adjusted(self._left(), 0, 0, 0), _FLAGS, self.text())

    def _paint_accent(self, painter: QPainter) -> None:
        """A flat ground in the accent's colour: on the style's own shades text would be faint."""
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent.darker(115) if self.isDown() else accent)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.HighlightedText), 1.5))
            painter.drawRoundedRect(frame.adjusted(2.5, 2.5, -2.5, -2.5), _RADIUS, _RADIUS)

    def _left(self) -> int:
        """Room for the sign."""
        return self.fontMetrics().horizontalAdvance("▶") + SPACE
