"""The sample on the canvas corrupted by a movement of the hand, its maps following."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from camviewer.data.corruptions.corruption import Corruption
from camviewer.data.drawing import Drawing
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.document import Document

SEED = 0
"""As of a sweep: the digit on the canvas is corrupted as it is among all."""


class Corrupting(QObject):
    """Puts the sample back as it was at strength 0; forgets it when there is another one."""

    changed = Signal()
    """Another strength, or another sample."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        """The sample is as it is.

        Args:
            document: whose canvas is changed; all strengths of a sample are undone together.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._original: CanvasContent | None = None
        self._corrupted: CanvasContent | None = None
        self._strength = 0.0
        document.content_changed.connect(self._follow)

    @property
    def strength(self) -> float:
        """How strongly the sample on the canvas is corrupted; 0 if it is as it came."""
        return self._strength

    @property
    def is_possible(self) -> bool:
        """Whether there is ink on the canvas."""
        return self._original is not None or not self._document.content.drawing.is_empty

    def corrupt(self, corruption: Corruption, strength: float) -> None:
        """Corrupt the sample as it came; a strength within the ends of the corruption's grid."""
        if not self.is_possible:
            return
        document = self._document
        if self._original is None:
            self._original, self._sample = document.content, document.prepared
        original = self._original
        index = original.origin.index or 0
        content = (
            CanvasContent(
                Drawing(base=corruption.of(self._sample, strength, SEED, index)),
                replace(original.origin, changed=True),
            )
            if strength
            else original
        )
        self._corrupted, self._strength = content, strength
        document.history.vary(content, self.tr("corrupting the [sample]"))
        self.changed.emit()

    def _follow(self) -> None:
        """Another content is the new original; undoing leads back to the one before."""
        content = self._document.content
        if content is self._corrupted:
            return
        self._original = self._corrupted = None
        self._strength = 0.0
        self.changed.emit()
