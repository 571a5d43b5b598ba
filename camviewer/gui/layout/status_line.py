"""The status line: what is shown, by which model, on which scale, what runs. Always true."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from camviewer.common.translation import translate
from camviewer.controllers.timeline import Timeline
from camviewer.document.document import Document
from camviewer.gui.input.origin import origin_text, source_title
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import percent
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.chance import is_near_chance_for
from camviewer.rendering.scales import SCALES


class StatusLine(QWidget):
    """Follows the document."""

    def __init__(self, document: Document, timeline: Timeline, parent: QWidget) -> None:
        """A line that follows the document, and knows by the timeline what still learns."""
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._document = document
        self._timeline = timeline
        self._sample = StillLabel("statusSample", self)
        self._model = StillLabel("statusModel", self)
        self._scale = StillLabel("statusScale", self)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        self._layout.setSpacing(3 * SPACE)
        for label, share in ((self._sample, 3), (self._model, 3), (self._scale, 2)):
            self._layout.addWidget(label, share)
        document.content_changed.connect(self._show_sample)
        document.sample_changed.connect(self._show_sample)  # it may be fitted to the network
        document.dataset_changed.connect(self._show_sample)
        document.model_changed.connect(self._show_sample)  # its classes may have other names
        document.model_changed.connect(self._show_model)
        timeline.changed.connect(self._show_model)
        document.display_changed.connect(self._show_scale)
        self._show_sample()
        self._show_model()
        self._show_scale()

    def add(self, widget: QWidget) -> None:
        """Show what runs in the background at the end of the line."""
        self._layout.addWidget(widget)

    def high(self) -> int:
        """Pixels that the line needs."""
        return self.fontMetrics().height() + SPACE

    @property
    def told(self) -> str:
        """All that is told, whether it has room or not."""
        parts = self._sample, self._model, self._scale
        return " | ".join(part.label.toolTip() for part in parts)

    def _show_sample(self) -> None:
        self._sample.show_plain(origin_text(self._document))

    def _show_model(self) -> None:
        self._model.show_plain(self._model_text())

    def _show_scale(self) -> None:
        scale = SCALES.named(self._document.display.scale)
        self._scale.show_plain(self.tr("Scale: {0}").format(translate(scale.title)))

    def _model_text(self) -> str:
        document = self._document
        if document.snapshot is not None:
            is_live = self._timeline.is_live
            words = self.tr("In training: {0}") if is_live else self.tr("Snapshot: {0}")
            return words.format(document.snapshot.name)
        if document.model is None:
            return ""
        card = document.model.card
        if card.accuracy is None:
            return self.tr("Model: {0}").format(card.name)
        told = self.tr("Model: {0} · test accuracy {1} on {2}").format(
            card.name, percent(card.accuracy), source_title(card.data)
        )
        if is_near_chance_for(card.accuracy, len(card.class_names)):
            return translate("{0}, near chance", told)
        return told

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line at the upper edge."""
        with QPainter(self) as painter:
            painter.fillRect(0, 0, self.width(), 1, self.palette().color(QPalette.ColorRole.Mid))
