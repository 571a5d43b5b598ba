"""The pen goes first: its sample is read, explained and painted before a training's next step."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from camviewer.document.document import Document
from camviewer.training.control import Control


class PenPriority(QObject):
    """Puts off the steps of a training while what was drawn is not painted yet."""

    def __init__(self, document: Document, parent: QObject) -> None:
        """Watch what is drawn; there is no training yet."""
        super().__init__(parent)
        self.control: Control | None = None
        """Of the training that gives way; None while there is none."""
        self._document = document
        self._painted = QTimer(self)  # runs out once what has changed is painted, or is about to be
        self._painted.setSingleShot(True)
        self._painted.setInterval(0)
        self._painted.timeout.connect(self._take_way)
        document.content_changed.connect(self._give_way)
        document.prediction_changed.connect(self._painted.start)

    def _give_way(self) -> None:
        if self.control is not None and not self._document.content.drawing.is_empty:
            self.control.give_way()

    def _take_way(self) -> None:
        if self.control is not None and self._document.is_current:
            self.control.take_way()
