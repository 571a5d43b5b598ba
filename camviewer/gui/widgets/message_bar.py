"""Messages that do not block: a bar at the lower edge of the window."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from camviewer.document.messages import Action, Kind, Message, Messages
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded

TROUBLE, GOOD, TEXT = QColor("#a3261f"), QColor("#1f5f3a"), QColor("white")
LASTING = 6000
"""Milliseconds that what is told in passing stays."""
_PASSING = Kind.INFORMATION, Kind.HINT
_TO_BE_WITHDRAWN = Kind.HINT, Kind.OFFER


class MessageBar(QWidget):
    """Shows one message at a time, with a button if something can be done about it.

    Trouble and offers stay until they are closed, replaced or over.
    """

    closed = Signal()
    """It gives its room back."""

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        """A hidden bar that shows what is posted from now on."""
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._kind = Kind.INFORMATION
        self._action: Action | None = None
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
        self._button = QToolButton(self)
        self._button.setObjectName("messageActionButton")
        self._button.setPalette(palette)
        self._button.setAutoRaise(True)
        self._button.clicked.connect(self._act)
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
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LASTING)
        self._timer.timeout.connect(self.hide)
        messages.posted.connect(self._show)
        messages.withdrawn.connect(self._withdraw)
        messages.resolved.connect(self._resolve)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty if there is none."""
        return self._label.text() if self.isVisible() else ""

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell it."""
        super().hideEvent(event)
        self.closed.emit()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(TROUBLE if self._kind is Kind.TROUBLE else GOOD)
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)

    def _show(self, message: Message) -> None:
        self._kind, self._action = message.kind, message.action
        self._label.setText(message.text)
        self._label.setAccessibleName(message.text)
        self._button.setVisible(message.action is not None)
        self._button.setText(message.action.text if message.action is not None else "")
        if message.kind in _PASSING:
            self._timer.start()
        else:
            self._timer.stop()
        self.show()
        self.update()

    def _withdraw(self) -> None:
        if self._kind in _TO_BE_WITHDRAWN:
            self.hide()

    def _resolve(self, text: str) -> None:
        if self._kind is Kind.TROUBLE and self._label.text() == text:
            self.hide()

    def _act(self) -> None:
        action = self._action
        self.hide()
        if action is not None:
            action.do()
