"""Which actions can be done now, and which are chosen: as the document says."""

from __future__ import annotations

from PySide6.QtCore import QObject

from camviewer.controllers.history_opener import HistoryOpener
from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.document.state import Tool
from camviewer.export import work_sheet
from camviewer.gui.layout.actions import Actions

_EXPORTS = ("save_figure", "copy_figure", "save_work_sheet")


class Availability(QObject):
    """Enables and checks the window's actions."""

    def __init__(
        self, document: Document, histories: HistoryOpener, actions: Actions, parent: QObject
    ) -> None:
        """Follow the document, and whether the chosen model has a history, from now on."""
        super().__init__(parent)
        self._document = document
        self._actions = actions
        self._shown: tuple[object, ...] = ()
        self._tips = {name: actions[name].toolTip() for name in _EXPORTS}
        document.history.canUndoChanged.connect(actions["undo"].setEnabled)
        document.history.canRedoChanged.connect(actions["redo"].setEnabled)
        actions["undo"].setEnabled(document.history.canUndo())
        actions["redo"].setEnabled(document.history.canRedo())
        histories.offered.connect(actions["model_history"].setEnabled)
        actions["model_history"].setEnabled(histories.is_offered)
        for name in ("lesson_next", "lesson_previous"):  # until there is use for them
            actions[name].setEnabled(False)
        for changed in (
            document.model_changed,
            document.content_changed,
            document.sample_changed,
            document.prediction_changed,
            document.dataset_changed,
            document.display_changed,
            document.rendering_changed,
            document.drawing.changed,
        ):
            changed.connect(self._show)
        document.class_changed.connect(self._show_following)
        self._show_following()
        self._show()

    def _show(self) -> None:
        document = self._document
        missing = fitness.impossible_maps(document)  # what is not there yet, an export computes
        has_maps = document.is_current and not missing
        possible = {
            "export_network": document.model is not None,
            "clear": not document.content.drawing.is_empty,
            "save_figure": has_maps,
            "copy_figure": has_maps,
            "save_work_sheet": document.is_current
            and not fitness.missing(document, *work_sheet.NEEDS),
        }
        possible |= dict.fromkeys(("previous", "next", "random"), document.dataset is not None)
        tool = document.drawing.value.tool
        shown = possible, missing, tool
        if shown == self._shown:
            return  # a movement of the pen changes none of them
        self._shown = shown
        for name, enabled in possible.items():
            self._actions[name].setEnabled(enabled)
            if name in _EXPORTS:
                self._actions[name].setToolTip(missing or self._tips[name])
        self._actions["eraser" if tool is Tool.ERASER else "pen"].setChecked(True)

    def _show_following(self) -> None:
        self._actions["follow"].setChecked(self._document.following)
