"""Completeness: whether what the map adds up to is what the sample changes about the score.

Sundararajan, Taly and Yan, ICML 2017, section 3: the attributions add up to S_c(x) - S_c(x'), where
x' is the baseline.
"""

from __future__ import annotations

from dataclasses import dataclass

from camviewer.attribution.trust.trial import Case, Trial
from camviewer.common.translation import tr_noop

TITLE = tr_noop("Completeness error")

ABOUT = tr_noop(
    "How far the sum of the map is from the difference between the scores of the [sample] and "
    "of an empty one, as a share of that difference; 0 is complete (Sundararajan et al., ICML "
    "2017)."
)

LARGER_IS_BETTER = False


@dataclass(frozen=True)
class CompletenessError:
    """How far a sum is from the difference of two scores.

    Attributes:
        absolute: in units of the score, at least 0.
        relative: as a share of the difference, at least 0; None where the scores are equal.
    """

    absolute: float
    relative: float | None


def completeness_error(case: Case, total: float, remainder: float = 0.0) -> CompletenessError:
    """|total + remainder - (S_c(x) - S_c(x'))|.

    Args:
        case: the sample x, its baseline x', the class and the network.
        total: what the map adds up to.
        remainder: what else the method accounts for, such as biases.
    """
    difference = case.score - case.blank_score
    absolute = abs(total + remainder - difference)
    return CompletenessError(absolute, absolute / abs(difference) if difference else None)


def measure(trial: Trial) -> float | None:
    """The relative error; None for a map whose sum stands for nothing."""
    if trial.total is None:
        return None
    return completeness_error(trial.case, trial.total, trial.remainder).relative
