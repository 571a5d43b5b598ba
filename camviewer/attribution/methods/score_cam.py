"""Score-CAM (Wang et al., CVPR workshop 2020) at any convolution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from camviewer.attribution.attribution import Attribution, Group, Values
from camviewer.attribution.layer_gradients import LAYER, layer_features
from camviewer.attribution.perturbation import masked, scores
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction, softmax
from camviewer.rendering.rendering import resize

TITLE = tr_noop("Score-CAM")

ABOUT = tr_noop(
    "Each channel of a convolution, weighted by the score of the [sample] when only what that "
    "channel highlights is visible. It needs no gradient."
)

FORMULA = r"\max(0, \sum_k a_k f_k), \quad a = \mathrm{softmax}_k \, S_c(x \cdot \bar f_k)"

PAPER = "Wang, Wang, Du, Yang, Zhang, Ding, Mardziel, Hu, CVPR workshop 2020"

GROUP = Group.ACTIVATION

NEEDS = (Capability.CONVOLUTION_FEATURES, Capability.LAYERS)

PARAMETERS = (LAYER,)


def estimates(
    prediction: Prediction, classes: Sequence[int], values: Values
) -> Iterator[Attribution]:
    """max(sum_k a_k^c f_k, 0); a_k^c is the softmax over channels of S_c of the masked sample."""
    features, field = layer_features(prediction, values)
    channels = np.ascontiguousarray(features.transpose(2, 0, 1))
    masks = _scaled(resize(channels, prediction.spec.size, "linear"))
    found = scores(prediction, masked(prediction, masks, np.zeros_like(prediction.image)))
    weights = softmax(found.T[list(classes)])
    maps: Array = np.maximum(np.tensordot(weights, channels, 1), 0)
    yield Attribution(maps, False, None, None, field, len(masks))


def _scaled(masks: Array) -> Array:
    """Each mask (K, h, w) from 0 to 1; of one that is the same everywhere, nothing."""
    low = masks.min(axis=(1, 2), keepdims=True)
    span = masks.max(axis=(1, 2), keepdims=True) - low
    result: Array = np.divide(masks - low, span, out=np.zeros_like(masks), where=span > 0)
    return result
