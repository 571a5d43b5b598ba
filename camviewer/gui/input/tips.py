"""Tips: what a control does, and its key."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence


def with_key(tip: str, action: QAction | None) -> str:
    """A tip with the first key of an action in brackets, as it is written on this system."""
    if action is None or action.shortcut().isEmpty():
        return tip
    return f"{tip} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
