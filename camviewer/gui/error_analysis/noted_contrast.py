"""The maps of two classes and their difference, or a sentence that says why there are none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from camviewer.attribution.class_contrast import ClassContrast
from camviewer.controllers.error_analysis import Mistakes
from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.gui.error_analysis.class_contrast_view import ClassContrastView
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.missing_note import MissingNote
from camviewer.inference.prediction import Capability


class NotedContrast(QWidget):
    """Maps are of the network on the stage; where another one was evaluated, that is said."""

    def __init__(
        self, document: Document, mistakes: Mistakes, names: tuple[str, str, str], parent: QWidget
    ) -> None:
        """Nothing is shown yet.

        Args:
            document: has the prediction.
            mistakes: says what was evaluated.
            names: of the maps, of the sentence in their place, of the line on whose they are.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._mistakes = mistakes
        self.view = ClassContrastView(document, self)
        self.view.setObjectName(names[0])
        self.missing = MissingNote(names[1], self)
        self.whose = QLabel(self)
        self.whose.setObjectName(names[2])
        self.whose.setTextFormat(Qt.TextFormat.PlainText)
        self.whose.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.whose)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.missing, 1)

    @property
    def can_renew(self) -> bool:
        """Whether somebody looks, and the answer for the sample is there.

        Until it is, the one before stands, as in the large views.
        """
        document = self._document
        return self.isVisible() and (document.prediction is None or document.is_current)

    def renew(self, find: Callable[[], ClassContrast | None]) -> ClassContrast | None:
        """Show what is found, or why nothing can be; what is shown."""
        missing = fitness.missing(self._document, Capability.LINEAR_HEAD)
        self.missing.tell(missing, self.view)
        contrast = None if missing else find()
        self.view.show_contrast(contrast)
        whose = "" if contrast is None else self._of_another()
        self.whose.setText(whose)
        self.whose.setVisible(bool(whose))
        return contrast

    def _of_another(self) -> str:
        prediction, evaluation = self._document.prediction, self._mistakes.evaluation
        if prediction is None or evaluation is None or prediction.title == evaluation.model:
            return ""
        return self.tr("Maps of {0}, not of {1}").format(prediction.title, evaluation.model)
