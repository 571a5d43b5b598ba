"""How the map is shown: opacity, threshold, scale, colours, interpolation, method."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from camviewer.attribution.methods import METHODS
from camviewer.common.translation import translate
from camviewer.document.document import Document
from camviewer.gui.stage.parameter_boxes import ParameterBoxes
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.jump_slider import JumpSlider
from camviewer.gui.widgets.steady_label import SteadyLabel
from camviewer.rendering.colour_maps import COLOUR_MAPS, TITLES
from camviewer.rendering.rendering import INTERPOLATION_TITLES, INTERPOLATIONS
from camviewer.rendering.scales import SCALES

_LETTERS = 6
"""How many letters a box shows at least; the whole of a longer name is in its tip."""


class DisplayPanel(QWidget):
    """Changes the document's display."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A panel that follows the document."""
        super().__init__(parent)
        self.setObjectName("displayPanel")
        self._document = document
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(SPACE)
        self._layout.setVerticalSpacing(SPACE // 2)
        self._values: dict[str, SteadyLabel] = {}
        self._sliders = {
            "opacity": self._slider(
                "opacity",
                self.tr("Opacity"),
                self.tr("How much the map covers the [sample] in the blend"),
                row=0,
            ),
            "threshold": self._slider(
                "threshold",
                self.tr("Threshold"),
                self.tr(
                    "Where the map is weaker than this share of the scale, the blend shows only "
                    "the [sample]"
                ),
                row=1,
            ),
        }
        self._boxes = {
            "scale": self._box(
                "scaleBox",
                self.tr("Scale"),
                self.tr("What values the colours of the maps stand for"),
                {n: translate(scale.title) for n, scale in SCALES.items()},
                row=2,
            ),
            "colours": self._box(
                "colourMapBox",
                self.tr("Colours"),
                self.tr("The colours in which maps are painted"),
                {n: translate(TITLES[n]) for n in COLOUR_MAPS},
                row=3,
            ),
            "interpolation": self._box(
                "interpolationBox",
                self.tr("Resizing"),
                self.tr(
                    "How the raw map is enlarged to the size of the [sample]: smoothly, or cell "
                    "by cell"
                ),
                {n: translate(INTERPOLATION_TITLES[n]) for n in INTERPOLATIONS},
                row=4,
            ),
            "method": self._box(
                "methodBox",
                self.tr("Method"),
                self.tr("How the maps are computed. The Methods page (H) explains each method."),
                {n: translate(method.title) for n, method in METHODS.items()},
                row=5,
            ),
        }
        self._parameters = ParameterBoxes(document, self)
        self._layout.addWidget(self._parameters, 6, 0, 1, 3)
        self._layout.setColumnStretch(1, 1)
        document.display_changed.connect(self._show)
        self._show()

    def _slider(self, attribute: str, title: str, tip: str, *, row: int) -> JumpSlider:
        slider = JumpSlider(self)
        slider.setObjectName(f"{attribute}Slider")
        slider.setRange(0, 100)
        slider.setPageStep(10)
        slider.setToolTip(tip)
        slider.setAccessibleName(title)
        label = QLabel(title, self)
        label.setBuddy(slider)
        value = SteadyLabel("100%", self)
        value.setObjectName(f"{attribute}Value")
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        slider.valueChanged.connect(self._slide)
        value.setText(f"{slider.value()}%")
        self._values[attribute] = value
        for column, widget in enumerate((label, slider, value)):
            self._layout.addWidget(widget, row, column)
        return slider

    def _box(
        self, name: str, title: str, tip: str, choices: dict[str, str], *, row: int
    ) -> QComboBox:
        box = ChoiceBox(self, least=0.6)
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setToolTip(tip)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LETTERS)
        for choice, text in choices.items():
            box.addItem(text, choice)
        box.currentIndexChanged.connect(self._choose)
        label = QLabel(title, self)
        label.setBuddy(box)
        self._layout.addWidget(label, row, 0)
        self._layout.addWidget(box, row, 1, 1, 2)
        return box

    def _slide(self) -> None:
        for attribute, slider in self._sliders.items():
            self._values[attribute].setText(f"{slider.value()}%")
            if slider is self.sender():
                self._document.change_display(**{attribute: slider.value()})

    def _choose(self) -> None:
        for attribute, box in self._boxes.items():
            if box is self.sender():
                self._document.change_display(**{attribute: box.currentData()})

    def _show(self) -> None:
        for attribute, slider in self._sliders.items():
            slider.setValue(getattr(self._document.display, attribute))
        for attribute, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(getattr(self._document.display, attribute)))
