"""A slider that goes to where a person clicks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget


class JumpSlider(QSlider):
    """A horizontal slider; a click beside the handle puts it there, and it can be dragged on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A slider from 0 to 99."""
        super().__init__(Qt.Orientation.Horizontal, parent)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the handle under the pointer before it is taken."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._go_to(event.position().toPoint().x())
        super().mousePressEvent(event)

    def _go_to(self, x: int) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle, groove = (
            self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)
            for part in (QStyle.SubControl.SC_SliderHandle, QStyle.SubControl.SC_SliderGroove)
        )
        if handle.left() <= x <= handle.right():
            return
        value = QStyle.sliderValueFromPosition(
            self.minimum(),
            self.maximum(),
            x - groove.left() - handle.width() // 2,
            groove.width() - handle.width(),
            option.upsideDown,
        )
        self.setValue(value)
