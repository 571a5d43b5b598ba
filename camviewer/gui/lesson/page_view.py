"""One page of a lesson: its title and its blocks, from top to bottom."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from camviewer.document.document import Document
from camviewer.gui.lesson.painting_view import PaintingView
from camviewer.gui.lesson.question_view import QuestionView
from camviewer.gui.lesson.rich_text import unbroken
from camviewer.gui.lesson.text_label import words
from camviewer.gui.lesson.wide_button import WideButton
from camviewer.gui.theme import SPACE, enlarge
from camviewer.gui.widgets.formula_view import FormulaView
from camviewer.lesson.page import Block, Formula, Page, Painting, Question, Words

_NARROWEST = 160  # pixels


class PageView(QWidget):
    """A page's widgets."""

    wanted = Signal(object)
    """A `Task` is to be done."""

    covering = Signal(bool)
    """Whether the maps are to be hidden."""

    def __init__(self, page: Page, document: Document, parent: QWidget | None = None) -> None:
        """Show a page; its formulas have been typeset before."""
        super().__init__(parent)
        self.setObjectName("lessonPage")
        self._document = document
        self.paintings: list[PaintingView] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE + 4, SPACE, SPACE + 4, SPACE)
        layout.setSpacing(SPACE + 4)
        title = QLabel(unbroken(page.title), self)
        title.setObjectName("lessonTitle")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        enlarge(title, 1.6)
        layout.addWidget(title)
        self.tasks: list[WideButton] = []
        for block in page.blocks:
            layout.addWidget(self._widget(block))
        layout.addStretch(1)
        self.setBackgroundRole(QPalette.ColorRole.Window)

    @property
    def is_covering(self) -> bool:
        """Whether something is to be painted before the maps are seen."""
        return any(painting.is_covering for painting in self.paintings)

    def _tell_covering(self) -> None:
        self.covering.emit(self.is_covering)

    def minimumSizeHint(self) -> QSize:
        """As high as its width asks for: of its children's smallest heights nothing is known."""
        return QSize(_NARROWEST, 0)

    def _widget(self, block: Block) -> QWidget:
        if isinstance(block, Words):
            return words(block.text, self)
        if isinstance(block, Formula):
            return FormulaView(block.tex, self)
        if isinstance(block, Question):
            return QuestionView(block, self)
        if isinstance(block, Painting):
            painting = PaintingView(block, self._document, self)
            painting.covering.connect(self._tell_covering)
            self.paintings.append(painting)
            return painting
        button = WideButton(block.label, self, sign="▶", accented=True)
        button.setObjectName(f"taskButton{len(self.tasks)}")
        button.clicked.connect(partial(self.wanted.emit, block))
        self.tasks.append(button)
        return button
