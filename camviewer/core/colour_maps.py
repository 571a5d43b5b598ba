"""Colour maps: tables of 256 colours from the lower to the upper end of a scale."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.core.analysis import Array
from camviewer.core.errors import UserError

Colours = NDArray[np.uint8]

_LEVELS = 256


def _from_opencv(number: int) -> Colours:
    levels = np.arange(_LEVELS, dtype=np.uint8)[None]
    return np.ascontiguousarray(cv2.applyColorMap(levels, number)[0, :, ::-1])


def _through(*colours: str) -> Colours:
    """Evenly spaced colours ("rrggbb"), joined in CIE Lab so that steps look even."""
    rgb = np.array([[int(c[i : i + 2], 16) for i in (0, 2, 4)] for c in colours], np.float32) / 255
    lab = cv2.cvtColor(rgb[None], cv2.COLOR_RGB2LAB)[0]
    places = np.linspace(0, 1, len(colours))
    fine = np.linspace(0, 1, _LEVELS)
    joined = np.stack([np.interp(fine, places, lab[:, axis]) for axis in range(3)], axis=-1)
    back = cv2.cvtColor(joined.astype(np.float32)[None], cv2.COLOR_LAB2RGB)[0]
    table: Colours = np.rint(np.clip(back, 0, 1) * 255).astype(np.uint8)
    return table


COLOUR_MAPS: dict[str, Colours] = {
    "blue-red": _through("053061", "2f79b5", "a6cfe3", "f7f7f7", "f6b799", "ca3e3a", "67001f"),
    "blue-black-red": _through(
        "9fd8ff", "2f8fe0", "123a6b", "0c0c0c", "6b1a16", "e0532f", "ffd19f"
    ),
    "rainbow": _from_opencv(cv2.COLORMAP_JET),
    "inferno": _from_opencv(cv2.COLORMAP_INFERNO),
    "viridis": _from_opencv(cv2.COLORMAP_VIRIDIS),
    "grey": np.repeat(np.arange(_LEVELS, dtype=np.uint8)[:, None], 3, axis=1),
}
"""Table (256, 3) of RGB uint8 by name."""

for _table in COLOUR_MAPS.values():
    _table.setflags(write=False)


def named(name: str) -> Colours:
    """The table of that name; raises `UserError` if there is none."""
    if name not in COLOUR_MAPS:
        raise UserError(
            f"Colours: expected one of {', '.join(COLOUR_MAPS)}, found {name!r}; "
            f"choose one of these."
        )
    return COLOUR_MAPS[name]


def colourise(positions: Array, table: Colours) -> Colours:
    """Colours (..., 3) uint8 of positions (...) in [0, 1] on a table (256, 3)."""
    result: Colours = table[np.rint(positions * np.float32(_LEVELS - 1)).astype(np.uint8)]
    return result
