"""Training: what is to be trained, how far it is, and its curves."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from camviewer.controller import Controller
from camviewer.core import library
from camviewer.core.control import Wish
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.card import Card
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.curves import Curves
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.nets.catalogue import architecture_names
from camviewer.nets.recipes import RECIPES, Recipe
from camviewer.nets.records import LARGEST_SEED, Plan, Progress, digits_used
from camviewer.session import Session
from camviewer.training import Status, Training

_MOST_EPOCHS, _LARGEST_BATCH = 1000, 4096


class TrainingPanel(Card):
    """Plans, watches and ends a training."""

    def __init__(
        self,
        session: Session,
        controller: Controller,
        training: Training,
        parent: QWidget | None = None,
    ) -> None:
        """A panel that follows the training."""
        super().__init__(self.tr("Training"), parent)
        self._session = session
        self._controller = controller
        self._training = training
        self.setup = Setup(session, controller, self)
        self.watch = _Watch(training, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.setup)
        self._pages.addWidget(self.watch)
        self.train = self._button("trainButton", self.tr("Train"))
        self.go_on = self._button("goOnButton", self.tr("Go on"))
        self.go_on.setToolTip(self.tr("Go on with the training that was not finished"))
        self.pause = self._button("pauseButton", self.tr("Pause"))
        self.stop = QToolButton(self)
        self.stop.setObjectName("stopButton")
        self.stop.setText(self.tr("Stop and keep"))
        self.stop.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.stop.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.stop.clicked.connect(lambda: training.stop(Wish.STOP_AND_KEEP))
        menu = QMenu(self.stop)
        keep = menu.addAction(self.tr("Stop and keep"))
        keep.triggered.connect(lambda: training.stop(Wish.STOP_AND_KEEP))
        discard = menu.addAction(self.tr("Stop and discard"))
        discard.setObjectName("discardAction")
        discard.triggered.connect(lambda: training.stop(Wish.STOP_AND_DISCARD))
        self.stop.setMenu(menu)
        self.again = self._button("newTrainingButton", self.tr("New …"))
        buttons = QHBoxLayout()
        for button in (self.train, self.go_on, self.again, self.pause, self.stop):
            buttons.addWidget(button)
        self.body.addWidget(self._pages, 1)
        self.body.addLayout(buttons)
        self.train.clicked.connect(self._start)
        self.go_on.clicked.connect(self._go_on)
        self.pause.clicked.connect(self._pause_or_resume)
        self.again.clicked.connect(lambda: self._show_page(self.setup))
        training.status_changed.connect(self._show_status)
        self._show_status()

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        return button

    def _start(self) -> None:
        self._training.start(self.setup.plan())

    def _go_on(self) -> None:
        self._training.go_on()

    def _pause_or_resume(self) -> None:
        if self._training.status is Status.PAUSED:
            self._training.resume()
        else:
            self._training.pause()

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._show_buttons()

    def _show_status(self) -> None:
        if self._training.status is not Status.IDLE:
            self._pages.setCurrentWidget(self.watch)
        self._show_buttons()

    def _show_buttons(self) -> None:
        status = self._training.status
        idle = status is Status.IDLE
        planning = self._pages.currentWidget() is self.setup
        self.train.setVisible(idle and planning)
        self.go_on.setVisible(idle and planning and self._training.can_resume())
        self.again.setVisible(idle and not planning)
        self.pause.setVisible(not idle)
        self.stop.setVisible(not idle)
        self.pause.setEnabled(status in (Status.RUNNING, Status.PAUSED))
        self.stop.setEnabled(status is not Status.ENDING)
        paused = status is Status.PAUSED
        self.pause.setText(self.tr("Go on") if paused else self.tr("Pause"))


class Setup(QWidget):
    """What is to be trained."""

    def __init__(self, session: Session, controller: Controller, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._controller = controller
        self.architecture = self._box("architectureBox", self.tr("Architecture"))
        self.architecture.addItems(architecture_names())
        self.recipe = self._box("recipeBox", self.tr("Recipe"))
        self.recipe.addItems(list(RECIPES))
        self.start = self._box("startBox", self.tr("Start from"))
        self.epochs = self._spin("epochsBox", 1, _MOST_EPOCHS)
        self.batch = self._spin("batchBox", 1, _LARGEST_BATCH)
        self.seed = self._spin("seedBox", 0, LARGEST_SEED)
        self.share = self._spin("shareBox", 1, 100)
        self.share.setSuffix(" %")
        self.share.setValue(100)
        self.share.valueChanged.connect(self._show_digits)
        self.share.setToolTip(
            self.tr("How much of the training digits is used: less for a quick demonstration")
        )
        self.rate = QDoubleSpinBox(self)
        self.rate.setObjectName("rateBox")
        self.rate.setDecimals(5)
        self.rate.setRange(0.00001, 1.0)
        self.rate.setSingleStep(0.001)
        self.name = QLineEdit("my-model", self)
        self.name.setObjectName("modelNameEdit")
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setMaxLength(library.LONGEST)
        self.digits = StillLabel("trainingDigits", self)
        self.layers = QLabel(self)
        self.layers.setObjectName("layerTable")
        self.layers.setTextFormat(Qt.TextFormat.RichText)
        self.layers.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.layers.setWordWrap(True)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(SPACE)
        form.setVerticalSpacing(SPACE // 2)
        for title, field in (
            (self.tr("Name"), self.name),
            (self.tr("Architecture"), self.architecture),
            (self.tr("Start from"), self.start),
            (self.tr("Recipe"), self.recipe),
            (self.tr("Epochs, batch"), _side_by_side(self.epochs, self.batch)),
            (self.tr("Rate, seed"), _side_by_side(self.rate, self.seed)),
            (self.tr("Digits"), _side_by_side(self.digits, self.share)),
        ):
            form.addRow(title, field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addWidget(self.layers, 1)
        self.recipe.currentTextChanged.connect(self._use_recipe)
        self.architecture.currentTextChanged.connect(self._choose_architecture)
        session.models_changed.connect(self._show_models)
        session.dataset_changed.connect(self._show_digits)
        controller.layers_known.connect(self._show_layers)
        controller.engine_ready.connect(self._ask_for_layers)
        self._use_recipe(self.recipe.currentText())
        self._show_models()
        self._show_digits()

    def plan(self) -> Plan:
        """What a person has chosen."""
        named = RECIPES[self.recipe.currentText()]
        chosen = Recipe(
            name=named.name,
            epochs=self.epochs.value(),
            batch=self.batch.value(),
            rate=self.rate.value(),
            one_cycle=named.one_cycle,
            varied=named.varied,
            written=named.written,
        )
        return Plan(
            name=self.name.text().strip(),
            architecture=self.architecture.currentText(),
            recipe=chosen,
            seed=self.seed.value(),
            source=self._session.dataset.name if self._session.dataset else "auto",
            share=self.share.value() / 100,
            start=self.start.currentData(),
        )

    def choose_as(self, other: Setup) -> None:
        """Fill all fields with what stands in another such form."""
        self.name.setText(other.name.text())
        self.architecture.setCurrentText(other.architecture.currentText())
        self.recipe.setCurrentText(other.recipe.currentText())
        self.start.setCurrentIndex(other.start.currentIndex())
        for name in ("epochs", "batch", "seed", "share"):
            getattr(self, name).setValue(getattr(other, name).value())
        self.rate.setValue(other.rate.value())

    def _box(self, name: str, title: str) -> QComboBox:
        box = ChoiceBox(self)
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        return box

    def _spin(self, name: str, low: int, high: int) -> QSpinBox:
        spin = QSpinBox(self)
        spin.setObjectName(name)
        spin.setRange(low, high)
        return spin

    def _use_recipe(self, name: str) -> None:
        recipe = RECIPES[name]
        self.epochs.setValue(recipe.epochs)
        self.batch.setValue(recipe.batch)
        self.rate.setValue(recipe.rate)

    def _choose_architecture(self) -> None:
        self._show_models()
        self._ask_for_layers()

    def showEvent(self, event: QShowEvent) -> None:
        """Only who sees the layers needs to know them."""
        super().showEvent(event)
        self._ask_for_layers()

    def _ask_for_layers(self) -> None:
        if self._controller.ready and self.isVisible():
            self._controller.find_layers(self.architecture.currentText())

    def _show_layers(self, architecture: str, layers: list[object]) -> None:
        if architecture != self.architecture.currentText():
            return
        rows, whole = "", 0
        for layer in layers:
            kind, output, parameters = (
                getattr(layer, name) for name in ("kind", "output", "parameters")
            )
            whole += parameters
            rows += (
                f"<tr><td>{kind}</td><td align=right>&nbsp; {output}</td>"
                f"<td align=right>&nbsp; {parameters:,}</td></tr>"
            )
        title = self.tr("Parameters")
        rows += f"<tr><td><b>{title}</b></td><td></td>"
        self.layers.setText(f"<table>{rows}<td align=right><b>{whole:,}</b></td></tr></table>")

    def _show_models(self) -> None:
        chosen = self.start.currentData()
        with QSignalBlocker(self.start):
            self.start.clear()
            self.start.addItem(self.tr("fresh weights"), None)
            for model in self._session.models:
                if model.card.architecture == self.architecture.currentText():
                    self.start.addItem(model.card.name, model.path)
            self.start.setCurrentIndex(max(0, self.start.findData(chosen)))

    def _show_digits(self) -> None:
        dataset = self._session.dataset
        if dataset is None:
            self.digits.show_plain("…")
        else:
            used = digits_used(len(dataset.train), self.share.value() / 100)
            self.digits.show_plain(f"{used:,} · {dataset.name}")


class _Watch(QWidget):
    """How far the training is."""

    def __init__(self, training: Training, parent: QWidget) -> None:
        super().__init__(parent)
        self._training = training
        self.state = QLabel(self)
        self.state.setObjectName("trainingState")
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("trainingProgress")
        self.bar.setRange(0, 1000)
        self.detail = QLabel("\n", self)
        self.detail.setMinimumHeight(self.detail.sizeHint().height())  # two lines, come what may
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.live = QCheckBox(self.tr("Show the network as it learns"), self)
        self.live.setObjectName("liveBox")
        self.live.toggled.connect(training.watch)
        self.curves = Curves(self)
        self.curves.setObjectName("trainingPlot")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        for widget in (self.state, self.bar, self.detail, self.live):
            layout.addWidget(widget)
        layout.addWidget(self.curves, 1)
        training.status_changed.connect(self._show_status)
        training.progressed.connect(self._show_progress)
        training.curves_changed.connect(self._show_curves)
        training.timeline_changed.connect(self._show_live)
        self._show_status()

    def _show_status(self) -> None:
        training = self._training
        texts = {
            Status.IDLE: self._ending(),
            Status.PREPARING: self.tr("Getting digits and network ready …"),
            Status.RUNNING: self.tr("{0}: training"),
            Status.PAUSED: self.tr("{0}: paused"),
            Status.ENDING: self.tr("{0}: being saved …"),
        }
        self.state.setText(texts[training.status].format(training.name))
        self.live.setEnabled(training.status in (Status.RUNNING, Status.PAUSED))
        if training.status is Status.PREPARING:
            self.bar.setRange(0, 0)
            self.detail.setText("")
        else:
            self.bar.setRange(0, 1000)
        if training.status is Status.IDLE and training.accuracy is not None:
            share = f"{100 * training.accuracy:.2f} %"
            self.detail.setText(self.tr("It reads {0} of the test digits").format(share))
        self._show_curves()

    def _show_live(self) -> None:
        self.live.setChecked(self._training.is_live)

    def _ending(self) -> str:
        """How the last training ended; nothing if there was none."""
        training = self._training
        if not training.name:
            return ""
        whole = len(training.history) == training.epochs
        return self.tr("{0}: done") if whole else self.tr("{0}: stopped")

    def _show_progress(self) -> None:
        progress = self._training.progress
        if progress is None:
            return
        share = (progress.epoch - 1 + progress.step / max(1, progress.steps)) / progress.epochs
        self.bar.setValue(round(1000 * share))
        self.detail.setText(self._words(progress))

    def _words(self, progress: Progress) -> str:
        epoch = self.tr("epoch {0}/{1}").format(progress.epoch, progress.epochs)
        if progress.judging:
            return self.tr("{0} · reading the test digits").format(epoch)
        batch = self.tr("batch {0}/{1}").format(progress.step, progress.steps)
        speed = self.tr("{0} digits/s").format(f"{progress.digits_a_second:,.0f}")
        if math.isfinite(progress.seconds_left):
            left = self.tr("{0} left").format(_duration(progress.seconds_left))
            speed = f"{speed} · {left}"
        return f"{epoch} · {batch}\n{speed}"

    def _show_curves(self) -> None:
        self.curves.show_training(
            self._training.points, self._training.history, self._training.epochs
        )


def _side_by_side(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE // 2)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
