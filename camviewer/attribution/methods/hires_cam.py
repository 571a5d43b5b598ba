"""HiResCAM (Draelos and Carin, 2020) at the last convolution."""

from __future__ import annotations

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("HiResCAM")

NEEDS = (Capability.CONVOLUTION_FEATURES, Capability.LINEAR_HEAD)


def maps(prediction: Prediction) -> Array:
    """sum_k (dS_c / df_k(x, y)) f_k(x, y): (C, h, w), signed; b_c + the sum is the score.

    Behind global average pooling the gradient is w_k^c / (h w) in every cell, so this is the
    class activation map divided by the number of cells.
    """
    height, width, _ = prediction.features.shape
    result: Array = prediction.maps / (height * width)
    return result
