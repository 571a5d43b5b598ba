"""What the stage knows of the sample that is looked at among the mistakes."""

from __future__ import annotations

from camviewer.controllers.error_analysis import Mistakes
from camviewer.document.document import Document
from camviewer.inference.prediction import Prediction


def looked_at(document: Document, mistakes: Mistakes) -> Prediction | None:
    """The document's prediction, if it is of the sample that is looked at; else None."""
    target, index = mistakes.target, mistakes.index
    if target is None or index is None or not document.is_current:
        return None
    return document.prediction if document.content.origin == target.origin(index) else None
