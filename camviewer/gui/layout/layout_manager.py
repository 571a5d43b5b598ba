"""Who has room in the window: the columns at its left and right, and the docks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from camviewer.document.part import Part
from camviewer.document.state import WindowState
from camviewer.gui import theme
from camviewer.gui.layout.lazy_dock import LazyDock
from camviewer.gui.layout.presentation import Presentation

WIDE = 1500
"""Pixels of a window in which everything has room beside a dock."""

LEFT, RIGHT, TRAINING = 26, 74, 30
LEFT_PRESENTING, TRAINING_PRESENTING = 16, 42
"""Widths of the columns, as shares: words of a training are long in large type."""


@dataclass(frozen=True)
class Parts:
    """What shares the room of a window.

    Attributes:
        columns: layout of the columns; the first one holds drawing, samples and model.
        drawing: panels of the first column that a person draws or chooses samples with.
        model: the model's card, which gives way first.
        training: column of the training.
        controls: what one only chooses with, out of sight in a presentation.
    """

    columns: QHBoxLayout
    drawing: Sequence[QWidget]
    model: QWidget
    training: QWidget
    controls: Sequence[QWidget]


class LayoutManager(QObject):
    """Opens and closes docks and the training; the window grows by it only where it must.

    In a narrow window the model gives way to a dock; so do drawing and samples to a dock and the
    training together, or the training where the dock does not bear it. In a presentation drawing
    gives way to a dock, and no controls are in sight: their keys still work.
    """

    shared = Signal()
    """Each has its room."""

    def __init__(
        self,
        window: QMainWindow,
        parts: Parts,
        docks: Mapping[QAction, LazyDock[QWidget]],
        training: QAction,
        presentation: QAction,
        chosen: Part[WindowState],
    ) -> None:
        """Follow docks, actions and the window's size.

        Args:
            window: whose room it is.
            parts: what is in it.
            docks: each dock by the checkable action that opens it.
            training: opens the training.
            presentation: whether the window is on a projector.
            chosen: is told what is open.
        """
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._docks = docks
        self._training = training
        self._presentation = presentation
        self._chosen = chosen
        self._before = window.frameGeometry()
        for dock in docks.values():
            dock.room_changed.connect(self.share)

    def show_dock(self, action: QAction) -> None:
        """Open or close a dock, as its action says; one behind another comes to the front."""
        dock, self._before = self._docks[action], self._window.frameGeometry()
        opened = action.isChecked()
        if not opened and dock.is_behind:
            opened = True
        if opened and self._is_narrow and not dock.bears_training and self._training.isChecked():
            self._training.trigger()
        if opened:
            self._make_way(beside_dock=True, training=self._training.isChecked())
        dock.open(opened)
        self.share()
        QTimer.singleShot(0, self, self._stay_on_screen)

    def show_training(self) -> None:
        """Open or close the training, as its action says."""
        shown, self._before = self._training.isChecked(), self._window.frameGeometry()
        if shown and self._is_narrow:
            for dock in self._docks.values():
                if dock.takes_width and not dock.bears_training:
                    dock.open(False)
        if shown:
            self._make_way(beside_dock=self._is_docked, training=True)
        self._parts.training.setVisible(shown)
        self.share()
        QTimer.singleShot(0, self, self._stay_on_screen)

    def share(self) -> None:
        """Give each its room, by what is shown now."""
        self._make_way(beside_dock=self._is_docked, training=self._training.isChecked())
        for action, dock in self._docks.items():
            action.setChecked(not dock.isHidden())
        opened = tuple(each.objectName() for each in self._docks.values() if not each.isHidden())
        self._chosen.change(open_docks=opened, training=self._training.isChecked())
        self.shared.emit()

    def resized(self) -> None:
        """The window has another size."""
        self.share()
        if self._presentation.isChecked():
            QTimer.singleShot(0, self, self.widen_docks)

    def widen_docks(self) -> None:
        """Give each dock at a side its share of the width."""
        for dock in self._docks.values():
            if dock.takes_width:
                dock.use_room()

    def follow(self, presentation: Presentation) -> None:
        """Share the room anew when a presentation begins, ends or has changed the text."""
        presentation.changed.connect(self.share)
        presentation.settled.connect(self.widen_docks)
        self.shared.connect(presentation.use_room)

    def restore(self, state: WindowState) -> None:
        """Open what was open; that is no person's step, nothing else closes for it."""
        for dock in self._docks.values():
            if dock.objectName() in state.open_docks:
                dock.setVisible(True)
        self._training.setChecked(state.training)
        self._parts.training.setVisible(state.training)
        self.share()

    def _stay_on_screen(self) -> None:
        """A window that had to grow goes left and up as far as it has left the screen by that."""
        window, before = self._window, self._before
        if window.isMaximized() or window.isFullScreen():
            return
        frame, area = window.frameGeometry(), window.screen().availableGeometry()
        left = min(frame.right() - area.right(), frame.width() - before.width())
        up = min(frame.bottom() - area.bottom(), frame.height() - before.height())
        if left > 0 or up > 0:
            window.move(frame.left() - max(0, left), frame.top() - max(0, up))

    @property
    def _is_narrow(self) -> bool:
        # Large type needs more room for the same.
        factor = theme.PRESENTATION if self._presentation.isChecked() else 1.0
        return self._window.width() < WIDE * factor

    @property
    def _is_docked(self) -> bool:
        return any(dock.takes_width for dock in self._docks.values())

    def _make_way(self, *, beside_dock: bool, training: bool) -> None:
        presenting, narrow = self._presentation.isChecked(), beside_dock and self._is_narrow
        self._parts.model.setVisible(not presenting and not narrow)
        has_left = not (beside_dock and presenting) and not (narrow and training)
        for panel in self._parts.drawing:
            panel.setVisible(has_left and not (presenting and panel in self._parts.controls))
        for panel in self._parts.controls:
            if panel not in self._parts.drawing:
                panel.setVisible(not presenting)
        left = LEFT_PRESENTING if presenting else LEFT
        columns = self._parts.columns
        columns.setStretch(0, left if has_left else 0)
        column = columns.indexOf(self._parts.training)
        columns.setStretch(column, TRAINING_PRESENTING if presenting else TRAINING)
        # What was hidden gives back its room before other things ask for it.
        centre = self._window.centralWidget()
        outer = centre.layout() if centre is not None else None
        for layout in (self._parts.columns, outer, self._window.layout()):
            if layout is not None:
                layout.activate()
