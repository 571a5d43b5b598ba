"""What was drawn and has made way for something else can be had back, at a click."""

from __future__ import annotations

from PySide6.QtCore import QObject

from camviewer.document.document import Document
from camviewer.document.messages import Action, Messages


class LostDrawing(QObject):
    """Tells that a drawing was cleared or replaced, as long as undoing brings it back."""

    def __init__(
        self, document: Document, messages: Messages, parent: QObject | None = None
    ) -> None:
        """Watch the document's history."""
        super().__init__(parent)
        self._document = document
        self._messages = messages
        self._told = ""
        self._step = 0  # of the history, after which it was told
        document.history.drawing_replaced.connect(self._tell)
        document.history.stepped.connect(self._follow)

    def _tell(self) -> None:
        history = self._document.history
        self._take_back()
        empty = self._document.content.drawing.is_empty
        replaced = self.tr("The drawing was replaced by another [sample]")
        self._told = self.tr("The drawing was cleared") if empty else replaced
        self._step = history.index()
        undo = Action(self.tr("Undo"), history.step_back)
        self._messages.inform(self._told, undo, stays=True)

    def _follow(self) -> None:
        if self._document.history.index() != self._step:
            self._take_back()

    def _take_back(self) -> None:
        told, self._told = self._told, ""
        if told:
            self._messages.resolve(told)
