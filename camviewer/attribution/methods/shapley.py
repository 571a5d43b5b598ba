"""Shapley values of blocks, by sampling orders (Štrumbelj and Kononenko, JMLR 2010)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from camviewer.attribution import shapley
from camviewer.attribution.attribution import Attribution, Group, Values, choice
from camviewer.attribution.occluded import block_places
from camviewer.attribution.perturbation import BASELINE, BATCH, baseline_of, masked, scores
from camviewer.attribution.sample_maps import summing_to_scores
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction

TITLE = tr_noop("Shapley values")

ABOUT = tr_noop(
    "Blocks of the [sample] are added one after the other, in many orders. The value of a block "
    "is the mean gain of the score when it was added. The blocks add up to the score minus that "
    "of an empty picture."
)

FORMULA = (
    r"\phi_i = \mathrm{mean}_{\mathrm{orders}} \; "
    r"S_c(\mathrm{before} + i) - S_c(\mathrm{before})"
)

PAPER = "Shapley, 1953; Štrumbelj, Kononenko, JMLR 2010"

GROUP = Group.PERTURBATION

NEEDS = (Capability.LAYERS,)

BLOCK = choice("block", tr_noop("Block size, in pixels"), "4", "2", "7")

ORDERS = choice("orders", tr_noop("Orders"), "50", "20", "200")

PARAMETERS = (BLOCK, ORDERS, BASELINE)

_SEED = 0


def estimates(
    prediction: Prediction, classes: Sequence[int], values: Values
) -> Iterator[Attribution]:
    """What each block adds, shared evenly among its pixels that differ from the baseline; signed.

    Where `shapley.MAX_EXACT` blocks or fewer do, the values are exact.
    """
    baseline = baseline_of(prediction, BASELINE.value(prediction, values))
    parts = inked_blocks(prediction.image, baseline, int(BLOCK.value(prediction, values)))
    orders = int(ORDERS.value(prediction, values))
    if not len(parts):
        maps = np.zeros((len(classes), *prediction.spec.size), np.float32)
        yield summing_to_scores(prediction, classes, maps, 0)
        return

    def value(coalitions: NDArray[np.bool_]) -> Array:
        found = []
        for some in np.split(coalitions, range(BATCH, len(coalitions), BATCH)):
            keep = some.astype(np.float32) @ parts.reshape(len(parts), -1)
            kept = masked(prediction, keep.reshape(-1, *prediction.spec.size), baseline)
            found.append(scores(prediction, kept))
        return np.concatenate(found)

    if len(parts) <= shapley.MAX_EXACT:
        yield _attribution(
            prediction, classes, shapley.exact(value, len(parts)), parts, 2 ** len(parts)
        )
        return
    for number, found in enumerate(shapley.sampled(value, len(parts), orders, _SEED), 1):
        one = _attribution(prediction, classes, found, parts, number * (len(parts) + 1))
        yield Attribution(
            one.maps, True, one.cell_share, one.remainder, None, one.passes, number / orders
        )


def inked_blocks(image: Array, baseline: Array, block: int) -> Array:
    """(P, h, w) masks of disjoint blocks: 1 at the pixels of each that differ from the baseline.

    A block in which nothing differs is none.
    """
    differs = image != baseline
    inked = differs if differs.ndim == 2 else differs.any(axis=-1)
    masks = []
    for row, column in block_places(inked.shape, block, block):
        mask = np.zeros(inked.shape, np.float32)
        under = slice(row, row + block), slice(column, column + block)
        mask[under] = inked[under]
        inked = inked & (mask == 0)  # the last block of a row may lie over the one before
        if mask.any():
            masks.append(mask)
    return np.array(masks, np.float32).reshape(-1, *inked.shape)


def _attribution(
    prediction: Prediction, classes: Sequence[int], values: Array, parts: Array, passes: int
) -> Attribution:
    """Maps of values (P, C) of parts (P, h, w)."""
    per_pixel = values.T[list(classes)] / parts.sum(axis=(1, 2))
    return summing_to_scores(prediction, classes, np.tensordot(per_pixel, parts, 1), passes)
