"""The window, and how one with other words takes its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication

from camviewer.document.messages import Message, Messages
from camviewer.document.part import Part
from camviewer.document.state import WindowState
from camviewer.gui.layout.main_window import MainWindow

AGAIN = 100
"""Milliseconds between two looks at whether a dialog is still open."""

_BETWEEN = 20  # milliseconds between two steps: what one has left to be painted is painted first


class Windows(QObject):
    """Shows one window at a time.

    Attributes:
        window: the present one.
    """

    changed = Signal()
    """Another window has taken the place of the one before."""

    def __init__(
        self,
        make: Callable[[], MainWindow],
        chosen: Part[WindowState],
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        """Make the first window; it is not shown yet.

        Args:
            make: makes a window in the present language.
            chosen: what is open in the window.
            messages: what is told while a window is on its way is told in that one again.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._make, self._chosen, self._messages = make, chosen, messages
        self._next: MainWindow | None = None
        self._before: MainWindow | None = None  # still to go
        self._restored: WindowState | None = None
        self._is_wanted = False  # a window in the place of the present one
        self._told: list[Message] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._take_step)
        self.window = make()
        self.window.restore()
        messages.posted.connect(self._note_told)

    def rebuild(self) -> None:
        """Put a window in the place of the present one that goes on where it is.

        It is made, filled and shown, and the other one goes, step by step: the pen is heard in
        between. A dialog that is open is answered first.
        """
        self._discard_next()
        self._is_wanted = True
        self._soon.start(_BETWEEN)

    def close(self) -> None:
        """No other window comes any more."""
        self._discard_next()
        if self._before is not None:
            self._before.hide()

    def _take_step(self) -> None:
        if _is_within_another_loop():
            self._soon.start(AGAIN)
        elif self._before is not None:
            self._before.retire()
            self._before = None
            if self._is_wanted:
                self._soon.start(_BETWEEN)
        elif QApplication.activeModalWidget() is not None:  # it would go with its window
            self._soon.start(AGAIN)
        elif self._next is None:
            self._next = self._make()
            for message in tuple(self._told):
                self._messages.posted.emit(message)
            self._soon.start(_BETWEEN)
        elif self._restored is None:
            self.window.leave()
            self._next.restore()
            self._restored = self._chosen.value
            self._soon.start(_BETWEEN)
        elif self._restored != self._chosen.value:  # something was opened or closed meanwhile
            self.rebuild()
        else:
            self._replace_by(self._next)

    def _replace_by(self, after: MainWindow) -> None:
        self._before, self.window = self.window, after
        self._next = self._restored = None
        self._is_wanted = False
        self._told.clear()
        self.window.show()
        self.window.activateWindow()  # the keys go on to work where no window manager sees to it
        self.changed.emit()
        self._soon.start(_BETWEEN)

    def _discard_next(self) -> None:
        self._soon.stop()
        self._restored = None
        if self._next is not None:
            self._next.retire()
            self._next = None

    def _note_told(self, message: Message) -> None:
        if self._is_wanted and message not in self._told:
            self._told.append(message)


def _is_within_another_loop() -> bool:
    """Whether a question, a menu or a drag runs a loop of its own.

    Whoever began it returns to it once it is answered: nothing of theirs may be gone by then.
    """
    return QThread.currentThread().loopLevel() > 1
