"""A question: think first, then see the answer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from camviewer.gui.lesson.answers import Answer
from camviewer.gui.lesson.text_label import plain, words
from camviewer.gui.lesson.wide_button import WideButton
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.card import Card
from camviewer.lesson.page import Question

_OPEN, _RIGHT, _WRONG = "○", "✓", "✗"


class QuestionView(Card):
    """Choosing tells whether it was right; the answer is shown with that, or when asked for."""

    answered = Signal()
    """A choice was made, or the answer was asked for."""

    def __init__(
        self, question: Question, answer: Answer | None = None, parent: QWidget | None = None
    ) -> None:
        """The question as it was left.

        Args:
            question: as a page has it.
            answer: what was answered before; keeps what is answered from now on.
            parent: Qt's owner.
        """
        super().__init__(self.tr("Question"), parent)
        self.setObjectName("lessonQuestion")
        self._question = question
        self._answer = answer or Answer()
        self.body.addWidget(words(question.prompt, self))
        choices = QVBoxLayout()
        choices.setSpacing(SPACE // 2)
        self.choices = [
            WideButton(plain(choice.text), self, sign=_OPEN) for choice in question.choices
        ]
        for place, button in enumerate(self.choices):
            button.setObjectName(f"choiceButton{place}")
            button.clicked.connect(partial(self._choose, place))
            choices.addWidget(button)
        self.body.addLayout(choices)
        self.show_answer = WideButton(self.tr("Show the answer"), self, sign="▸")
        self.show_answer.setFlat(True)
        self.show_answer.setObjectName("showAnswerButton")
        self.show_answer.clicked.connect(self._ask)
        self.body.addWidget(self.show_answer)
        self.answer = words(question.answer, self, "lessonAnswer")
        self.answer.hide()
        self.body.addWidget(self.answer)
        for place in self._answer.chosen:
            self._mark(place)
        if self._answer.shown:
            self._show()

    def _choose(self, place: int, _checked: bool = False) -> None:
        if place not in self._answer.chosen and not self._answer.shown:
            self._answer.chosen.append(place)
        self._mark(place)
        if self._question.choices[place].right:
            self._show()
        self.answered.emit()

    def _ask(self) -> None:
        self._show()
        self.answered.emit()

    def _mark(self, place: int) -> None:
        right = self._question.choices[place].right
        button = self.choices[place]
        button.show_sign(_RIGHT if right else _WRONG)
        verdict = self.tr("{0}: correct") if right else self.tr("{0}: wrong")
        button.setAccessibleName(verdict.format(button.text()))

    def _show(self) -> None:
        """Show the answer; choices made from now on count no longer."""
        self._answer.shown = True
        for button, choice in zip(self.choices, self._question.choices, strict=True):
            if choice.right:
                button.show_sign(_RIGHT)
        self.show_answer.hide()
        self.answer.show()
