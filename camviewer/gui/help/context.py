"""Which page of the manual is about what a person has in front of them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from camviewer.document.state import WindowState

FIRST = "tour"
"""The page for whoever is nowhere in particular."""

OF_PART = {
    "displayPanel": "stage",
    "modelPanel": "models",
    "classStrip": "classes",
    "canvasStage": "stage",
    "termsRow": "decomposition",
    "lessonCaption": "lesson",
    "lessonDock": "lesson",
    "decompositionDock": "decomposition",
    "methodsDock": "methods",
    "networksDock": "networks",
    "labDock": "lab",
    "trainingDock": "training",
    "mistakesDock": "mistakes",
    "labelsPage": "labels",
    "fixPage": "fix",
    "statusLine": "stage",
}
"""Page by the ``objectName`` of a part of the window; the innermost part counts."""

OF_DRAWER = {
    "decomposition": "decomposition",
    "methods": "methods",
    "networks": "networks",
    "lab": "lab",
    "train": "training",
    "mistakes": "mistakes",
}
"""Page by what is open beside the stage."""

_COLUMN = "inputColumn"


def page_for(focused: QWidget | None, state: WindowState) -> str:
    """The page to open.

    The part with the focus decides; but the canvas keeps the focus while other things are opened by
    keys and icons, so what is open comes before the canvas.

    Args:
        focused: what has the focus, if anything has.
        state: what is open in the window.
    """
    names = _parts(focused)
    for name in names:
        if name in OF_PART:
            return OF_PART[name]
    if state.drawer in OF_DRAWER:
        return OF_DRAWER[state.drawer]
    if state.presentation:
        return "presentation"
    if state.caption:
        return "lesson"
    return "input" if _COLUMN in names else FIRST


def _parts(widget: QWidget | None) -> list[str]:
    """Names of a widget and all that it is part of, from the inside."""
    names: list[str] = []
    while widget is not None:
        names.append(widget.objectName())
        widget = widget.parentWidget()
    return names
