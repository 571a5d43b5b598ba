"""The presentation: for a projector, full screen, large type, a laser, no controls."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow

from camviewer.gui import theme
from camviewer.gui.laser import Laser
from camviewer.gui.room import Room


class Presentation(QObject):
    """Begins and ends as its action says."""

    told = Signal(str)
    """A sentence for the person: how to end it, since no menu is in sight."""

    def __init__(self, window: QMainWindow, room: Room, action: QAction, laser: QAction) -> None:
        """The window is as usual, and the text of the usual size.

        Args:
            window: what is presented.
            room: shares the window's room anew.
            action: whether there is a presentation.
            laser: whether the pointer is a red dot; only in a presentation.
        """
        super().__init__(window)
        self._window = window
        self._room = room
        self._action, self._laser_action = action, laser
        self._laser = Laser()
        self._usual_size = QApplication.font().pointSizeF()
        laser.setEnabled(False)

    def follow(self) -> None:
        """Begin or end it."""
        presenting = self._action.isChecked()
        lines = self._window.screen().size().height()
        factor = theme.presentation_factor(lines) if presenting else 1.0
        self._room.share()
        self._laser_action.setEnabled(presenting)
        if not presenting:
            self._laser_action.setChecked(False)
            self.point()
        theme.set_text_size(self._usual_size * factor)
        state = self._window.windowState()
        full = Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full if presenting else state & ~full)
        if presenting:
            key = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            self.told.emit(self.tr("Presentation: {0} ends it").format(key))

    def point(self) -> None:
        """Turn the laser on or off, as its action says."""
        self._laser.switch(self._laser_action.isChecked())

    def take_over(self, before: Presentation) -> None:
        """Go on with what another window presented, and leave it without a laser."""
        self._usual_size = before._usual_size  # the present size may be that for a projector
        before.put_out()
        if before._action.isChecked():
            self._action.setChecked(True)
            self._laser_action.setChecked(before._laser_action.isChecked())
            self.follow()
            self.point()

    def put_out(self) -> None:
        """Give back the usual pointer."""
        self._laser.switch(False)
