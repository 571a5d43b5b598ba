"""Labels with a lesson's words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from camviewer.gui.lesson.rich_text import to_html
from camviewer.gui.theme import enlarge

TEXT = 1.1
"""How much larger a lesson's text is than the window's: it is read, not glanced at."""


def words(text: str, parent: QWidget, name: str = "lessonWords") -> QLabel:
    """Words that wrap; they can be selected, and nothing in them is a link."""
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(to_html(text))
    label.setWordWrap(True)
    label.setOpenExternalLinks(False)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    label.setMinimumWidth(40)
    enlarge(label, TEXT)
    return label
