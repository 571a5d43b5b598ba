"""Integrated gradients (Sundararajan et al., ICML 2017)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from camviewer.attribution.attribution import Attribution, Group, Values, choice
from camviewer.attribution.backward import summed_gradients
from camviewer.attribution.perturbation import BASELINE, baseline_of
from camviewer.attribution.sample_maps import channels_last, over_channels
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("Integrated gradients")

ABOUT = tr_noop(
    "The mean gradient along the way from an empty picture to the [sample], times the "
    "difference between the two. The pixels add up to how far the score is above that of the "
    "empty picture."
)

FORMULA = r"(x - x') \cdot \int_0^1 \partial S_c(x' + a (x - x')) / \partial x \; da"

PAPER = "Sundararajan, Taly, Yan, ICML 2017"

GROUP = Group.GRADIENT

NEEDS = (Capability.LAYERS,)

STEPS = choice("steps", tr_noop("Steps"), "50", "20", "100", "200")

PARAMETERS = (STEPS, BASELINE)

_FIRST = 5  # steps of a first estimate


def estimates(
    prediction: Prediction, classes: Sequence[int], values: Values
) -> Iterator[Attribution]:
    """(x - x') times the mean gradient at the middles of equal steps from x' to x; signed."""
    baseline = baseline_of(prediction, BASELINE.value(prediction, values))
    steps = int(STEPS.value(prediction, values))
    for number, share in ((_FIRST, _FIRST / (steps + _FIRST)), (steps, 1.0)):
        maps = _path_integral(prediction, classes, baseline, number)
        remainder: Array = prediction.logits[list(classes)] - maps.sum(axis=(1, 2))
        passes = number * 2
        yield Attribution(maps, True, 1.0, remainder, None, passes, share)


def _path_integral(
    prediction: Prediction, classes: Sequence[int], baseline: Array, steps: int
) -> Array:
    way = prediction.image - baseline
    middles = (np.arange(steps, dtype=np.float32) + np.float32(0.5)) / np.float32(steps)
    samples = baseline + middles.reshape(-1, *[1] * way.ndim) * way
    means = summed_gradients(prediction.open_network, samples, classes) / np.float32(steps)
    return over_channels(means * channels_last(way))
