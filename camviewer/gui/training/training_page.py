"""The page of a training: form or progress, and below it the timeline."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from camviewer.controllers.workspace import Workspace
from camviewer.gui.layout.export_actions import ExportActions
from camviewer.gui.theme import SPACE
from camviewer.gui.training.timeline_panel import TimelinePanel
from camviewer.gui.training.training_panel import TrainingPanel


class TrainingPage(QWidget):
    """Form or progress of a training, and below it its timeline."""

    def __init__(self, workspace: Workspace, exports: ExportActions, parent: QWidget) -> None:
        """Panels that follow the training."""
        super().__init__(parent)
        document, controller = workspace.document, workspace.controller
        training = workspace.training
        self.training = TrainingPanel(document, controller, training, self)
        self.timeline = TimelinePanel(document, training, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.training, 3)
        layout.addWidget(self.timeline, 2)
        self.training.save_wanted.connect(exports.save_elsewhere)
        self.timeline.animation_wanted.connect(exports.save_animation)
        self.timeline.no_animation_wanted.connect(controller.exports.cancel_animation)
        controller.exports.animating.connect(self.timeline.show_animating)
        controller.exports.animation_ended.connect(self.timeline.end_animating)
