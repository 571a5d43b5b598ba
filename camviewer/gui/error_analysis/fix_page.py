"""From a selection of mistakes to a better network, in four steps on one page."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.fixing import Fixing, FixPhase
from camviewer.controllers.training import Training
from camviewer.gui.error_analysis.remedy_form import RemedyForm
from camviewer.gui.error_analysis.scrolled_page import ScrolledPage
from camviewer.gui.error_analysis.verdict_view import VerdictView
from camviewer.gui.layout.dialogs import Dialogs
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.number_format import whole_percent

_ABREAST = 110  # letters' widths from which on the verdict stands beside the other steps
_USUAL = 3  # readings such as "4 → 9" that a selection is described by


class FixPage(ScrolledPage):
    """Selection, remedy, training, verdict."""

    def __init__(
        self,
        mistakes: Mistakes,
        fixing: Fixing,
        training: Training,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """A page that follows what is listed and what is done about it."""
        super().__init__(parent)
        self.setObjectName("fixPage")
        self._mistakes = mistakes
        self._fixing = fixing
        self._training = training
        self.selection = self.wrapped_label("fixSelectionLabel")
        self.form = RemedyForm(mistakes, fixing, dialogs, self)
        self.begin = QPushButton(self)
        self.begin.setObjectName("fixButton")
        self.bar = QProgressBar(self)
        self.bar.setObjectName("fixProgress")
        self.bar.setRange(0, 1000)
        self.state = self.wrapped_label("fixStateLabel")
        self.verdict = VerdictView(fixing, self)
        self.waiting = self.wrapped_label("noVerdictLabel")
        self.again = QPushButton(self.tr("Judge again"), self)
        self.again.setObjectName("judgeButton")
        self.again.setToolTip(self.tr("Compare the network that was trained for this once more"))
        self._lay_out()
        self.begin.clicked.connect(self._begin_or_cancel)
        self.again.clicked.connect(fixing.judge)
        fixing.changed.connect(self._show)
        fixing.progressed.connect(self._show_reading)
        training.progressed.connect(self._show_training)

    def showEvent(self, event: QShowEvent) -> None:
        """What was not looked at was not followed."""
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The verdict stands beside the other steps where there is width for it."""
        super().resizeEvent(event)
        is_wide = self.width() > _ABREAST * self.fontMetrics().averageCharWidth()
        directions = QBoxLayout.Direction
        self._steps.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self.begin)
        line.addWidget(self.bar, 1)
        line.addStretch(0)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(SPACE // 2)
        self._add_step(left, self.tr("1. Selection"), self.selection)
        self._add_step(left, self.tr("2. Remedy"), self.form)
        self._add_step(left, self.tr("3. Training"))
        left.addLayout(line)
        left.addWidget(self.state)
        left.addStretch(1)
        self._add_step(right, self.tr("4. Verdict"), self.waiting, self.verdict)
        right.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        self._steps = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._steps.setSpacing(2 * SPACE)
        self._steps.addLayout(left, 1)
        self._steps.addLayout(right, 1)
        self.rows.addLayout(self._steps, 1)

    def _add_step(self, column: QVBoxLayout, title: str, *widgets: QWidget) -> None:
        heading = QLabel(f"<b>{title}</b>", self)
        heading.setTextFormat(Qt.TextFormat.RichText)
        if column.count():
            column.addSpacing(SPACE // 2)
        column.addWidget(heading)
        for widget in widgets:
            column.addWidget(widget)

    # What is shown

    def _show(self) -> None:
        if not self.isVisible():
            return  # lists change often, and to divide one takes a while
        fixing, phase = self._fixing, self._fixing.phase
        is_idle, hindrance = phase is FixPhase.IDLE, fixing.hindrance
        self.selection.setText(self._about_selection())
        self.form.setEnabled(is_idle)
        self.form.show_choice()
        self.begin.setText(self.tr("Train and judge") if is_idle else self.tr("Cancel"))
        self.begin.setEnabled(not is_idle or not hindrance)
        self.bar.setVisible(not is_idle)
        if not is_idle:
            self.bar.setRange(0, 0)  # until it is known how much there is to do
        self.state.setText(hindrance if is_idle else self._doing()[phase])
        self.state.setVisible(bool(self.state.text()))
        trial, verdict = fixing.trial, fixing.verdict
        self.verdict.show_verdict(verdict)
        self.waiting.setVisible(verdict is None)
        self.waiting.setText(
            self.tr(
                "Both networks are compared here on test [samples] that no training saw: what is "
                "fixed, what is broken, and whether that is more than chance."
            )
        )
        can_judge = verdict is None and trial is not None and bool(trial.fixed)
        self.again.setVisible(can_judge and is_idle)

    def _doing(self) -> dict[FixPhase, str]:
        return {
            FixPhase.PREPARING: self.tr("Preparing the training [samples]…"),
            FixPhase.TRAINING: self.tr("The network is learning…"),
            FixPhase.JUDGING: self.tr("Both networks are predicting the test [samples]…"),
        }

    def _about_selection(self) -> str:
        selected, group = self._fixing.selected, self._mistakes.group
        if selected is None:
            return ""
        told = [self.tr("Listed in the gallery: {0}").format(f"{len(selected.members):,}")]
        if group is not None:
            told[0] += f" ({group.title})"
        if len(selected.members):
            told.append(self.tr("mostly {0}").format(self._mostly()))
        division = selected.division
        if division.is_halved:
            halves = self.tr("{0} may be learned from, {1} are held out for the verdict")
            used = len(division.train) + len(division.used)
            told.append(halves.format(f"{used:,}", f"{len(division.held_out):,}"))
        return "; ".join(told) + "."

    def _mostly(self) -> str:
        """The commonest readings among the listed samples."""
        evaluation, members = self._mistakes.evaluation, self._mistakes.indices
        assert evaluation is not None, "without one nothing is selected"
        read = np.stack([evaluation.labels[members], evaluation.predicted[members]], axis=1)
        pairs, counts = np.unique(read, axis=0, return_counts=True)
        names, order = evaluation.class_names, np.argsort(-counts, kind="stable")[:_USUAL]
        return ", ".join(
            f"{names[label]} → {names[predicted]} ({count:,})"
            for (label, predicted), count in zip(pairs[order], counts[order], strict=True)
        )

    def _show_reading(self, done: int, whole: int) -> None:
        if self._fixing.phase is not FixPhase.IDLE and whole:
            self._show_share(done / whole)

    def _show_training(self) -> None:
        progress = self._training.progress
        if self._fixing.phase is FixPhase.TRAINING and progress is not None:
            self._show_share(progress.share)

    def _show_share(self, share: float) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(int(1000 * share))
        self.bar.setFormat(whole_percent(share))

    # What a person does

    def _begin_or_cancel(self) -> None:
        if self._fixing.phase is FixPhase.IDLE:
            self._fixing.begin()
        else:
            self._fixing.cancel()
