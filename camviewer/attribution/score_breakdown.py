"""The score breakdown: a score added up term by term, in two ways that must agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from camviewer.attribution.contributions import Channels, Contributions, of_class
from camviewer.common.arrays import Array


@dataclass(frozen=True, eq=False)
class ScoreBreakdown:
    """b + sum_k w_k F_k = S and b + mean M = S, for one class or the difference of two.

    Attributes:
        bias: b_c, or b_c - b_d.
        channels: (K,) in the order of the terms.
        terms: (K,) w_k F_k in that order.
        totals: (K + 1,) the bias, then what there is after each term: a waterfall's steps.
        by_terms: b + sum_k w_k F_k.
        by_map: b + mean of M over all cells.
        score: S_c, or S_c - S_d, as the network computed it.
    """

    bias: float
    channels: Channels
    terms: Array
    totals: Array
    by_terms: float
    by_map: float
    score: float

    @property
    def disagreement(self) -> float:
        """How far the two sums and the network's score are apart at most."""
        found = (self.by_terms, self.by_map, self.score)
        return max(found) - min(found)


def score_breakdown(contributions: Contributions) -> ScoreBreakdown:
    """Break the score down; sums are made in double precision from the network's single."""
    prediction = contributions.prediction
    chosen = contributions.class_index, contributions.against
    bias = float(of_class(prediction.bias, *chosen))
    terms: Array = contributions.numbers[contributions.order]
    totals = np.cumsum(np.concatenate([[bias], terms]), dtype=np.float64)
    return ScoreBreakdown(
        bias=bias,
        channels=contributions.order,
        terms=terms,
        totals=totals.astype(np.float32),
        by_terms=float(totals[-1]),
        by_map=bias + float(contributions.total.mean(dtype=np.float64)),
        score=float(of_class(prediction.logits, *chosen)),
    )
