"""Paper or board, and the light on it: found, and divided out.

Ink takes away a share of the light that its paper would give back, in a shadow as well as beside
it; so the photo is divided by what the paper alone would look like. That is seen by closing the
gaps that a pen leaves with a disc wider than its line: twice, since how wide a line is only
shows when the ink was seen once. (A rough look at the ink, then the paper: Gatos, Pratikakis,
Perantonis, "Adaptive degraded document image binarization", 2006. Closing: Serra, "Image Analysis
and Mathematical Morphology", 1982.)
"""

from __future__ import annotations

import cv2
import numpy as np

from camviewer.data.photos.arrays import Contrast, Grey, float32, reduced

_MAP = 192  # pixels of the longer side at which paper and light are looked at
_WINDOW = 1 / 3  # of the longer side: in it there is more paper than ink
_WIDEST = 1 / 3  # of the longer side: no line is wider
_NARROWEST = 1 / 16  # of the longer side: no disc is smaller
_DISC = 2.5  # times as wide as the line that it has to cover
_DARKEST = 0.02  # level of paper below which nothing is known of ink on it


def is_bright(grey: Grey) -> bool:
    """Whether the ink is brighter than its paper.

    What a median over a wide window takes away is ink, and noise: it keeps the edges of shadows.
    The third power lets ink decide.
    """
    small = reduced(grey, _MAP)
    side = round(_WINDOW * max(small.shape)) | 1
    levels = np.rint(small * 255).astype(np.uint8)
    above_paper = small - cv2.medianBlur(levels, side) / np.float32(255)
    return float((above_paper**3).sum()) >= 0


def contrast_of(grey: Grey, *, bright: bool) -> Contrast:
    """How much of the paper's light the ink takes away, or adds to it on a board.

    Args:
        grey: levels in [0, 1].
        bright: whether the ink is brighter than its paper.

    Returns:
        As large; 0 where there is paper, 1 where ink is black, or white on a board.
    """
    light = grey if bright else float32(1 - grey)
    smooth = float32(cv2.GaussianBlur(light, (0, 0), max(0.1, max(light.shape) / 1000)))
    small = reduced(smooth, _MAP)
    widest = _WIDEST * max(small.shape)
    rough = float32(small - _opened(small, widest))
    narrowest = min(_NARROWEST * max(small.shape), widest)
    paper = _opened(small, float(np.clip(_DISC * _line_width(rough), narrowest, widest)))
    whole = cv2.resize(paper, light.shape[::-1], interpolation=cv2.INTER_LINEAR)
    room = np.maximum(1 - whole, _DARKEST)  # what ink can add: all that the paper is not
    return float32((smooth - whole) / room)


def _opened(small: Grey, width: float) -> Grey:
    """What is left of a picture when bright lines up to a width are taken away."""
    side = max(3, round(width)) | 1
    padded = cv2.copyMakeBorder(small, *(side,) * 4, cv2.BORDER_REPLICATE)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    opened = cv2.GaussianBlur(cv2.morphologyEx(padded, cv2.MORPH_OPEN, disc), (0, 0), 1)
    return float32(opened[side:-side, side:-side])


def _line_width(rough: Contrast) -> float:
    """How wide the widest line is, in pixels; as wide as the picture where nothing stands out."""
    strong = np.pad((rough > 0.5 * np.quantile(rough, 0.995)).astype(np.uint8), 1)
    return 2 * float(cv2.distanceTransform(strong, cv2.DIST_L2, 3).max())
