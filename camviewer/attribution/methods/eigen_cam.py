"""Eigen-CAM (Muhammad and Yeasin, IJCNN 2020) at any convolution."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from camviewer.attribution.attribution import Attribution, Group, Values
from camviewer.attribution.layer_gradients import LAYER, layer_features
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("Eigen-CAM")

ABOUT = tr_noop(
    "What the channels of a convolution have most in common: the first principal component over "
    "its cells. It takes no account of classes, so the map is the same for all of them."
)

FORMULA = r"f V_1, \quad f = U \Sigma V^T"

PAPER = "Muhammad, Yeasin, IJCNN 2020"

SIGNS = tr_noop(
    "Red is what the channels have in common; it counts neither for nor against a class."
)

GROUP = Group.ACTIVATION

NEEDS = (Capability.CONVOLUTION_FEATURES,)

PARAMETERS = (LAYER,)


def attribute(prediction: Prediction, classes: Sequence[int], values: Values) -> Attribution:
    """Cells (h w, K) times their first right singular vector, with the sign of their sum."""
    features, field = layer_features(prediction, values)
    height, width, channels = features.shape
    cells = features.reshape(-1, channels)
    # The eigenvectors of a few channels' products are found faster than those of all cells.
    _, vectors = np.linalg.eigh(cells.T.astype(np.float64) @ cells)
    projected = cells @ vectors[:, -1]
    signed = projected * (1 if projected.sum() >= 0 else -1)
    maps: Array = np.repeat(signed.astype(np.float32).reshape(1, height, width), len(classes), 0)
    return Attribution(maps, True, None, None, field, 0)
