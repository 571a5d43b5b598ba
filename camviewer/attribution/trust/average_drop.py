"""Average drop: how much of the probability is lost if only what the map shows is left.

Chattopadhay et al., Grad-CAM++, WACV 2018, section 4.1.1: the mean over samples of
max(0, p - p') / p, where p' is the probability of the sample multiplied by its map.
"""

from __future__ import annotations

import numpy as np

from camviewer.attribution.trust.trial import Case, Trial
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop

TITLE = tr_noop("Average drop")

ABOUT = tr_noop(
    "How much of the class probability is lost, in percent, when the [sample] is multiplied by "
    "its map, leaving only what the map shows (Chattopadhay et al., WACV 2018)."
)

LARGER_IS_BETTER = False


def masked(case: Case, values: Array) -> Array:
    """The sample, as far as a map (h, w) shows it, on the baseline.

    The map's positive part is divided by its largest value; a map without one shows nothing.
    """
    shown = np.maximum(values, 0)
    top = shown.max()
    share = shown / top if top > 0 else shown
    if case.sample.ndim == 3:
        share = share[..., None]
    mixed: Array = (case.blank + (case.sample - case.blank) * share).astype(np.float32)
    return mixed


def probabilities(case: Case, values: Array) -> tuple[float, float]:
    """Of the class: for the sample, and for the sample as far as a map (h, w) shows it."""
    whole, rest = case.probabilities(np.stack([case.sample, masked(case, values)]))
    return float(whole), float(rest)


def measure(trial: Trial) -> float | None:
    """The drop in per cent, 0 to 100; None where there is no probability to lose."""
    whole, rest = probabilities(trial.case, trial.map)
    return 100 * max(0.0, whole - rest) / whole if whole > 0 else None
