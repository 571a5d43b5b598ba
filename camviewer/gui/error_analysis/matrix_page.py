"""The confusion matrix with its switch and the line that says what a cell means."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import Group
from camviewer.gui.error_analysis.confusion_matrix import ConfusionMatrix
from camviewer.gui.error_analysis.matrix_grid import Place
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.still_label import StillLabel


class MatrixPage(QWidget):
    """A click on a cell, a row or a column lists its samples in the gallery."""

    def __init__(self, mistakes: Mistakes, parent: QWidget | None = None) -> None:
        """A page that follows evaluation and selection."""
        super().__init__(parent)
        self._mistakes = mistakes
        self._counted: Group | None = None  # whose samples the matrix counts; None for all
        self.matrix = ConfusionMatrix(self)
        self.shares = QCheckBox(self.tr("In percent"), self)
        self.shares.setToolTip(self.tr("Show each cell as a share of all [samples] of its label"))
        self.shares.setObjectName("sharesBox")
        self.shares.toggled.connect(self.matrix.show_shares)
        self.matrix.setWhatsThis(
            self.tr(
                "Each row is a label, each column a predicted class. Blue cells on the diagonal "
                "are correct, red cells are mistakes; the darker, the more. On the right is the "
                "recall, the share of a label that was predicted correctly; at the bottom the "
                "precision, the share of a prediction that is correct."
            )
        )
        line = self._line = StillLabel("matrixLabel", self)
        self.words = line.label
        below = QHBoxLayout()
        below.setSpacing(SPACE)
        below.addWidget(line, 1)
        below.addWidget(self.shares)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.matrix, 1)
        layout.addLayout(below)
        self.matrix.chosen.connect(self._choose)
        self.matrix.pointed.connect(self._tell)
        mistakes.evaluation_changed.connect(self._show)
        mistakes.labels_changed.connect(self._show)
        mistakes.listed.connect(self._mark)
        self._show()

    def _show(self) -> None:
        evaluation = self._mistakes.evaluation
        names = evaluation.class_names if evaluation is not None else ()
        self._counted = self._mistakes.group
        self.matrix.show_matrix(self._mistakes.matrix, names)
        self._mark()
        self._tell("")

    def _mark(self) -> None:
        if self._mistakes.group is not self._counted:
            self._show()
            return
        selection = self._mistakes.selection
        self.matrix.frame(Place(selection.label, selection.predicted))

    def _tell(self, words: str) -> None:
        hints: tuple[str, ...] = (self.tr("Click a cell, row or column to list it."),)
        if self._counted is not None:
            title = self._counted.title
            counted = self.tr("Only the [samples] of “{0}” are counted.").format(title)
            hints = counted, self.tr("Counts “{0}” only.").format(title)
        told = (words,) if words else hints
        self._line.show_first_fitting(*(escape(each, quote=False) for each in told))

    def _choose(self, place: Place) -> None:
        """List a cell's samples, those of the group; of a row, a column or all the mistakes."""
        right = place.label is not None and place.label == place.predicted
        outcome = "right" if right else "wrong"
        self._mistakes.select(label=place.label, predicted=place.predicted, outcome=outcome)
