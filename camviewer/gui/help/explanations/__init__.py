"""*What's this?*: what each control does, in a sentence or two.

Tips say it in a few words while the pointer rests; these say what to expect of it. A widget that
explains itself keeps its own words, and what a group explains holds for all that is in it.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from PySide6.QtWidgets import QWidget

from camviewer.common.translation import translate
from camviewer.gui.help.explanations import dialogs, mistakes, pages, stage

EXPLANATIONS = (
    stage.EXPLANATIONS | pages.EXPLANATIONS | mistakes.EXPLANATIONS | dialogs.EXPLANATIONS
)
"""Text by ``objectName``; ``*`` stands for any letters."""

_PATTERNS = [name for name in EXPLANATIONS if "*" in name]


def explanation_of(name: str) -> str:
    """The text about a control, in English; empty if there is none."""
    if name in EXPLANATIONS:
        return EXPLANATIONS[name]
    return next((EXPLANATIONS[each] for each in _PATTERNS if fnmatchcase(name, each)), "")


def explain_controls(root: QWidget) -> None:
    """Let a widget and all within it that do not explain themselves do so."""
    for widget in (root, *root.findChildren(QWidget)):
        text = "" if widget.whatsThis() else explanation_of(widget.objectName())
        if text:
            widget.setWhatsThis(translate(text))
