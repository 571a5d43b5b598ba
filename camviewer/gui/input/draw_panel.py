"""Drawing: the canvas, its tools, and what they do to the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from camviewer.data.drawing import Drawing
from camviewer.data.spec import ImageSpec
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.document import Document
from camviewer.gui.input.canvas import ERASER, Canvas
from camviewer.gui.input.group import Group
from camviewer.gui.input.tips import with_key
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.icons import icon
from camviewer.gui.widgets.jump_slider import JumpSlider
from camviewer.gui.widgets.steady_label import SteadyLabel
from camviewer.gui.widgets.throttle import Throttle
from camviewer.gui.widgets.tool_button import tool_button

THINNEST, THICKEST = 4, 25
"""Range of the pen, in per cent of the sample's size."""

ON_SAMPLE_KEY = "O"
"""Switches between drawing on a sample and starting afresh."""


class DrawPanel(Group):
    """Lets a person draw; each finished stroke is a step that can be undone.

    The first stroke on a sample that is as it came starts afresh, unless it is to go on the sample.

    Attributes:
        canvas: what is drawn on.
        brush: the pen's thickness.
        thickness: the row that holds it.
        on_sample: the action that says whether the first stroke goes on the sample.
    """

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A panel that follows the document."""
        super().__init__("", parent, has_line=False)
        self._document = document
        self._history = document.history
        self._content_before = self._drawn_on = document.content
        self.canvas = Canvas(self)
        self.canvas.hint = self.tr("Draw a [sample] here")
        self.canvas.setWhatsThis(
            self.tr(
                "Draw with the left button, erase with the right one; on a tablet, use the pen "
                "and its other end. The network predicts while you draw, and each stroke can be "
                "undone."
            )
        )
        self._throttle = Throttle(parent=self)
        self.on_sample = self._make_on_sample()
        self.tools = QHBoxLayout()
        self.tools.setSpacing(2)
        self.brush = self._make_brush()
        self._value = SteadyLabel("100%", self)
        self.thickness = self._make_thickness()
        self.body.addWidget(self.canvas, 1)
        self.body.addLayout(self.tools)
        self.body.addWidget(self.thickness)
        self.canvas.began.connect(self._begin)
        self.canvas.changing.connect(self._throttle.put)
        self.canvas.changed.connect(self._finish)
        self._history.about_to_change.connect(self.canvas.lift)
        self._throttle.passed.connect(self._show_drawing)
        document.content_changed.connect(self._show_content)
        document.sample_changed.connect(self._show_content)
        document.drawing.changed.connect(self._show_tool)
        self._show_content()
        self._show_tool()

    def height_for(self, width: int) -> int:
        """Height at which the canvas is as wide as the panel, in pixels."""
        spec = ImageSpec.of(self._document.prepared)
        rows = self.tools.sizeHint().height(), self.thickness.sizeHint().height()
        tools = sum(row + self.body.spacing() for row in rows)
        return tools + round(width * spec.height / spec.width)

    def add_tools(self, groups: Sequence[Sequence[tuple[str, QAction]]]) -> None:
        """Put buttons of actions below the canvas.

        Args:
            groups: with a gap between them; each button's ``objectName`` and its action. The
                first is of what draws: the choice what is drawn on stands beside it.
        """
        for number, group in enumerate(groups):
            if number:
                self.tools.addStretch(1)
            for name, action in group:
                self.tools.addWidget(tool_button(name, action, self))
            if not number:
                self.tools.addWidget(tool_button("drawOnSampleButton", self.on_sample, self))

    # Parts

    def _make_on_sample(self) -> QAction:
        action = QAction(self.tr("Draw on the [sample]"), self)
        action.setObjectName("drawOnSampleAction")
        action.setCheckable(True)
        action.setShortcut(QKeySequence(ON_SAMPLE_KEY))
        tip = self.tr("Draw on the [sample] instead of starting with an empty canvas")
        action.setToolTip(with_key(tip, action))
        action.setWhatsThis(
            self.tr(
                "Normally the first stroke on an opened [sample] clears the canvas, and Undo "
                "brings the [sample] back. When this is on, strokes are added to the [sample] "
                "instead. The eraser always works on what is there."
            )
        )
        action.setIcon(icon("on_sample", self.palette()))
        action.toggled.connect(self._set_on_sample)
        self.addAction(action)  # its key works in the whole window
        return action

    def _make_brush(self) -> JumpSlider:
        brush = JumpSlider(self)
        brush.setObjectName("brushSlider")
        brush.setRange(THINNEST, THICKEST)
        brush.setPageStep(3)
        brush.setAccessibleName(self.tr("Thickness"))
        brush.setToolTip(
            self.tr("Thickness of the pen, as a share of the size of the [sample] (arrow keys)")
        )
        brush.setWhatsThis(
            self.tr(
                "How thick the pen draws; the eraser is {0} times as wide. Networks were "
                "trained on [samples] of ordinary thickness: try out where they begin to fail."
            ).format(f"{ERASER:g}")
        )
        brush.valueChanged.connect(self._set_brush)
        return brush

    def _make_thickness(self) -> QWidget:
        row = QWidget(self)
        label = QLabel(self.tr("Thickness"), row)
        label.setBuddy(self.brush)
        label.setToolTip(self.brush.toolTip())
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(label)
        layout.addWidget(self.brush, 1)
        layout.addWidget(self._value)
        return row

    # What is shown

    def _show_content(self) -> None:
        content = self._document.content
        self.canvas.set_spec(ImageSpec.of(self._document.prepared))
        self.canvas.show_drawing(content.drawing)
        # Over a drawing a tip would cover what the hand rests beside.
        has_strokes = bool(content.drawing.strokes)
        self.canvas.setToolTip("" if has_strokes else self._canvas_tip())

    def _canvas_tip(self) -> str:
        return self.tr("Left button: draw; right button: erase")

    def _show_tool(self) -> None:
        chosen = self._document.drawing.value
        self.canvas.tool = chosen.tool
        with QSignalBlocker(self.brush):
            self.brush.setValue(chosen.brush)
        self.canvas.brush = self.brush.value() / 100
        self._value.setText(f"{self.brush.value()}%")
        self.on_sample.setChecked(chosen.on_sample)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon in the colours of the palette."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "on_sample"):
            self.on_sample.setIcon(icon("on_sample", self.palette()))
        super().changeEvent(event)

    # What is chosen and drawn

    def _set_brush(self, number: int) -> None:
        self._document.drawing.change(brush=number)

    def _set_on_sample(self, chosen: bool) -> None:
        self._document.drawing.change(on_sample=chosen)

    def _begin(self) -> None:
        """A stroke begins, on what is there or afresh."""
        before = self._content_before = self._drawn_on = self._document.content
        afresh = not self._document.drawing.value.on_sample and not self.canvas.erased
        if afresh and before.is_untouched:
            self._drawn_on = CanvasContent()
            self.canvas.set_spec(self._document.model_spec)
            self.canvas.show_drawing(self._drawn_on.drawing)

    def _show_drawing(self, drawing: Drawing) -> None:
        self._document.set_content(self._content_with(drawing))

    def _finish(self, drawing: Drawing) -> None:
        self._throttle.flush()
        text = self.tr("erasing") if self.canvas.erased else self.tr("drawing")
        self._history.record(self._content_before, self._content_with(drawing), text)

    def _content_with(self, drawing: Drawing) -> CanvasContent:
        if drawing is self._drawn_on.drawing:  # the eraser met no ink
            return self._drawn_on
        origin = self._drawn_on.origin
        if drawing.is_empty or not origin.name:
            return CanvasContent(drawing, SampleOrigin())
        return CanvasContent(drawing, replace(origin, changed=True))
