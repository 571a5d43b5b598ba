"""The column of the input: the canvas, and below it samples, display and model, to be scrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from camviewer.controllers.sample import Controller
from camviewer.document.document import Document
from camviewer.gui.input.draw_panel import DrawPanel
from camviewer.gui.input.group import Group
from camviewer.gui.input.model_panel import ModelPanel
from camviewer.gui.input.sample_panel import SamplePanel
from camviewer.gui.layout.actions import Actions
from camviewer.gui.stage.display_panel import DisplayPanel
from camviewer.gui.theme import SPACE


class InputColumn(QWidget):
    """As wide as the canvas; only what lies below the canvas and its tools gives way."""

    def __init__(self, document: Document, controller: Controller, parent: QWidget) -> None:
        """Panels that follow the document."""
        super().__init__(parent)
        self.setObjectName("inputColumn")
        self.draw = DrawPanel(document, self)
        self.samples = SamplePanel(document, controller, self)
        self.model = ModelPanel(document, controller, self)
        self.display = DisplayPanel(document, self)
        display = Group("", self)
        display.body.addWidget(self.display)
        self._below = QWidget(self)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(SPACE)
        below.addWidget(self.samples)
        below.addWidget(display)
        below.addWidget(self.model, 1)  # last: its card comes and goes with the room there is
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("inputScroll")
        self._scroll.setWidget(self._below)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._below.setAutoFillBackground(False)

    def add_buttons(self, actions: Actions) -> None:
        """Put buttons of actions into the panels."""
        self.draw.add_tools(
            (
                (("penButton", actions["pen"]), ("eraserButton", actions["eraser"])),
                (("undoButton", actions["undo"]), ("redoButton", actions["redo"])),
                (("clearButton", actions["clear"]),),
            )
        )
        self.samples.add_steps(
            (
                ("previousDigitButton", actions["previous"]),
                ("nextDigitButton", actions["next"]),
                ("randomDigitButton", actions["random"]),
            )
        )
        self.model.add_to_menu(actions["model_history"])
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Whatever there is: the window shares out what it has."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Tools may need another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return bool(super().event(event))

    def _place(self) -> None:
        """The canvas is as wide as the column; the rest has what is left."""
        width = self.width()
        drawing = min(self.draw.height_for(width), self.height())
        self.draw.setGeometry(0, 0, width, drawing)
        top = drawing + SPACE
        self._scroll.setGeometry(0, top, width, max(0, self.height() - top))
