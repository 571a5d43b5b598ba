"""Class activation mapping (Zhou et al., CVPR 2016)."""

from __future__ import annotations

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("CAM")

NEEDS = (Capability.CONVOLUTION_FEATURES, Capability.LINEAR_HEAD)


def maps(prediction: Prediction) -> Array:
    """M_c(x, y) = sum_k w_k^c f_k(x, y): (C, h, w), signed; b_c + mean M_c is the score."""
    return prediction.maps
