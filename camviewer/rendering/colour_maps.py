"""Colour maps: tables of 256 colours from the lower to the upper end of a scale."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.registry import Registry
from camviewer.common.translation import tr_noop

Colours = NDArray[np.uint8]

_LEVELS = 256


def _from_opencv(number: int) -> Colours:
    levels = np.arange(_LEVELS, dtype=np.uint8)[None]
    return np.ascontiguousarray(cv2.applyColorMap(levels, number)[0, :, ::-1])


def _through(*colours: str) -> Colours:
    """Evenly spaced colours ("rrggbb"), joined by straight lines between them in sRGB.

    (Not in CIE Lab: OpenCV takes a fifth of a second to prepare for it, and a start has just one.)
    """
    rgb = np.array([list(bytes.fromhex(colour)) for colour in colours])
    places = np.linspace(0, 1, len(colours))
    fine = np.linspace(0, 1, _LEVELS)
    joined = [np.interp(fine, places, rgb[:, channel]) for channel in range(3)]
    table: Colours = np.rint(np.stack(joined, axis=-1)).astype(np.uint8)
    return table


_TABLES = {
    "blue-red": _through("053061", "2f79b5", "a6cfe3", "f7f7f7", "f6b799", "ca3e3a", "67001f"),
    "blue-black-red": _through(
        "9fd8ff", "2f8fe0", "123a6b", "0c0c0c", "6b1a16", "e0532f", "ffd19f"
    ),
    "rainbow": _from_opencv(cv2.COLORMAP_JET),
    "inferno": _from_opencv(cv2.COLORMAP_INFERNO),
    "viridis": _from_opencv(cv2.COLORMAP_VIRIDIS),
    "grey": np.repeat(np.arange(_LEVELS, dtype=np.uint8)[:, None], 3, axis=1),
}
for _table in _TABLES.values():
    _table.setflags(write=False)

COLOUR_MAPS = Registry[Colours](tr_noop("Colours"), lambda: _TABLES, default="blue-red")
"""Table (256, 3) of RGB uint8 by name."""

TITLES = {
    "blue-red": tr_noop("Blue – white – red"),
    "blue-black-red": tr_noop("Blue – black – red"),
    "rainbow": tr_noop("Rainbow"),
    "inferno": tr_noop("Inferno"),
    "viridis": tr_noop("Viridis"),
    "grey": tr_noop("Grey"),
}
"""Its name for people, to be said, of each."""


def colourise(positions: Array, table: Colours) -> Colours:
    """Colours (..., 3) uint8 of positions (...) in [0, 1] on a table (256, 3)."""
    result: Colours = table[np.rint(positions * np.float32(_LEVELS - 1)).astype(np.uint8)]
    return result
