"""The presentation: the whole screen and large type, for a class in front of a projector."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from camviewer.document.messages import Messages
from camviewer.gui import theme
from camviewer.gui.layout.laser import Laser
from camviewer.gui.layout.spotlight import Spotlight

_SETTLED = 300  # milliseconds: a window that is put on the screen changes its state back and forth


class Presentation(QObject):
    """Presents a window, as its actions say."""

    changed = Signal(bool)
    """It begins, or has ended: other things are to be shown."""

    def __init__(
        self,
        window: QMainWindow,
        present: QAction,
        laser: QAction,
        spotlight: QAction,
        messages: Messages,
    ) -> None:
        """Nothing changes yet.

        Args:
            window: what is presented.
            present: checkable, whether it is.
            laser: checkable, whether the pointer is a laser's; only while it is.
            spotlight: checkable, whether all but what is around the pointer is dimmed; likewise.
            messages: where it is told how that ends.
        """
        super().__init__(window)
        self._window = window
        self._present = present
        self._pointers = laser, spotlight
        self._laser = Laser()
        self._spotlight = Spotlight(window)
        self._messages = messages
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_SETTLED)
        self._look.timeout.connect(self._end_with_screen)
        for action in self._pointers:
            action.setEnabled(False)

    def follow(self) -> None:
        """Begin or end, as the action says."""
        presenting = self._present.isChecked()
        for action in self._pointers:
            action.setEnabled(presenting)
            if not presenting:
                action.setChecked(False)
        self.point()
        self._window.menuBar().setVisible(not presenting)
        lines = self._window.screen().size().height()
        theme.scale_text(theme.presentation_factor(lines) if presenting else 1.0)
        if presenting:
            self._messages.hint(self.tr("Press F11 to end the presentation."))
        else:
            self._messages.withdraw()
        self.changed.emit(presenting)
        state, full = self._window.windowState(), Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full if presenting else state & ~full)

    def see_state(self) -> None:
        """The window has another state; without full screen perhaps for a moment only."""
        if self._window.isFullScreen():
            self._look.stop()
        else:
            self._look.start()

    def _end_with_screen(self) -> None:
        """The desktop has ended the full screen: then the presentation has ended too."""
        if self._present.isChecked() and not self._window.isFullScreen():
            self._present.setChecked(False)
            self.follow()

    def leave(self) -> None:
        """The window is left; another one may go on with it."""
        self._look.stop()
        self._laser.switch(False)  # the pointer is the usual one for whatever comes next
        self._spotlight.switch(False)

    def point(self) -> None:
        """Point as the actions say."""
        laser, spotlight = self._pointers
        self._laser.switch(laser.isChecked())
        self._spotlight.switch(spotlight.isChecked())
