"""All that is known of a model, and how its network is fed if another program made it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from camviewer.controllers.input_scalings import InputScalings
from camviewer.document.document import Document
from camviewer.document.stage import Model
from camviewer.gui.help.explanations import explain_controls
from camviewer.gui.input.card_facts import as_table, facts_of, percent_of
from camviewer.gui.widgets.choice_box import ChoiceBox


class AboutModel(QDialog):
    """Follows the model that it was opened for; nothing waits for it.

    Attributes:
        table: the card.
        scaling: the input scalings, each with what the network reads under it; hidden where the
            program made the network.
    """

    def __init__(
        self, model: Model, document: Document, scalings: InputScalings, parent: QWidget
    ) -> None:
        """Show a model's card.

        Args:
            model: the model.
            document: tells when it is fed another way.
            scalings: measures what it reads, and keeps what is chosen.
            parent: the window.
        """
        super().__init__(parent)
        self._model = model
        self._document = document
        self._scalings = scalings
        self.setObjectName("aboutModel")
        self.setWindowTitle(self.tr("About this model"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.table = QLabel(self)
        self.table.setObjectName("aboutModelCard")
        self.table.setTextFormat(Qt.TextFormat.RichText)
        self.scaling = self._make_box()
        self._form = QFormLayout()
        self._form.addRow(self.tr("Input scaling"), self.scaling)
        self._form.setRowVisible(0, model.card.is_foreign)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addLayout(self._form)
        layout.addWidget(close)
        document.models_changed.connect(self._follow)
        scalings.measured.connect(self._show)
        self._show()
        explain_controls(self)

    def _follow(self) -> None:
        """The model may be fed another way by now."""
        same = (each for each in self._document.models if each.path == self._model.path)
        self._model = next(same, self._model)
        self._show()

    def _show(self) -> None:
        card, known = self._model.card, self._scalings.of(self._model)
        detection = None if known is None else known.detection
        facts = facts_of(card, detection)
        self.table.setText(as_table(facts, self.palette(), title=card.name))
        with QSignalBlocker(self.scaling):
            self.scaling.clear()
            for scaling in [card.scaling] if known is None else known.scalings.values():
                reading = None if detection is None else detection.of(scaling)
                told = "" if reading is None else f" · {percent_of(reading)}"
                self.scaling.addItem(scaling.title + told, scaling.name)
            self.scaling.setCurrentIndex(self.scaling.findData(card.scaling.name))
        self.scaling.setEnabled(known is not None)

    def _choose(self, place: int) -> None:
        known = self._scalings.of(self._model)
        if known is not None:
            self._scalings.choose(self._model, known.scalings[self.scaling.itemData(place)])

    def _make_box(self) -> ChoiceBox:
        box = ChoiceBox(self)
        box.setObjectName("scalingBox")
        box.setAccessibleName(self.tr("Input scaling"))
        tip = self.tr(
            "How pixels are scaled before they reach the network, and how many [samples] of the "
            "data set it then predicts correctly"
        )
        box.setToolTip(escape(tip))
        box.setWhatsThis(tip)
        box.activated.connect(self._choose)
        return box
