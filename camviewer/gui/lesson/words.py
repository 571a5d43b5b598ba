"""Labels with a lesson's words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from camviewer.gui.lesson.rich_text import to_html
from camviewer.gui.theme import enlarge

TEXT = 1.1
"""How much larger a lesson's text is than the window's: it is read, not glanced at."""

_LINES = 130  # height of a line in per cent of the type's


def words(text: str, parent: QWidget, name: str = "lessonWords") -> QLabel:
    """Words that wrap; they can be selected, and nothing in them is a link."""
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(f'<div style="line-height: {_LINES}%">{to_html(text)}</div>')
    label.setWordWrap(True)
    label.setOpenExternalLinks(False)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    label.setMinimumWidth(40)
    enlarge(label, TEXT)
    return label
