"""One map over its sample, on its own limits: the small picture of a method among others."""

from __future__ import annotations

import numpy as np

from camviewer.common.arrays import Array
from camviewer.rendering.colour_maps import COLOUR_MAPS, Colours, colourise
from camviewer.rendering.rendering import blend, picture_of, resize
from camviewer.rendering.scaling import position

COLOURS = "blue-red"
"""Name of the colour map: zero is its middle."""

_OPACITY = 0.7


def map_blend(image: Array, values: Array) -> Colours:
    """(H, W, 3): a map (h, w) over its sample, on a scale that is as far below zero as above.

    The scale is the map's own: colours tell places and signs, not how two maps compare.
    """
    (resized,) = resize(values[None], (image.shape[0], image.shape[1]))
    largest = float(np.abs(resized).max()) or 1.0
    colours = colourise(position(resized, (-largest, largest)), COLOUR_MAPS[COLOURS])
    return blend(picture_of(image), colours, _OPACITY)
