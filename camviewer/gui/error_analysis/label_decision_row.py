"""Buttons by which a person decides about the label of the sample that is looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget

from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.label_review import Decision, LabelReview
from camviewer.gui.error_analysis.flow_layout import FlowLayout
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox

ACCEPT, REJECT, OPEN = "Y", "X", "Q"
"""Keys: the suggestion is right, the label is right, nobody can tell."""


def decision_keys(review: LabelReview) -> dict[str, Callable[[], object]]:
    """What each key does; they work all over the mistakes."""
    return {ACCEPT: review.accept, REJECT: review.reject, OPEN: review.leave_open}


class LabelDecisionRow(QWidget):
    """Suggested class, label, undecided, another class, undo; what was decided is pressed."""

    def __init__(
        self, mistakes: Mistakes, review: LabelReview, parent: QWidget | None = None
    ) -> None:
        """Buttons that follow the sample that is looked at."""
        super().__init__(parent)
        self._mistakes = mistakes
        self._review = review
        self.accept = self._button("acceptLabelButton", review.accept)
        self.reject = self._button("rejectLabelButton", review.reject)
        self.open = self._button("openLabelButton", review.leave_open)
        self.other = ChoiceBox(self)
        self.other.setObjectName("otherLabelBox")
        self.other.setAccessibleName(self.tr("Another class"))
        self.other.setToolTip(self.tr("What this [sample] is, if neither of the two"))
        self.other.addItem(self.other.accessibleName(), None)
        self.other.activated.connect(self._choose)
        self.undo = QToolButton(self)
        self.undo.setObjectName("undoLabelButton")
        self.undo.setText("↶")
        self.undo.setAutoRaise(True)
        self.undo.setToolTip(self.tr("Undo the last decision, tag or note (Ctrl+Z)"))
        self.undo.setAccessibleName(self.undo.toolTip())
        self.undo.clicked.connect(mistakes.tagging.undo)
        row = FlowLayout(SPACE // 2)
        for widget in (self.accept, self.reject, self.open, self.other, self.undo):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        review.changed.connect(self._show)
        mistakes.place_changed.connect(self._show)
        self._show()

    def _button(self, name: str, does: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setCheckable(True)
        button.clicked.connect(partial(self._do, does))
        return button

    def _do(self, does: Callable[[], object], _checked: bool = False) -> None:
        does()
        self._show()  # also where nothing could be kept

    def _show(self) -> None:
        evaluation, index = self._mistakes.as_read, self._mistakes.index
        suggested = None if index is None else self._review.suggested(index)
        for widget in (self.accept, self.reject, self.open, self.other):
            widget.setEnabled(suggested is not None)
        if evaluation is None or index is None or suggested is None:
            self._name("…", "…")
            return
        names, label = evaluation.class_names, int(evaluation.labels[index])
        self._name(names[suggested], names[label])
        self.accept.setToolTip(self.tr("Correct the label to the suggested class; next (Y)"))
        self.reject.setToolTip(self.tr("Leave the label as it is; next (X)"))
        self.open.setToolTip(self.tr("Nobody can tell what this is; next (Q)"))
        decision, decided = self._review.decision(index), self._review.decided(index)
        self.accept.setChecked(decision is Decision.CORRECTED and decided == suggested)
        self.reject.setChecked(decision is Decision.RIGHT)
        self.open.setChecked(decision is Decision.UNDECIDED)
        others = [each for each in range(len(names)) if each not in (label, suggested)]
        with QSignalBlocker(self.other):
            self.other.clear()
            self.other.addItem(self.tr("Another class"), None)
            for each in others:
                self.other.addItem(names[each], each)
            place = self.other.findData(decided) if decision is Decision.CORRECTED else 0
            self.other.setCurrentIndex(max(0, place))

    def _name(self, suggested: str, label: str) -> None:
        """Say on the buttons which classes they decide for."""
        self.accept.setText(self.tr("It is {0} ({1})").format(suggested, ACCEPT))
        self.reject.setText(self.tr("Label {0} is right ({1})").format(label, REJECT))
        self.open.setText(self.tr("Undecided ({0})").format(OPEN))

    def _choose(self, _place: int) -> None:
        decided = self.other.currentData()
        if decided is not None:
            self._review.decide(decided)
        self._show()
