"""The known-truth lab: the right answer is known, and so every method can be caught."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from camviewer.common.translation import translate
from camviewer.controllers.known_truth import KnownTruthLab
from camviewer.controllers.truth_cases import CaseReading
from camviewer.document.document import Document
from camviewer.document.state import LAB_PARTS
from camviewer.gui.known_truth.measure_panel import MeasurePanel
from camviewer.gui.known_truth.part_controls import DecoyControls, HandMadeControls, SceneControls
from camviewer.gui.known_truth.truth_card import TruthCard
from camviewer.gui.known_truth.truth_cards import TruthCards
from camviewer.gui.theme import SPACE, wrong_colour
from camviewer.gui.widgets.number_format import number, percent
from camviewer.gui.widgets.pixels import to_image
from camviewer.inference.prediction import Prediction
from camviewer.rendering.rendering import picture_of


class LabPanel(QWidget):
    """Three parts behind tabs: what is read, every method's map of it, figures over many."""

    training_wanted = Signal()
    """A training has begun; who began it wants to see it."""

    def __init__(
        self, document: Document, lab: KnownTruthLab, parent: QWidget | None = None
    ) -> None:
        """A panel that follows the lab while it is in sight."""
        super().__init__(parent)
        self.setObjectName("labPanel")
        self._document = document
        self._lab = lab
        self.tabs = self._make_tabs()
        self.about = _words("labAboutLabel", self)
        self.controls: dict[str, QWidget] = {
            "hand-made": HandMadeControls(document, lab, self),
            "scenes": SceneControls(document, lab, self),
            "decoys": self._make_decoys(),
        }
        self.sample = TruthCard("truthSample", "", 0, self)
        self.sample.setAccessibleName(
            self.tr("What the network sees, with an outline where the answer lies")
        )
        self.verdict = _words("truthVerdict", self)
        self.verdict.setTextFormat(Qt.TextFormat.RichText)
        self.note = _words("labNote", self)
        self.cards = TruthCards(lab, self)
        self.measure = MeasurePanel(lab, self)
        self._lay_out()
        document.lab.changed.connect(self._show_part)
        document.class_changed.connect(self._show)
        lab.changed.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Only for who looks it is computed."""
        super().showEvent(event)
        self._lab.want(True)
        self._show_part()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees need not be computed."""
        super().hideEvent(event)
        self._lab.want(False)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette in coloured words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "measure"):
            self._show()

    # What is shown

    def _show_part(self) -> None:
        part = self._lab.part
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(LAB_PARTS.index(part))
        for name, controls in self.controls.items():
            controls.setVisible(name == part)
        abouts = {
            "hand-made": translate(self._lab.hand_made.about),
            "scenes": self.tr(
                "Four [samples] in one picture, only one of them of the class in question: the "
                "map of that class should point to its quadrant. The network on the stage was "
                "not trained on such pictures."
            ),
            "decoys": self.tr(
                "In training, a grey patch of 4 × 4 pixels in a corner gives away the class of "
                "each digit; in the test digits it is wrong. A network trained on such digits "
                "may rely on the patch instead of the digit. Do the methods reveal that?"
            ),
        }
        self.about.setText(abouts[part])

    def _show(self) -> None:
        if not self.isVisible():
            return
        reading = self._lab.reading
        told = self._lab.trouble or self._lab.lacking
        self.note.setText(told)
        self.note.setVisible(bool(told))
        for widget in (self.sample, self.verdict, self.cards):
            widget.setVisible(reading is not None)
        if reading is not None:
            case = reading.case
            self.sample.show_state(to_image(picture_of(case.sample)), case.mask)
            self.verdict.setText(self._verdict(reading))
        self.cards.refresh()
        self.measure.refresh()

    def _verdict(self, reading: CaseReading) -> str:
        """What the network reads, and what it ought to look at."""
        sentences = {
            "hand-made": self._hand_made_verdict,
            "scenes": self._scene_verdict,
            "decoys": self._decoy_verdict,
        }[self._lab.part](reading)
        return "<br>".join(sentences)

    def _hand_made_verdict(self, reading: CaseReading) -> list[str]:
        no, yes = (number(score) for score in reading.prediction.logits.tolist())
        told = [
            self.tr("Score of “yes”: <b>{0}</b>, of “no”: {1}.").format(yes, no),
            self.tr("Prediction: {0}.").format(self._read(reading.prediction)),
        ]
        if not reading.case.mask.any():
            told.append(
                self.tr("No pixel of this [sample] decides, so there is no place to point to.")
            )
        elif reading.case.sign < 0:
            told.append(
                self.tr(
                    "Ink in the outlined place counts against “yes”: what matters here is where "
                    "a map is most negative."
                )
            )
        return told

    def _scene_verdict(self, reading: CaseReading) -> list[str]:
        quadrant, asked = reading.case.quadrant, reading.class_index
        assert quadrant is not None
        places = (
            self.tr("upper left"),
            self.tr("upper right"),
            self.tr("lower left"),
            self.tr("lower right"),
        )
        name = escape(self._lab.class_names[asked])
        told = [self.tr("Class in question: <b>{0}</b>, {1}.").format(name, places[quadrant])]
        told.append(self._model_reads(reading.prediction))
        share = _share(reading.prediction, asked)
        if asked != reading.prediction.predicted:
            told.append(self.tr("Probability of {0}: {1}.").format(name, share))
        return told

    def _decoy_verdict(self, reading: CaseReading) -> list[str]:
        case, names = reading.case, self._lab.class_names
        assert case.label is not None
        assert case.told is not None
        label, patch = escape(names[case.label]), escape(names[case.told])
        told = [self.tr("Label <b>{0}</b>; the patch says <b>{1}</b>.").format(label, patch)]
        if reading.before is None:
            told.append(self._model_reads(reading.prediction))
        else:
            before, after = self._read(reading.before), self._read(reading.prediction)
            told.append(self.tr("Prediction with the patch: {0},").format(before))
            told.append(self.tr("with the patch masked: {0}.").format(after))
        shown = reading.before or reading.prediction
        if shown.predicted == case.told != case.label:
            words = self.tr("The network follows the patch.")
            told.append(f'<span style="color:{wrong_colour(self.palette()).name()}">{words}</span>')
        return told

    def _model_reads(self, prediction: Prediction) -> str:
        model = escape(prediction.title)
        return self.tr("{0} predicts {1}.").format(model, self._read(prediction))

    def _read(self, prediction: Prediction) -> str:
        """The predicted class and its probability, in markup."""
        name = escape(self._lab.class_names[prediction.predicted])
        return f"<b>{name}</b> · {_share(prediction, prediction.predicted)}"

    # What a person does

    def _choose(self, place: int) -> None:
        self._lab.show_part(LAB_PARTS[place])

    # Parts

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar(self)
        tabs.setObjectName("labTabs")
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setUsesScrollButtons(True)
        for title in (self.tr("Hand-made networks"), self.tr("Scenes"), self.tr("Decoy digits")):
            tabs.addTab(title)
        tabs.setCurrentIndex(LAB_PARTS.index(self._lab.part))
        tabs.currentChanged.connect(self._choose)
        return tabs

    def _make_decoys(self) -> DecoyControls:
        controls = DecoyControls(self._document, self._lab, self)
        controls.training_wanted.connect(self.training_wanted)
        return controls

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(SPACE)
        beside.addWidget(self.verdict)
        beside.addStretch(1)
        read = QHBoxLayout()
        read.setSpacing(2 * SPACE)
        read.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignTop)
        read.addLayout(beside, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.tabs)
        layout.addWidget(self.about)
        for controls in self.controls.values():
            layout.addWidget(controls)
        layout.addLayout(read)
        layout.addWidget(self.note)
        layout.addWidget(self.cards)
        layout.addSpacing(SPACE)
        layout.addWidget(self.measure)
        layout.addStretch(1)


def _share(prediction: Prediction, class_index: int) -> str:
    share = percent(float(prediction.probabilities[class_index]))
    return escape(share).replace(" ", "&nbsp;")


def _words(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
