"""Many points in one picture: 70,000 of them in a fraction of a blink."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.rendering.colour_maps import Colours

_OPAQUE, _UNSEEN = (
    0.98,
    0.05,
)  # of a pixel that a point covers: it is all the point's, or none of it


def paint_points(picture: Colours, places: Array, colours: Colours, radius: float) -> None:
    """Paint round points with smooth edges into a picture; a later one lies over an earlier one.

    Args:
        picture: (h, w, 3) uint8 RGB, contiguous; it is changed.
        places: (n, 2) x and y in pixels; points whose edge would be cut are left out.
        colours: (n, 3) RGB of each.
        radius: in pixels, at least 0.5.
    """
    height, width, _ = picture.shape
    reach = math.ceil(radius)
    columns, rows = np.rint(places).astype(np.intp).T
    inside = (columns >= reach) & (columns < width - reach)
    inside &= (rows >= reach) & (rows < height - reach)
    pixels = picture.reshape(-1, 3)
    spots, colours = (rows * width + columns)[inside], colours[inside]
    for down in range(-reach, reach + 1):
        for right in range(-reach, reach + 1):
            covered = min(max(radius + 0.5 - math.hypot(right, down), 0.0), 1.0)
            _blend(pixels, spots + (down * width + right), colours, covered)


def _blend(pixels: Colours, spots: NDArray[np.intp], colours: Colours, covered: float) -> None:
    """Let colours cover pixels (m, 3) at some places by a share from 0 to 1."""
    if covered >= _OPAQUE:
        pixels[spots] = colours
    elif covered > _UNSEEN:
        share = np.uint16(round(256 * covered))
        under = pixels[spots].astype(np.uint16) * (np.uint16(256) - share)
        pixels[spots] = ((under + colours.astype(np.uint16) * share) >> 8).astype(np.uint8)
