"""Drawings of which some strokes are there and others are not.

Only the ink is another: a stroke that stays is as thick and where it is in the whole drawing. (To
scale and centre what is left anew, as if it had been drawn by itself, would move it: what a score
then gains by a stroke would be due to the others' places as well.)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.data.drawing import prepare_apart
from camviewer.data.spec import ImageSpec
from camviewer.data.strokes import SUPERSAMPLING, Stroke, SubPixels, average

PackedInk = NDArray[np.uint64]
"""Ink with a bit for each of a pixel's 8 by 8 sub-pixels."""


def pack_strokes(strokes: Sequence[Stroke], spec: ImageSpec) -> PackedInk:
    """(P, h, w) the ink of each of P >= 1 strokes on a blank canvas, for `coalition_samples`."""
    return np.stack([_packed(each) for each in prepare_apart(strokes, spec)])


def coalition_samples(packed: PackedInk, coalitions: NDArray[np.bool_], spec: ImageSpec) -> Array:
    """The samples of coalitions of strokes, as the network is shown them.

    Args:
        packed: (P, h, w) what `pack_strokes` made for the same `spec`.
        coalitions: (n, P) which strokes are there.
        spec: of the samples.

    Returns:
        (n, h, w) or (n, h, w, 3) float32 in [0, 1]. That of all strokes is what `prepare` makes of
        their drawing.
    """
    ink = np.zeros((len(coalitions), *spec.size), np.uint64)
    for stroke, is_there in zip(packed, coalitions.T, strict=True):
        ink[is_there] |= stroke
    samples: Array = _levels()[np.bitwise_count(ink)]
    if spec.channels == 1:
        return samples
    return np.repeat(samples[..., None], spec.channels, axis=-1)


def _packed(canvas: SubPixels) -> PackedInk:
    """(h, w) of (h * SUPERSAMPLING, w * SUPERSAMPLING)."""
    high, wide = (side // SUPERSAMPLING for side in canvas.shape)
    pixels = canvas.reshape(high, SUPERSAMPLING, wide, SUPERSAMPLING).swapaxes(1, 2) > 0
    return np.packbits(pixels, axis=-1).reshape(high, wide, -1).view(np.uint64)[..., 0]


def _levels() -> Array:
    """(65,) ink of a pixel by the number of its sub-pixels that are inked, rounded as by `average`.

    So a sample has the very numbers that the network was shown.
    """
    count = SUPERSAMPLING**2
    inked = np.arange(count) < np.arange(count + 1)[:, None]
    pixels = inked.reshape(count + 1, SUPERSAMPLING, SUPERSAMPLING).swapaxes(0, 1)
    levels: Array = average(pixels.reshape(SUPERSAMPLING, -1).astype(np.uint8) * 255)[0]
    return levels
