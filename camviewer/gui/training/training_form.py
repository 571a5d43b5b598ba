"""The form of a training: what is to be trained, and how."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from camviewer.controllers.sample import Controller
from camviewer.controllers.training_estimate import TrainingEstimates
from camviewer.document import fitness
from camviewer.document.canvas_content import source_title
from camviewer.document.document import Document
from camviewer.document.state import TrainingState
from camviewer.gui.theme import SPACE
from camviewer.gui.training.architecture_box import ArchitectureBox
from camviewer.gui.training.estimate_label import EstimateLabel
from camviewer.gui.training.explained import WheelGuard, explain
from camviewer.gui.training.layer_table import LayerTable
from camviewer.gui.training.start_box import StartBox
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.networks import library
from camviewer.networks.graph import Graph
from camviewer.networks.layer_summary import LayerSummary, summaries
from camviewer.networks.model_card import OWN
from camviewer.training.events import LARGEST_SEED, Plan, samples_used
from camviewer.training.recipes import FINE_TUNING, RECIPES, Recipe

_MAX_EPOCHS, _LARGEST_BATCH = 1000, 4096


class TrainingForm(QWidget):
    """Its fields give a `Plan`; below them stand the layers of the architecture."""

    def __init__(
        self,
        document: Document,
        controller: Controller,
        estimates: TrainingEstimates,
        parent: QWidget,
    ) -> None:
        """A form that follows the document."""
        super().__init__(parent)
        self._document = document
        self._controller = controller
        self._estimates = estimates
        self._wheel = WheelGuard(self)
        self._make_fields()
        self.samples = StillLabel("trainingDigits", self)
        self.layers = LayerTable(self)
        self.parameters = QLabel(self)
        self.parameters.setObjectName("parameters")
        self.parameters.setTextFormat(Qt.TextFormat.RichText)
        self.parameters.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.estimate = EstimateLabel(self)
        self._explain_fields()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._rows())
        layout.addWidget(self.layers)
        layout.addWidget(self.parameters)
        layout.addStretch(1)
        layout.addWidget(self.estimate)
        self._show_choices()
        self._connect()
        self._show_models()
        self._show_samples()

    def _make_fields(self) -> None:
        self.name = QLineEdit(self)
        self.name.setObjectName("modelNameEdit")
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setMaxLength(library.MAX_LENGTH)
        self.architecture = ArchitectureBox(self)
        self._prepare(self.architecture, "architectureBox", self.tr("Architecture"))
        self.recipe = ChoiceBox(self)
        self._prepare(self.recipe, "recipeBox", self.tr("Recipe"))
        words = self._recipe_words()
        for place, (name, recipe) in enumerate(RECIPES.items()):
            told = filter(None, (words.get(name), self._numbers_of(recipe)))
            self.recipe.addItem(name)
            self.recipe.setItemData(place, "\n".join(told), Qt.ItemDataRole.ToolTipRole)
        self.start = StartBox(self)
        self._prepare(self.start, "startBox", self.tr("Start from"))
        self.epochs = self._spin("epochsBox", 1, _MAX_EPOCHS)
        self.batch = self._spin("batchBox", 1, _LARGEST_BATCH)
        self.seed = self._spin("seedBox", 0, LARGEST_SEED)
        self.share = self._spin("shareBox", 1, 100)
        self.share.setSuffix("%")
        self.learning_rate = QDoubleSpinBox(self)
        self.learning_rate.setObjectName("rateBox")
        self.learning_rate.setDecimals(5)
        self.learning_rate.setRange(0.00001, 1.0)
        self.learning_rate.setSingleStep(0.001)
        self._wheel.guard(self.learning_rate)

    def _rows(self) -> QFormLayout:
        """One field below the other, each with its title, which has the field's tip too."""
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(SPACE)
        form.setVerticalSpacing(SPACE // 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            (self.tr("Name"), self.name),
            (self.tr("Architecture"), self.architecture),
            (self.tr("Start from"), self.start),
            (self.tr("Recipe"), self.recipe),
            (self.tr("Epochs"), self.epochs),
            (self.tr("Batch"), self.batch),
            (self.tr("Learning rate"), self.learning_rate),
            (self.tr("Seed"), self.seed),
            (self.tr("[Samples]"), self.share),
        ):
            title = QLabel(text, self)
            title.setBuddy(field)
            title.setToolTip(field.toolTip())
            title.setWhatsThis(field.whatsThis())
            form.addRow(title, self._with_samples() if field is self.share else field)
        return form

    def _with_samples(self) -> QHBoxLayout:
        """The share of the samples, and how many that are."""
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.share)
        row.addWidget(self.samples, 1)
        return row

    def _explain_fields(self) -> None:
        explain(
            self.name,
            self.tr("The name under which the model is saved. A name that is taken gets a number."),
        )
        explain(
            self.architecture,
            self.tr("The layers of the network, listed below"),
            self.tr("An architecture is a network without weights; training sets the weights."),
        )
        explain(
            self.start,
            self.tr("New weights, or those of a model that is to be trained further"),
            self.tr(
                "You can choose models of this architecture, and networks made by other "
                "programs, which are trained as they are. So as not to lose what it has "
                "learned, a model is trained with a lower learning rate: that of the recipe "
                "times {0}."
            ).format(f"{FINE_TUNING:g}"),
        )
        explain(self.epochs, self.tr("How many times each training [sample] is used"))
        explain(
            self.batch,
            self.tr("[Samples] per step: the weights change once after each batch"),
            self.tr(
                "Small batches make many noisy steps, large ones few steady steps. A larger "
                "batch often allows a higher learning rate."
            ),
        )
        explain(
            self.learning_rate,
            self.tr("How far a step changes the weights"),
            self.tr(
                "If it is too high, the loss jumps or the training fails; if it is too low, "
                "hardly anything is learned. Where a recipe raises and lowers it, this is the "
                "peak."
            ),
        )
        explain(
            self.seed,
            self.tr("The number that all randomness in the training comes from"),
            self.tr(
                "The initial weights, the order of the [samples] and their augmentation are "
                "drawn from it: on this computer, the same settings and seed give the same "
                "network. Other seeds show how much of a result is chance."
            ),
        )
        explain(
            self.share,
            self.tr("How many of the training [samples] are used: fewer for a quick demonstration"),
            self.tr(
                "The first ones of the training split are used. The accuracy is always measured "
                "on the whole test split."
            ),
        )
        explain(
            self.layers,
            self.tr("The layers from input to output, with their output shapes and parameters"),
        )
        explain(
            self.estimate,
            self.tr("Estimated from earlier trainings on this computer"),
            self.tr(
                "The number of multiplications divided by the speed of the last training of "
                "this architecture on this computer. Before the first one, the range is wide."
            ),
        )

    def _show_choices(self) -> None:
        """Fill all fields with what stands in the document, but for the model to start from."""
        chosen = self._document.training.value
        self.name.setText(chosen.name)
        self.architecture.setCurrentText(chosen.architecture)
        self.recipe.setCurrentText(chosen.recipe)
        self.epochs.setValue(chosen.epochs)
        self.batch.setValue(chosen.batch)
        self.learning_rate.setValue(chosen.learning_rate)
        self.seed.setValue(chosen.seed)
        self.share.setValue(chosen.share)
        self._explain_recipe()

    def _connect(self) -> None:
        document, controller = self._document, self._controller
        self.recipe.currentTextChanged.connect(self._use_recipe)
        self.architecture.currentTextChanged.connect(self._choose_architecture)
        self.share.valueChanged.connect(self._show_samples)
        self.name.textChanged.connect(self._keep)
        self.start.currentIndexChanged.connect(self._choose_start)
        for spin in (self.epochs, self.batch, self.seed, self.share, self.learning_rate):
            spin.valueChanged.connect(self._keep)
        document.models_changed.connect(self._show_models)
        document.dataset_changed.connect(self._show_samples)
        document.dataset_changed.connect(self._ask_for_layers)
        document.dataset_changed.connect(self.show_estimate)
        controller.layers_known.connect(self._show_layers)
        controller.network_known.connect(self._show_network)

    def plan(self) -> Plan:
        """What a person has chosen."""
        chosen = replace(
            RECIPES[self.recipe.currentText()],
            epochs=self.epochs.value(),
            batch=self.batch.value(),
            learning_rate=self.learning_rate.value(),
        )
        return Plan(
            name=self.name.text().strip(),
            architecture=OWN if self.start.own else self.architecture.chosen,
            recipe=chosen,
            seed=self.seed.value(),
            source=self._document.dataset.name if self._document.dataset else "auto",
            share=self.share.value() / 100,
            start=self.start.currentData(),
        )

    def _keep(self) -> None:
        """Let the document know what stands here."""
        start = self.start.currentData()
        self._document.training.set(
            TrainingState(
                name=self.name.text(),
                architecture=self.architecture.chosen,
                start="" if start is None else str(start),
                recipe=self.recipe.currentText(),
                epochs=self.epochs.value(),
                batch=self.batch.value(),
                learning_rate=self.learning_rate.value(),
                seed=self.seed.value(),
                share=self.share.value(),
            )
        )
        self.show_estimate()

    def show_estimate(self) -> None:
        """Tell how long what stands here would take, or why it cannot be done, to who sees it."""
        if not self.isVisible():
            return
        if trouble := fitness.no_training(self._document):
            self.estimate.setText(trouble)
        else:
            self.estimate.tell(self._estimates, self.plan())

    def _recipe_words(self) -> dict[str, str]:
        """What each recipe is for."""
        return {
            "lecture": self.tr("As in the lecture: Adam with a constant learning rate"),
            "fast": self.tr(
                "Learns much in a single epoch, more in a few: the learning rate rises and "
                "falls once"
            ),
            "thorough": self.tr(
                "Highest test accuracy: [samples] are augmented, at the end used unchanged"
            ),
            "handwriting": self.tr(
                "Good at what you draw: [samples] are augmented, digits drawn by the program added"
            ),
            "faithful": self.tr(
                "Maps that show what erasing ink costs: like handwriting, with each [sample] "
                "used twice"
            ),
        }

    def _numbers_of(self, recipe: Recipe) -> str:
        """What it sets the fields to."""
        words = self.tr("Epochs: {0}, batch: {1}, learning rate: {2}, starting from a model: {3}")
        rates = (f"{each.learning_rate:g}" for each in (recipe, recipe.fine_tuning()))
        return words.format(recipe.epochs, recipe.batch, *rates)

    def _prepare(self, box: QComboBox, name: str, title: str) -> None:
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        self._wheel.guard(box)

    def _spin(self, name: str, low: int, high: int) -> QSpinBox:
        spin = QSpinBox(self)
        spin.setObjectName(name)
        spin.setRange(low, high)
        self._wheel.guard(spin)
        return spin

    def _use_recipe(self, name: str) -> None:
        recipe = RECIPES[name]
        self.epochs.setValue(recipe.epochs)
        self.batch.setValue(recipe.batch)
        has_learned = self.start.currentData() is not None
        self.learning_rate.setValue(self._usual_learning_rate(has_learned=has_learned))
        self._explain_recipe()
        self._keep()

    def _usual_learning_rate(self, *, has_learned: bool) -> float:
        """The recipe's, for fresh weights or for those that have learned already."""
        recipe = RECIPES[self.recipe.currentText()]
        return (recipe.fine_tuning() if has_learned else recipe).learning_rate

    def _explain_recipe(self) -> None:
        explain(
            self.recipe,
            self.recipe.currentData(Qt.ItemDataRole.ToolTipRole) or self.tr("How it is trained"),
            self.tr(
                "A recipe sets epochs, batch and learning rate, which you can change "
                "afterwards, and whether [samples] are augmented: rotated, moved and bent "
                "slightly each time."
            ),
        )

    def _choose_architecture(self) -> None:
        self._show_models()
        self._ask_for_layers()

    def _choose_start(self) -> None:
        has_learned = self.start.currentData() is not None
        before = self._usual_learning_rate(has_learned=not has_learned)
        if math.isclose(self.learning_rate.value(), before):  # nobody has set another one
            self.learning_rate.setValue(self._usual_learning_rate(has_learned=has_learned))
        self.architecture.show_own(self.start.own)
        self._keep()
        self._ask_for_layers()

    def showEvent(self, event: QShowEvent) -> None:
        """Only who sees the layers needs to know them."""
        super().showEvent(event)
        self._ask_for_layers()
        self.show_estimate()

    def _ask_for_layers(self) -> None:
        if not self.isVisible():
            return
        own = self.start.own
        if own is None:
            self._controller.find_layers(self.architecture.chosen)
        else:
            self._controller.find_network(own.path)

    def _show_layers(self, architecture: str, layers: Sequence[LayerSummary]) -> None:
        if architecture == self.architecture.chosen and self.start.own is None:
            self._list_layers(layers)

    def _show_network(self, path: Path, graph: Graph) -> None:
        self._estimates.know(path, graph)
        own = self.start.own
        if own is not None and own.path == path:
            self._list_layers(summaries(graph))
            self.show_estimate()

    def _list_layers(self, layers: Sequence[LayerSummary]) -> None:
        self.layers.show_layers(layers)
        whole = f"{sum(layer.parameters for layer in layers):,}"
        self.parameters.setText(self.tr("{0} parameters").format(f"<b>{whole}</b>"))

    def _show_models(self) -> None:
        chosen = self._document.training.value.start
        self.start.show_models(self._document.models, self.architecture.chosen, chosen)
        self.architecture.show_own(self.start.own)
        self._keep()

    def _show_samples(self) -> None:
        dataset = self._document.dataset
        if dataset is None:
            self.samples.show_plain("…")
        else:
            whole = len(dataset.train)
            used = samples_used(whole, self.share.value() / 100) if whole else 0
            values = f"{used:,}", escape(source_title(dataset.name))
            longer, shorter = self.tr("{0} of {1} training [samples]"), self.tr("{0} of {1}")
            self.samples.show_first_fitting(longer.format(*values), shorter.format(*values))
