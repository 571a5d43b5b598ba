"""Messages that do not block: a bar at the lower edge of the window."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded

TROUBLE, TOLD, TEXT = QColor("#a3261f"), QColor("#1f5f3a"), QColor("white")
"""Grounds of what went wrong and of what was done; words."""

LASTING = 6000
"""Milliseconds that a message about something done stays."""


class MessageBar(QWidget):
    """Shows one sentence at a time; trouble stays until it is closed or replaced."""

    closed = Signal()
    """It gives its room back."""

    def __init__(self, parent: QWidget) -> None:
        """A hidden bar."""
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._colour = TOLD
        self._is_offer = False
        self._label = QLabel(self)
        self._label.setObjectName("messageLabel")
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        palette = self._label.palette()
        for role in (self._label.foregroundRole(), QPalette.ColorRole.ButtonText):
            palette.setColor(role, TEXT)
        self._label.setPalette(palette)
        close = QToolButton(self)
        close.setObjectName("messageCloseButton")
        close.setText("✕")
        close.setAutoRaise(True)
        close.setPalette(palette)
        close.setToolTip(self.tr("Close this message"))
        close.setShortcut("Esc")
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(self._label, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LASTING)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty if there is none."""
        return self._label.text() if self.isVisible() else ""

    def show_trouble(self, sentence: str) -> None:
        """Show that something could not be done, until it is closed."""
        self._timer.stop()
        self._show(sentence, TROUBLE)

    def show_offer(self, sentence: str) -> None:
        """Show what can be done now, until it is closed."""
        self._timer.stop()
        self._show(sentence, TOLD)
        self._is_offer = True

    def withdraw_offer(self) -> None:
        """What was offered is no longer to be had, or taken."""
        if self._is_offer:
            self.hide()

    def show_told(self, sentence: str) -> None:
        """Show that something was done, for a while."""
        self._timer.start()
        self._show(sentence, TOLD)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell it."""
        super().hideEvent(event)
        self.closed.emit()

    def show_hint(self, sentence: str) -> None:
        """Show what can be done now, for a while or until it is withdrawn."""
        self.show_told(sentence)
        self._is_offer = True

    @guarded
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
        self._is_offer = False
        self.show()
        self.update()
