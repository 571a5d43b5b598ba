"""Numbers by name in two columns: what each is, and what it is now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from camviewer.gui.lesson.text_label import words
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.card import Card
from camviewer.lesson.page import Values


class ValuesView(Card):
    """Shows the lines of a block; whoever renews the page's words renews its numbers."""

    def __init__(self, values: Values, parent: QWidget | None = None) -> None:
        """Labels beside their numbers."""
        super().__init__("", parent)
        self.setObjectName("lessonValues")
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for row, line in enumerate(values.lines):
            number = words(f"**{{{{{line.name}}}}}**", self, "lessonValue")
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            number.setAccessibleDescription(line.name)
            grid.addWidget(words(line.label, self), row, 0)
            grid.addWidget(number, row, 1)
        self.body.addLayout(grid)
