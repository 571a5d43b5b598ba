"""The presentation: the whole screen and large type, for a class in front of a projector."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from camviewer.gui.layout.font_scaler import FontScaler
from camviewer.gui.layout.laser import Laser

_SETTLED = 300  # milliseconds: a window that is put on the screen changes its state back and forth


class Presentation(QObject):
    """Presents a window, as its actions say."""

    told = Signal(str)
    """A sentence for the person: how it ends."""

    ended = Signal()
    """What was told no longer holds."""

    settled = Signal()
    """Text has another size, with which all has room."""

    changed = Signal()
    """It begins or has ended: other things are to be shown."""

    def __init__(
        self,
        window: QMainWindow,
        present: QAction,
        laser: QAction,
        before: Presentation | None = None,
    ) -> None:
        """Nothing changes yet.

        Args:
            window: what is presented.
            present: checkable, whether it is.
            laser: checkable, whether the pointer is a laser's; only while it is.
            before: of the window in whose place this one comes.
        """
        super().__init__(window)
        self._window = window
        self._present = present
        self._point = laser
        self._laser = Laser()
        self.font_scaler: FontScaler = FontScaler(
            window, before.font_scaler if before is not None else None
        )
        self.font_scaler.settled.connect(self.settled)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_SETTLED)
        self._look.timeout.connect(self._end_with_screen)

    def follow(self) -> None:
        """Begin or end, as the action says."""
        presenting = self._present.isChecked()
        self._point.setEnabled(presenting)
        if presenting:
            self.changed.emit()
            self.told.emit(self.tr("F11 ends the presentation."))
            self.font_scaler.begin()
        else:
            self._point.setChecked(False)
            self.point()
            self.ended.emit()
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
