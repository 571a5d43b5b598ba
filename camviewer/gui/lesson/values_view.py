"""Numbers by name in two columns: what each is, and what it is now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from camviewer.gui.lesson.text_label import words
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.card import Card
from camviewer.lesson.page import Values

_LETTERS = 46  # of a label and its number: further apart one would not find the other


class ValuesView(Card):
    """Shows the lines of a block; whoever renews the page's words renews its numbers."""

    def __init__(self, values: Values, parent: QWidget | None = None) -> None:
        """Labels beside their numbers."""
        super().__init__("", parent)
        self.setObjectName("lessonValues")
        self._columns = QWidget(self)
        grid = QGridLayout(self._columns)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.setColumnStretch(0, 1)
        for row, line in enumerate(values.lines):
            number = words(f"**{{{{{line.name}}}}}**", self._columns, "lessonValue")
            number.setWordWrap(False)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            number.setAccessibleDescription(line.name)
            grid.addWidget(words(line.label, self._columns), row, 0)
            grid.addWidget(number, row, 1)
        beside = QHBoxLayout()
        beside.addWidget(self._columns, 1)
        beside.addStretch()
        self.body.addLayout(beside)
        self._limit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text has more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_columns"):
            self._limit()

    def _limit(self) -> None:
        self._columns.setMaximumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
