"""Selective prediction: accuracy where a network may refuse the samples that it is unsure of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from camviewer.error_analysis.calibration import Numbers
from camviewer.inference.evaluation import Evaluation, Indices


@dataclass(frozen=True, eq=False)
class CoverageCurve:
    """Accuracy of the surest samples against how many of the n they are.

    Attributes:
        order: (n,) places of the samples, the least sure first; equally sure ones by index.
        coverage: (n,) share of samples that are answered, rising from 1 / n to 1.
        accuracy: (n,) share of those that are classified correctly, 0 to 1.
        risk_area: area under the share of wrong answers over coverage, 0 to 1 (AURC: Geifman and
            El-Yaniv, NeurIPS 2017); 0 would be no mistakes at all.
        best_risk_area: the same, if every mistake were less sure than every correct answer.
    """

    order: Indices
    coverage: Numbers
    accuracy: Numbers
    risk_area: float
    best_risk_area: float


@dataclass(frozen=True, eq=False)
class Refusal:
    """The least sure samples, which are refused, and what becomes of the rest.

    Attributes:
        members: places of the refused samples, the least sure first.
        threshold: smallest probability that is answered, 0 to 1; 1 if none is.
        accuracy: of the samples that are answered; None if there are none.
        caught: refused samples that are mistakes.
        mistakes: all mistakes, refused or not.
    """

    members: Indices
    threshold: float
    accuracy: float | None
    caught: int
    mistakes: int


def coverage_curve(evaluation: Evaluation) -> CoverageCurve:
    """The curve of an evaluation of n >= 1 samples."""
    order = np.argsort(evaluation.probability, kind="stable")
    wrong = evaluation.wrong[order[::-1]]
    return CoverageCurve(
        order,
        np.arange(1, len(wrong) + 1) / len(wrong),
        1 - _risks(wrong),
        float(_risks(wrong).mean()),
        float(_risks(np.sort(wrong)).mean()),
    )


def refuse(evaluation: Evaluation, curve: CoverageCurve, share: float) -> Refusal:
    """Refuse a share of the samples, 0 to 1: the least sure ones, their number rounded."""
    number = round(share * len(evaluation))
    members, answered = curve.order[:number], curve.order[number:]
    wrong = evaluation.wrong
    return Refusal(
        members,
        float(evaluation.probability[answered[0]]) if len(answered) else 1.0,
        float(1 - wrong[answered].mean()) if len(answered) else None,
        int(np.count_nonzero(wrong[members])),
        int(np.count_nonzero(wrong)),
    )


def _risks(wrong: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Numbers:
    """(n,) share of wrong answers among the first 1, 2, … n."""
    risks: Numbers = np.cumsum(wrong) / np.arange(1, len(wrong) + 1)
    return risks
