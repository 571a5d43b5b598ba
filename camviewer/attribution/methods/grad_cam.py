"""Grad-CAM (Selvaraju et al., ICCV 2017) at any convolution."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from camviewer.attribution.attribution import Attribution, Group, Values
from camviewer.attribution.layer_gradients import LAYER, layer_gradients
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("Grad-CAM")

ABOUT = tr_noop(
    "Each channel of a convolution, multiplied by the mean gradient of the score, all added up. "
    "Whatever counts against the class is cut off. At the last convolution it equals the "
    "positive part of CAM, up to a factor."
)

FORMULA = r"\max(0, \sum_k a_k f_k), \quad a_k = \mathrm{mean}_{xy} \, \partial S_c / \partial f_k"

PAPER = "Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra, ICCV 2017"

GROUP = Group.ACTIVATION

NEEDS = (Capability.CONVOLUTION_FEATURES, Capability.GRADIENT)

PARAMETERS = (LAYER,)


def attribute(prediction: Prediction, classes: Sequence[int], values: Values) -> Attribution:
    """max(sum_k a_k^c f_k, 0), never negative.

    The channel weight a_k^c is the mean over cells of the gradient of S_c by f_k(x, y). At the last
    convolution before global average pooling that gradient is w_k^c / (h w) in every cell, and so
    is its mean: the map is that of CAM, cut at zero and divided by the number of cells.
    """
    found = layer_gradients(prediction, classes, values)
    height, width, channels = found.features.shape
    weights = found.gradients.mean(axis=(1, 2))
    cells = found.features.reshape(-1, channels)
    maps: Array = np.maximum(weights @ cells.T, 0).reshape(-1, height, width)
    return Attribution(maps, False, None, None, found.field, found.passes)
