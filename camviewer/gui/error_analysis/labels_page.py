"""The queue of suspected label errors: gone through by keys, each with the reasons beside it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QModelIndex, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from camviewer.controllers.workspace import Workspace
from camviewer.gui.error_analysis.flow_layout import FlowLayout
from camviewer.gui.error_analysis.label_decision_row import LabelDecisionRow
from camviewer.gui.error_analysis.label_queue_model import LabelQueueModel
from camviewer.gui.error_analysis.label_queue_view import LabelQueueView
from camviewer.gui.error_analysis.label_reasons import LabelReasons
from camviewer.gui.error_analysis.thumbnails import Thumbnails
from camviewer.gui.layout.dialogs import Dialogs
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.number_format import whole_percent
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.evaluation import Probabilities

_QUEUE, _REASONS = 2, 3  # shares of the height
_LINES = 12  # of text that are in sight at least; the rest is scrolled
_TABLE = 330  # pixels of the queue beside its reasons
_BESIDE = 640  # pixels of width from which the reasons stand beside the queue


class LabelsPage(QScrollArea):
    """A row chosen in the queue is the sample looked at; where the queue is listed, it follows."""

    def __init__(
        self,
        workspace: Workspace,
        thumbnails: Thumbnails,
        dialogs: Dialogs,
        has_sample_beside: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        """A page that follows the review of labels.

        Args:
            workspace: has the review, and what the page's buttons do.
            thumbnails: pictures of the samples.
            dialogs: ask for a file.
            has_sample_beside: whether the sample is explained beside the page: then it need not.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("labelsPage")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._mistakes = workspace.mistakes
        self._review = workspace.label_review
        self._chosen = workspace.document.evaluation
        self._has_sample_beside = has_sample_beside
        self._exports = workspace.mistake_exports
        self._dialogs = dialogs
        self._body = QWidget(self)
        self._words = StillLabel("labelsLabel", self._body)
        self.words = self._words.label
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.explained = QLabel(self._body)
        self.explained.setObjectName("labelsHint")
        self.explained.setWordWrap(True)
        self.explained.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.begin = self._button("labelsButton", self.tr("Cross-validate"), self._begin_or_stop)
        self.begin.setToolTip(
            self.tr("Trains five networks, each on four fifths of the [samples], in the background")
        )
        self.corrected = QCheckBox(self.tr("Use corrected labels"), self._body)
        self.corrected.setObjectName("correctedBox")
        self.corrected.setToolTip(
            self.tr("Count your corrections in accuracy, matrix and training; no file is changed")
        )
        self.corrected.toggled.connect(self._use_corrected)
        self.save = self._button("saveCorrectedButton", self.tr("Save corrected…"), self._ask)
        self.save.setToolTip(self.tr("Save all [samples] with the corrected labels (NPZ)"))
        self.table = self._table(thumbnails)
        self.decisions = LabelDecisionRow(self._mistakes, self._review, self._body)
        self.reasons = LabelReasons(workspace, self._body)
        self._lay_out()
        self._soon = QTimer(self)  # marking a row while Qt tells of it would go in circles
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._mark)
        self._connect()
        self._show()

    def _button(self, name: str, text: str, does: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self._body)
        button.setObjectName(name)
        button.clicked.connect(does)
        return button

    def _table(self, thumbnails: Thumbnails) -> LabelQueueView:
        self.model = LabelQueueModel(self._mistakes, self._review, thumbnails, self)
        table = LabelQueueView(self.model, self._body)
        table.clicked.connect(self._look_at)
        table.activated.connect(self._look_at)
        table.selectionModel().currentRowChanged.connect(self._step_to)
        return table

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE)
        first.addWidget(self._words, 1)
        first.addWidget(self.begin)
        second = FlowLayout(SPACE)
        for widget in (self.corrected, self.save):
            second.addWidget(widget)
        beside = QVBoxLayout()
        beside.setSpacing(SPACE // 2)
        beside.addWidget(self.decisions)
        beside.addWidget(self.reasons, 1)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._parts.setSpacing(SPACE)
        self._parts.addWidget(self.table, _QUEUE)
        self._parts.addLayout(beside, _REASONS)
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(0, SPACE // 2, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.explained)
        layout.addLayout(self._parts, 1)
        layout.addStretch(0)
        self.setWidget(self._body)
        for area in (self._body, self.viewport()):
            area.setAutoFillBackground(False)  # what is behind is seen

    def _connect(self) -> None:
        self._review.changed.connect(self._show)
        self._mistakes.evaluation_changed.connect(self._find_quickly)
        self._review.progressed.connect(self._show_progress)
        self._chosen.changed.connect(self._show_switch)
        self._mistakes.place_changed.connect(self._soon.start)
        self._mistakes.listed.connect(self._soon.start)

    def minimumSizeHint(self) -> QSize:
        """The queue, and some lines by which the rest is scrolled."""
        letters = self.fontMetrics().averageCharWidth()
        return QSize(40 * letters, _LINES * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The reasons go beside the queue where both have room, else below."""
        super().resizeEvent(event)
        self._show_reasons()
        ways, is_wide = QBoxLayout.Direction, self.viewport().width() >= _BESIDE
        self._parts.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        self.table.setMaximumWidth(_TABLE if is_wide else 16_777_215)

    def showEvent(self, event: QShowEvent) -> None:
        """The labels of the test part are judged at once; those of training when asked for."""
        super().showEvent(event)
        self._find_quickly()

    # What is shown

    def _find_quickly(self) -> None:
        if self.isVisible() and not self._review.needs_training:
            self._review.find()

    def _show(self) -> None:
        review, evaluated = self._review, self._mistakes.as_read is not None
        self.model.renew()
        has_queue = bool(len(review.queue))
        self.begin.setVisible(review.is_running or (evaluated and review.issues is None))
        self.begin.setEnabled(evaluated and not review.missing)
        begin = self.tr("Cross-validate") if review.needs_training else self.tr("Judge the labels")
        self.begin.setText(self.tr("Cancel") if review.is_running else begin)
        for widget in (self.table, self.decisions):
            widget.setVisible(has_queue)
        self._show_reasons()
        hint = self._hint()
        self.explained.setText(hint)
        self.explained.setVisible(bool(hint))
        self._words.show_first_fitting(*self._counts())
        self._show_switch()
        self._soon.start()

    def _show_reasons(self) -> None:
        has_sample = bool(len(self._review.queue)) and self._mistakes.index is not None
        is_wanted = has_sample and not self._has_sample_beside()
        self.reasons.setVisible(is_wanted)
        self._parts.setStretch(1, _REASONS if is_wanted else 0)

    def _counts(self) -> tuple[str, ...]:
        """How many are suspected, decided, corrected; also shorter."""
        review = self._review
        if review.issues is None:
            return (self.tr("Suspected label errors"),)
        decided = self.tr("<b>{0}</b> of {1} decided").format(
            f"{review.number_decided:,}", f"{len(review.queue):,}"
        )
        corrected = self.tr("{0} · corrected: {1}").format(decided, f"{review.number_corrected:,}")
        return corrected, decided

    def _hint(self) -> str:
        """What there is to do, or why there is nothing."""
        review = self._review
        if review.is_running:
            return self.tr("Judging the labels…")
        if review.issues is not None:
            if len(review.queue):
                return self._about_order()
            return self.tr("No label is suspected: each is the most probable class.")
        if review.missing:
            return review.missing
        if not review.needs_training:
            return self.tr("The labels have not been judged.")
        return self.tr(
            "The network has learned the labels of the training [samples], so it cannot judge "
            "them. Five networks of its architecture will be trained, each on four fifths, and "
            "judge the rest. That takes some minutes and is done only once."
        )

    def _about_order(self) -> str:
        """What the order of the queue means where it is not the usual; empty where it is."""
        evaluation = self._mistakes.as_read
        if evaluation is None or evaluation.probabilities is Probabilities.ALL:
            return ""
        if evaluation.probabilities is Probabilities.NONE:
            return self.tr("Without probabilities each mistake is suspected alike, in no order.")
        return self.tr("Only the probability of the predicted class is known; the order is rough.")

    def _show_switch(self) -> None:
        with QSignalBlocker(self.corrected):
            self.corrected.setChecked(self._chosen.value.corrected)
        has_any = self._review.number_corrected > 0
        self.corrected.setEnabled(has_any or self._chosen.value.corrected)
        self.save.setEnabled(has_any)

    def _show_progress(self, done: int, whole: int) -> None:
        if self._review.is_running and whole:
            text = self.tr("Training five networks… {0}").format(whole_percent(done / whole))
            self.explained.setText(text)

    def _mark(self) -> None:
        """Mark the sample that is looked at, wherever it was chosen, and show the reasons."""
        self._show_reasons()
        index = self._mistakes.index
        found = np.flatnonzero(self._review.queue == (-1 if index is None else index))
        chosen = self.table.selectionModel()
        with QSignalBlocker(chosen):
            if not len(found):
                self.table.clearSelection()
                self.table.setCurrentIndex(QModelIndex())
            else:
                row = self.model.index(int(found[0]), 0)
                self.table.setCurrentIndex(row)
                self.table.scrollTo(row)
        self.table.viewport().update()

    # What a person does

    def _begin_or_stop(self) -> None:
        if self._review.is_running:
            self._review.cancel()
        else:
            self._review.find()

    def _use_corrected(self, wanted: bool) -> None:
        self._chosen.change(corrected=wanted)

    def _ask(self) -> None:
        title = self.tr("Save all [samples] with corrected labels")
        self._dialogs.save(title, "corrected.npz", (".npz",), self._exports.save_corrected)

    def _look_at(self, at: QModelIndex) -> None:
        self._review.look_at(at.row())

    def _step_to(self, at: QModelIndex, _before: QModelIndex) -> None:
        """Follow the arrow keys."""
        if at.isValid() and self.table.hasFocus():
            self._review.look_at(at.row())
