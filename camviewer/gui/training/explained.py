"""Controls that say what they do, and are not changed in passing."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


def explain(widget: QWidget, tip: str, more: str = "") -> None:
    """Let a control say what it does.

    Args:
        widget: the control.
        tip: what it does, in a sentence or less; it is the tip.
        more: what else is to be known; *What's this?* tells both.
    """
    widget.setToolTip(tip)
    paragraphs = (f"<p>{escape(text, quote=False)}</p>" for text in (tip, more) if text)
    widget.setWhatsThis("".join(paragraphs))


class WheelGuard(QObject):
    """Leaves the wheel to what scrolls a form, unless a field has been chosen before.

    Else whoever scrolls past a field with the wheel changes its value.
    """

    def guard(self, field: QWidget) -> None:
        """Guard a field from now on."""
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel alone does not choose it
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignore a wheel over a field without focus: whatever holds the field has it then."""
        if event.type() != QEvent.Type.Wheel:
            return False
        if isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False
