"""Asking a network about changed samples: in batches, so that memory stays small."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from camviewer.attribution.attribution import Parameter, Values, choice
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Prediction

BATCH = 100
"""Samples that are predicted at once."""

BASELINE = choice("baseline", tr_noop("Fill for covered pixels"), "black", "mean", "white")
"""What a pixel is that is taken away."""


def baseline_of(prediction: Prediction, chosen: str) -> Array:
    """A sample in which everything is taken away, as `BASELINE` says."""
    image = prediction.image
    levels = {"black": 0.0, "white": 1.0, "mean": float(image.mean())}
    return np.full_like(image, levels[chosen])


def baseline_for(
    parameters: Sequence[Parameter], prediction: Prediction, values: Values
) -> Array | float:
    """What a method with these parameters takes for nothing: black where it has no choice of it."""
    if BASELINE not in parameters:
        return 0.0
    return baseline_of(prediction, BASELINE.value(prediction, values))


def scores(prediction: Prediction, samples: Array) -> Array:
    """Scores (n, C) of samples (n, h, w, …), n >= 0, by the network that made a prediction."""
    network = prediction.open_network
    parts = [
        network.scores(np.ascontiguousarray(samples[start : start + BATCH]))
        for start in range(0, len(samples), BATCH)
    ]
    return np.concatenate(parts) if parts else np.zeros((0, len(prediction.logits)), np.float32)


def masked(prediction: Prediction, keep: Array, baseline: Array) -> Array:
    """(n, h, w, …) the sample where masks (n, h, w) are 1, the baseline where they are 0."""
    image = prediction.image
    kept = keep if image.ndim == 2 else keep[..., None]
    result: Array = baseline + kept * (image - baseline)
    return result
