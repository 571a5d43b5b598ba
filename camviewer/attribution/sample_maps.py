"""Attributions at the sample's own resolution: of what there is of every pixel and channel."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from camviewer.attribution.attribution import Attribution
from camviewer.attribution.backward import score_gradients
from camviewer.common.arrays import Array
from camviewer.inference.prediction import Prediction

_GRADIENTS = "gradients with respect to the sample"


@dataclass(frozen=True, eq=False)
class SampleGradients:
    """Gradients that more than one method is made of.

    Attributes:
        values: (n, h, w, channels) of n scores with respect to the sample.
        seconds: that they took, if that was for another method; 0 for whoever computed them.
    """

    values: Array
    seconds: float


def sample_gradients(prediction: Prediction, classes: Sequence[int]) -> SampleGradients:
    """The gradients of scores with respect to the sample, computed once.

    Raises:
        CapabilityError: the network does not lie open.
    """
    key = _GRADIENTS, tuple(classes)
    found = prediction.made.get(key)
    if isinstance(found, SampleGradients):
        return found
    activations, begun = prediction.activations, time.perf_counter()
    values = score_gradients(activations, classes, {0})[0]
    values.setflags(write=False)
    prediction.made[key] = SampleGradients(values, time.perf_counter() - begun)
    return SampleGradients(values, 0.0)


def channels_last(sample: Array) -> Array:
    """(h, w, 1 or 3) of a sample (h, w) or (h, w, 3)."""
    return sample if sample.ndim == 3 else sample[..., None]


def over_channels(values: Array) -> Array:
    """(n, h, w): values (n, h, w, channels) of each pixel, added up."""
    return values[..., 0] if values.shape[-1] == 1 else values.sum(axis=-1)


def summing_to_scores(
    prediction: Prediction,
    classes: Sequence[int],
    maps: Array,
    passes: int,
    seconds: float = 0.0,
) -> Attribution:
    """An attribution (n, h, w) whose pixels are parts of the scores; the rest is the remainder.

    Args:
        prediction: of the sample.
        classes: of the maps.
        maps: (n, h, w).
        passes: as in `Attribution`.
        seconds: of what was computed for another method before.
    """
    remainder: Array = prediction.logits[list(classes)] - maps.sum(axis=(1, 2))
    return Attribution(maps, True, 1.0, remainder, None, passes, seconds=seconds)
