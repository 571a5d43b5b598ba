"""Tagging: one sample, all that are chosen, or all that are listed, each in one step of undo."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from camviewer.controllers.annotation_controller import AnnotationController
from camviewer.controllers.sample_walk import SampleWalk
from camviewer.document.document import Document
from camviewer.inference.evaluation import Indices


class Tagging(QObject):
    """Keeps which of the listed samples are chosen, and puts tags to them."""

    chosen_changed = Signal()
    """Other samples are chosen, or none."""

    advancing = Signal()
    """A sample was tagged, and a person wants to go on to the next one then."""

    returned = Signal(int)
    """A tag or a note of this sample was taken back, or made again."""

    def __init__(
        self,
        document: Document,
        annotations: AnnotationController,
        walk: SampleWalk,
        parent: QObject | None = None,
    ) -> None:
        """No sample is chosen.

        Args:
            document: says whether a person goes on once a sample was tagged.
            annotations: where tags are kept.
            walk: the samples that are listed, and which of them is looked at.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._choices = document.evaluation
        self._annotations = annotations
        self._walk = walk
        self._chosen: Indices = np.zeros(0, np.intp)

    @property
    def chosen(self) -> Indices:
        """Places in the split of the samples that are chosen, if several are; else none."""
        return self._chosen

    def choose(self, indices: Indices) -> None:
        """Choose samples; a single one is no choice, as it is looked at anyway."""
        chosen = indices if len(indices) > 1 else indices[:0]
        if not np.array_equal(chosen, self._chosen):
            self._chosen = chosen
            self.chosen_changed.emit()

    @property
    def indices(self) -> Indices:
        """The samples that a tag is put to: those chosen, else the one that is looked at."""
        if len(self._chosen):
            return self._chosen
        index = self._walk.index
        return np.array([] if index is None else [index], np.intp)

    @property
    def is_advancing(self) -> bool:
        """Whether the next sample is looked at once one was tagged."""
        return self._choices.value.advancing

    def advance(self, advancing: bool) -> None:
        """Look at the next sample once one was tagged, or stay."""
        self._choices.change(advancing=advancing)

    @property
    def number_tagged(self) -> int:
        """How many of the listed samples have a tag."""
        tagged = [index for index, found in self._annotations.by_index.items() if found.tags]
        return int(np.isin(self._walk.indices, tagged).sum())

    def toggle(self, tag: str) -> None:
        """Put a tag to the chosen samples, or to the one looked at; take it away if all have it."""
        indices = self.indices
        if not len(indices):
            return
        absent = any(tag not in self._annotations.of(int(index)).tags for index in indices)
        made = self._annotations.tag_all(indices, tag, present=absent)
        if made and absent and len(indices) == 1 and self.is_advancing:
            self.advancing.emit()

    def tag_all(self, tag: str) -> None:
        """Put a tag to the chosen samples; without a choice to all that are listed."""
        indices = self._chosen if len(self._chosen) else self._walk.indices
        self._annotations.tag_all(indices, tag, present=True)

    def undo(self) -> None:
        """Take back the last tag or note, and look at its sample."""
        self._return_to(self._annotations.undo())

    def redo(self) -> None:
        """Make it again, and look at its sample."""
        self._return_to(self._annotations.redo())

    def _return_to(self, index: int | None) -> None:
        if index is not None:
            self.returned.emit(index)
