"""What stands where something cannot be shown: why not, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class MissingNote(QLabel):
    """A sentence in the place of something; hidden while there is none."""

    wanted = Signal(str)
    """A person wants what is offered instead; its name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """No sentence yet; `name` is the ``objectName``."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(self.wanted)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.hide()

    def offer(self, sentence: str, instead: Mapping[str, str]) -> None:
        """Show a sentence, and what works instead: titles by name, to be chosen by a click."""
        links = ", ".join(
            f'<a href="{escape(name)}">{escape(title)}</a>' for name, title in instead.items()
        )
        self.setTextFormat(Qt.TextFormat.RichText if links else Qt.TextFormat.PlainText)
        offered = self.tr("Try instead: {0}").format(links)
        self.setText(f"{escape(sentence)}<br>{offered}" if links else sentence)

    def tell(self, sentence: str, *instead_of: QWidget) -> None:
        """Show a sentence and hide what it stands for; an empty one brings that back."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
        for widget in instead_of:
            widget.setVisible(not sentence)
