"""Stability under a shift: whether the map moves with the sample.

The sample is shifted by one pixel, its map is moved back, and both maps are correlated where they
overlap. For a person, and nearly for a convolutional network, the shifted sample is the same one.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from camviewer.attribution.trust.similarity import pearson
from camviewer.attribution.trust.trial import Explain, Trial, check_map
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop

TITLE = tr_noop("Stability under a shift")

ABOUT = tr_noop(
    "Correlation, −1 to 1, between the map and the maps of the [sample] shifted by one pixel in "
    "each of eight directions, moved back into place."
)

LARGER_IS_BETTER = True

Shift = tuple[int, int]
"""Pixels down and to the right."""

FOUR: tuple[Shift, ...] = ((-1, 0), (0, -1), (0, 1), (1, 0))
EIGHT: tuple[Shift, ...] = (*FOUR, (-1, -1), (-1, 1), (1, -1), (1, 1))


def shifted(sample: Array, shift: Shift) -> Array:
    """A sample (h, w) or (h, w, channels) moved; zeros come in."""
    moved = np.zeros_like(sample)
    after, before = _overlap(sample.shape[:2], shift)
    moved[after] = sample[before]
    return moved


def correlations(
    explain: Explain, sample: Array, values: Array, shifts: tuple[Shift, ...] = EIGHT
) -> Mapping[Shift, float | None]:
    """By shift, the correlation of the shifted sample's map with the map (h, w) of the sample.

    Raises:
        ValueError: a map has another size than the sample or holds what is no number.
    """
    found = {}
    for shift in shifts:
        after, before = _overlap(values.shape, shift)
        other = check_map(explain(shifted(sample, shift)), values.shape)
        found[shift] = pearson(values[before], other[after])
    return found


def measure(trial: Trial) -> float | None:
    """The mean over eight shifts; None if every one of them has a constant map."""
    if trial.explain is None:
        return None
    found = correlations(trial.explain, trial.case.sample, trial.map)
    known = [each for each in found.values() if each is not None]
    return float(np.mean(known)) if known else None


def _overlap(size: tuple[int, ...], shift: Shift) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    """Rows and columns of the common area, after and before the shift."""
    after = tuple(slice(max(d, 0), n + min(d, 0)) for n, d in zip(size, shift, strict=True))
    before = tuple(slice(max(-d, 0), n + min(-d, 0)) for n, d in zip(size, shift, strict=True))
    return after, before
