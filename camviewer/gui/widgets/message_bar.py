"""Messages that do not block: a bar that lies over the window and moves nothing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from camviewer.document.messages import Action, Kind, Message, Messages
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded

TROUBLE, GOOD, TEXT = QColor("#a3261f"), QColor("#1f5f3a"), QColor("white")
LASTING = 6000
"""Milliseconds that what is told in passing stays."""

LINES = 3
"""Lines of text at most; the whole of a longer one is in the tip."""

_EDGE = QColor(255, 255, 255, 150)  # sets it off from a dark ground, and from pictures
_SHADE = QColor(0, 0, 0, 26)  # of each of the shadow's rings: sets it off from a light ground
_SHADOW = 5  # pixels of it around the bar, one ring each
_RADIUS = 8
_SLACK = 4  # pixels that a line is laid out wider than its letters
_BUTTON = 140  # per cent by which a button's ground is darker than the bar's
_BESIDE = 0.45  # of the width: what buttons may take beside the text, else they go below it
_MAX_PENDING = 5  # messages that wait to be closed; of more the oldest is forgotten


class MessageBar(QWidget):
    """Shows one message at a time, with buttons if something can be done about it.

    What is told in passing leaves by itself, unless the pointer is over it or it has the keyboard.
    Trouble and offers wait until they are closed or over, the newest in front; what was done shows
    before them, and leaves them as they are unless it answers them. What was done and stays waits
    behind what is told in passing.
    """

    changed = Signal()
    """Another message is shown, or none: it needs another place."""

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        """A hidden bar that shows what is posted from now on."""
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._news: Message | None = None  # what was done, or a hint
        self._pending: list[Message] = []
        self._label = QLabel(self)
        self._label.setObjectName("messageLabel")
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = QLabel(self)
        self._count.setObjectName("messageCount")
        self._count.setToolTip(self.tr("Close this message to see the next one"))
        self._buttons: list[QToolButton] = []
        self._close = self._button("messageCloseButton")
        self._close.setText("✕")
        self._close.setAutoRaise(True)
        self._close.setToolTip(self.tr("Close this message (Esc)"))
        self._close.setAccessibleName(self._close.toolTip())
        self._close.setShortcut("Esc")
        self._close.clicked.connect(self.close_message)
        self._lay_out()
        self._offer(())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LASTING)
        self._timer.timeout.connect(self._pass)
        messages.posted.connect(self._take)
        messages.withdrawn.connect(self._withdraw)
        messages.resolved.connect(self._resolve)
        messages.settled.connect(self._settle)
        self.hide()

    def _lay_out(self) -> None:
        self._actions = QWidget(self)
        row = QHBoxLayout(self._actions)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE // 2)
        row.addStretch(1)
        self._line = QHBoxLayout()
        self._line.setSpacing(SPACE)
        self._line.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        for widget in (self._actions, self._count, self._close):
            self._line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout(self)
        edge = _SHADOW + SPACE
        self._lines.setContentsMargins(edge + SPACE, edge, edge, edge)
        self._lines.setSpacing(SPACE // 2)
        self._lines.addLayout(self._line, 1)

    @property
    def text(self) -> str:
        """The sentence shown; empty if there is none."""
        message = self._current
        return message.text if message is not None and self.isVisible() else ""

    def fit(self, max_width: int) -> QSize:
        """Arrange the message for a width; what has no room in `LINES` ends in "…".

        Args:
            max_width: pixels that there are, shadow and all.

        Returns:
            The size in which it is read, no wider than that; an empty one without a message.
        """
        message = self._current
        if message is None:
            return QSize(0, 0)
        beside = self._put_actions(max_width)
        room = max(1, max_width - beside)
        metrics = self._label.fontMetrics()
        lines = message.text.splitlines() or [""]
        taken = min(max(map(metrics.horizontalAdvance, lines)) + _SLACK, room)
        text = self._shortened(message.text, taken)
        width, high = taken + beside, self._height(text, taken)
        self._label.setToolTip(message.text if text != message.text else "")
        edges = 2 * (_SHADOW + SPACE)
        if self._are_actions_below:
            width = max(width, self._actions.sizeHint().width() + edges + SPACE)
            high += self._actions.sizeHint().height() + self._lines.spacing()
        else:
            high = max(high, self._close.sizeHint().height())
        return QSize(min(width, max_width), high + edges)

    @property
    def _are_actions_below(self) -> bool:
        return self._lines.indexOf(self._actions) >= 0

    def _put_actions(self, width: int) -> int:
        """Put the buttons beside the text or below it; returns what is beside it in pixels."""
        always = [each for each in (self._count, self._close) if not each.isHidden()]
        beside = sum(each.sizeHint().width() + SPACE for each in always)
        beside += 2 * (_SHADOW + SPACE) + SPACE
        buttons = 0 if self._actions.isHidden() else self._actions.sizeHint().width() + SPACE
        below = beside + buttons > _BESIDE * width
        if below != self._are_actions_below:
            (self._line if below else self._lines).removeWidget(self._actions)
            if below:
                self._lines.addWidget(self._actions)
            else:
                self._line.insertWidget(1, self._actions, 0, Qt.AlignmentFlag.AlignTop)
        return beside if below else beside + buttons

    def close_message(self) -> None:
        """Show the next message that waits, or nothing."""
        if self._news is not None:
            self._news = None
        elif self._pending:
            self._pending.pop()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing has to pass any more."""
        super().hideEvent(event)
        self._timer.stop()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint shadow, ground and edge."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_SHADE)
            whole = QRectF(self.rect())
            for ring in range(_SHADOW):
                around = _RADIUS + _SHADOW - ring
                painter.drawRoundedRect(whole.adjusted(ring, ring, -ring, -ring), around, around)
            painter.setPen(QPen(_EDGE, 1))
            painter.setBrush(self._ground())
            edge = _SHADOW + 0.5
            painter.drawRoundedRect(whole.adjusted(edge, edge, -edge, -edge), _RADIUS, _RADIUS)

    # What is shown

    @property
    def _current(self) -> Message | None:
        if self._news is not None:
            return self._news
        return self._pending[-1] if self._pending else None

    def _ground(self) -> QColor:
        message = self._current
        return TROUBLE if message is not None and message.kind is Kind.TROUBLE else GOOD

    def _take(self, message: Message) -> None:
        if message.topic:
            self._forget(message.topic)
        before = self._news
        if before is not None and before.stays and before.topic not in ("", message.topic):
            self._pending = [*self._pending, before][-_MAX_PENDING:]  # it is read afterwards
        if message.kind in (Kind.INFORMATION, Kind.HINT):
            self._news = message
        else:
            others = [each for each in self._pending if each.text != message.text]
            self._pending = [*others, message][-_MAX_PENDING:]
            self._news = None
        self._timer.stop()
        self._show()
        event = QAccessibleEvent(self, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(event)

    def _show(self) -> None:
        message = self._current
        if message is None or not message.passes:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
        if message is not None:
            self._label.setText(message.text)
            self._label.setAccessibleName(message.text)
            self.setAccessibleName(message.text)
            self._offer(message.actions)
            waiting = len(self._pending)
            self._count.setVisible(self._news is None and waiting > 1)
            self._count.setText(self.tr("1 of {0}").format(waiting))
            self._colour()
        self.setVisible(message is not None)
        self.update()
        self.changed.emit()

    def _offer(self, actions: tuple[Action, ...]) -> None:
        """Have a button for each action."""
        while len(self._buttons) < max(1, len(actions)):
            place = len(self._buttons)
            button = self._button(f"messageActionButton{place or ''}")
            button.clicked.connect(partial(self._act, place))
            self._buttons.append(button)
            row = self._actions.layout()
            assert row is not None
            row.addWidget(button)
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(actions))
            button.setText(actions[place].text if place < len(actions) else "")
        self._actions.setVisible(bool(actions))

    def _colour(self) -> None:
        """White on the ground that belongs to the message, whatever scheme the window has."""
        palette, ground = self.palette(), self._ground()
        roles = QPalette.ColorRole
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(role, TEXT)
        palette.setColor(roles.Button, ground.darker(_BUTTON))
        palette.setColor(roles.Window, ground.darker(_BUTTON))
        for widget in (self._label, self._count, self._close, *self._buttons):
            widget.setPalette(palette)

    def _pass(self) -> None:
        """Leave, unless somebody is about to read or to press something."""
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._timer.start()
            return
        self._news = None
        self._show()

    def _withdraw(self) -> None:
        if self._news is not None and self._news.kind is Kind.HINT:
            self._news = None
        self._pending = [each for each in self._pending if each.kind is not Kind.OFFER]
        self._show()

    def _resolve(self, text: str) -> None:
        if self._news is not None and self._news.text == text:
            self._news = None
        self._pending = [
            each for each in self._pending if each.kind is not Kind.TROUBLE or each.text != text
        ]
        self._show()

    def _settle(self, topic: str) -> None:
        before = self._pending, self._news
        self._forget(topic)
        if self._news is not None and self._news.stays and self._news.topic == topic:
            self._news = None
        if (self._pending, self._news) != before:
            self._show()

    def _forget(self, topic: str) -> None:
        ended = (Kind.TROUBLE, Kind.INFORMATION)
        self._pending = [
            each for each in self._pending if each.kind not in ended or each.topic != topic
        ]

    def _act(self, place: int, _checked: bool = False) -> None:
        message = self._current
        action: Action | None = None
        if message is not None and place < len(message.actions):
            action = message.actions[place]
        self.close_message()
        if action is not None:
            action.do()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        return button

    # Long texts

    def _shortened(self, text: str, width: int) -> str:
        """As much of a text as `LINES` hold, with "…" at its end if that is not all of it."""
        metrics, middle = self._label.fontMetrics(), Qt.TextElideMode.ElideMiddle
        most = self._height("\n".join(["x"] * LINES), width)
        # A path without spaces is one word: it loses its middle, its name is at the end.
        text = " ".join(metrics.elidedText(word, middle, width) for word in text.split(" "))
        if self._height(text, width) <= most:
            return text
        fits, does_not = 0, len(text)
        while does_not - fits > 1:
            tried = (fits + does_not) // 2
            if self._height(f"{text[:tried].rstrip()}…", width) <= most:
                fits = tried
            else:
                does_not = tried
        return f"{text[:fits].rstrip()}…"

    def _height(self, text: str, width: int) -> int:
        """Pixels that a text is high: the label itself is asked, as it breaks the lines."""
        self._label.setText(text)
        return self._label.heightForWidth(width)
