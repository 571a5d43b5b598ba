"""The classes: a button each, on one shared scale, and following the prediction."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.gui.stage.class_button import ClassButton, ClassOutput
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.scales import SCALES

ROWS = 2
"""Rows of buttons."""

_CLOSE = 2  # pixels between buttons, where there are many

MAX_IN_SIGHT = 10
"""Classes that always have room; more are scrolled."""


class ClassStrip(QWidget):
    """Chooses the class whose map is shown."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A panel that follows the document."""
        super().__init__(parent)
        self._document = document
        self._names: tuple[str, ...] = ()
        self.buttons: list[ClassButton] = []
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
        self._grid: QWidget | None = None  # holds the buttons, scrolled where there are many
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE // 2)
        self._layout.addLayout(heading)
        self._soon = QTimer(self)  # the four views are painted first
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_figures)
        document.rendering_changed.connect(self._soon.start)
        document.model_changed.connect(self._show_classes)
        document.dataset_changed.connect(self._show_classes)
        document.class_changed.connect(self._show_choice)
        document.display_changed.connect(self._show_heading)
        document.prediction_changed.connect(self._show_heading)
        self._show_classes()
        self._show_heading()

    def _show_classes(self) -> None:
        """Make the buttons anew if the classes are others."""
        names = self._document.class_names
        if names == self._names:
            return
        self._names = names
        if self._grid is not None:
            self._layout.removeWidget(self._grid)
            self._grid.deleteLater()
        grid = QWidget(self)
        self.buttons = [ClassButton(index, name, grid) for index, name in enumerate(names)]
        rows = QGridLayout(grid)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE // 2 if len(names) <= MAX_IN_SIGHT else _CLOSE)
        columns = -(-len(names) // ROWS)
        for index, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._choose, index))
            button.setToolTip(self._tip(index))
            button.stand_among(names)
            rows.addWidget(button, *divmod(index, columns))
        self._grid = grid if len(names) <= MAX_IN_SIGHT else self._scrolled(grid)
        self._layout.addWidget(self._grid, 1)
        self._show_figures()
        self._show_choice()

    def _tip(self, index: int) -> str:
        name = self._names[index]
        if name == str(index) and index < MAX_IN_SIGHT:
            return self.tr("Show the map of class {0} (key {0})").format(name)
        return self.tr("Show the map of class {0}").format(name)

    def _scrolled(self, grid: QWidget) -> QWidget:
        area = _ScrolledStrip(self)
        area.setWidget(grid)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        least = grid.minimumSizeHint().height() + area.horizontalScrollBar().sizeHint().height()
        area.setMinimumHeight(least)
        return area

    def _choose(self, index: int, _checked: bool = False) -> None:
        self._document.choose_class(index)
        self._show_choice()  # a second click must not uncheck the button

    def _show_heading(self) -> None:
        """Say honestly whether maps can be compared."""
        title = self.tr("Class")
        if fitness.missing_for_maps(self._document):
            what = self.tr("score S, probability p")
            self.heading.setText(f"<b>{title}</b>&nbsp; {what}")
            return
        what = self.tr("map, score S, probability p")
        comparable = SCALES.named(self._document.display.scale).shared
        scale = (
            self.tr("all on one scale")
            if comparable
            else self.tr("each map stretched to its own limits: do not compare them")
        )
        self.heading.setText(f"<b>{title}</b>&nbsp; {what} — {scale}")

    def _show_choice(self) -> None:
        for index, button in enumerate(self.buttons):
            button.setChecked(index == self._document.class_index)
            if button.isChecked() and isinstance(self._grid, _ScrolledStrip):
                self._grid.show_button(button)
        self.follow.setChecked(self._document.following)

    def _show_figures(self) -> None:
        rendering, prediction = self._document.rendering, self._document.prediction
        fits = prediction is not None and prediction.class_names == self._names
        if prediction is None or not fits:
            for button in self.buttons:
                button.show_figures(None)
            return
        all_maps, high, wide = None, 0, 0
        if rendering is not None:
            colours = rendering.raw_colours()
            all_maps = to_image(colours.reshape(-1, *colours.shape[2:]))
            high, wide = colours.shape[1:3]
        predicted = prediction.predicted
        for index, button in enumerate(self.buttons):
            button.show_figures(
                ClassOutput(
                    all_maps,
                    QRect(0, index * high, wide, high),
                    float(prediction.logits[index]),
                    float(prediction.probabilities[index]),
                    index == predicted,
                )
            )


class _ScrolledStrip(QScrollArea):
    """A strip that is wider than its room; one of its buttons stays in sight."""

    _kept: QWidget | None = None

    def show_button(self, button: QWidget) -> None:
        """Keep a button in sight from now on."""
        self._kept = button
        self.ensureWidgetVisible(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is less room, or more."""
        super().resizeEvent(event)
        if self._kept is not None:
            self.ensureWidgetVisible(self._kept)
