"""The sample under the second model, beside what the first makes of it."""

from __future__ import annotations

from html import escape

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from camviewer.attribution.class_contrast import ClassContrast, classes_of
from camviewer.attribution.map_work import MapsRequest
from camviewer.common.arrays import Array
from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.error_analysis import Mistakes
from camviewer.data.dataset import to_sample
from camviewer.document.document import Document
from camviewer.gui.error_analysis.class_contrast_view import ClassContrastView
from camviewer.gui.error_analysis.thumbnails import TOPIC
from camviewer.gui.widgets.number_format import number, percent
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.rendering.symbols import subscript


class SecondView(QWidget):
    """What the second model reads, how surely, and its contrast of maps; hidden without one.

    Its maps are computed when they are looked at.
    """

    def __init__(
        self,
        document: Document,
        mistakes: Mistakes,
        derived_analyses: DerivedAnalyses,
        parent: QWidget | None = None,
    ) -> None:
        """A view that follows the comparison and the sample that is looked at."""
        super().__init__(parent)
        self._mistakes = mistakes
        self._derived_analyses = derived_analyses
        self._worker = worker = mistakes.second_mapper
        self._asked = 0  # the request that is waited for
        self.words = StillLabel("secondModelLabel", self)
        self.words.label.setTextFormat(Qt.TextFormat.RichText)
        self.contrast = ClassContrastView(document, self)
        self.contrast.setObjectName("secondPairView")
        self.contrast.setAccessibleName(self.tr("Maps of the second model"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.words)
        layout.addWidget(self.contrast, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        worker.answered.connect(self._take)
        worker.failed.connect(self._fail)
        derived_analyses.comparison_changed.connect(self._show)
        mistakes.place_changed.connect(self._show)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """What was not looked at was not computed."""
        super().showEvent(event)
        self._ask()

    def _show(self) -> None:
        self._asked = 0
        self.contrast.show_contrast(None)
        words = self._words()
        self.words.show_first_fitting(*words)
        self.setVisible(bool(words))  # shown only now, it asks in `showEvent`
        if not self._asked:
            self._ask()

    def _words(self) -> tuple[str, ...]:
        """What the second model makes of the sample, also shorter; none without model or sample."""
        evaluation, model, index = (
            self._derived_analyses.second,
            self._derived_analyses.model,
            self._mistakes.index,
        )
        if evaluation is None or model is None or index is None:
            return ()
        scores = evaluation.scores[index]
        first, second = classes_of(scores, int(evaluation.labels[index]))
        name, share = (
            escape(text)
            for text in (model.card.name, percent(float(evaluation.probability[index])))
        )
        margin = number(float(scores[first] - scores[second]), signed=True)
        whole = self.tr("<b>{0}</b>: predicted {1}, {2} · S{3} − S{4} = margin <b>{5}</b>")
        short = self.tr("{0}: predicted {1}, {2} · margin <b>{3}</b>")
        names = evaluation.class_names
        contrast = subscript(names[first]), subscript(names[second])
        read = escape(names[first])
        return (
            whole.format(name, read, share, *contrast, margin),
            short.format(name, read, share, margin),
        )

    def _ask(self) -> None:
        evaluation, model, index = (
            self._derived_analyses.second,
            self._derived_analyses.model,
            self._mistakes.index,
        )
        target = self._mistakes.target
        if evaluation is None or model is None or index is None or target is None:
            return
        if not self.isVisible() or evaluation.bias is None:
            return
        sample = to_sample(target.samples.image(index))
        classes = classes_of(evaluation.scores[index], int(evaluation.labels[index]))
        if not self._worker.isRunning():
            self._worker.start()
        self._asked = self._worker.submit(
            MapsRequest(model.path, np.stack([sample, sample]), np.array(classes, np.uint8))
        )

    def _take(self, answered: int, maps: Array) -> None:
        evaluation, index = self._derived_analyses.second, self._mistakes.index
        if answered != self._asked or evaluation is None or index is None:
            return  # it is of another sample or another model
        first, second = classes_of(evaluation.scores[index], int(evaluation.labels[index]))
        self._mistakes.messages.settle(TOPIC)
        assert evaluation.bias is not None, "maps are asked for only with a linear head"
        bias = evaluation.bias.astype(np.float64)
        self.contrast.show_contrast(
            ClassContrast(first, second, maps[0], maps[1], float(bias[first] - bias[second]))
        )

    def _fail(self, answered: int, sentence: str) -> None:
        if answered in (0, self._asked):
            self._asked = 0
            self._mistakes.messages.trouble(sentence, topic=TOPIC)
