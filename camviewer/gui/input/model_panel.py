"""The model: which network reads the sample, and what is known of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QInputDialog,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from camviewer.controllers.sample import Controller
from camviewer.document.document import Document
from camviewer.document.stage import Model
from camviewer.gui.input.about_model import AboutModel
from camviewer.gui.input.card_facts import (
    Fact,
    as_lines,
    as_table,
    as_table_within,
    facts_of,
    facts_of_snapshot,
    height_of,
)
from camviewer.gui.input.comparison import Comparison
from camviewer.gui.input.group import Group
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.inference.prediction import Prediction
from camviewer.networks import library

_LETTERS = 6  # of a model's name that have room at least


class ModelPanel(Group):
    """Chooses the model; shows its card as far as there is room, all of it in a tip.

    Attributes:
        box: the models to choose from.
        card: of the network that reads the sample: the model, or a snapshot in its place. In
            sight while there is room for one fact at least.
    """

    train_wanted = Signal()
    """A person wants to train a network, or to see it no more."""

    open_wanted = Signal()
    """A person wants to choose a model file."""

    def __init__(
        self, document: Document, controller: Controller, parent: QWidget | None = None
    ) -> None:
        """A panel that follows the document."""
        super().__init__(self.tr("Model"), parent)
        self.setObjectName("modelPanel")
        self._document = document
        self._controller = controller
        self._renamed: Model | None = None
        self._facts: list[Fact] = []
        self._about: AboutModel | None = None
        self.box = self._make_box()
        self.heading.addWidget(self.box, 1)
        self._menu = QMenu(self)
        self._fill_menu()
        self.heading.addWidget(self._make_menu_button())
        self.body.addStretch(1)
        self.card = self._make_card()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        controller.compared.connect(self._show_comparison)
        controller.scalings.measured.connect(self._show_model)
        controller.scalings.choice_wanted.connect(self._show_about)
        document.models_changed.connect(self._show_models)
        document.model_changed.connect(self._show_model)
        self._show_models()

    def minimumSizeHint(self) -> QSize:
        """The box alone; the card is not in the layout."""
        return self.body.minimumSize()

    def sizeHint(self) -> QSize:
        """The box and the whole card."""
        hint = self.body.sizeHint()
        return QSize(hint.width(), hint.height() + self._whole_height(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for the card now, or no longer."""
        super().resizeEvent(event)
        self._place_card()
        if event.oldSize().width() != self.width():
            self.updateGeometry()  # a narrower card is higher

    def add_to_menu(self, action: QAction) -> None:
        """Offer one more thing that can be done with the model."""
        self._menu.insertAction(self._separator, action)

    def _show_models(self) -> None:
        with QSignalBlocker(self.box):
            self.box.clear()
            for place, model in enumerate(self._document.models):
                self.box.addItem(model.card.name, place)
                self.box.setItemData(place, str(model.path), Qt.ItemDataRole.ToolTipRole)
            self.box.addItem(self.tr("Open…"), None)
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
        self._tell.setEnabled(model is not None)
        with QSignalBlocker(self.box):
            chosen = model in self._document.models
            self.box.setCurrentIndex(self._document.models.index(model) if model and chosen else -1)
        tip = self.tr("The network that makes the prediction")
        told = [*as_lines(self._facts_of(model)), str(model.path)] if model is not None else []
        self.box.setToolTip("\n".join((tip, *told)))
        self._show_card()

    def _show_card(self) -> None:
        """Tell what is known of the network that reads the sample."""
        model, snapshot = self._document.model, self._document.snapshot
        lines: tuple[str, ...] = ()
        if snapshot is not None:
            self._facts = facts_of_snapshot(snapshot)
            lines = as_lines(self._facts)
        elif model is not None:
            self._facts = self._facts_of(model)
            lines = (*as_lines(self._facts), str(model.path))
        else:
            self._facts = []
        self.card.setToolTip("\n".join(lines))
        self.updateGeometry()
        self._place_card()

    # The card

    def _facts_of(self, model: Model) -> list[Fact]:
        measured = self._controller.scalings.of(model)
        return facts_of(model.card, None if measured is None else measured.detection)

    def _whole_height(self, width: int) -> int:
        """Pixels that the whole card needs below the box, the space above it included."""
        if not self._facts:
            return 0
        return (
            height_of(as_table(self._facts, self.palette()), self.card.font(), width) + SPACE // 2
        )

    def _place_card(self) -> None:
        """Show as much of the card as there is room for."""
        top = self.body.sizeHint().height() + SPACE // 2
        room = QSize(self.width(), max(0, self.height() - top))
        self.card.setGeometry(QRect(QPoint(0, top), room))
        told = as_table_within(room, self._facts, self.palette(), self.card.font())
        self.card.setText(told)
        self.card.setVisible(bool(told))

    def _show_about(self) -> None:
        """Tell all that is known of the model, in a dialog that nothing waits for."""
        model = self._document.model
        if model is None:
            return
        if self._about is not None:
            self._about.close()
        scalings = self._controller.scalings
        self._about = AboutModel(model, self._document, scalings, self.window())
        self._about.finished.connect(self._forget_about)
        self._about.show()

    def _forget_about(self, _result: int) -> None:
        self._about = None

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette in coloured words, and the size of the text in height."""
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
        if event.type() in kinds and hasattr(self, "card"):
            self._show_model()
        super().changeEvent(event)

    def _choose(self, place: int) -> None:
        number = self.box.itemData(place)
        if number is None:
            self._show_model()  # until a file is chosen, this one is used
            self.open_wanted.emit()
        else:
            self._document.set_model(self._document.models[number])

    # Parts

    def _make_box(self) -> ChoiceBox:
        box = ChoiceBox(self, least=2 / 3)
        box.setObjectName("modelBox")
        box.setAccessibleName(self.tr("Model"))
        box.setWhatsThis(
            self.tr(
                "The network whose prediction and maps are shown. Its model card says how it "
                "was trained and how accurate it is on the test [samples]."
            )
        )
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LETTERS)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.activated.connect(self._choose)
        return box

    def _fill_menu(self) -> None:
        self._tell = self._add("aboutModelAction", self.tr("About this model"))
        self._tell.triggered.connect(self._show_about)
        self._menu.addSeparator()
        self._rename = self._add("renameModelAction", self.tr("Rename…"))
        self._rename.triggered.connect(self._ask_for_name)
        self._delete = self._add("deleteModelAction", self.tr("Delete"))
        self._delete.triggered.connect(self._delete_model)
        self._separator = self._menu.addSeparator()
        compare = self._add("compareModelsAction", self.tr("Compare all models…"))
        compare.triggered.connect(self._controller.compare)
        train = self._add("showTrainingButton", self.tr("Train…"))
        train.triggered.connect(self._ask_to_train)

    def _add(self, name: str, text: str) -> QAction:
        action = self._menu.addAction(text)
        action.setObjectName(name)
        return action

    def _ask_to_train(self) -> None:
        self.train_wanted.emit()

    def _make_menu_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("modelMenuButton")
        button.setText("⋯")
        button.setAutoRaise(True)
        button.setAccessibleName(self.tr("More about models"))
        button.setToolTip(self.tr("Model card, rename, delete, history, compare, train"))
        button.setWhatsThis(
            self.tr(
                "More that can be done with models: their cards, names and training histories, "
                "and a table that compares them on this [sample]."
            )
        )
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self._menu)
        return button

    def _make_card(self) -> QLabel:
        card = QLabel(self)
        card.setObjectName("modelCard")
        card.setTextFormat(Qt.TextFormat.RichText)
        card.setWordWrap(True)
        card.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        card.hide()
        return card
