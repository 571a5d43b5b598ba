"""How sure of a sample whoever predicted it was, in words."""

from __future__ import annotations

from camviewer.gui.widgets.number_format import percent
from camviewer.inference.evaluation import Evaluation


def sureness(evaluation: Evaluation, index: int) -> str:
    """The probability of the predicted class as a percentage; empty if it is not known."""
    share = evaluation.sureness(index)
    return "" if share is None else percent(share)
