"""Grad-CAM++ (Chattopadhay et al., WACV 2018) at any convolution."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from camviewer.attribution.attribution import Attribution, Group, Values
from camviewer.attribution.layer_gradients import LAYER, layer_gradients
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("Grad-CAM++")

ABOUT = tr_noop(
    "Like Grad-CAM, but channel weights use positive gradients only, and a channel that is "
    "strong in few cells counts for more. When something appears in several places, all of them "
    "count equally."
)

FORMULA = (
    r"\max(0, \sum_k f_k \sum_{xy} a_k \max(0, g_k)), \quad "
    r"a_k = g_k^2 / (2 g_k^2 + g_k^3 \sum f_k)"
)

PAPER = "Chattopadhay, Sarkar, Howlader, Balasubramanian, WACV 2018"

GROUP = Group.ACTIVATION

NEEDS = (Capability.CONVOLUTION_FEATURES, Capability.GRADIENT)

PARAMETERS = (LAYER,)

_TINY = 1e-6  # keeps a channel that is dark everywhere from dividing by zero


def attribute(prediction: Prediction, classes: Sequence[int], values: Values) -> Attribution:
    """max(sum_k w_k^c f_k, 0) with the weights of eq. 19 of the paper; never negative."""
    found = layer_gradients(prediction, classes, values)
    features, gradients = found.features, found.gradients
    squares = gradients * gradients
    below = squares * (2 + features.sum(axis=(0, 1)) * gradients) + np.float32(_TINY)
    shares = np.divide(squares, below, out=np.zeros_like(below), where=gradients != 0)
    weights = (shares * np.maximum(gradients, 0)).sum(axis=(1, 2))
    maps: Array = np.maximum(np.tensordot(weights, features, (1, 2)), 0)
    return Attribution(maps, False, None, None, found.field, found.passes)
