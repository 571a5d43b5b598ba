"""What is evaluated, how far it is, and how many samples are classified correctly."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.training import Status, Training
from camviewer.data.dataset import SPLITS
from camviewer.document.document import Document
from camviewer.gui.theme import SPACE, wrong_colour
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.prediction import NetworkSnapshot


class Heading(QWidget):
    """Chooses the split, begins and ends an evaluation, tells the accuracy."""

    csv_wanted = Signal()
    sheet_wanted = Signal()
    samples_wanted = Signal()

    def __init__(
        self, document: Document, mistakes: Mistakes, training: Training, parent: QWidget
    ) -> None:
        """A heading that follows document, mistakes and training."""
        super().__init__(parent)
        self._document = document
        self._mistakes = mistakes
        self._training = training
        self.name = StillLabel("evaluatedModel", self)
        self.name.label.setTextFormat(Qt.TextFormat.RichText)
        self.split = ChoiceBox(self)
        self.split.setObjectName("splitBox")
        self.split.setAccessibleName(self.tr("Which [samples] are evaluated"))
        self.split.setToolTip(self.split.accessibleName())
        titles = (
            self.tr("Test [samples]"),
            self.tr("Training [samples]"),
            self.tr("All [samples]"),
        )
        for name, title in zip(SPLITS, titles, strict=True):
            self.split.addItem(title, name)
        self.split.setCurrentIndex(self.split.findData(document.evaluation.value.split))
        self.split.currentIndexChanged.connect(self._keep_split)
        self.evaluate = QPushButton(self)
        self.evaluate.setObjectName("evaluateButton")
        self.evaluate.setToolTip(
            self.tr("The network predicts all [samples] of the split once, in the background")
        )
        self.evaluate.clicked.connect(self._evaluate_or_cancel)
        self.export = QPushButton(self.tr("Export"), self)
        self.export.setObjectName("exportButton")
        self.export.setToolTip(
            self.tr("Save the listed [samples]: as a table, a contact sheet, or a data set")
        )
        self.export.setMenu(self._menu())
        self.follow = QCheckBox(self.tr("Refresh after each epoch"), self)
        self.follow.setObjectName("followTrainingBox")
        self.follow.setToolTip(
            self.tr("During a training, evaluate the network again after every epoch")
        )
        self.follow.toggled.connect(mistakes.follow)
        self.accuracy = StillLabel("accuracyLabel", self)
        self.accuracy.label.setTextFormat(Qt.TextFormat.RichText)
        self.progress = QProgressBar(self)
        self.progress.setObjectName("evaluationProgress")
        self._line = QStackedWidget(self)
        self._line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._line.addWidget(self.accuracy)
        self._line.addWidget(self.progress)
        self.outdated = QLabel(self)
        self.outdated.setObjectName("outdatedLabel")
        self.outdated.setTextFormat(Qt.TextFormat.PlainText)
        self.outdated.setWordWrap(True)
        first = QHBoxLayout()
        first.setSpacing(SPACE // 2)
        first.addWidget(self.name, 1)
        for widget in (self.split, self.evaluate):
            first.addWidget(widget)
        second = QHBoxLayout()
        second.addWidget(self._line, 1)
        second.addWidget(self.follow)
        second.addWidget(self.export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.outdated)
        mistakes.evaluating_changed.connect(self._show)
        mistakes.evaluation_changed.connect(self._show)
        mistakes.labels_changed.connect(self._show)
        mistakes.outdated_changed.connect(self._show)
        mistakes.progressed.connect(self._show_progress)
        mistakes.listed.connect(self._enable)
        training.status_changed.connect(self._show)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette in coloured words."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "outdated"):
            self._show()
        super().changeEvent(event)

    def _menu(self) -> QMenu:
        menu = QMenu(self.export)
        for text, name, wanted in (
            (self.tr("List with tags and notes (CSV)…"), "exportListAction", self.csv_wanted),
            (self.tr("Contact sheet with maps…"), "exportSheetAction", self.sheet_wanted),
            (self.tr("[Samples] as a data set (NPZ)…"), "exportDigitsAction", self.samples_wanted),
        ):
            action = menu.addAction(text)
            action.setObjectName(name)
            action.triggered.connect(wanted)
        return menu

    def _keep_split(self) -> None:
        self._document.evaluation.change(split=self.split.currentData())

    def _evaluate_or_cancel(self) -> None:
        if self._mistakes.is_evaluating:
            self._mistakes.cancel()
        else:
            self._mistakes.evaluate(self.split.currentData())

    def _show(self) -> None:
        mistakes, evaluation = self._mistakes, self._mistakes.evaluation
        running = mistakes.is_evaluating
        if running and self._line.currentWidget() is not self.progress:
            self.progress.setRange(0, 0)
        self._line.setCurrentWidget(self.progress if running else self.accuracy)
        outdated = mistakes.is_outdated
        again = evaluation is not None and self._is_same_split()
        self.evaluate.setText(
            self.tr("Cancel")
            if running
            else self.tr("Evaluate again")
            if again
            else self.tr("Evaluate")
        )
        self.name.show_first_fitting(*self._names())
        self.accuracy.show_first_fitting(*self._words())
        self.outdated.setVisible(outdated and not running)
        self.outdated.setText(self._words_outdated() if outdated else "")
        palette = self.outdated.palette()
        palette.setColor(QPalette.ColorRole.WindowText, wrong_colour(self.palette()))
        self.outdated.setPalette(palette)
        trains = self._training.status is not Status.IDLE
        self.follow.setVisible(trains or mistakes.is_followed)
        with QSignalBlocker(self.follow):
            self.follow.setChecked(mistakes.is_followed)
        self._enable()

    def _is_same_split(self) -> bool:
        target = self._mistakes.target
        if target is None or target.network is None:
            return False  # predictions of another system cannot be made again
        return target.split == self.split.currentData()

    def _enable(self) -> None:
        self.export.setEnabled(len(self._mistakes.indices) > 0)

    def _names(self) -> tuple[str, ...]:
        evaluation = self._mistakes.evaluation
        if evaluation is None:
            return (f"<b>{escape(self._network())}</b>",)
        model = f"<b>{escape(evaluation.model)}</b>"
        whole = f"{model} · {escape(evaluation.source)}"
        fitting = self._mistakes.fitting
        if fitting.is_needed:
            return f"{whole}, {escape(fitting.in_words())}", whole, model
        return whole, model

    def _network(self) -> str:
        document = self._document
        if isinstance(document.network, NetworkSnapshot):
            return document.network.name
        return document.model.card.name if document.model is not None else ""

    def _words(self) -> tuple[str, ...]:
        """The accuracy with its interval, also shorter."""
        evaluation = self._mistakes.evaluation
        if evaluation is None:
            return (self.tr("Not evaluated yet"),)
        wrong, whole = int(evaluation.wrong.sum()), len(evaluation)
        low, high = self._mistakes.interval
        right = self.tr("<b>{0}%</b> correct ({1}–{2}%)").format(
            *(f"{100 * share:.2f}" for share in (evaluation.accuracy, low, high))
        )
        self.accuracy.setToolTip(
            self.tr("In brackets: the 95% confidence interval of the accuracy")
        )
        counts = self.tr(" · {0} of {1} misclassified").format(f"{wrong:,}", f"{whole:,}")
        if evaluation.is_near_chance:
            # What most of all has to be known of it is never left out.
            near = self.tr("near chance ({0}%)").format(f"{100 * evaluation.chance:.2f}")
            shorter = f"<b>{100 * evaluation.accuracy:.2f}%</b>, {self.tr('near chance')}"
            return f"{right}, {near}{counts}", f"{shorter}{counts}", shorter
        return right + counts, f"<b>{100 * evaluation.accuracy:.2f}%</b>{counts}"

    def _words_outdated(self) -> str:
        target, document = self._mistakes.target, self._document
        evaluation = self._mistakes.evaluation
        assert target is not None
        assert evaluation is not None
        if document.dataset is not None and target.source is not document.dataset:
            return self.tr(
                "These results are for [samples] of {0}, but the data set is now {1}. Evaluate "
                "again?"
            ).format(target.dataset.name, document.dataset.name)
        if target.network == document.network:
            return self.tr(
                "These are the results of {0} before its file or its input scaling changed. "
                "Evaluate again?"
            ).format(evaluation.model)
        return self.tr(
            "These are the results of {0}, but the model is now {1}. Evaluate again?"
        ).format(evaluation.model, self._network())

    def _show_progress(self, done: int, whole: int) -> None:
        self.progress.setRange(0, whole)
        self.progress.setValue(done)
        self.progress.setFormat(self.tr("{0} of {1}").format(f"{done:,}", f"{whole:,}"))
