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

_ALONE, _STEPPING, _VARYING = -1, 1, 2
"""Which steps are undone together with those of the same kind before them."""


class History(QUndoStack):
    """All changes of the canvas go through here; belongs to the document."""

    about_to_change = Signal()
    """Another content is about to be put on the canvas: a stroke on it must end first."""

    stepped = Signal()
    """A change was made, undone or redone; unlike Qt's signals, not while the stack is deleted."""

    drawing_replaced = Signal()
    """What a person drew has made way for another content; `step_back` brings it back."""

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
        before, is_drawn = self._document.content, self._is_drawn
        kind = _STEPPING if stepping else _ALONE
        self._push(_Change(self._document, before, content, text, kind=kind, drawn=False))
        if is_drawn and content is not before:
            self.drawing_replaced.emit()

    def vary(self, content: CanvasContent, text: str) -> None:
        """Put a version of what is on the canvas there; all versions in a row are undone together.

        Args:
            content: what is to be shown.
            text: what the step is called in the menu.
        """
        self.about_to_change.emit()
        before, drawn = self._document.content, self._is_drawn
        self._push(_Change(self._document, before, content, text, kind=_VARYING, drawn=drawn))

    def step_back(self) -> None:
        """Undo the last change."""
        self.about_to_change.emit()
        self.undo()
        self.stepped.emit()

    def step_forward(self) -> None:
        """Redo the change that was undone last."""
        self.about_to_change.emit()
        self.redo()
        self.stepped.emit()

    def record(self, before: CanvasContent, after: CanvasContent, text: str) -> None:
        """Remember what a person drew or erased, from one content to another; show the latter."""
        self._push(_Change(self._document, before, after, text, kind=_ALONE, drawn=True))

    @property
    def _is_drawn(self) -> bool:
        """Whether what is on the canvas is a person's own work, and there is something of it."""
        if self._document.content.drawing.is_empty:
            return False
        last = self.command(self.index() - 1) if self.index() else None
        if isinstance(last, _Change):
            return last.drawn
        return bool(self._document.content.drawing.strokes)  # from the last time

    def _push(self, change: _Change) -> None:
        self.push(change)
        self.stepped.emit()


class _Change(QUndoCommand):
    """One step."""

    def __init__(
        self,
        document: Document,
        before: CanvasContent,
        after: CanvasContent,
        text: str,
        *,
        kind: int,
        drawn: bool,
    ) -> None:
        super().__init__(text)
        self.drawn = drawn  # by a person, not put there whole
        self._document = document
        self._before = before
        self._after = after
        self._kind = kind

    def redo(self) -> None:
        """Show the content after the step."""
        self._document.set_content(self._after)

    def undo(self) -> None:
        """Show the content before the step."""
        self._document.set_content(self._before)

    def id(self) -> int:
        """Which steps may be joined."""
        return self._kind

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Join two steps of one kind."""
        assert isinstance(other, _Change)
        self._after = other._after
        return True
