"""Messages that do not block: a bar that lies over the window and moves nothing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from camviewer.document.messages import Action, Kind, Message, Messages
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded

TROUBLE, GOOD, TEXT = QColor("#a3261f"), QColor("#1f5f3a"), QColor("white")
LASTING = 6000
"""Milliseconds that what is told in passing stays."""

_EDGE = QColor(255, 255, 255, 150)  # sets it off from a dark ground, and from pictures
_RADIUS = 8
_LINES = 3  # of text at most; the whole of a longer one is in the tip
_MAX_PENDING = 5  # messages that wait to be closed; of more the oldest is forgotten
_PASSING = Kind.INFORMATION, Kind.HINT


class MessageBar(QWidget):
    """Shows one message at a time, with buttons if something can be done about it.

    What is told in passing leaves by itself, unless the pointer is over it or it has the keyboard.
    Trouble and offers wait until they are closed or over, the newest in front.
    """

    changed = Signal()
    """Another message is shown, or none: it needs another place."""

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        """A hidden bar that shows what is posted from now on."""
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._passing: Message | None = None
        self._pending: list[Message] = []
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
        self._count = QLabel(self)
        self._count.setObjectName("messageCount")
        self._count.setPalette(palette)
        self._buttons = [self._button(f"messageActionButton{n or ''}", palette) for n in range(2)]
        for place, button in enumerate(self._buttons):
            button.clicked.connect(partial(self._act, place))
        close = self._button("messageCloseButton", palette)
        close.setText("✕")
        close.setToolTip(self.tr("Close this message"))
        close.setShortcut("Esc")
        close.clicked.connect(self.close_message)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(self._label, 1)
        for widget in (self._count, *self._buttons, close):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._close = close
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LASTING)
        self._timer.timeout.connect(self._pass)
        messages.posted.connect(self._take)
        messages.withdrawn.connect(self._withdraw)
        messages.resolved.connect(self._resolve)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty if there is none."""
        message = self._current
        return message.text if message is not None and self.isVisible() else ""

    def fit(self, width: int) -> QSize:
        """The size in which the message is read, no wider than that; long ones lose their end."""
        message = self._current
        if message is None:
            return QSize(0, 0)
        metrics = self._label.fontMetrics()
        shown = [each for each in (self._count, *self._buttons, self._close) if not each.isHidden()]
        beside = sum(each.sizeHint().width() + SPACE for each in shown) + 4 * SPACE
        room = max(1, width - beside)
        whole = metrics.horizontalAdvance(message.text) + 1
        taken = min(whole, room)
        text, line = message.text, metrics.lineSpacing()
        if self._height(text, taken) > _LINES * line:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(0.9 * _LINES * room))
        self._label.setText(text)
        self._label.setToolTip(message.text if text != message.text else "")
        high = max(self._height(text, taken), self._close.sizeHint().height())
        return QSize(taken + beside, high + 2 * SPACE)

    def close_message(self) -> None:
        """Show the next message that waits, or nothing."""
        if self._passing is not None:
            self._passing = None
        elif self._pending:
            self._pending.pop()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keys that closed it go back to the window."""
        super().hideEvent(event)
        self._timer.stop()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        message = self._current
        is_trouble = message is not None and message.kind is Kind.TROUBLE
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(_EDGE, 1))
            painter.setBrush(TROUBLE if is_trouble else GOOD)
            edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(edge, _RADIUS, _RADIUS)

    # What is shown

    @property
    def _current(self) -> Message | None:
        if self._passing is not None:
            return self._passing
        return self._pending[-1] if self._pending else None

    def _take(self, message: Message) -> None:
        if message.topic:
            self._pending = [each for each in self._pending if each.topic != message.topic]
        if message.kind in _PASSING:
            self._passing = message
            self._timer.start()
        else:
            others = [each for each in self._pending if each.text != message.text]
            self._pending = [*others, message][-_MAX_PENDING:]
            self._passing = None
        self._show()

    def _show(self) -> None:
        message = self._current
        if self._passing is None:
            self._timer.stop()
        if message is not None:
            self._label.setText(message.text)
            self._label.setAccessibleName(message.text)
            for place, button in enumerate(self._buttons):
                has_action = place < len(message.actions)
                button.setVisible(has_action)
                button.setText(message.actions[place].text if has_action else "")
            waiting = len(self._pending)
            self._count.setVisible(self._passing is None and waiting > 1)
            self._count.setText(self.tr("1 of {0}").format(waiting))
        self.setVisible(message is not None)
        self.update()
        self.changed.emit()

    def _pass(self) -> None:
        """Leave, unless somebody is about to read or to press something."""
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._timer.start()
            return
        self._passing = None
        self._show()

    def _withdraw(self) -> None:
        if self._passing is not None and self._passing.kind is Kind.HINT:
            self._passing = None
        self._pending = [each for each in self._pending if each.kind is not Kind.OFFER]
        self._show()

    def _resolve(self, text: str) -> None:
        self._pending = [
            each for each in self._pending if each.kind is not Kind.TROUBLE or each.text != text
        ]
        self._show()

    def _act(self, place: int, _checked: bool = False) -> None:
        message = self._current
        action: Action | None = None
        if message is not None and place < len(message.actions):
            action = message.actions[place]
        self.close_message()
        if action is not None:
            action.do()

    def _button(self, name: str, palette: QPalette) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setPalette(palette)
        button.setAutoRaise(True)
        return button

    def _height(self, text: str, width: int) -> int:
        flags = Qt.TextFlag.TextWordWrap
        room = QRect(0, 0, width, 10_000)
        return self._label.fontMetrics().boundingRect(room, flags, text).height()
