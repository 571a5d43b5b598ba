"""Grad-CAM (Selvaraju et al., ICCV 2017) at the last convolution."""

from __future__ import annotations

import numpy as np

from camviewer.attribution.methods import hires_cam
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("Grad-CAM")

NEEDS = (Capability.CONVOLUTION_FEATURES, Capability.LINEAR_HEAD)


def maps(prediction: Prediction) -> Array:
    """max(sum_k a_k^c f_k, 0): (C, h, w), never negative.

    The channel weight a_k^c is the mean over cells of the gradient of S_c by f_k(x, y). Behind
    global average pooling that gradient is w_k^c / (h w) in every cell, and so is its mean:
    before it is cut at zero the map equals `hires_cam`.
    """
    result: Array = np.maximum(hires_cam.maps(prediction), 0)
    return result
