"""Average increase: how often the class becomes more probable if only what the map shows is left.

Chattopadhay et al., Grad-CAM++, WACV 2018, section 4.1.2, "increase in confidence".
"""

from __future__ import annotations

from camviewer.attribution.trust.average_drop import probabilities
from camviewer.attribution.trust.trial import Trial
from camviewer.common.translation import tr_noop

TITLE = tr_noop("Average increase")

ABOUT = tr_noop(
    "The percentage of [samples] whose class becomes more probable when they are multiplied by "
    "their map, leaving only what the map shows (Chattopadhay et al., WACV 2018)."
)

LARGER_IS_BETTER = True


def measure(trial: Trial) -> float:
    """100 if the probability increases, else 0: the mean over samples is the percentage."""
    whole, rest = probabilities(trial.case, trial.map)
    return 100.0 if rest > whole else 0.0
