"""The pages of the drawer: what can be opened beside the stage, in the order of their icons."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from camviewer.controllers import known_truth
from camviewer.controllers.comparison import PAGE
from camviewer.controllers.workspace import Workspace
from camviewer.gui.layout.dialogs import Dialogs
from camviewer.gui.layout.drawer import Page
from camviewer.gui.layout.export_actions import ExportActions
from camviewer.gui.lesson.guide import Guide

MODULES = (
    "camviewer.gui.lesson.lesson_panel",
    "camviewer.gui.decomposition.decomposition_panel",
    "camviewer.gui.attribution.methods_panel",
    "camviewer.gui.training.training_page",
    "camviewer.gui.error_analysis.mistakes_panel",
    "camviewer.gui.comparison.networks_panel",
    "camviewer.gui.known_truth.lab_panel",
    "camviewer.gui.help.explanations",
    "camviewer.gui.help.context",
    "camviewer.gui.help.keys",
    "camviewer.gui.help.manual_window",
    "camviewer.help.glossary",
)
"""What the pages, the manual and the tips need: imported ahead, once the window is at rest."""


class Pages(QObject):
    """Makes the pages; a page is made when it is first opened."""

    wanted = Signal(str)
    """The action of that name is wanted by who has just come."""

    dismissed = Signal()
    """Who has just come needs no more help."""

    def __init__(
        self,
        workspace: Workspace,
        dialogs: Dialogs,
        guide: Guide,
        exports: ExportActions,
        parent: QObject,
    ) -> None:
        """Nothing is made yet.

        Args:
            workspace: what the pages follow and work on.
            dialogs: ask for files.
            guide: makes the lesson's panel.
            exports: write what a training wants written.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._workspace = workspace
        self._dialogs = dialogs
        self._guide = guide
        self._exports = exports

    def caption(self) -> Page:
        """The lesson, where it stands below the stage."""
        return Page("caption", "lessonCaption", self.tr("Lesson"), self._guide.make_panel, False)

    def all(self) -> tuple[Page, ...]:
        """What can be opened, from the top."""
        return (
            Page(
                "lesson",
                "lessonDock",
                self.tr("Lesson"),
                self._guide.make_panel,
                scrolls=False,
                is_above=True,
            ),
            Page(
                "decomposition",
                "decompositionDock",
                self.tr("Decomposition"),
                self._make_decomposition,
                scrolls=False,
            ),
            Page("methods", "methodsDock", self.tr("Methods"), self._make_methods),
            Page(
                PAGE,
                "networksDock",
                self.tr("Two networks"),
                self._make_networks,
                is_workspace=True,
            ),
            Page(
                known_truth.PAGE,
                "labDock",
                self.tr("Known truth"),
                self._make_lab,
                is_workspace=True,
            ),
            Page("train", "trainingDock", self.tr("Training"), self._make_training),
            Page(
                "mistakes",
                "mistakesDock",
                self.tr("Mistakes"),
                self._make_mistakes,
                scrolls=False,
                is_workspace=True,
            ),
        )

    def welcome(self) -> Page:
        """What a person may begin with, at the first start."""
        return Page("welcome", "welcomePage", self.tr("Welcome"), self._make_welcome)

    def _make_welcome(self, parent: QWidget) -> QWidget:
        from camviewer.gui.input.welcome import WelcomePanel

        panel = WelcomePanel(self._workspace.document, parent)
        panel.lesson_wanted.connect(partial(self.wanted.emit, "lesson"))
        panel.training_wanted.connect(partial(self.wanted.emit, "train"))
        panel.open_wanted.connect(partial(self.wanted.emit, "open"))
        panel.download_wanted.connect(partial(self.wanted.emit, "download"))
        panel.dismissed.connect(self.dismissed)
        return panel

    def _make_decomposition(self, parent: QWidget) -> QWidget:
        from camviewer.gui.decomposition.decomposition_panel import DecompositionPanel

        workspace = self._workspace
        return DecompositionPanel(
            workspace.document, workspace.controller, workspace.decomposition, parent
        )

    def _make_methods(self, parent: QWidget) -> QWidget:
        from camviewer.gui.attribution.methods_panel import MethodsPanel

        workspace = self._workspace
        return MethodsPanel(
            workspace.document,
            workspace.attributing,
            workspace.stroke_valuing,
            workspace.trusting,
            workspace.formulas,
            parent,
        )

    def _make_networks(self, parent: QWidget) -> QWidget:
        from camviewer.gui.comparison.networks_panel import NetworksPanel

        return NetworksPanel(self._workspace.document, self._workspace.comparison, parent)

    def _make_lab(self, parent: QWidget) -> QWidget:
        from camviewer.gui.known_truth.lab_panel import LabPanel

        panel = LabPanel(self._workspace.document, self._workspace.known_truth, parent)
        panel.training_wanted.connect(partial(self.wanted.emit, "train"))
        return panel

    def _make_training(self, parent: QWidget) -> QWidget:
        from camviewer.gui.training.training_page import TrainingPage

        return TrainingPage(self._workspace, self._exports, parent)

    def _make_mistakes(self, parent: QWidget) -> QWidget:
        from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel

        return MistakesPanel(self._workspace, self._dialogs, parent)
