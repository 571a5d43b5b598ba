"""The gradient of the score with respect to the pixels (Simonyan et al., 2014)."""

from __future__ import annotations

from collections.abc import Sequence

from camviewer.attribution.attribution import Attribution, Group, Values
from camviewer.attribution.sample_maps import over_channels, sample_gradients
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("Gradient")

ABOUT = tr_noop(
    "How much the score would change if a pixel became slightly brighter. It shows what the "
    "network is sensitive to, not what the score is made of."
)

FORMULA = r"\partial S_c / \partial x"

PAPER = "Simonyan, Vedaldi, Zisserman, ICLR workshop 2014"

SIGNS = tr_noop("Red: a brighter pixel would raise the score. Blue: it would lower it.")

GROUP = Group.GRADIENT

NEEDS = (Capability.LAYERS,)


def attribute(prediction: Prediction, classes: Sequence[int], _values: Values) -> Attribution:
    """dS_c / dx(x, y), signed, in score for a whole step from black to white."""
    found = sample_gradients(prediction, classes)
    maps = over_channels(found.values)
    return Attribution(maps, True, None, None, None, 1, seconds=found.seconds)
