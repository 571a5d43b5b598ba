"""Undoing and redoing: every step leads from one content of the canvas to the next."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

if TYPE_CHECKING:  # it owns the history
    from camviewer.document.canvas_content import CanvasContent
    from camviewer.document.document import Document

LIMIT = 500
"""Steps that can be undone."""

_STEPPING = 1


class History(QUndoStack):
    """All changes of the canvas go through here; belongs to the document."""

    about_to_change = Signal()
    """Another content is about to be put on the canvas: a stroke on it must end first."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        """An empty history of the document's content."""
        super().__init__(parent)
        self.setUndoLimit(LIMIT)
        # The document owns its history: as a cycle the two would be collected in whatever thread.
        self._document: Document = weakref.proxy(document)

    def show(self, content: CanvasContent, text: str, *, stepping: bool = False) -> None:
        """Put another content on the canvas.

        Args:
            content: what is to be shown.
            text: what the step is called in the menu.
            stepping: whether it goes from one ready sample to another; such steps, one after the
                other, are undone together.
        """
        self.about_to_change.emit()
        self.record(self._document.content, content, text, stepping=stepping)

    def step_back(self) -> None:
        """Undo the last change."""
        self.about_to_change.emit()
        self.undo()

    def step_forward(self) -> None:
        """Redo the change that was undone last."""
        self.about_to_change.emit()
        self.redo()

    def record(
        self, before: CanvasContent, after: CanvasContent, text: str, *, stepping: bool = False
    ) -> None:
        """Remember a change that led from one content to another, and show the latter."""
        self.push(_Change(self._document, before, after, text, stepping=stepping))


class _Change(QUndoCommand):
    """One step."""

    def __init__(
        self,
        document: Document,
        before: CanvasContent,
        after: CanvasContent,
        text: str,
        *,
        stepping: bool,
    ) -> None:
        super().__init__(text)
        self._document = document
        self._before = before
        self._after = after
        self._stepping = stepping

    def redo(self) -> None:
        """Show the content after the step."""
        self._document.set_content(self._after)

    def undo(self) -> None:
        """Show the content before the step."""
        self._document.set_content(self._before)

    def id(self) -> int:
        """Which steps may be joined."""
        return _STEPPING if self._stepping else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Join two steps through ready samples into one."""
        assert isinstance(other, _Change)
        self._after = other._after
        return True
