"""The dialogs in which a person says what samples do not say themselves."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from camviewer.controllers.workspace import Workspace
from camviewer.data.sources.array_names import UnknownArraysError
from camviewer.gui.input.array_dialog import ArrayDialog
from camviewer.gui.input.class_names_dialog import ClassNamesDialog


class DataDialogs(QObject):
    """Opens them over the window, which goes on meanwhile."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        """Nothing is shown.

        Args:
            workspace: asks, and is given the answers.
            window: that the dialogs belong to.
        """
        super().__init__(window)
        self._window = window
        self._document = workspace.document
        self._questions = workspace.controller.questions
        self._questions.arrays_wanted.connect(self._ask_for_arrays)

    def ask_for_names(self) -> None:
        """Ask for names of the classes of the present samples."""
        dataset = self._document.dataset
        if dataset is None or not self._questions.can_name:
            self._questions.refuse_names()
            return
        dialog = ClassNamesDialog(dataset.class_names, self._window)
        dialog.chosen.connect(self._questions.name_classes)
        dialog.open()

    def _ask_for_arrays(self, source: str, unknown: UnknownArraysError) -> None:
        dialog = ArrayDialog(source, unknown, self._window)
        dialog.chosen.connect(self._questions.choose_arrays)
        dialog.open()
