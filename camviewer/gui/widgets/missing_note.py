"""What stands where something cannot be shown: why not, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class MissingNote(QLabel):
    """A sentence in the place of something; hidden while there is none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """No sentence yet; `name` is the ``objectName``."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.hide()

    def tell(self, sentence: str, *instead_of: QWidget) -> None:
        """Show a sentence and hide what it stands for; an empty one brings that back."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
        for widget in instead_of:
            widget.setVisible(not sentence)
