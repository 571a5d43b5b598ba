"""The classes: ten buttons on one shared scale, and following the prediction."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from camviewer.data.dataset import CLASSES
from camviewer.document.document import Document
from camviewer.gui.stage.class_button import ClassButton, ClassFigures
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.scales import SCALES

COLUMNS = 5
"""Buttons a row."""


class ClassPanel(QWidget):
    """Chooses the class whose map is shown."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A panel that follows the document."""
        super().__init__(parent)
        self._document = document
        self.buttons = [ClassButton(name, self) for name in CLASSES]
        for index, button in enumerate(self.buttons):
            button.clicked.connect(lambda _checked, index=index: self._choose(index))
            button.setToolTip(self.tr("Show the map of class {0} (key {0})").format(CLASSES[index]))
        self.follow = QCheckBox(self.tr("Follow prediction"), self)
        self.follow.setObjectName("followPredictionButton")
        self.follow.setToolTip(self.tr("Always show the map of the predicted class (F)"))
        self.follow.clicked.connect(document.follow_prediction)
        self.heading = QLabel(self)
        self.heading.setTextFormat(Qt.TextFormat.RichText)
        heading = QHBoxLayout()
        heading.setSpacing(2 * SPACE)
        heading.addWidget(self.heading, 1)
        heading.addWidget(self.follow)
        rows = QGridLayout()
        rows.setSpacing(SPACE // 2)
        for index, button in enumerate(self.buttons):
            rows.addWidget(button, *divmod(index, COLUMNS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(heading)
        layout.addLayout(rows, 1)
        self._soon = QTimer(self)  # the four views are painted first
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_figures)
        document.rendering_changed.connect(self._soon.start)
        document.class_changed.connect(self._show_choice)
        document.display_changed.connect(self._show_heading)
        self._show_figures()
        self._show_choice()
        self._show_heading()

    def _choose(self, index: int) -> None:
        self._document.choose_class(index)
        self._show_choice()  # a second click must not uncheck the button

    def _show_heading(self) -> None:
        """Say honestly whether maps can be compared."""
        what = self.tr("map, score S, probability p")
        comparable = SCALES.named(self._document.display.scale).shared
        scale = (
            self.tr("all on one scale")
            if comparable
            else self.tr("each map stretched to its own limits: do not compare them")
        )
        title = self.tr("Class")
        self.heading.setText(f"<b>{title}</b>&nbsp; {what} — {scale}")

    def _show_choice(self) -> None:
        for index, button in enumerate(self.buttons):
            button.setChecked(index == self._document.class_index)
        self.follow.setChecked(self._document.following)

    def _show_figures(self) -> None:
        rendering, prediction = self._document.rendering, self._document.prediction
        if rendering is None or prediction is None:
            for button in self.buttons:
                button.show_figures(None)
            return
        colours = rendering.raw_colours()
        all_maps = to_image(colours.reshape(-1, *colours.shape[2:]))
        for index, button in enumerate(self.buttons):
            button.show_figures(
                ClassFigures(
                    all_maps,
                    QRect(0, index * colours.shape[1], colours.shape[2], colours.shape[1]),
                    float(prediction.logits[index]),
                    float(prediction.probabilities[index]),
                    index == prediction.predicted,
                )
            )
