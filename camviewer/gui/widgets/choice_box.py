"""A box of choices whose words end in "…" where there is no room for them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)

from camviewer.gui.widgets.guard import guarded


class ChoiceBox(QComboBox):
    """Tells the whole choice in a tip where it is shortened; its list is as wide as it must be."""

    def __init__(self, parent: QWidget | None = None, *, least: float = 1.0) -> None:
        """An empty box.

        Args:
            parent: Qt's owner.
            least: what share of its usual width is enough where there is no room.
        """
        super().__init__(parent)
        self._least = least

    def minimumSizeHint(self) -> QSize:
        """As narrow as it may be."""
        hint = self.sizeHint()  # Qt's own least size stays what it was when text grows or shrinks
        return QSize(round(self._least * hint.width()), hint.height())

    def shown_text(self) -> str:
        """What is in the box: the choice, or as much of it as has room."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self._shortened(option)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, the choice shortened where it must be."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._shortened(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def showPopup(self) -> None:
        """Open the list."""
        view = self.view()
        frame = 2 * view.frameWidth() + view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(view.sizeHintForColumn(0) + frame)
        super().showPopup()

    def event(self, event: QEvent) -> bool:
        """The tip of a shortened choice is the choice itself."""
        is_help = isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip
        if is_help and self.shown_text() != self.currentText():
            assert isinstance(event, QHelpEvent)
            tip = "\n".join(filter(None, (self.currentText(), self.toolTip())))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def _shortened(self, option: QStyleOptionComboBox) -> str:
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        right = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.currentText(), right, field.width())
