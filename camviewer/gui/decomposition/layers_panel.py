"""Layer by layer: what each layer makes of the sample, in small; the chosen one in large."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from camviewer.controllers.sample import Controller
from camviewer.document.document import Document
from camviewer.gui.decomposition.kernel_view import KernelView
from camviewer.gui.decomposition.layer_picture import LayerButton, LayerPicture, scale_of
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.scale_strip import ScaleStrip
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.kernel_patch import Place, kernel_patch
from camviewer.inference.layer_stages import LayerStage, stages

_GRID = 3  # axes of what has cells
_WIDE = 2  # times what the products need: so wide, both parts are side by side


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
        self._picked: Place | None = None
        self._sizes_are_chosen = False
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
        self._heading = StillLabel("layerLabel", self)
        self.heading = self._heading.label
        self.large = LayerPicture(self)
        self.scale = ScaleStrip("layerScale", self)
        self.kernel = KernelView(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE // 2)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._scroll)
        layout.addWidget(self._heading)
        layout.addWidget(self._split(), 1)
        self.large.picked.connect(self._pick)
        self.kernel.picked.connect(self._pick_cell)
        document.prediction_changed.connect(self._show)

    def _split(self) -> QSplitter:
        """The layer in large, and below or beside it what one of its numbers is made of."""
        above = QWidget(self)
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.large, 1)
        column.addWidget(self.scale)
        self._kernel_scroll = QScrollArea(self)
        self._kernel_scroll.setObjectName("kernelScroll")
        self._kernel_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._kernel_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._kernel_scroll.setWidgetResizable(True)
        self._kernel_scroll.setWidget(self.kernel)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(SPACE)
        self._splitter.addWidget(above)
        self._splitter.addWidget(self._kernel_scroll)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.splitterMoved.connect(self._keep_sizes)
        return self._splitter

    def choose(self, place: int) -> None:
        """Show another layer in large."""
        if place != self._chosen:
            self._picked = None
            self.kernel.forget_choice()
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
            self._heading.show_first_fitting(self._waiting())
            self.large.show_stage(None)
            self.scale.show_nothing()
            self._kernel_scroll.hide()
            return
        self._chosen = min(self._chosen, len(self._stages) - 1)
        for place, button in enumerate(self.buttons):
            button.setChecked(place == self._chosen)
        stage = self._stages[self._chosen]
        self._heading.show_first_fitting(*self._words(stage))
        self.large.show_stage(stage, self._title(stage), self._show_kernel(stage))
        self.scale.show_scale(*scale_of(stage))

    def _keep_sizes(self) -> None:
        self._sizes_are_chosen = True

    def _share_out(self) -> None:
        """All that the products need, and the layer in large the rest; until a person decides."""
        if self._sizes_are_chosen or self._kernel_scroll.isHidden():
            return
        hint = self.kernel.sizeHint()
        is_row = self.width() > _WIDE * hint.width()
        self._splitter.setOrientation(
            Qt.Orientation.Horizontal if is_row else Qt.Orientation.Vertical
        )
        needed = hint.width() if is_row else hint.height()
        whole = self._splitter.width() if is_row else self._splitter.height()
        self._splitter.setSizes([max(1, whole - needed - SPACE), needed])

    def _show_kernel(self, stage: LayerStage) -> Place | None:
        """Show what the picked number of a convolution is made of; None for any other layer."""
        prediction = self._document.prediction
        assert prediction is not None
        place = self._picked_in(stage)
        found = None if place is None else kernel_patch(prediction, self._chosen, place)
        self._kernel_scroll.setVisible(found is not None)
        if place is None or found is None:
            return None
        self._picked = place
        is_last = self._chosen == len(prediction.layers)
        factors = prediction.factors if is_last else None
        factor = 1.0 if factors is None else float(factors[place[2]])
        self.kernel.show_patch(found, place, stage.values[..., place[2]], factor)
        self._share_out()
        return place

    def _picked_in(self, stage: LayerStage) -> Place | None:
        """What was picked if the layer has it, else where it puts out most; None without cells."""
        if len(stage.shape) < _GRID:
            return None
        shape = stage.values.shape
        picked = self._picked
        if picked is not None and all(
            each < size for each, size in zip(picked, shape, strict=True)
        ):
            return picked
        row, column, channel = np.unravel_index(int(np.abs(stage.values).argmax()), shape)
        return int(row), int(column), int(channel)

    def _pick(self, place: Place) -> None:
        self._picked = place
        self._show_large()

    def _pick_cell(self, cell: tuple[int, int]) -> None:
        if self._picked is not None:
            self._pick((*cell, self._picked[2]))

    def _words(self, stage: LayerStage) -> tuple[str, ...]:
        """What a layer is, in full and shorter: its button tells the rest."""
        parts = [self._title(stage), "×".join(map(str, stage.shape))]
        shown = stage.values.shape[2]
        if shown < stage.shape[-1]:
            parts.append(self.tr("the first {0} channels").format(shown))
        whole = (*parts[:2], self._parameters(stage.parameters), *parts[2:])
        return "  ·  ".join(whole), " · ".join(whole), " · ".join(parts)

    def _parameters(self, number: int) -> str:
        if number == 1:
            return self.tr("1 parameter")
        return self.tr("{0} parameters").format(f"{number:,}")

    def _waiting(self) -> str:
        if not self._document.sample.any():
            return self.tr("No ink, no layers. Draw a [sample].")
        return self.tr("Waiting for the prediction…")

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
        """A narrower strip may need a scroll bar; a wide place shows both parts side by side."""
        super().resizeEvent(event)
        self._fit()
        self._share_out()
