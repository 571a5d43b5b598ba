"""The scores of one sample at every snapshot of a training."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from camviewer.common.arrays import Array
from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.inference.prediction import NetworkSnapshot, ScoresRequest


class SnapshotScores(QObject):
    """Computes scores in a thread of its own; knows those that were asked for last."""

    changed = Signal()
    """The scores are there, or are no more."""

    def __init__(self, scorer: NewestRequestWorker[ScoresRequest, Array], parent: QObject) -> None:
        """Nothing is computed.

        Args:
            scorer: not yet started.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._scorer = scorer
        self._asked = 0
        self.known: Array | None = None
        """(n, C) scores at the first n snapshots; None before they are there."""
        scorer.answered.connect(self._take)

    def ask(self, snapshots: Sequence[NetworkSnapshot], sample: Array) -> None:
        """Compute the scores of a sample; `changed` tells when they are there."""
        if not self._scorer.isRunning():
            self._scorer.start()
        request = ScoresRequest(tuple(snapshots), sample, self._scorer.check)
        self._asked = self._scorer.submit(request)

    def forget(self) -> None:
        """They are of another sample or another training."""
        self._asked = 0
        if self.known is not None:
            self.known = None
            self.changed.emit()

    def begin_closing(self) -> None:
        """Compute no more scores."""
        self._scorer.begin_closing()

    def close(self) -> None:
        """End the thread."""
        self._scorer.close()

    def _take(self, number: int, scores: Array) -> None:
        if number == self._asked:
            self.known = scores
            self.changed.emit()
