"""What a person chooses in each part of the lab."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from camviewer.common.translation import translate
from camviewer.controllers.known_truth import ARCHITECTURE, RECIPE, KnownTruthLab
from camviewer.controllers.truth_cases import COUNT
from camviewer.document.document import Document
from camviewer.gui.error_analysis.flow_layout import FlowLayout
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.networks.hand_made import HAND_MADE

_LETTERS = 12  # of a network's name that have room at least


class HandMadeControls(QWidget):
    """Which hand-made network, and whether it is on the stage."""

    def __init__(self, document: Document, lab: KnownTruthLab, parent: QWidget) -> None:
        """Controls that follow the document."""
        super().__init__(parent)
        self._document = document
        self._lab = lab
        self.box = ChoiceBox(self, least=2 / 3)
        self.box.setObjectName("handMadeBox")
        self.box.setAccessibleName(self.tr("Hand-made network"))
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(_LETTERS)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for name, made in HAND_MADE.items():
            self.box.addItem(translate(made.title), name)
        self.box.activated.connect(self._choose)
        self.use = QPushButton(self)
        self.use.setObjectName("useHandMadeButton")
        self.use.clicked.connect(self._use)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.box, 1)
        layout.addWidget(self.use)
        document.lab.changed.connect(self._show)
        document.model_changed.connect(self._show)
        lab.changed.connect(self._show)
        self._show()

    def _choose(self, place: int) -> None:
        self._lab.choose(self.box.itemData(place))

    def _use(self) -> None:
        self._lab.use_on_stage(not self._lab.is_on_stage)

    def _show(self) -> None:
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self.box.findData(self._lab.hand_made.name))
        on_stage = self._lab.is_on_stage
        self.use.setText(self.tr("Back to the model") if on_stage else self.tr("Use on the stage"))
        self.use.setToolTip(
            self.tr("Let the model predict the [sample] on the stage again")
            if on_stage
            else self.tr(
                "Let this network predict the [sample] on the stage; all pages then show it"
            )
        )
        self.use.setEnabled(on_stage or self._lab.fits_stage)


class SceneControls(QWidget):
    """Which scene."""

    def __init__(self, document: Document, lab: KnownTruthLab, parent: QWidget) -> None:
        """Controls that follow the document."""
        super().__init__(parent)
        self._document = document
        self.previous = _button("previousSceneButton", self.tr("Previous scene"), self)
        self.next = _button("nextSceneButton", self.tr("Next scene"), self)
        self.place = QLabel(self)
        self.place.setObjectName("sceneLabel")
        self.previous.clicked.connect(partial(lab.step_scene, -1))
        self.next.clicked.connect(partial(lab.step_scene, 1))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.previous)
        layout.addWidget(self.next)
        layout.addWidget(self.place, 1)
        document.lab.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        place = self._document.lab.value.scene % COUNT + 1
        self.place.setText(self.tr("Scene {0} of {1}").format(place, COUNT))


class DecoyControls(QWidget):
    """Trainings on decoys, which digit, and whether its patch is masked."""

    training_wanted = Signal()
    """A person has begun a training and may look at it."""

    def __init__(self, document: Document, lab: KnownTruthLab, parent: QWidget) -> None:
        """Controls that follow the document and the training."""
        super().__init__(parent)
        self._document = document
        self._lab = lab
        self.train = _button("trainDecoyButton", self.tr("Train a network on decoys"), self)
        self.train_masked = _button(
            "trainMaskedButton", self.tr("Train one with the patch masked"), self
        )
        self.previous = _button("previousDecoyButton", self.tr("Previous digit"), self)
        self.next = _button("nextDecoyButton", self.tr("Next digit"), self)
        self.masked = QCheckBox(self.tr("Mask the patch"), self)
        self.masked.setObjectName("maskPatchBox")
        self.masked.setToolTip(self.tr("Paint the patch black, so that it says nothing"))
        self.train.clicked.connect(partial(self._train, masked=False))
        self.train_masked.clicked.connect(partial(self._train, masked=True))
        self.previous.clicked.connect(partial(lab.step_decoy, -1))
        self.next.clicked.connect(partial(lab.step_decoy, 1))
        self.masked.clicked.connect(lab.mask)
        trainings = FlowLayout(SPACE)
        trainings.addWidget(self.train)
        trainings.addWidget(self.train_masked)
        digits = QHBoxLayout()
        digits.setSpacing(SPACE)
        for each in (self.previous, self.next, self.masked):
            digits.addWidget(each)
        digits.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(trainings)
        layout.addLayout(digits)
        document.lab.changed.connect(self._show)
        lab.training_changed.connect(self._show)
        self._show()

    def _train(self, *, masked: bool) -> None:
        self._lab.train(masked=masked)
        self.training_wanted.emit()

    def _show(self) -> None:
        with QSignalBlocker(self.masked):
            self.masked.setChecked(self._document.lab.value.masked)
        tip = self.tr(
            "Architecture {0}, recipe {1}. The network appears on the stage while it learns."
        )
        if not self._lab.can_train:
            tip = self.tr(
                "A training is running. Wait for it to finish, or stop it on the Training page."
            )
        for button in (self.train, self.train_masked):
            button.setEnabled(self._lab.can_train)
            button.setToolTip(tip.format(ARCHITECTURE, RECIPE))


def _button(name: str, text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setObjectName(name)
    return button
