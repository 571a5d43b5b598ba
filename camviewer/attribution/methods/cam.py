"""Class activation mapping (Zhou et al., CVPR 2016)."""

from __future__ import annotations

from collections.abc import Sequence

from camviewer.attribution.attribution import Attribution, Group, Values
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("CAM")

ABOUT = tr_noop(
    "Each channel of the last convolution, multiplied by its weight for the class, all added "
    "up. This is exact: the mean of the map plus the bias is the score."
)

FORMULA = r"M_c = \sum_k w_k^c f_k"

PAPER = "Zhou, Khosla, Lapedriza, Oliva, Torralba, CVPR 2016"

GROUP = Group.ACTIVATION

NEEDS = (Capability.CONVOLUTION_FEATURES, Capability.LINEAR_HEAD)


def attribute(prediction: Prediction, classes: Sequence[int], _values: Values) -> Attribution:
    """M_c(x, y) = sum_k w_k^c f_k(x, y), signed; b_c + mean M_c is the score."""
    chosen = list(classes)
    maps = prediction.maps
    return Attribution(
        maps=maps[chosen],
        is_signed=True,
        cell_share=1 / maps[0].size,
        remainder=prediction.bias[chosen],
        field=prediction.field,
        passes=0,
    )
