"""What says, in a colour of its own, that the model is ablated, and takes it back."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from camviewer.attribution.channel_ablation import ChannelAblation
from camviewer.document.document import Document
from camviewer.gui.theme import ABLATED, ABLATED_TEXT, SPACE
from camviewer.gui.widgets.guard import guarded


class AblationBanner(QWidget):
    """Hidden as long as the model is as it is."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A banner that follows the document."""
        super().__init__(parent)
        self.setObjectName("alteredBanner")
        self._document = document
        self.words = QLabel(self)
        self.words.setObjectName("alteredLabel")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        palette = self.words.palette()
        palette.setColor(QPalette.ColorRole.WindowText, ABLATED_TEXT)
        self.words.setPalette(palette)
        self.back = QPushButton(self.tr("Back to the model"), self)
        self.back.setObjectName("backToModelButton")
        self.back.setToolTip(self.tr("Switch all channels back on, at their original strength"))
        self.back.clicked.connect(self._go_back)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE // 2, SPACE // 2, SPACE // 2)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.back)
        document.ablation_changed.connect(self._show)
        self._show()

    def _go_back(self) -> None:
        self._document.set_ablation(None)

    def _show(self) -> None:
        ablation = self._document.ablation
        if ablation is not None:
            self.words.setText(self._text(ablation))
            self.words.setAccessibleName(self.words.text())
            self.words.setToolTip(self.words.text())  # the label may be narrower
        self.setVisible(ablation is not None)

    def _text(self, ablation: ChannelAblation) -> str:
        parts = []
        if ablation.off == 1:
            parts.append(self.tr("1 channel switched off"))
        elif ablation.off:
            parts.append(self.tr("{0} channels switched off").format(ablation.off))
        if ablation.scaled == 1:
            parts.append(self.tr("1 channel scaled"))
        elif ablation.scaled:
            parts.append(self.tr("{0} channels scaled").format(ablation.scaled))
        return self.tr("Modified model: {0}").format(", ".join(parts))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(0, 0, 0, 0))
            painter.setBrush(ABLATED)
            painter.drawRoundedRect(self.rect(), 6, 6)
