"""Many small pictures as one: all channels of a layer side by side, on one scale."""

from __future__ import annotations

import math

import numpy as np

from camviewer.common.arrays import Array
from camviewer.rendering.colour_maps import COLOUR_MAPS, Colours, colourise
from camviewer.rendering.scaling import Limits, position

POSITIVE, SIGNED = "inferno", "blue-red"
"""Colours of what is never negative, and of what has two signs."""


def own_scale(*features: Array) -> tuple[Limits, Colours]:
    """One scale for all features: from zero up, or with zero in the middle."""
    low = min(float(values.min()) for values in features)
    high = max(float(values.max()) for values in features)
    if low >= 0:
        return (0.0, high), COLOUR_MAPS.named(POSITIVE)
    largest = max(-low, high)
    return (-largest, largest), COLOUR_MAPS.named(SIGNED)


def arrangement(number: int) -> tuple[int, int]:
    """Rows and columns of so many pictures: nearly square, rather wide than high."""
    columns = math.ceil(math.sqrt(number))
    return math.ceil(number / columns), columns


def stacked(values: Array, limits: Limits, table: Colours) -> Colours:
    """Channels (h, w, K) in colours, one below the other: (K h, w, 3)."""
    height, width, channels = values.shape
    pictures = colourise(position(np.moveaxis(values, -1, 0), limits), table)
    return pictures.reshape(channels * height, width, 3)


def mosaic(values: Array, limits: Limits, table: Colours, ground: tuple[int, int, int]) -> Colours:
    """Channels (h, w, K) in colours, side by side with a line between them.

    Returns:
        (rows (h + 1) + 1, columns (w + 1) + 1, 3), rows and columns as in `arrangement`.
    """
    height, width, channels = values.shape
    rows, columns = arrangement(channels)
    pictures = stacked(values, limits, table).reshape(channels, height, width, 3)
    whole = np.empty((rows, columns, height + 1, width + 1, 3), np.uint8)
    whole[...] = ground
    whole.reshape(-1, height + 1, width + 1, 3)[:channels, 1:, 1:] = pictures
    picture = np.empty((rows * (height + 1) + 1, columns * (width + 1) + 1, 3), np.uint8)
    picture[...] = ground
    picture[:-1, :-1] = whole.swapaxes(1, 2).reshape(rows * (height + 1), -1, 3)
    return picture
