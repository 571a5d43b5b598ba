"""Occlusion (Zeiler and Fergus, ECCV 2014): what the score loses when a block is taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from camviewer.attribution.attribution import Attribution, Group, Values, choice
from camviewer.attribution.occluded import block_places, changing, occluded, spread
from camviewer.attribution.perturbation import BASELINE, BATCH, baseline_of, scores
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("Occlusion")

ABOUT = tr_noop(
    "A block of the [sample] is covered, at every place in turn, and the network predicts "
    "again. The value of a pixel is the mean drop of the score over the blocks that covered it."
)

FORMULA = r"\mathrm{mean}_{B \ni (x, y)} \; S_c(x) - S_c(x \setminus B)"

PAPER = "Zeiler, Fergus, ECCV 2014"

GROUP = Group.PERTURBATION

NEEDS = (Capability.LAYERS,)

BLOCK = choice("block", tr_noop("Block size, in pixels"), "4", "1", "2", "7")

STRIDE = choice("stride", tr_noop("Step, in pixels"), "1", "2", "4", "7")

PARAMETERS = (BLOCK, STRIDE, BASELINE)


def estimates(
    prediction: Prediction, classes: Sequence[int], values: Values
) -> Iterator[Attribution]:
    """The mean loss over the blocks that cover a pixel, signed; 0 where none does."""
    baseline = baseline_of(prediction, BASELINE.value(prediction, values))
    block = min(int(BLOCK.value(prediction, values)), *prediction.spec.size)
    stride = int(STRIDE.value(prediction, values))
    places = block_places(prediction.spec.size, block, stride)
    changed = changing(prediction.image, baseline, places, block)
    losses = np.zeros((len(classes), len(places)), np.float32)
    done = 0
    for here in np.split(changed, range(BATCH, len(changed), BATCH)) if len(changed) else ():
        found = scores(prediction, occluded(prediction.image, baseline, places[here], block))
        losses[:, here] = (prediction.logits - found).T[list(classes)]
        done += len(here)
        maps = spread(losses, places, block, prediction.spec.size)
        yield Attribution(maps, True, None, None, None, done, done / len(changed))
    if not done:  # there is nothing to take away
        maps = spread(losses, places, block, prediction.spec.size)
        yield Attribution(maps, True, None, None, None, 0)
