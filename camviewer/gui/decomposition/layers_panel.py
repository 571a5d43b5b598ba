"""Layer by layer: what each layer makes of the sample, in small; the chosen one in large."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from camviewer.controllers.sample import Controller
from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.gui.decomposition.layer_picture import LayerButton, LayerPicture, scale_of
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.scale_strip import ScaleStrip
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.layer_stages import LayerStage, stages


class LayersPanel(QWidget):
    """A strip of all layers, and below it one of them."""

    def __init__(
        self, document: Document, controller: Controller, parent: QWidget | None = None
    ) -> None:
        """A panel that asks for the layers' outputs while it is in sight, and only then."""
        super().__init__(parent)
        self._document = document
        self._controller = controller
        self._stages: Sequence[LayerStage] = ()
        self._chosen = document.decomposition.value.layer
        self.buttons: list[LayerButton] = []
        self._strip = QWidget(self)
        self._row = QHBoxLayout(self._strip)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._row.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("layerStrip")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._strip)
        heading = StillLabel("layerLabel", self)
        self.heading = heading.label
        self.large = LayerPicture(self)
        self.scale = ScaleStrip("layerScale", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._scroll)
        layout.addWidget(heading)
        layout.addWidget(self.large, 1)
        layout.addWidget(self.scale)
        document.prediction_changed.connect(self._show)

    def choose(self, place: int) -> None:
        """Show another layer in large."""
        self._chosen = place
        self._document.decomposition.change(layer=place)
        self._show_large()

    def _show(self) -> None:
        if not self.isVisible():
            return
        prediction = self._document.prediction
        self._stages = stages(prediction) if prediction is not None and prediction.layers else ()
        self._make_buttons(len(self._stages))
        for button, stage in zip(self.buttons, self._stages, strict=False):
            button.show_stage(stage, self._title(stage))
        self._fit()
        self._show_large()

    def _make_buttons(self, number: int) -> None:
        """As many as there are layers; those there are stay."""
        while len(self.buttons) < number:
            place = len(self.buttons)
            button = LayerButton(f"layerButton{place}", self._strip)
            button.clicked.connect(partial(self.choose, place))
            self.buttons.append(button)
            self._row.insertWidget(place, button)
        for place, button in enumerate(self.buttons):
            button.setVisible(place < number)

    def _title(self, stage: LayerStage) -> str:
        names = {
            "input": self.tr("Input"),
            "pooled": self.tr("GAP, mean F"),
            "scores": self.tr("Dense, score S"),
        }
        return names.get(stage.kind, stage.kind)

    def _show_large(self) -> None:
        if not self._stages:
            self.heading.setText(self._waiting())
            self.large.show_stage(None)
            self.scale.show_nothing()
            return
        self._chosen = min(self._chosen, len(self._stages) - 1)
        for place, button in enumerate(self.buttons):
            button.setChecked(place == self._chosen)
        stage = self._stages[self._chosen]
        self.heading.setText(self._words(stage))
        self.large.show_stage(stage, self._title(stage))
        self.scale.show_scale(*scale_of(stage))

    def _words(self, stage: LayerStage) -> str:
        shape = "×".join(map(str, stage.shape))
        parts = [
            self._title(stage),
            shape,
            self._parameters(stage.parameters),
        ]
        shown = stage.values.shape[2]
        if shown < stage.shape[-1]:
            parts.append(self.tr("the first {0} channels").format(shown))
        return "  ·  ".join(parts)

    def _parameters(self, number: int) -> str:
        if number == 1:
            return self.tr("1 parameter")
        return self.tr("{0} parameters").format(f"{number:,}")

    def _waiting(self) -> str:
        if not self._document.sample.any():
            return self.tr("No ink, no layers: draw a [sample]")
        misfit = fitness.misfit(self._document)
        if misfit:
            return misfit
        return self.tr("The network has not answered yet")

    def _fit(self) -> None:
        """The strip is as high as its buttons and its scroll bar, if it needs one."""
        height = self._strip.sizeHint().height()
        wide = self._strip.sizeHint().width() > self._scroll.width()
        bar = self._scroll.horizontalScrollBar().sizeHint().height() if wide else 0
        self._scroll.setFixedHeight(height + bar)

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what the layers make of the sample."""
        super().showEvent(event)
        self._show()
        self._controller.explaining.want_layers(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: ask no longer."""
        super().hideEvent(event)
        self._controller.explaining.want_layers(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower strip may need a scroll bar."""
        super().resizeEvent(event)
        self._fit()
