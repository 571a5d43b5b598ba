"""The presentation: the whole screen and large type, for a class in front of a projector."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from camviewer.document.messages import Messages
from camviewer.document.part import Part
from camviewer.document.state import WindowState
from camviewer.gui.layout.font_scaler import FontScaler
from camviewer.gui.layout.laser import Laser

_SETTLED = 300  # milliseconds: a window that is put on the screen changes its state back and forth


class Presentation(QObject):
    """Presents a window, as its actions say."""

    settled = Signal()
    """Text has another size, with which all has room."""

    changed = Signal()
    """It begins or has ended: other things are to be shown."""

    def __init__(
        self,
        window: QMainWindow,
        present: QAction,
        laser: QAction,
        chosen: Part[WindowState],
        messages: Messages,
    ) -> None:
        """Nothing changes yet.

        Args:
            window: what is presented.
            present: checkable, whether it is.
            laser: checkable, whether the pointer is a laser's; only while it is.
            chosen: is told whether it is presented.
            messages: where it is told how that ends.
        """
        super().__init__(window)
        self._window = window
        self._present = present
        self._point = laser
        self._laser = Laser()
        self._chosen = chosen
        self._messages = messages
        self.font_scaler = FontScaler(window)
        self.font_scaler.settled.connect(self.settled)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_SETTLED)
        self._look.timeout.connect(self._end_with_screen)

    def follow(self) -> None:
        """Begin or end, as the action says."""
        presenting = self._present.isChecked()
        self._chosen.change(presentation=presenting)
        self._point.setEnabled(presenting)
        if presenting:
            self.changed.emit()
            self._messages.hint(self.tr("F11 ends the presentation."))
            self.font_scaler.begin()
        else:
            self._point.setChecked(False)
            self.point()
            self._messages.withdraw()
            self.font_scaler.end()  # first: what comes back has no room beside large text
            self.changed.emit()
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
        self.font_scaler.leave()

    def use_room(self) -> None:
        """Something was opened or closed: there may be room for other text."""
        self.font_scaler.grow()

    def point(self) -> None:
        """Turn the pointer into a laser's or back, as the action says."""
        self._laser.switch(self._point.isChecked())
