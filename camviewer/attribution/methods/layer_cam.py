"""LayerCAM (Jiang et al., IEEE TIP 2021) at any convolution."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from camviewer.attribution.attribution import Attribution, Group, Values
from camviewer.attribution.layer_gradients import LAYER, layer_gradients
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("LayerCAM")

ABOUT = tr_noop(
    "Each channel of a convolution, multiplied cell by cell by the gradient where that is "
    "positive, all added up. It stays sharp in earlier layers, where cells are small."
)

FORMULA = r"\max(0, \sum_k \max(0, \partial S_c / \partial f_k) \, f_k)"

PAPER = "Jiang, Zhang, Hou, Cheng, Wei, IEEE TIP 2021"

GROUP = Group.ACTIVATION

NEEDS = (Capability.CONVOLUTION_FEATURES, Capability.GRADIENT)

PARAMETERS = (LAYER,)


def attribute(prediction: Prediction, classes: Sequence[int], values: Values) -> Attribution:
    """max(sum_k max(g_k^c(x, y), 0) f_k(x, y), 0), never negative."""
    found = layer_gradients(prediction, classes, values)
    weighed = (np.maximum(found.gradients, 0) * found.features).sum(axis=-1)
    maps: Array = np.maximum(weighed, 0)
    return Attribution(maps, False, None, None, found.field, found.passes)
