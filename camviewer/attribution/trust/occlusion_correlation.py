"""Occlusion: whether the map is strong where erasing the sample really costs the score.

What a block of pixels is worth is found out exhaustively: every block is set to the baseline, and
the score lost is S_c(x) - S_c(x without the block) (Zeiler and Fergus, ECCV 2014, section 4.2). It
is compared, by rank, with the sum of the map over the same blocks.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from camviewer.attribution.trust.similarity import spearman
from camviewer.attribution.trust.trial import BATCH, Case, Numbers, Trial
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop

TITLE = tr_noop("Correlation with occlusion")

ABOUT = tr_noop(
    "Rank correlation, −1 to 1, between two values of each block of 4 × 4 pixels that holds "
    "ink: the sum of the map over the block, and the score lost when the block is erased."
)

LARGER_IS_BETTER = True

BLOCKS = (1, 2, 4)
"""Pixels on each side of a block."""


def losses(case: Case, block: int, *, disjoint: bool = False) -> Numbers:
    """The score lost without each block, made once a case.

    Args:
        case: the sample, its class and the network.
        block: pixels on each side.
        disjoint: whether the blocks lie side by side, not at every place; pixels at the right and
            at the bottom that make no whole block are left out.

    Returns:
        (r, c) by place of the block; exactly 0 where there is nothing to erase.

    Raises:
        ValueError: the sample is smaller than a block.
    """
    return case.once(("losses", block, disjoint), lambda: _losses(case, block, disjoint))


def correlation(case: Case, values: Array, block: int, *, disjoint: bool = False) -> float | None:
    """Rank correlation of a map (h, w), summed over blocks, with the `losses`.

    Only blocks with ink count: the others cost nothing, and a map that is small off the ink would
    be praised for that alone.

    Returns:
        -1 to 1; None where all sums or all losses are the same.
    """
    inked = _blocks(case.ink, block, disjoint).any(axis=(-2, -1))
    sums = _blocks(values.astype(np.float64), block, disjoint).sum(axis=(-2, -1))
    return spearman(sums[inked], losses(case, block, disjoint=disjoint)[inked])


def correlations(case: Case, values: Array) -> Mapping[int, float | None]:
    """Of a map, by size of the block, with blocks at every place."""
    return {block: correlation(case, values, block) for block in BLOCKS}


def measure(trial: Trial) -> float | None:
    """The correlation over disjoint blocks of 4 × 4 pixels, none of which counts a pixel twice."""
    return correlation(trial.case, trial.map, 4, disjoint=True)


def _blocks(values: NDArray[np.generic], block: int, disjoint: bool) -> NDArray[np.generic]:
    """(r, c, block, block) what lies in each block of (h, w)."""
    step = block if disjoint else 1
    return sliding_window_view(values, (block, block))[::step, ::step]


def _losses(case: Case, block: int, disjoint: bool) -> Numbers:
    step = block if disjoint else 1
    inked = _blocks(case.ink, block, disjoint).any(axis=(-2, -1))
    places = np.argwhere(inked) * step
    lost = np.zeros(inked.shape)
    for start in range(0, len(places), BATCH):
        chosen = places[start : start + BATCH]
        rows = chosen[:, 0, None, None] + np.arange(block)[:, None]
        columns = chosen[:, 1, None, None] + np.arange(block)
        samples = np.repeat(case.sample[None], len(chosen), axis=0)
        samples[np.arange(len(chosen))[:, None, None], rows, columns] = case.blank[rows, columns]
        lost[tuple(chosen.T // step)] = case.score - case.scores(samples)
    return lost
