"""The nearest training samples of the one that is looked at, found when a person asks for them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.error_analysis import Mistakes
from camviewer.gui.error_analysis.neighbours_view import Neighbour, NeighbourStrip
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.pixels import to_image
from camviewer.inference.evaluation import Evaluation
from camviewer.rendering.rendering import picture_of

_SETTLED = 120  # milliseconds without another sample after which its neighbours are found


class NearestView(QWidget):
    """A line of words, a button that has the training samples read, and the samples."""

    def __init__(
        self,
        mistakes: Mistakes,
        derived_analyses: DerivedAnalyses,
        parent: QWidget | None = None,
        prefix: str = "",
    ) -> None:
        """A view that follows the sample that is looked at.

        Args:
            mistakes: knows that sample.
            derived_analyses: find the neighbours.
            parent: Qt's owner.
            prefix: in front of the widgets' ``objectName``, where there is more than one view.
        """
        super().__init__(parent)
        self._mistakes = mistakes
        self._derived_analyses = derived_analyses
        self.words = QLabel(self)
        self.words.setObjectName(f"{prefix}neighboursLabel")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.search = QPushButton(self.tr("Find nearest training [samples]"), self)
        self.search.setObjectName(f"{prefix}neighboursButton")
        self.search.setToolTip(
            self.tr("The network predicts all training [samples] once, in the background")
        )
        self.search.clicked.connect(derived_analyses.find_neighbours)
        self.strip = NeighbourStrip(self)
        self.strip.setObjectName(f"{prefix}neighbourStrip")
        line = QHBoxLayout()
        line.addWidget(self.words, 1)
        line.addWidget(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(line)
        layout.addWidget(self.strip)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED)
        self._settle.timeout.connect(self._show)
        mistakes.place_changed.connect(self.renew)
        mistakes.evaluation_changed.connect(self.renew)
        mistakes.labels_changed.connect(self.renew)
        derived_analyses.neighbours_changed.connect(self._show)
        derived_analyses.progressed.connect(self._show_progress)
        self.renew()

    def renew(self) -> None:
        """Show nothing, and a moment later the neighbours of the sample that is looked at then."""
        self.strip.show_neighbours(())
        self._settle.start()

    def showEvent(self, event: QShowEvent) -> None:
        """What was not looked at was not computed."""
        super().showEvent(event)
        self.renew()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for neighbours any longer."""
        super().hideEvent(event)
        self._settle.stop()

    def _show(self) -> None:
        derived_analyses, index = self._derived_analyses, self._mistakes.index
        evaluation = self._mistakes.evaluation
        searching = derived_analyses.is_running("neighbours")
        missing = derived_analyses.missing_neighbours
        wanted = index is not None and not derived_analyses.has_neighbours and not missing
        self.search.setVisible(wanted and not searching)
        self.strip.setVisible(derived_analyses.has_neighbours)
        reading = self.tr("Evaluating the training [samples]…") if searching else ""
        self.words.setText(missing or reading)
        if not self.isVisible() or index is None or evaluation is None or wanted or missing:
            return
        trained = derived_analyses.trained
        assert trained is not None, "else they were missing"
        found = [
            self._neighbour(trained, int(one), wrong)
            for wrong in (False, True)
            for one in derived_analyses.neighbours(index, wrong)
        ]
        told = self.tr(
            "Nearest in the features that the network sees (F): correct ones, then mistakes"
        )
        self.words.setText(told)
        self.strip.show_neighbours(found)

    def _neighbour(self, trained: Evaluation, index: int, wrong: bool) -> Neighbour:
        target = self._mistakes.target
        assert target is not None
        names = trained.class_names
        label, predicted = names[trained.labels[index]], names[trained.predicted[index]]
        tip = self.tr("training [sample] #{0}: label {1}, predicted {2}")
        images = target.dataset.train.batch(index, index + 1)
        return Neighbour(
            picture=to_image(picture_of(self._mistakes.fitting.of_images(images)[0])),
            label=label,
            reading=predicted if wrong else "",
            tip=tip.format(index, label, predicted),
            wrong=wrong,
        )

    def _show_progress(self, what: str, done: int, whole: int) -> None:
        if what == "neighbours" and whole:
            share = f"{100 * done / whole:.0f}%"
            text = self.tr("Evaluating the training [samples]… {0}")
            self.words.setText(text.format(share))
