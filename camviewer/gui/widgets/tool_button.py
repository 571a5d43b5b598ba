"""A small button with the picture of an action."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from camviewer.gui.language import without_mnemonic

_SIDE = 20  # pixels of the picture


def tool_button(name: str, action: QAction, parent: QWidget) -> QToolButton:
    """A flat button that does what the action does, and is called so (``objectName``)."""
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setDefaultAction(action)
    button.setAutoRaise(True)
    button.setIconSize(QSize(_SIDE, _SIDE))
    button.setAccessibleName(without_mnemonic(action.text()))
    return button
