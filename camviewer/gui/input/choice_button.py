"""A large button: a picture, what it does, and a sentence about that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QWidget

from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.icons import icon
from camviewer.gui.widgets.wrapped_button import WrappedButton

_PICTURE = 2.0  # lines' heights
_LEAST = 180  # pixels in which a sentence can still be read
_WRAPPED = Qt.TextFlag.TextWordWrap


class ChoiceButton(WrappedButton):
    """As wide as there is room; its sentence has as many lines as it needs."""

    def __init__(self, picture: str, title: str, sentence: str, parent: QWidget) -> None:
        """A button.

        Args:
            picture: name of an icon.
            title: what the button does.
            sentence: what comes of that.
            parent: Qt's owner.
        """
        super().__init__(title, parent)
        self._picture = picture
        self._sentence = sentence
        self.setAccessibleDescription(sentence)
        self._show_icon()

    def heightForWidth(self, width: int) -> int:
        """Title, sentence and a margin; no less than the picture."""
        room = max(1, width - self._left() - SPACE)
        words = _height(self._title_font(), self.text(), room) + _height(
            self.font(), self._sentence, room
        )
        return max(words, self._side()) + 2 * SPACE

    def sizeHint(self) -> QSize:
        """As wide as the title."""
        title = QFontMetrics(self._title_font()).horizontalAdvance(self.text())
        width = max(_LEAST, self._left() + title + 2 * SPACE)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        """As narrow as can be read."""
        return QSize(_LEAST, self.heightForWidth(max(_LEAST, self.width())))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette: the picture has the colour of the text."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_picture"):
            self._show_icon()
        super().changeEvent(event)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The style's button, the picture at the left, title and sentence beside it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        picture, option.icon = self.icon(), type(self.icon())()
        side = self._side()
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            picture.paint(painter, QRect(SPACE, (self.height() - side) // 2, side, side))
            room = self.rect().adjusted(self._left(), SPACE, -SPACE, -SPACE)
            painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
            painter.setFont(self._title_font())
            painter.drawText(room, _WRAPPED, self.text())
            title = _height(self._title_font(), self.text(), room.width())
            painter.setFont(self.font())
            painter.drawText(room.adjusted(0, title, 0, 0), _WRAPPED, self._sentence)

    def _show_icon(self) -> None:
        self.setIcon(icon(self._picture, self.palette()))

    def _side(self) -> int:
        """Pixels of the picture."""
        return round(_PICTURE * self.fontMetrics().height())

    def _left(self) -> int:
        """Pixels from the left edge to the words."""
        return self._side() + 2 * SPACE + SPACE // 2

    def _title_font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font


def _height(font: QFont, text: str, width: int) -> int:
    """Pixels that a text needs in that width."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), _WRAPPED, text).height()
