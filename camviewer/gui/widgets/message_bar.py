"""Messages that do not block: a bar over the lower edge of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from camviewer.gui.theme import SPACE

_TROUBLE, _TOLD, _TEXT = QColor("#a3261f"), QColor("#1f5f3a"), QColor("white")
_LASTING = 6000  # milliseconds that a message about something done stays
_WIDEST = 900


class MessageBar(QWidget):
    """Shows one sentence at a time; trouble stays until it is closed or replaced."""

    def __init__(self, parent: QWidget) -> None:
        """A hidden bar at the lower edge of its parent."""
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._colour = _TOLD
        self._label = QLabel(self)
        self._label.setObjectName("messageLabel")
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        palette = self._label.palette()
        palette.setColor(self._label.foregroundRole(), _TEXT)
        self._label.setPalette(palette)
        close = QToolButton(self)
        close.setObjectName("messageCloseButton")
        close.setText("✕")
        close.setAutoRaise(True)
        close.setPalette(palette)
        close.setToolTip(self.tr("Close this message"))
        close.clicked.connect(self.hide)
        self._window = parent
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        self._layout.addWidget(self._label, 1)
        self._layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LASTING)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty if there is none."""
        return self._label.text() if self.isVisible() else ""

    def show_trouble(self, sentence: str) -> None:
        """Show that something could not be done, until it is closed."""
        self._timer.stop()
        self._show(sentence, _TROUBLE)

    def show_told(self, sentence: str) -> None:
        """Show that something was done, for a while."""
        self._timer.start()
        self._show(sentence, _TOLD)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the parent's lower edge."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour)
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)

    def _show(self, sentence: str, colour: QColor) -> None:
        self._label.setText(sentence)
        self._label.setAccessibleName(sentence)
        self._colour = colour
        self._place()
        self.show()
        self.raise_()
        self.update()

    def _place(self) -> None:
        room = self._window.size()
        width = min(_WIDEST, room.width() - 4 * SPACE)
        height = max(self._layout.heightForWidth(width), self._layout.minimumSize().height())
        left, top = (room.width() - width) // 2, room.height() - height - 2 * SPACE
        self.setGeometry(left, top, width, height)
