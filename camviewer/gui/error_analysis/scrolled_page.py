"""A page of the mistakes that is scrolled where it has no room, and takes none of the others'."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from camviewer.gui.theme import SPACE

_LINES = 8  # of text that are in sight at least
_LETTERS = 30


class ScrolledPage(QScrollArea):
    """What is laid out in `rows` is as wide as the page, and as high as it must be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty page."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.content = QWidget(self)
        self.rows = QVBoxLayout(self.content)
        self.rows.setContentsMargins(0, SPACE // 2, 0, 0)
        self.rows.setSpacing(SPACE // 2)
        self.setWidget(self.content)
        for area in (self.content, self.viewport()):
            area.setAutoFillBackground(False)  # what is behind is seen

    def wrapped_label(self, name: str) -> QLabel:
        """Words, as they are, that go on in the next line; `name` is the ``objectName``."""
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def minimumSizeHint(self) -> QSize:
        """Some lines, by which the rest is scrolled."""
        metrics = self.fontMetrics()
        return QSize(_LETTERS * metrics.averageCharWidth(), _LINES * metrics.height())

    def sizeHint(self) -> QSize:
        """As little as there may be: the window shares out what it has."""
        return self.minimumSizeHint()
