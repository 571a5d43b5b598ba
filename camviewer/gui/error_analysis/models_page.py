"""Two models on the same samples: what the second classifies correctly that the first does not."""

from __future__ import annotations

from functools import partial
from html import escape

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import Group
from camviewer.document.document import Document
from camviewer.document.stage import Model
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox

_SMALLEST_P = 0.0001


class ModelsPage(QWidget):
    """Chooses a second model; four counts that list their samples, and McNemar's exact test."""

    def __init__(
        self,
        document: Document,
        mistakes: Mistakes,
        derived_analyses: DerivedAnalyses,
        parent: QWidget | None = None,
    ) -> None:
        """A page that follows the derived analyses."""
        super().__init__(parent)
        self._document = document
        self._mistakes = mistakes
        self._derived_analyses = derived_analyses
        self._group: Group | None = None  # what was last listed here
        self.box = ChoiceBox(self)
        self.box.setObjectName("secondModelBox")
        self.box.setAccessibleName(self.tr("Second model"))
        self.box.setToolTip(self.tr("The model to compare on the same [samples]"))
        self.compare = QPushButton(self)
        self.compare.setObjectName("compareButton")
        self.compare.setToolTip(
            self.tr("The second model predicts all [samples] of the split, in the background")
        )
        self.compare.clicked.connect(self._compare_or_stop)
        self.leave = QPushButton(self.tr("Close"), self)
        self.leave.setObjectName("leaveComparisonButton")
        self.leave.setToolTip(self.tr("End the comparison"))
        self.leave.clicked.connect(self._leave)
        self.words = QLabel(self)
        self.words.setObjectName("comparisonLabel")
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.groups = {
            name: self._group_button(name) for name in ("fixed", "broken", "wrong", "right")
        }
        self._grid = QWidget(self)
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE // 2)
        for place, button in enumerate(self.groups.values()):
            grid.addWidget(button, *divmod(place, 2))
        line = QHBoxLayout()
        line.setSpacing(SPACE // 2)
        line.addWidget(self.box, 1)
        line.addWidget(self.compare)
        line.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(line)
        layout.addWidget(self.words)
        layout.addWidget(self._grid)
        layout.addStretch(1)
        document.models_changed.connect(self._show_models)
        derived_analyses.comparison_changed.connect(self._show)
        derived_analyses.progressed.connect(self._show_progress)
        mistakes.evaluation_changed.connect(self._show_models)
        mistakes.evaluation_changed.connect(self._show)
        self._show_models()
        self._show()

    def _group_button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"{name}GroupButton")
        button.setToolTip(self._tips()[name])
        button.clicked.connect(partial(self._choose, name))
        return button

    def _show_models(self) -> None:
        """Offer all models but the one that was evaluated; keep what was chosen."""
        target, chosen = self._mistakes.target, self.box.currentText()
        with QSignalBlocker(self.box):
            self.box.clear()
            for place, model in enumerate(self._document.models):
                if target is None or model.path != target.network:
                    self.box.addItem(model.card.name, place)
            self.box.setCurrentIndex(max(0, self.box.findText(chosen)))

    def _compare_or_stop(self) -> None:
        if self._derived_analyses.is_running("comparison"):
            self._derived_analyses.stop("comparison")
        else:
            if self._is_listed():
                self._mistakes.narrow(None, outcome="wrong")  # it was one of the comparison before
            self._derived_analyses.compare_with(self._document.models[self.box.currentData()])

    def _is_listed(self) -> bool:
        """Whether a group of the comparison is listed."""
        chosen, listed = self._group, self._mistakes.group
        return (
            chosen is not None
            and listed is not None
            and chosen.title == listed.title
            and np.array_equal(np.sort(chosen.members), listed.members)
        )

    def _leave(self) -> None:
        self._derived_analyses.leave_comparison()
        self._mistakes.narrow(None, outcome="wrong")

    def _titles(self) -> dict[str, str]:
        return {
            "fixed": self.tr("Fixed"),
            "broken": self.tr("Broken"),
            "wrong": self.tr("Both wrong"),
            "right": self.tr("Both correct"),
        }

    def _tips(self) -> dict[str, str]:
        return {
            "fixed": self.tr("List the [samples] that only the second model predicts correctly"),
            "broken": self.tr("List the [samples] that only the first model predicts correctly"),
            "wrong": self.tr("List the [samples] that neither model predicts correctly"),
            "right": self.tr("List the [samples] that both models predict correctly"),
        }

    def _show(self) -> None:
        derived_analyses, paired = self._derived_analyses, self._derived_analyses.paired
        evaluation, model = self._mistakes.evaluation, self._derived_analyses.model
        finding = derived_analyses.is_running("comparison")
        self.compare.setText(self.tr("Cancel") if finding else self.tr("Compare"))
        self.compare.setEnabled(evaluation is not None)
        self.box.setEnabled(evaluation is not None and not finding)
        self.leave.setVisible(paired is not None)
        self._grid.setVisible(paired is not None)
        if finding:
            self.words.setText(self.tr("The second model is predicting the [samples]…"))
            return
        if paired is None or model is None or evaluation is None:
            self.words.setText(
                self.tr("Choose a second model to see which mistakes it fixes and which it adds.")
            )
            return
        members = {
            "fixed": paired.fixed,
            "broken": paired.broken,
            "wrong": paired.both_wrong,
            "right": paired.both_right,
        }
        for name, title in self._titles().items():
            self.groups[name].setText(f"{title}: {len(members[name]):,}")
        p = paired.p_value
        sign = "<" if p < _SMALLEST_P else "="
        text = self.tr(
            "<b>{0}</b> against <b>{1}</b>: [samples] that only {0} predicts correctly: {2}; "
            "only {1}: {3}. McNemar’s exact test: p {4} {5}."
        )
        if self._has_learned(model):
            text += " " + self.tr(
                "One of these networks was trained on some of these [samples]. For a fair "
                "comparison, see the verdict on the Fix page."
            )
        self.words.setText(
            text.format(
                escape(model.card.name),
                escape(evaluation.model),
                f"{len(paired.fixed):,}",
                f"{len(paired.broken):,}",
                escape(sign),
                _SMALLEST_P if p < _SMALLEST_P else f"{p:.4f}",
            )
        )

    def _has_learned(self, model: Model) -> bool:
        """Whether one of both models has learned from some of the samples they are compared on."""
        trial, target = self._document.fix.value.trial, self._mistakes.target
        is_fixed = trial is not None and trial.fixed == str(model.path)
        first = (each for each in self._document.models if target and each.path == target.network)
        return is_fixed or any(each.card.has_learned_tests for each in (*first, model))

    def _choose(self, name: str) -> None:
        paired = self._derived_analyses.paired
        if paired is None:
            return
        members = {
            "fixed": paired.fixed,
            "broken": paired.broken,
            "wrong": paired.both_wrong,
            "right": paired.both_right,
        }[name]
        self._group = Group(self._titles()[name], members)
        self._mistakes.narrow(self._group, outcome="all", label=None, predicted=None)

    def _show_progress(self, what: str, done: int, whole: int) -> None:
        if what == "comparison" and whole:
            text = self.tr("The second model is predicting the [samples]… {0} of {1}")
            self.words.setText(text.format(f"{done:,}", f"{whole:,}"))
