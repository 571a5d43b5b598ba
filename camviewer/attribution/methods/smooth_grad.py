"""SmoothGrad (Smilkov et al., 2017)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from camviewer.attribution.attribution import Attribution, Group, Values, choice
from camviewer.attribution.backward import summed_gradients
from camviewer.attribution.sample_maps import over_channels
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("SmoothGrad")

ABOUT = tr_noop(
    "The gradient, averaged over noisy copies of the [sample]. What varies from copy to copy "
    "cancels out."
)

FORMULA = r"\frac{1}{n} \sum_{i=1}^{n} \partial S_c(x + e_i) / \partial x, \quad e_i \sim N(0, s^2)"

PAPER = "Smilkov, Thorat, Kim, Viégas, Wattenberg, 2017"

SIGNS = tr_noop("Red: a brighter pixel would raise the score. Blue: it would lower it.")

GROUP = Group.GRADIENT

NEEDS = (Capability.LAYERS,)

SAMPLES = choice("samples", tr_noop("Copies"), "50", "20", "100", "200")

NOISE = choice("noise", tr_noop("Noise, as a share of the brightness range"), "0.15", "0.05", "0.3")

PARAMETERS = (SAMPLES, NOISE)

_AT_ONCE = 25
_SEED = 0


def estimates(
    prediction: Prediction, classes: Sequence[int], values: Values
) -> Iterator[Attribution]:
    """The mean gradient of n noisy copies; signed. The noise is the same every time."""
    image, random = prediction.image, np.random.default_rng(_SEED)
    number = int(SAMPLES.value(prediction, values))
    spread = float(NOISE.value(prediction, values)) * float(np.ptp(image))
    whole = np.zeros((len(classes), *prediction.spec.size), np.float32)
    for start in range(0, number, _AT_ONCE):
        done = min(start + _AT_ONCE, number)
        noise = random.standard_normal((done - start, *image.shape), np.float32)
        copies = image + np.float32(spread) * noise
        whole += over_channels(summed_gradients(prediction.open_network, copies, classes))
        maps, passes = whole / np.float32(done), done * 2
        yield Attribution(maps, True, None, None, None, passes, done / number)
