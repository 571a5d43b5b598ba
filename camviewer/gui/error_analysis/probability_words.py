"""Probabilities of predictions in words, where they are known."""

from __future__ import annotations

from camviewer.gui.widgets.number_format import percent
from camviewer.inference.evaluation import Evaluation


def known_percent(evaluation: Evaluation, index: int) -> str:
    """The probability of the predicted class as a percentage; empty if it is not known."""
    share = evaluation.known_probability(index)
    return "" if share is None else percent(share)
