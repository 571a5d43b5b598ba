"""Four arrows that move the sample by a pixel; the arrow keys do the same."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from camviewer.gui.widgets.guard import guarded

_STEPS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, 1),
}
"""Pixels to the right and down by which each key moves the sample."""

_SIDE = 1.7  # heights of a line of text that an arrow's button is wide and high
_FRAME = 3  # pixels around the arrows, in which is shown that the keys come here


class MovePad(QWidget):
    """Arrows around a middle; the keys work while it has the keyboard."""

    moved = Signal(int, int)
    """Pixels to the right and down by which a person moves the sample."""

    back_wanted = Signal()
    """A person wants the sample as it is drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Four arrows."""
        super().__init__(parent)
        self.setObjectName("movePad")
        self.setAccessibleName(self.tr("Move the [sample]"))
        self.setToolTip(self.tr("Click here to move the [sample] with the arrow keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        self._layout.setSpacing(0)
        arrows, keys = Qt.ArrowType, Qt.Key
        self._add("moveUpButton", arrows.UpArrow, keys.Key_Up, self.tr("Up by one pixel"))
        self._add("moveLeftButton", arrows.LeftArrow, keys.Key_Left, self.tr("Left by one pixel"))
        self._add(
            "moveRightButton", arrows.RightArrow, keys.Key_Right, self.tr("Right by one pixel")
        )
        self._add("moveDownButton", arrows.DownArrow, keys.Key_Down, self.tr("Down by one pixel"))
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Home brings back."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.moved.emit(*_STEPS[key])
        elif key == Qt.Key.Key_Home:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, larger arrows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_layout"):
            self._fit()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """A frame while the keys come here."""
        if not self.hasFocus():
            return
        with QPainter(self) as painter:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _add(self, name: str, arrow: Qt.ArrowType, key: Qt.Key, words: str) -> None:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setArrowType(arrow)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay with the pad
        button.setToolTip(words)
        button.setAccessibleName(words)
        right, down = _STEPS[key]
        button.clicked.connect(partial(self._move, right, down))
        self._layout.addWidget(button, 1 + down, 1 + right)

    def _fit(self) -> None:
        side = round(_SIDE * self.fontMetrics().height())
        for button in self.findChildren(QToolButton):
            button.setFixedSize(side, side)

    def _move(self, right: int, down: int, _checked: bool = False) -> None:
        self.moved.emit(right, down)
