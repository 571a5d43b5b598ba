"""Where the parts of the window are that a lesson's words point to."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

_SUM = ("termsRow", "decompositionDock", "decompositionActivityButton")
_NETWORKS = ("networksDock", "networksActivityButton")

PLACES: dict[str, tuple[str, ...]] = {
    "canvas": ("drawCanvas",),
    "input": ("inputView",),
    "raw": ("rawCamView",),
    "resized": ("resizedCamView",),
    "blend": ("blendView",),
    "strip": ("classStrip",),
    "verdict": ("predictionLabel",),
    "colour-bar": ("colourBar",),
    "readout": ("readoutLabel",),
    "opacity": ("opacitySlider",),
    "threshold": ("thresholdSlider",),
    "scale": ("scaleBox",),
    "colours": ("colourMapBox",),
    "method": ("methodBox",),
    "model": ("modelBox",),
    "samples": ("samplePanel",),
    "lesson": ("lessonPanel", "lessonActivityButton"),
    "decomposition": _SUM,
    "methods": ("methodsDock", "methodsActivityButton"),
    "training": ("trainingDock", "trainActivityButton"),
    "mistakes": ("mistakesDock", "mistakesActivityButton"),
    "networks": _NETWORKS,
    "lab": ("labDock", "labActivityButton"),
    "timeline": ("timelineSlider", "trainActivityButton"),
    "features": ("channelGrid", *_SUM),
    "pooled": ("channelGrid", *_SUM),
    "weights": ("channelGrid", *_SUM),
    "contributions": ("ledgerChart", "channelGrid", *_SUM),
    "score": ("classButton{0}",),
    "bias": ("ledgerTerms", *_SUM),
    "map": ("rawCamView", "blendView"),
    "probability": ("classButton{0}",),
}
"""``objectName`` of the widget that is each part; where it is not in sight, of what leads to it.

``{0}`` is the class that is shown.
"""


def widget_of(window: QWidget, part: str, class_index: int) -> QWidget | None:
    """The first of a part's widgets that is in sight; None if none is.

    What is only scrolled away is brought into sight.
    """
    for name in PLACES.get(part, ()):
        widget = window.findChild(QWidget, name.format(class_index))
        if widget is None or not widget.isVisible():
            continue
        if widget.visibleRegion().isEmpty():
            _scroll_to(widget)
        if not widget.visibleRegion().isEmpty():
            return widget
    return None


def _scroll_to(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is not None:
        parent.ensureWidgetVisible(widget)
