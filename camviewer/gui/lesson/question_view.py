"""A question: think first, then see the answer."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from camviewer.gui.lesson.text_label import words
from camviewer.gui.lesson.wide_button import WideButton
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.card import Card
from camviewer.lesson.page import Question

_OPEN, _RIGHT, _WRONG = "○", "✓", "✗"


class QuestionView(Card):
    """Choosing tells whether it was right; the answer is shown with that, or when asked for."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        """The question with its answer hidden."""
        super().__init__(self.tr("Question"), parent)
        self.setObjectName("lessonQuestion")
        self._question = question
        self.body.addWidget(words(question.prompt, self))
        choices = QVBoxLayout()
        choices.setSpacing(SPACE // 2)
        self.choices = [
            WideButton(_plain(choice.text), self, sign=_OPEN) for choice in question.choices
        ]
        for place, button in enumerate(self.choices):
            button.setObjectName(f"choiceButton{place}")
            button.clicked.connect(partial(self._choose, place))
            choices.addWidget(button)
        self.body.addLayout(choices)
        self.show_answer = WideButton(self.tr("Show the answer"), self, sign="▸")
        self.show_answer.setFlat(True)
        self.show_answer.setObjectName("showAnswerButton")
        self.show_answer.clicked.connect(self._show)
        self.body.addWidget(self.show_answer)
        self.answer = words(question.answer, self, "lessonAnswer")
        self.answer.hide()
        self.body.addWidget(self.answer)

    def _choose(self, place: int, _checked: bool = False) -> None:
        right = self._question.choices[place].right
        button = self.choices[place]
        button.show_sign(_RIGHT if right else _WRONG)
        verdict = self.tr("{0}: right") if right else self.tr("{0}: wrong")
        button.setAccessibleName(verdict.format(button.text()))
        if right:
            self._show()

    def _show(self) -> None:
        for button, choice in zip(self.choices, self._question.choices, strict=True):
            if choice.right:
                button.show_sign(_RIGHT)
        self.show_answer.hide()
        self.answer.show()


def _plain(text: str) -> str:
    """A button shows no marks."""
    return text.replace("*", "").replace("$", "").replace("`", "")
