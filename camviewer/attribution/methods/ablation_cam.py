"""Ablation-CAM (Desai and Ramaswamy, WACV 2020) at any convolution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from camviewer.attribution.attribution import Attribution, Group, Values
from camviewer.attribution.layer_gradients import LAYER, layer_features, layer_place
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("Ablation-CAM")

ABOUT = tr_noop(
    "Each channel of a convolution, multiplied by how much the score drops when that channel is "
    "switched off, all added up. Whatever counts against the class is cut off."
)

FORMULA = r"\max(0, \sum_k (S_c - S_c^{\setminus k}) \, f_k)"

PAPER = "Desai, Ramaswamy, WACV 2020"

GROUP = Group.ACTIVATION

NEEDS = (Capability.CONVOLUTION_FEATURES, Capability.LAYERS)

PARAMETERS = (LAYER,)


def estimates(
    prediction: Prediction, classes: Sequence[int], values: Values
) -> Iterator[Attribution]:
    """max(sum_k (S_c - S_c without k) f_k, 0), never negative.

    The paper divides by S_c, too: that scales a map, and turns it over where the score is negative,
    so it is left out here.
    """
    features, field = layer_features(prediction, values)
    channels = features.shape[-1]
    keep = 1 - np.eye(channels, dtype=np.float32)
    place = layer_place(prediction, values)
    without = prediction.open_network.ablated_scores(prediction.image, place, keep)
    losses = (prediction.logits - without).T[list(classes)]
    maps: Array = np.maximum(np.tensordot(losses, features, (1, 2)), 0)
    yield Attribution(maps, False, None, None, field, channels)
