"""A small button with the picture of an action."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from camviewer.gui.language import without_mnemonic

_SIDE = 1.3  # heights of a line of text that the picture is high


class _PictureButton(QToolButton):
    """A flat button whose picture is as large as the text around it asks for."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)
        self.setAutoRaise(True)
        self._fit_picture()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, larger picture."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_picture()

    def _fit_picture(self) -> None:
        side = round(_SIDE * self.fontMetrics().height())
        self.setIconSize(QSize(side, side))


def tool_button(name: str, action: QAction, parent: QWidget) -> QToolButton:
    """A flat button that does what the action does, and is called so (``objectName``)."""
    button = _PictureButton(action, parent)
    button.setObjectName(name)
    button.setAccessibleName(without_mnemonic(action.text()))
    return button
