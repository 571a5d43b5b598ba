"""Opens predictions of another system, to be looked at like those of a network."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from camviewer.common.cancel import CancelToken
from camviewer.concurrency.job import Progress
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import EvaluationTarget
from camviewer.document.document import Document
from camviewer.error_analysis.foreign_predictions import ForeignPredictions, read_predictions

_TOPIC = "predictions"  # of messages


class PredictionFiles(QObject):
    """Reads a table in a thread, and has the mistakes show it."""

    opened = Signal()
    """Predictions of another system are what the mistakes show."""

    def __init__(
        self, document: Document, mistakes: Mistakes, parent: QObject | None = None
    ) -> None:
        """Nothing is opened.

        Args:
            document: whose data set the predictions are about.
            mistakes: show them.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._mistakes = mistakes

    def open(self, path: str | Path) -> None:
        """Read a table of predictions of the document's samples; what is left out is told.

        One that is still being read is left, and so is an evaluation.
        """
        whole, messages = self._document.dataset, self._mistakes.messages
        if whole is None:
            told = self.tr("The [samples] are still being loaded. Try again in a moment.")
            messages.trouble(told, topic=_TOPIC)
            return

        def work(_progress: Progress, token: CancelToken) -> ForeignPredictions:
            return read_predictions(Path(path), whole, token)

        def done(found: ForeignPredictions) -> None:
            target = EvaluationTarget(None, found.dataset, found.split, whole=whole)
            self._mistakes.follow(False)  # or the next epoch would take the place of what is shown
            self._mistakes.show(target, found.evaluation)
            self.opened.emit()
            notes = " ".join(found.notes)
            opened = self.tr("Opened {0}.").format(path)
            messages.inform(f"{opened} {notes}".strip(), topic=_TOPIC)

        def failed(sentence: str) -> None:
            messages.trouble(sentence, topic=_TOPIC)

        self._mistakes.read(work, done, failed)
