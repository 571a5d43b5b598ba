"""The middle of the window: the panels in their columns, and the line of messages below."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSlider, QToolButton, QVBoxLayout, QWidget

from camviewer.controllers.workspace import Workspace
from camviewer.gui.input.draw_panel import DrawPanel
from camviewer.gui.input.model_panel import ModelPanel
from camviewer.gui.input.sample_panel import SamplePanel
from camviewer.gui.layout.actions import Actions
from camviewer.gui.layout.export_actions import ExportActions
from camviewer.gui.layout.layout_manager import LEFT, RIGHT, TRAINING, Parts
from camviewer.gui.layout.open_dispatcher import OpenDispatcher
from camviewer.gui.stage.class_button import ClassButton
from camviewer.gui.stage.class_strip import ClassStrip
from camviewer.gui.stage.display_panel import DisplayPanel
from camviewer.gui.stage.explanation_panel import ExplanationPanel
from camviewer.gui.theme import SPACE
from camviewer.gui.training.timeline_panel import TimelinePanel
from camviewer.gui.training.training_panel import TrainingPanel
from camviewer.gui.widgets.card import Card
from camviewer.gui.widgets.message_bar import MessageBar


class CentralWidget(QWidget):
    """Draw, samples and model at the left; explanation and classes; the training at the right."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        """Build and lay out the panels; the training is not in sight yet.

        Args:
            workspace: what the panels follow and work on.
            parent: the window.
        """
        super().__init__(parent)
        document, training = workspace.document, workspace.training
        self._controller = controller = workspace.controller
        self.draw = DrawPanel(document, self)
        self.samples = SamplePanel(document, controller, self)
        self.model = ModelPanel(document, controller, self)
        self.explanation = ExplanationPanel(document, self)
        self.classes = ClassStrip(document, self)
        self.display = DisplayPanel(document, self)
        self.training = TrainingPanel(document, controller, training, self)
        self.timeline = TimelinePanel(document, training, self)
        self.messages = MessageBar(workspace.messages, self)
        self.training_column = self._make_training_column()
        self._columns = QHBoxLayout()
        self._columns.setSpacing(SPACE)
        self._columns.addLayout(self._first_column(), LEFT)
        self._columns.addLayout(self._second_column(), RIGHT)
        self._columns.addWidget(self.training_column, TRAINING)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        whole.setSpacing(SPACE)
        whole.addLayout(self._columns, 1)
        whole.addWidget(self.messages)

    def join(
        self, actions: Actions, open_dispatcher: OpenDispatcher, export_actions: ExportActions
    ) -> None:
        """Give the panels buttons of what can be done there; let what they want be done."""
        self._add_buttons(actions)
        self.samples.open_wanted.connect(open_dispatcher.ask_for_data)
        self.model.open_wanted.connect(open_dispatcher.ask_for_model)
        self.model.train_wanted.connect(actions["train"].trigger)
        self.training.save_wanted.connect(export_actions.save_elsewhere)
        exports = self._controller.exports
        self.timeline.animation_wanted.connect(export_actions.save_animation)
        self.timeline.no_animation_wanted.connect(exports.cancel_animation)
        exports.animating.connect(self.timeline.show_animating)
        exports.animation_ended.connect(self.timeline.end_animating)

    def parts(self, *more: QWidget) -> Parts:
        """What shares the window's room; `more` is out of sight in a presentation, too."""
        controls = self.samples, self.draw.thickness, self.display, *more
        drawing = self.draw, self.samples
        return Parts(self._columns, drawing, self.model, self.training_column, controls)

    def _add_buttons(self, actions: Actions) -> None:
        """Put buttons of actions into the panels; order the tab key's way."""
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
        self._order_focus()

    def _first_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addWidget(self.draw)
        column.addWidget(self.samples)
        column.addWidget(self.model, 100)
        column.addStretch(1)  # where the model is hidden
        return column

    def _second_column(self) -> QVBoxLayout:
        explanation = Card("", self)
        explanation.body.addWidget(self.explanation)
        classes = Card("", self)
        classes.body.addWidget(self.classes, 1)
        classes.body.addWidget(self.display)
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addWidget(explanation)
        column.addWidget(classes, 1)
        return column

    def _make_training_column(self) -> QWidget:
        column = QWidget(self)
        column.setObjectName("trainingColumn")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.training, 3)
        layout.addWidget(self.timeline, 2)
        column.setVisible(False)
        return column

    def _order_focus(self) -> None:
        """The tab key goes through the window as the eye does."""
        order = [
            self.draw.canvas,
            *self.draw.findChildren(QToolButton),
            self.draw.brush,
            self.samples.source,
            self.samples.index,
            *self.samples.findChildren(QToolButton),
            self.model.box,
            self.classes.follow,
            *self.classes.findChildren(ClassButton),
            *self.display.findChildren(QSlider),
            *self.display.findChildren(QComboBox),
        ]
        for one, next_ in pairwise(order):
            QWidget.setTabOrder(one, next_)
