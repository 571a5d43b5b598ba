"""Comparing models: their cards, and what each reads in the sample on the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from camviewer.common.translation import translate
from camviewer.document.stage import Model
from camviewer.gui.help.explanations import explain_controls
from camviewer.gui.widgets.number_format import percent
from camviewer.inference.chance import is_near_chance_for
from camviewer.inference.prediction import Prediction
from camviewer.networks.formats.model_file import in_words


class Comparison(QDialog):
    """A table of models; columns can be sorted by."""

    def __init__(
        self, readings: Sequence[tuple[Model, Prediction | None]], parent: QWidget | None = None
    ) -> None:
        """Show models and their predictions of one sample (None where there is none)."""
        super().__init__(parent)
        self.setObjectName("comparison")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Compare models"))
        titles = [
            self.tr("Model"),
            self.tr("This [sample]"),
            self.tr("Test accuracy"),
            self.tr("Architecture"),
            self.tr("Recipe"),
            self.tr("Epochs"),
            self.tr("[Samples]"),
            self.tr("Share"),
            self.tr("Started from"),
            self.tr("Trained"),
        ]
        table = QTableWidget(len(readings), len(titles), self)
        table.setObjectName("comparisonTable")
        table.setHorizontalHeaderLabels(titles)
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        for row, (model, prediction) in enumerate(readings):
            for column, text in enumerate(_texts(model, prediction)):
                table.setItem(row, column, QTableWidgetItem(text))
        table.setSortingEnabled(True)
        table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        layout.addWidget(close)
        self.resize(980, 360)
        explain_controls(self)


def _texts(model: Model, prediction: Prediction | None) -> list[str]:
    card = model.card
    reading = "–"
    if prediction is not None:
        name = prediction.class_names[prediction.predicted]
        reading = f"{name} · {percent(float(prediction.probabilities.max()))}"
    accuracy = "–" if card.accuracy is None else f"{100 * card.accuracy:.2f}%"
    if card.accuracy is not None and is_near_chance_for(card.accuracy, len(card.class_names)):
        accuracy = translate("{0}, near chance", accuracy)
    share = "–" if card.share is None else f"{100 * card.share:g}%"
    names = (card.architecture, card.recipe, PurePath(card.data).name, card.date)
    architecture, recipe, data, date = map(in_words, names)
    facts = (architecture, recipe, str(card.epochs), data, share, card.start or "–", date)
    return [card.name, reading, accuracy, *facts]
