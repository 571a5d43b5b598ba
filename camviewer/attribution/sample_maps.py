"""Attributions at the sample's own resolution: of what there is of every pixel and channel."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from camviewer.attribution.attribution import Attribution
from camviewer.attribution.backward import score_gradients
from camviewer.common.arrays import Array
from camviewer.inference.prediction import Prediction

_GRADIENTS = "gradients with respect to the sample"


def sample_gradients(prediction: Prediction, classes: Sequence[int]) -> Array:
    """(n, h, w, channels) gradients of scores with respect to the sample; computed once.

    Raises:
        CapabilityError: the network does not lie open.
    """
    key = _GRADIENTS, tuple(classes)
    found = prediction.made.get(key)
    if not isinstance(found, np.ndarray):
        found = prediction.made[key] = score_gradients(prediction.activations, classes, {0})[0]
        found.setflags(write=False)
    return found


def channels_last(sample: Array) -> Array:
    """(h, w, 1 or 3) of a sample (h, w) or (h, w, 3)."""
    return sample if sample.ndim == 3 else sample[..., None]


def over_channels(values: Array) -> Array:
    """(n, h, w): values (n, h, w, channels) of each pixel, added up."""
    return values[..., 0] if values.shape[-1] == 1 else values.sum(axis=-1)


def summing_to_scores(
    prediction: Prediction, classes: Sequence[int], maps: Array, passes: int
) -> Attribution:
    """An attribution (n, h, w) whose pixels are parts of the scores; the rest is the remainder."""
    remainder: Array = prediction.logits[list(classes)] - maps.sum(axis=(1, 2))
    return Attribution(maps, True, 1.0, remainder, None, passes)
