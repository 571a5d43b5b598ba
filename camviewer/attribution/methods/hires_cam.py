"""HiResCAM (Draelos and Carin, 2020) at any convolution."""

from __future__ import annotations

from collections.abc import Sequence

from camviewer.attribution.attribution import Attribution, Group, Values
from camviewer.attribution.layer_gradients import LAYER, layer_gradients
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("HiResCAM")

ABOUT = tr_noop(
    "Each channel of a convolution, multiplied cell by cell by the gradient of the score, all "
    "added up. At the last convolution it equals CAM up to a factor; in earlier layers it keeps "
    "its signs."
)

FORMULA = r"\sum_k f_k \cdot \partial S_c / \partial f_k"

PAPER = "Draelos, Carin, 2020"

GROUP = Group.ACTIVATION

NEEDS = (Capability.CONVOLUTION_FEATURES, Capability.GRADIENT)

PARAMETERS = (LAYER,)


def attribute(prediction: Prediction, classes: Sequence[int], values: Values) -> Attribution:
    """sum_k (dS_c / df_k(x, y)) f_k(x, y), signed.

    The cells add up to the score less what does not go through the features: at the last
    convolution before global average pooling that is the bias b_c, and the map is that of CAM
    divided by the number of cells. Further down biases and bends of later layers remain, too.
    """
    found = layer_gradients(prediction, classes, values)
    maps: Array = (found.gradients * found.features).sum(axis=-1)
    remainder = prediction.logits[list(classes)] - maps.sum(axis=(1, 2))
    return Attribution(maps, True, 1.0, remainder, found.field, found.passes)
