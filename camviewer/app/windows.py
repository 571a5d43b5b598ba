"""The window, and how one with other words takes its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from camviewer.document.messages import Message, Messages
from camviewer.gui.layout.main_window import MainWindow


class Windows(QObject):
    """Shows one window at a time.

    Attributes:
        window: the present one.
    """

    changed = Signal()
    """Another window has taken the place of the one before."""

    def __init__(
        self, make: Callable[[], MainWindow], messages: Messages, parent: QObject | None = None
    ) -> None:
        """Make the first window; it is not shown yet.

        Args:
            make: makes a window in the present language.
            messages: what is told while a window is on its way is told in that one again.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._make, self._messages = make, messages
        self._next: MainWindow | None = None
        self._told: list[Message] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._take_step)
        self.window = make()
        self.window.restore()
        messages.posted.connect(self._note_told)

    def rebuild(self) -> None:
        """Put a window in the place of the present one that goes on where it is.

        It is made first and shown in a second step: the pen is heard in between.
        """
        self._discard_next()
        self._soon.start()

    def close(self) -> None:
        """No other window comes any more."""
        self._discard_next()

    def _take_step(self) -> None:
        if self._next is None:
            self._next = self._make()
            told, self._told = self._told, []
            for message in told:
                self._messages.posted.emit(message)
            self._soon.start()
            return
        before, self.window, self._next = self.window, self._next, None
        before.leave()
        self.window.restore()
        before.retire()
        self.window.show()
        self.window.activateWindow()  # the keys go on to work where no window manager sees to it
        self.changed.emit()

    def _discard_next(self) -> None:
        self._soon.stop()
        if self._next is not None:
            self._next.retire()
            self._next = None

    def _note_told(self, message: Message) -> None:
        if self._soon.isActive() and self._next is None:
            self._told.append(message)
