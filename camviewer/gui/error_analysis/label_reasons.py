"""Why a label is suspected: the maps of both classes, and the nearest training samples."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from camviewer.attribution.class_contrast import ClassContrast, contrast_between
from camviewer.controllers.workspace import Workspace
from camviewer.gui.error_analysis.looked_at import looked_at
from camviewer.gui.error_analysis.nearest_view import NearestView
from camviewer.gui.error_analysis.noted_contrast import NotedContrast
from camviewer.gui.theme import SPACE


class LabelReasons(QWidget):
    """Follows the sample that is looked at and its prediction on the stage."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """No sample yet."""
        super().__init__(parent)
        self._document = workspace.document
        self._mistakes = workspace.mistakes
        self._review = workspace.label_review
        names = "labelPairView", "missingLabelMapsNote", "labelMapsLabel"
        self._noted = NotedContrast(workspace.document, self._mistakes, names, self)
        self.contrast, self.missing = self._noted.view, self._noted.missing
        self.contrast.setAccessibleName(self.tr("Maps of the suggested class and the label"))
        self.nearest = NearestView(
            self._mistakes, workspace.derived_analyses, self, prefix="label-"
        )
        self.nearest.search.setObjectName("label-neighboursButton")  # explained by this name
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._noted, 1)
        layout.addWidget(self.nearest)
        self._soon = QTimer(self)  # the large views are painted first
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        self._document.prediction_changed.connect(self._soon.start)
        self._document.content_changed.connect(self._soon.start)
        self._mistakes.place_changed.connect(self._soon.start)
        self._review.changed.connect(self._soon.start)
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """What was not looked at was not computed."""
        super().showEvent(event)
        self._soon.start()

    def _show(self) -> None:
        if self._noted.can_renew:
            self._noted.renew(self._contrast)

    def _contrast(self) -> ClassContrast | None:
        """The suggested class against the label of the file."""
        prediction = looked_at(self._document, self._mistakes)
        index, evaluation = self._mistakes.index, self._mistakes.as_read
        if prediction is None or index is None or evaluation is None:
            return None
        suggested = self._review.suggested(index)
        if suggested is None or suggested >= len(prediction.logits):
            return None
        return contrast_between(prediction, suggested, int(evaluation.labels[index]))
