"""The buttons of the classes in rows: all in sight, or, if they are many, scrolled."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from camviewer.gui.stage.class_button import ClassButton

_ROOMY, _CLOSE = 4, 2  # pixels between buttons: usually, and where there are many in a row
_MANY = 12
_MAP = 0.55  # of a scrolled button's height that its map has room for beside the name
_LONG_NAME = 8  # lines of text that the name has room for there at most
_NOTCH = 120  # what a mouse's wheel tells of one notch


class ClassRows(QWidget):
    """Lays buttons out in rows of the same size, whatever size they are given."""

    def __init__(self, buttons: list[ClassButton], rows: int, parent: QWidget) -> None:
        """Rows of buttons, which become its children."""
        super().__init__(parent)
        self._buttons, self._rows = buttons, rows
        for button in buttons:
            button.setParent(self)

    def use_rows(self, rows: int) -> None:
        """Stand in so many rows from now on."""
        if rows != self._rows:
            self._rows = rows
            self._arrange()

    @property
    def columns(self) -> int:
        """Buttons in a row."""
        return -(-len(self._buttons) // self._rows)

    def least_height(self, rows: int) -> int:
        """Pixels that so many rows need."""
        return rows * self._buttons[0].words.least_height + (rows - 1) * self._gap(rows)

    def width_for(self, height: int) -> int:
        """Pixels of comfortable buttons of that height altogether, if they are scrolled."""
        rows, gap = self._rows, self._gap(self._rows)
        high = (height - (rows - 1) * gap) / rows
        words = self._buttons[0].words
        name = min(words.short_name, _LONG_NAME * words.line)
        wide = max(words.least_width, round(name + _MAP * high))
        return self.columns * (wide + gap) - gap

    def minimumSizeHint(self) -> QSize:
        """The numbers need their height; what width there is is shared."""
        return QSize(0, self.least_height(self._rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give all buttons the same size; pixels that are left over are between them."""
        rows, columns, gap = self._rows, self.columns, self._gap(self._rows)
        wide = max(1, (self.width() + gap) // columns - gap)
        high = max(1, (self.height() + gap) // rows - gap)
        for index, button in enumerate(self._buttons):
            row, column = divmod(index, columns)
            left = column * (self.width() - wide) // max(1, columns - 1)
            top = row * (self.height() - high) // max(1, rows - 1)
            button.setGeometry(left, top, wide, high)

    def _gap(self, rows: int) -> int:
        return _CLOSE if -(-len(self._buttons) // rows) > _MANY else _ROOMY


class ScrolledRows(QScrollArea):
    """Rows that are wider than their room; one of the buttons stays in sight."""

    def __init__(self, rows: ClassRows, parent: QWidget) -> None:
        """A room for these rows, without a frame or a ground of its own."""
        super().__init__(parent)
        self._rows = rows
        self._kept: QWidget | None = None
        self.setWidget(rows)
        rows.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def bar_height(self) -> int:
        """Pixels of the scroll bar."""
        return self.horizontalScrollBar().sizeHint().height()

    def show_button(self, button: QWidget) -> None:
        """Keep a button in sight from now on."""
        self._kept = button
        self.ensureWidgetVisible(button, button.width())

    def arrange(self) -> None:
        """Make the rows as wide as comfortable buttons are; wider if there is room."""
        height = self.viewport().height()
        self._rows.resize(max(self.viewport().width(), self._rows.width_for(height)), height)
        self._show_kept()

    def _show_kept(self) -> None:
        if self._kept is not None:
            self.show_button(self._kept)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now buttons are where they belong."""
        super().showEvent(event)
        self._show_kept()

    def minimumSizeHint(self) -> QSize:
        """The rows' height and the scroll bar's."""
        return QSize(0, self._rows.minimumSizeHint().height() + self.bar_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is less room, or more."""
        super().resizeEvent(event)
        self.arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel goes along the row, one button a notch."""
        turned = event.angleDelta().x() or event.angleDelta().y()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - turned * self._rows.width() // self._rows.columns // _NOTCH)
        event.accept()
