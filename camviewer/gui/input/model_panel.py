"""The model: which network reads the sample, and what is known of it."""

from __future__ import annotations

from html import escape
from pathlib import PurePath

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QInputDialog,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from camviewer.controllers.sample import Controller
from camviewer.document.document import Document, Model
from camviewer.gui.input.comparison import Comparison
from camviewer.gui.widgets.card import Card
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.inference.prediction import Prediction
from camviewer.networks import library
from camviewer.networks.formats import model_file
from camviewer.networks.model_card import ModelCard


class ModelPanel(Card):
    """Chooses the model and shows its card."""

    train_wanted = Signal()
    """A person wants to train a network, or to see it no more."""

    open_wanted = Signal()
    """A person wants to choose a model file."""

    def __init__(
        self, document: Document, controller: Controller, parent: QWidget | None = None
    ) -> None:
        """A panel that follows the document."""
        super().__init__(self.tr("Model"), parent)
        self._document = document
        self._controller = controller
        self._renamed: Model | None = None
        self.box = ChoiceBox(self, least=2 / 3)
        self.box.setObjectName("modelBox")
        self.box.setAccessibleName(self.tr("Model"))
        self.box.setToolTip(self.tr("The network that reads the [sample]"))
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(11)
        self.box.activated.connect(self._choose)
        self.heading.addWidget(self.box)
        train = QPushButton(self.tr("Train …"), self)
        train.setObjectName("showTrainingButton")
        train.clicked.connect(self.train_wanted)
        self.heading.addWidget(train)
        self._menu = QMenu(self)
        self._rename = self._menu.addAction(self.tr("Rename …"))
        self._rename.setObjectName("renameModelAction")
        self._rename.triggered.connect(self._ask_for_name)
        self._delete = self._menu.addAction(self.tr("Delete"))
        self._delete.setObjectName("deleteModelAction")
        self._delete.triggered.connect(self._delete_model)
        self._separator = self._menu.addSeparator()
        compare = self._menu.addAction(self.tr("Compare all models …"))
        compare.setObjectName("compareModelsAction")
        compare.triggered.connect(controller.compare)
        more = QToolButton(self)
        more.setObjectName("modelMenuButton")
        more.setText("⋯")
        more.setAutoRaise(True)
        more.setToolTip(self.tr("Rename, delete, history, compare"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(self._menu)
        self.heading.addWidget(more)
        self.card = QLabel(self)
        self.card.setObjectName("modelCard")
        self.card.setTextFormat(Qt.TextFormat.RichText)
        self.card.setWordWrap(True)
        self.card.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.body.addWidget(self.card, 1)
        controller.compared.connect(self._show_comparison)
        document.models_changed.connect(self._show_models)
        document.model_changed.connect(self._show_model)
        self._show_models()

    def add_to_menu(self, action: QAction) -> None:
        """Offer one more thing that can be done with the model."""
        self._menu.insertAction(self._separator, action)

    def _show_models(self) -> None:
        with QSignalBlocker(self.box):
            self.box.clear()
            for place, model in enumerate(self._document.models):
                self.box.addItem(model.card.name, place)
                self.box.setItemData(place, str(model.path), Qt.ItemDataRole.ToolTipRole)
            self.box.addItem(self.tr("Open …"), None)
        self._show_model()

    def _ask_for_name(self) -> None:
        model = self._document.model
        if model is None:
            return
        self._renamed = model
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Rename the model"))
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(model.card.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(self._rename_model)
        dialog.open()

    def _rename_model(self, name: str) -> None:
        if self._renamed is not None:
            self._controller.rename_model(self._renamed, name.strip())

    def _show_comparison(self, readings: list[tuple[Model, Prediction | None]]) -> None:
        Comparison(readings, self.window()).open()

    def _delete_model(self) -> None:
        if self._document.model is not None:
            self._controller.delete_model(self._document.model)

    def _show_model(self) -> None:
        model = self._document.model
        own = model is not None and library.holds(model.path)
        self._rename.setEnabled(own)
        self._delete.setEnabled(own)
        with QSignalBlocker(self.box):
            chosen = model in self._document.models
            self.box.setCurrentIndex(self._document.models.index(model) if model and chosen else -1)
        if model is None:
            self.card.setText("")
            return
        rows = "".join(
            f"<tr><td style='color:{self._faint()}'>{title}&nbsp;&nbsp;</td><td>{value}</td></tr>"
            for title, value in self._facts(model.card)
        )
        self.card.setText(f"<table>{rows}</table>")
        self.card.setToolTip(str(model.path))

    def _facts(self, card: ModelCard) -> list[tuple[str, str]]:
        """What a person should know of a model, as titles and values in HTML."""
        data = _html(PurePath(card.data).name)
        facts = [
            (self.tr("Architecture"), _html(card.architecture)),
            (
                self.tr("Recipe"),
                (
                    self.tr("{0}, one epoch") if card.epochs == 1 else self.tr("{0}, {1} epochs")
                ).format(_html(card.recipe), card.epochs),
            ),
            (self.tr("[Samples]"), self.tr("{0}, seed {1}").format(data, card.seed)),
            *self._details(card),
            (self.tr("Trained"), _html(card.date)),
        ]
        if card.accuracy is not None:
            share = f"<b>{card.accuracy * 100:.2f} %</b>"
            facts.insert(0, (self.tr("Test [samples]"), self.tr("{0} right").format(share)))
        return facts

    def _details(self, card: ModelCard) -> list[tuple[str, str]]:
        """What is out of the ordinary, or simply known."""
        details = []
        if card.share is not None and card.share < 1:
            share = self.tr("{0} % of the training [samples]").format(f"{100 * card.share:g}")
            details.append((self.tr("Share"), share))
        if card.start:
            details.append((self.tr("Started from"), _html(card.start)))
        if card.steps is not None and card.learning_rate is not None and card.batch is not None:
            one = self.tr("{0} of one [sample], rate {2}")
            steps = one if card.batch == 1 else self.tr("{0} of {1} [samples], rate {2}")
            words = steps.format(f"{card.steps:,}", card.batch, f"{card.learning_rate:g}")
            details.append((self.tr("Steps"), words))
        return details

    def _faint(self) -> str:
        return self.palette().color(QPalette.ColorRole.PlaceholderText).name()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette in coloured words."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "card"):
            self._show_model()
        super().changeEvent(event)

    def _choose(self, place: int) -> None:
        number = self.box.itemData(place)
        if number is None:
            self._show_model()  # until a file is chosen, this one is used
            self.open_wanted.emit()
        else:
            self._document.set_model(self._document.models[number])


def _html(entry: str) -> str:
    """An entry of a card."""
    return escape(model_file.in_words(entry))
