"""The queue of suspected labels as a table: one row a sample, the worst label first."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QPixmap

from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.label_review import Decision, LabelReview
from camviewer.gui.error_analysis.thumbnails import Thumbnails

PICTURE = 32
"""Pixels of a sample's side."""

SAMPLE, CLASSES, ODDS, DECISION = range(4)
"""The columns."""

_LARGEST = 999  # odds that are told exactly: no network is calibrated to more
_ALIGNMENTS = {
    CLASSES: int(Qt.AlignmentFlag.AlignCenter),
    ODDS: int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
    DECISION: int(Qt.AlignmentFlag.AlignCenter),
}
_NOWHERE = QModelIndex()

AnyIndex = QModelIndex | QPersistentModelIndex


class LabelQueueModel(QAbstractTableModel):
    """Rows are the places of the queue; columns: sample, label and suggestion, odds, decision."""

    def __init__(
        self,
        mistakes: Mistakes,
        review: LabelReview,
        thumbnails: Thumbnails,
        parent: QObject | None = None,
    ) -> None:
        """A model that follows the review; `renew` where it has changed."""
        super().__init__(parent)
        self._mistakes = mistakes
        self._review = review
        self._thumbnails = thumbnails
        self._queue = review.queue

    def renew(self) -> None:
        """Show another queue, or other decisions about the same."""
        if self._queue is not self._review.queue:
            self.beginResetModel()
            self._queue = self._review.queue
            self.endResetModel()
        elif len(self._queue):
            first, last = self.index(0, 0), self.index(len(self._queue) - 1, DECISION)
            self.dataChanged.emit(first, last)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many samples are suspected."""
        return 0 if parent.isValid() else len(self._queue)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Four."""
        return 0 if parent.isValid() else DECISION + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What a column tells."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENTS.get(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("[Sample]"),
                self.tr("Label"),
                self.tr("Odds"),
                self.tr("Decision"),
            )[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return {
                CLASSES: self.tr("The label, and the class that is suggested in its place"),
                ODDS: self.tr("How many times as probable as the label its strongest rival is"),
            }.get(section)
        return None

    def data(self, at: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        issues = self._review.issues
        if issues is None or not at.isValid() or at.row() >= len(self._queue):
            return None
        index, column = int(self._queue[at.row()]), at.column()
        if role == Qt.ItemDataRole.DecorationRole and column == SAMPLE:
            kept = Qt.AspectRatioMode.KeepAspectRatio
            return QPixmap.fromImage(self._thumbnails.picture(index).scaled(PICTURE, PICTURE, kept))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENTS.get(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tr("Odds: {0}").format(_odds(float(issues.quality[index])))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            f"#{index}",
            " → ".join(self._name(int(each[index])) for each in (issues.labels, issues.suggested)),
            _odds(float(issues.quality[index])),
            self._decided(index),
        )[column]

    def widest(self, column: int) -> tuple[str, ...]:
        """Texts of which one is as wide as any that a column can have, without its title.

        What stands in thousands of rows is not asked for: every row costs.
        """
        evaluation = self._mistakes.as_read
        names = () if evaluation is None else evaluation.class_names
        if column == SAMPLE:
            return (f"#{'0' * len(str(int(self._queue.max(initial=0))))}",)
        if column == CLASSES:
            return tuple(f"{name} → {name}" for name in names)
        if column == ODDS:
            return (_odds(0), f"{_LARGEST} : 1")
        return (self.tr("right"), self.tr("undecided"), *(f"→ {name}" for name in names))

    def _decided(self, index: int) -> str:
        """What was decided, in a word."""
        decision = self._review.decision(index)
        if decision is Decision.CORRECTED:
            return f"→ {self._name(self._review.decided(index))}"
        words = {
            Decision.NONE: "",
            Decision.RIGHT: self.tr("right"),
            Decision.UNDECIDED: self.tr("undecided"),
        }
        return words[decision]

    def _name(self, label: int | None) -> str:
        evaluation = self._mistakes.as_read
        if evaluation is None or label is None:
            return ""
        return evaluation.class_names[label]


def _odds(quality: float) -> str:
    """Of the label's strongest rival, as "12 : 1"."""
    odds = (1 - quality) / quality if quality else math.inf
    if odds > _LARGEST:
        return f"> {_LARGEST} : 1"
    return f"{odds:,.0f} : 1" if odds >= 10 else f"{odds:.1f} : 1"
