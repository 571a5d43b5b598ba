"""One page of a lesson: its title and its blocks, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from camviewer.controllers.lesson_code import LessonCode
from camviewer.controllers.lesson_figures import LessonFigures
from camviewer.document.document import Document
from camviewer.gui.lesson.answers import Answers, questions
from camviewer.gui.lesson.code_view import CodeView
from camviewer.gui.lesson.drafts import Drafts
from camviewer.gui.lesson.figure_view import FigureView
from camviewer.gui.lesson.live_values import LiveValues
from camviewer.gui.lesson.painting_view import PaintingView
from camviewer.gui.lesson.picture_view import PictureView
from camviewer.gui.lesson.question_view import QuestionView
from camviewer.gui.lesson.quiz_score import LEAST, QuizScore
from camviewer.gui.lesson.rich_text import unbroken
from camviewer.gui.lesson.table_view import TableView
from camviewer.gui.lesson.text_label import Words, words
from camviewer.gui.lesson.values_view import ValuesView
from camviewer.gui.lesson.wide_button import WideButton
from camviewer.gui.theme import SPACE, enlarge
from camviewer.gui.widgets.formula_view import FormulaView
from camviewer.gui.widgets.throttle import Throttle
from camviewer.lesson import page as blocks
from camviewer.lesson.page import Block, Page

_NARROWEST = 160  # pixels
_CALM = 100  # milliseconds between two times that numbers in words are renewed


@dataclass(frozen=True, eq=False)
class Services:
    """What pages work with.

    Attributes:
        document: what they are about.
        values: numbers by name.
        figures: makes figures.
        code: runs code.
        answers: keeps what was answered.
        drafts: keeps code that was changed.
    """

    document: Document
    values: LiveValues
    figures: LessonFigures
    code: LessonCode
    answers: Answers
    drafts: Drafts


class PageView(QWidget):
    """A page's widgets."""

    wanted = Signal(object)
    """A `Task` is to be done."""

    covering = Signal(bool)
    """Whether the maps are to be hidden."""

    pointed = Signal(str)
    """Words point to this part of the window; empty: no longer."""

    renewed = Signal()
    """All questions are to be answered anew."""

    def __init__(self, page: Page, services: Services, parent: QWidget | None = None) -> None:
        """Show a page; a formula that was not typeset before is now, in half a second at most."""
        super().__init__(parent)
        self.setObjectName("lessonPage")
        self._services = services
        self._answers = iter(services.answers.of(page))
        self._drafts = iter(services.drafts.of(page))
        self.tasks: list[WideButton] = []
        self.pressed: WideButton | None = None
        """Which of them was pressed last."""
        self.paintings: list[PaintingView] = []
        self.questions: list[QuestionView] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE + 4, SPACE, SPACE + 4, SPACE)
        layout.setSpacing(SPACE + 4)
        layout.addWidget(self._title(page.title))
        for block in page.blocks:
            layout.addWidget(self._MAKERS[type(block)](self, block))
        asked = questions(page)
        if sum(bool(question.choices) for question in asked) >= LEAST:
            score = QuizScore(asked, services.answers.of(page), self)
            score.again_wanted.connect(self.renewed)
            for question in self.questions:
                question.answered.connect(score.count)
            layout.addWidget(score)
        layout.addStretch(1)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._follow_values()

    @property
    def is_covering(self) -> bool:
        """Whether something is to be painted before the maps are seen."""
        return any(painting.is_covering for painting in self.paintings)

    def _press(self, button: WideButton, task: blocks.Task) -> None:
        self.pressed = button
        self.wanted.emit(task)

    def minimumSizeHint(self) -> QSize:
        """As high as its width asks for: of its children's smallest heights nothing is known."""
        return QSize(_NARROWEST, 0)

    def _follow_values(self) -> None:
        """Let words have their numbers and point to the window."""
        values = self._services.values
        self._labels = self.findChildren(Words)
        for label in self._labels:
            label.pointed.connect(self.pointed)
            if label.has_values:
                label.read_by(values.text)
        self._labels = [label for label in self._labels if label.has_values]
        self._throttle = Throttle(_CALM, self)
        self._throttle.passed.connect(self._renew)
        values.changed.connect(self._ask_to_renew)

    def _ask_to_renew(self) -> None:
        self._throttle.put(None)

    def _renew(self) -> None:
        for label in self._labels:
            label.renew()

    def _tell_covering(self) -> None:
        self.covering.emit(self.is_covering)

    def _title(self, text: str) -> QLabel:
        title = QLabel(unbroken(text), self)
        title.setObjectName("lessonTitle")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        enlarge(title, 1.6)
        return title

    # One function a kind of block

    def _make_words(self, block: blocks.Words) -> QWidget:
        return words(block.text, self)

    def _make_formula(self, block: blocks.Formula) -> QWidget:
        return FormulaView(block.tex, self)

    def _make_task(self, block: blocks.Task) -> QWidget:
        button = WideButton(block.label, self, sign="▶", accented=True)
        button.setObjectName(f"taskButton{len(self.tasks)}")
        button.clicked.connect(partial(self._press, button, block))
        self.tasks.append(button)
        return button

    def _make_question(self, block: blocks.Question) -> QWidget:
        question = QuestionView(block, next(self._answers), self)
        self.questions.append(question)
        return question

    def _make_painting(self, block: blocks.Painting) -> QWidget:
        painting = PaintingView(block, self._services.document, self)
        painting.covering.connect(self._tell_covering)
        self.paintings.append(painting)
        return painting

    def _make_picture(self, block: blocks.Picture) -> QWidget:
        return PictureView(block, self)

    def _make_figure(self, block: blocks.Figure) -> QWidget:
        return FigureView(block, self._services.figures, self)

    def _make_table(self, block: blocks.Table) -> QWidget:
        return TableView(block, self)

    def _make_code(self, block: blocks.Code) -> QWidget:
        return CodeView(block, self._services.code, next(self._drafts), self)

    def _make_values(self, block: blocks.Values) -> QWidget:
        return ValuesView(block, self)

    _MAKERS: ClassVar[dict[type[Block], Callable[[PageView, Any], QWidget]]] = {
        blocks.Words: _make_words,
        blocks.Formula: _make_formula,
        blocks.Task: _make_task,
        blocks.Question: _make_question,
        blocks.Painting: _make_painting,
        blocks.Picture: _make_picture,
        blocks.Figure: _make_figure,
        blocks.Table: _make_table,
        blocks.Code: _make_code,
        blocks.Values: _make_values,
    }
