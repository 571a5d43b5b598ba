"""The presentation: the whole screen and large type, for a class in front of a projector."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from camviewer.gui import theme
from camviewer.gui.large_type import LargeType
from camviewer.gui.laser import Laser


class Presentation(QObject):
    """Presents a window, as its actions say."""

    told = Signal(str)
    """A sentence for the person: how it ends."""

    changed = Signal()
    """It began or ended; type and screen are about to change."""

    def __init__(
        self, window: QMainWindow, present: QAction, laser: QAction, usual_size: float
    ) -> None:
        """Nothing changes yet.

        Args:
            window: what is presented.
            present: checkable, whether it is.
            laser: checkable, whether the pointer is a laser's; only while it is.
            usual_size: of the type at other times, in points.
        """
        super().__init__(window)
        self._window = window
        self._present = present
        self._point = laser
        self._laser = Laser()
        self._type = LargeType(window, usual_size)

    def follow(self) -> None:
        """Begin or end, as the action says."""
        presenting = self._present.isChecked()
        lines = self._window.screen().size().height()
        factor = theme.presentation_factor(lines) if presenting else 1.0
        self.changed.emit()
        self._point.setEnabled(presenting)
        if presenting:
            self.told.emit(self.tr("F11 ends the presentation."))
        else:
            self._point.setChecked(False)
            self.point()
        self._type.use(factor)
        state, full = self._window.windowState(), Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full if presenting else state & ~full)

    @property
    def usual_size(self) -> float:
        """Size of the type when nothing is presented, in points."""
        return self._type.usual

    def use_room(self) -> None:
        """Something was opened or closed: there may be room for larger text."""
        self._type.grow()

    def point(self) -> None:
        """Turn the pointer into a laser's or back, as the action says."""
        self._laser.switch(self._point.isChecked())

    def put_laser_away(self) -> None:
        """The window is left: the pointer is the usual one for whatever comes next."""
        self._laser.switch(False)
