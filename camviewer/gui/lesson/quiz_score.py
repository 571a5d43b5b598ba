"""How a quiz went so far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from camviewer.gui.lesson.answers import Answer
from camviewer.gui.lesson.wide_button import WideButton
from camviewer.gui.theme import enlarge
from camviewer.gui.widgets.card import Card
from camviewer.lesson.page import Question

LEAST = 5
"""Questions with choices that make a page a quiz."""


class QuizScore(Card):
    """Stands at the end of a page with many questions."""

    again_wanted = Signal()
    """A person wants to answer all questions anew."""

    def __init__(
        self,
        questions: Sequence[Question],
        answers: Sequence[Answer],
        parent: QWidget | None = None,
    ) -> None:
        """Count answers, those to free questions excepted; `count` counts again."""
        super().__init__("", parent)
        self.setObjectName("lessonQuiz")
        pairs = zip(questions, answers, strict=True)
        self._pairs = [(question, answer) for question, answer in pairs if question.choices]
        self.told = QLabel(self)
        self.told.setObjectName("quizScore")
        self.told.setWordWrap(True)
        enlarge(self.told, 1.3)
        self.again = WideButton(self.tr("Answer again"), self, sign="↺")
        self.again.setObjectName("answerAgainButton")
        self.again.clicked.connect(self.again_wanted)
        self.body.addWidget(self.told)
        self.body.addWidget(self.again)
        self.count()

    def count(self) -> None:
        """Tell how many first answers were right."""
        right = sum(answer.is_right(question) for question, answer in self._pairs)
        left = sum(not answer.is_given() for _, answer in self._pairs)
        told = self.tr("<b>{0} of {1} correct</b>").format(right, len(self._pairs))
        if left:
            told += " · " + self.tr("{0} to go").format(left)
        self.told.setText(told)
        self.again.setVisible(left < len(self._pairs))
