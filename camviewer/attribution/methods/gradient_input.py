"""The gradient times the pixel (Shrikumar et al., 2016)."""

from __future__ import annotations

from collections.abc import Sequence

from camviewer.attribution.attribution import Attribution, Group, Values
from camviewer.attribution.sample_maps import (
    channels_last,
    over_channels,
    sample_gradients,
    summing_to_scores,
)
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("Gradient × input")

ABOUT = tr_noop(
    "The gradient at each pixel times the brightness of the pixel. In a ReLU network without "
    "biases the pixels add up to the score; otherwise the share of the biases is missing."
)

FORMULA = r"x \cdot \partial S_c / \partial x"

PAPER = "Shrikumar, Greenside, Shcherbina, Kundaje, 2016"

GROUP = Group.GRADIENT

NEEDS = (Capability.LAYERS,)


def attribute(prediction: Prediction, classes: Sequence[int], _values: Values) -> Attribution:
    """X dS_c / dx, signed; black pixels have none."""
    found = sample_gradients(prediction, classes)
    maps = over_channels(found.values * channels_last(prediction.image))
    return summing_to_scores(prediction, classes, maps, 1, found.seconds)
