"""Undoing and redoing: every step leads from one content of the canvas to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from camviewer.document.document import Content, Session

LIMIT = 500
"""Steps that can be undone."""

_STEPPING = 1


class History(QUndoStack):
    """All changes of the canvas go through here."""

    about_to_change = Signal()
    """Another content is about to be put on the canvas: a stroke on it must end first."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """An empty history of the session's content."""
        super().__init__(parent)
        self.setUndoLimit(LIMIT)
        self._session = session

    def show(self, content: Content, text: str, *, stepping: bool = False) -> None:
        """Put another content on the canvas.

        Args:
            content: what is to be shown.
            text: what the step is called in the menu.
            stepping: whether it goes from one ready digit to another; such steps, one after the
                other, are undone together.
        """
        self.about_to_change.emit()
        self.record(self._session.content, content, text, stepping=stepping)

    def step_back(self) -> None:
        """Undo the last change."""
        self.about_to_change.emit()
        self.undo()

    def step_forward(self) -> None:
        """Redo the change that was undone last."""
        self.about_to_change.emit()
        self.redo()

    def record(self, before: Content, after: Content, text: str, *, stepping: bool = False) -> None:
        """Remember a change that led from one content to another, and show the latter."""
        self.push(_Change(self._session, before, after, text, stepping=stepping))


class _Change(QUndoCommand):
    """One step."""

    def __init__(
        self, session: Session, before: Content, after: Content, text: str, *, stepping: bool
    ) -> None:
        super().__init__(text)
        self._session = session
        self._before = before
        self._after = after
        self._stepping = stepping

    def redo(self) -> None:
        """Show the content after the step."""
        self._session.set_content(self._after)

    def undo(self) -> None:
        """Show the content before the step."""
        self._session.set_content(self._before)

    def id(self) -> int:
        """Which steps may be joined."""
        return _STEPPING if self._stepping else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Join two steps through ready digits into one."""
        assert isinstance(other, _Change)
        self._after = other._after
        return True
