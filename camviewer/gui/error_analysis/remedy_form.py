"""The choice of a remedy: which kind, what it does, and what else there is to choose about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from camviewer.common.translation import translate
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.fixing import Fixing
from camviewer.controllers.own_samples import is_own_file
from camviewer.document.fix_state import EPOCHS
from camviewer.error_analysis.remedies import BORDER, COPIES, KINDS, TITLES
from camviewer.gui.error_analysis.flow_layout import FlowLayout
from camviewer.gui.layout.dialogs import Dialogs
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.networks.architectures import ARCHITECTURES


class RemedyForm(QWidget):
    """Shows the document's choice, and changes it."""

    def __init__(
        self, mistakes: Mistakes, fixing: Fixing, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        """A form that follows the document."""
        super().__init__(parent)
        self._mistakes = mistakes
        self._fixing = fixing
        self._dialogs = dialogs
        self.kind = self._box("remedyBox", self.tr("Remedy"))
        for name, title in TITLES.items():
            self.kind.addItem(translate(title), name)
        self.words = QLabel(self)
        self.words.setObjectName("remedyLabel")
        self.words.setWordWrap(True)
        self.copies = self._spin("copiesBox", self.tr("Copies"), COPIES)
        self.border = self._spin("borderBox", self.tr("Border"), BORDER)
        self.border.setSuffix(self.tr(" px"))
        self.epochs = self._spin("fixEpochsBox", self.tr("Epochs"), EPOCHS)
        self.architecture = self._box("fixArchitectureBox", self.tr("Architecture"))
        for name in ARCHITECTURES:
            self.architecture.addItem(name, name)
        self.label = self._box("ownLabelBox", self.tr("Label"))
        self.add = self._button("addDrawingButton", self.tr("Add from canvas"))
        self.add.setToolTip(self.tr("Keep what is on the canvas as a [sample] with this label"))
        self.open = self._button("addPicturesButton", self.tr("Add folder…"))
        self.open.setToolTip(self.tr("Add a folder of pictures, sorted by class"))
        self.clear = self._button("clearOwnButton", self.tr("Remove all"))
        self.clear.setToolTip(self.tr("Add none of them; the files stay"))
        self.own = QLabel(self)
        self.own.setObjectName("ownLabel")
        self.own.setWordWrap(True)
        self._fields = {
            "copies": self._field(self.tr("Copies"), self.copies),
            "border": self._field(self.tr("Border"), self.border),
            "architecture": self._field(self.tr("Architecture"), self.architecture),
            "label": self._field(self.tr("Label"), self.label),
            "add": self.add,
            "open": self.open,
            "clear": self.clear,
            "epochs": self._field(self.tr("Epochs"), self.epochs),
        }
        self._lay_out()
        self._connect()
        self.show_choice()

    def _lay_out(self) -> None:
        fields = QWidget(self)
        flow = FlowLayout(SPACE)
        fields.setLayout(flow)
        for field in self._fields.values():
            flow.addWidget(field)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE // 2)
        for widget in (self.kind, self.words, fields, self.own):
            rows.addWidget(widget)

    def _connect(self) -> None:
        for box in (self.kind, self.architecture):
            box.activated.connect(self._choose)
        for spin in (self.copies, self.border):
            spin.valueChanged.connect(self._choose)
        self.epochs.valueChanged.connect(self._fixing.choose_epochs)
        self.add.clicked.connect(self._add_drawing)
        self.open.clicked.connect(self._ask_for_folder)
        self.clear.clicked.connect(self._fixing.forget_own)

    def _box(self, name: str, title: str) -> ChoiceBox:
        box = ChoiceBox(self, least=0.5)
        box.setObjectName(name)
        box.setAccessibleName(title)
        return box

    def _spin(self, name: str, title: str, values: range) -> QSpinBox:
        box = QSpinBox(self)
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setRange(values[0], values[-1])
        return box

    def _button(self, name: str, title: str) -> QPushButton:
        button = QPushButton(title, self)
        button.setObjectName(name)
        return button

    def _field(self, title: str, widget: QWidget) -> QWidget:
        field = QWidget(self)
        line = QHBoxLayout(field)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE // 2)
        line.addWidget(QLabel(title, field))
        line.addWidget(widget)
        return field

    def _explained(self) -> dict[str, str]:
        texts = (
            self.tr(
                "Adds the listed [samples] and the training [samples] nearest to them, as other "
                "hands would write them: turned, slanted, moved, thicker, thinner."
            ),
            self.tr(
                "The listed [samples] and the training [samples] nearest to them are seen more "
                "often, as they are."
            ),
            self.tr("Adds what you draw or open, each with its label, and variations of it."),
            self.tr(
                "For a shortcut at the edge, such as a patch in a corner: training [samples] swap "
                "their borders at random, so that a border says nothing about the class."
            ),
            self.tr("Trains on with the labels that were corrected: {0}."),
            self.tr("Trains another network from the start, on all training [samples]."),
        )
        return dict(zip(KINDS, texts, strict=True))

    def show_choice(self) -> None:
        """Show what is chosen, silently."""
        choice, own = self._fixing.chosen.choice, self._fixing.chosen.choice.own
        self.words.setText(
            self._explained()[choice.kind].format(f"{self._fixing.number_corrected:,}")
        )
        boxes: dict[QWidget, Callable[[], object]] = {
            self.kind: lambda: self.kind.setCurrentIndex(self.kind.findData(choice.kind)),
            self.copies: lambda: self.copies.setValue(choice.copies),
            self.border: lambda: self.border.setValue(choice.border),
            self.epochs: lambda: self.epochs.setValue(self._fixing.chosen.epochs),
            self.architecture: lambda: self.architecture.setCurrentIndex(
                max(0, self.architecture.findData(choice.architecture))
            ),
            self.label: self._show_labels,
        }
        for box, show in boxes.items():
            with QSignalBlocker(box):
                show()
        shown = {
            "copies": choice.kind in ("variation", "weight", "own"),
            "border": choice.kind == "border",
            "architecture": choice.kind == "architecture",
            **dict.fromkeys(("label", "add", "open"), choice.kind == "own"),
            "clear": choice.kind == "own" and bool(own),
            "epochs": True,
        }
        for name, is_shown in shown.items():
            self._fields[name].setVisible(is_shown)
        self.own.setVisible(choice.kind == "own" and bool(own))
        self.own.setText(self.tr("Added: {0}").format(", ".join(map(self._source_name, own))))

    def _source_name(self, source: str) -> str:
        """What a source of one's own is called here."""
        path = Path(source)
        return self.tr("what came from the canvas") if is_own_file(path) else path.name

    def _show_labels(self) -> None:
        evaluation = self._mistakes.evaluation
        names = [] if evaluation is None else list(evaluation.class_names)
        if [self.label.itemText(place) for place in range(self.label.count())] != names:
            self.label.clear()
            self.label.addItems(names)

    # What a person does

    def _choose(self) -> None:
        choice = replace(
            self._fixing.chosen.choice,
            kind=self.kind.currentData(),
            copies=self.copies.value(),
            border=self.border.value(),
            architecture=self.architecture.currentData(),
        )
        self._fixing.choose(choice)

    def _add_drawing(self) -> None:
        self._fixing.add_drawing(self.label.currentIndex())

    def _ask_for_folder(self) -> None:
        self._dialogs.open_folder(self._fixing.add_pictures)
