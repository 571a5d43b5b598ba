"""Drawing: the canvas, its tools, and what they do to the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from camviewer.data.drawing import Drawing
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.document import Document
from camviewer.gui.input.canvas import Canvas
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.card import Card
from camviewer.gui.widgets.steady_label import SteadyLabel
from camviewer.gui.widgets.throttle import Throttle
from camviewer.gui.widgets.tool_button import tool_button

THINNEST, THICKEST = 4, 25
"""Range of the pen, in per cent of the sample's size."""


class DrawPanel(Card):
    """Lets a person draw; each finished stroke is a step that can be undone."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A panel that follows the document."""
        super().__init__("", parent)
        self._document = document
        self._history = document.history
        self._content_before = document.content
        self.canvas = Canvas(self)
        self.canvas.hint = self.tr("Draw a [sample] here")
        self._throttle = Throttle(parent=self)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(2)
        self.brush = QSlider(Qt.Orientation.Horizontal, self)
        self.brush.setObjectName("brushSlider")
        self.brush.setRange(THINNEST, THICKEST)
        self.brush.setPageStep(3)
        self.brush.setAccessibleName(self.tr("Thickness"))
        self.brush.setToolTip(self.tr("Thickness of the pen, as a share of the [sample]'s size"))
        label = QLabel(self.tr("Thickness"), self)
        label.setBuddy(self.brush)
        self._value = SteadyLabel("100 %", self)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.brush.valueChanged.connect(self._set_brush)
        self.thickness = QWidget(self)
        thickness = QHBoxLayout(self.thickness)
        thickness.setContentsMargins(0, 0, 0, 0)
        thickness.setSpacing(SPACE)
        thickness.addWidget(label)
        thickness.addWidget(self.brush, 1)
        thickness.addWidget(self._value)
        self.body.addWidget(self.canvas, 1)
        self.body.addLayout(self.tools)
        self.body.addWidget(self.thickness)
        self.canvas.began.connect(self._remember)
        self.canvas.changing.connect(self._throttle.put)
        self.canvas.changed.connect(self._finish)
        self._history.about_to_change.connect(self.canvas.lift)
        self._throttle.passed.connect(self._show_drawing)
        document.content_changed.connect(self._show_content)
        document.sample_changed.connect(self._show_content)
        document.drawing.changed.connect(self._show_tool)
        self._show_content()
        self._show_tool()

    def add_tools(self, groups: Sequence[Sequence[tuple[str, QAction]]]) -> None:
        """Put buttons of actions below the canvas.

        Args:
            groups: with a gap between them; each button's ``objectName`` and its action.
        """
        for number, group in enumerate(groups):
            if number:
                self.tools.addStretch(1)
            for name, action in group:
                self.tools.addWidget(tool_button(name, action, self))

    def _show_content(self) -> None:
        self.canvas.set_spec(self._document.spec)
        self.canvas.show_drawing(self._document.content.drawing)

    def _show_tool(self) -> None:
        chosen = self._document.drawing.value
        self.canvas.tool = chosen.tool
        with QSignalBlocker(self.brush):
            self.brush.setValue(chosen.brush)
        self.canvas.brush = self.brush.value() / 100
        self._value.setText(f"{self.brush.value()} %")

    def _set_brush(self, number: int) -> None:
        self._document.drawing.change(brush=number)

    def _remember(self) -> None:
        self._content_before = self._document.content

    def _show_drawing(self, drawing: Drawing) -> None:
        self._document.set_content(self._content_with(drawing))

    def _finish(self, drawing: Drawing) -> None:
        self._throttle.flush()
        text = self.tr("erasing") if self.canvas.erased else self.tr("drawing")
        self._history.record(self._content_before, self._content_with(drawing), text)

    def _content_with(self, drawing: Drawing) -> CanvasContent:
        if drawing is self._content_before.drawing:  # the eraser met no ink
            return self._content_before
        origin = self._content_before.origin
        if drawing.is_empty or not origin.name:
            return CanvasContent(drawing, SampleOrigin())
        return CanvasContent(drawing, replace(origin, changed=True))
