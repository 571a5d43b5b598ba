"""From grey levels to ink: what is a digit, and what is the paper it was written on.

The paper is found from the picture's border, evened out where light fell unevenly, and taken away;
what is left, without the noise, is ink. A picture of a digit's own size is kept level by level.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.data.digits.preparation import SIDE

Grey = NDArray[np.float32]
Ink = NDArray[np.float32]

_LEAST_CONTRAST = 0.04  # between ink and paper, of the range from black to white
_LEAST_SIGNAL = 6.0  # the same, in standard deviations of the paper's noise
_LEAST_SHARE = 0.02  # of the largest piece of ink: anything smaller is dust
_LEAST_EXTENT = 0.02  # of the picture's longer side: a smaller drawing is dust
_INNER_EXTENT = 0.15  # of the longer side: a drawing this large need not touch the border


def ink_of(grey: Grey) -> Ink:
    """Ink (height, width) in [0, 1] of grey levels in [0, 1]; all 0 where there is none."""
    above_paper = grey - _paper(grey)
    bright = _is_bright(above_paper)
    if grey.shape == (SIDE, SIDE):
        if np.ptp(grey) == 0:
            return np.zeros_like(grey)
        return grey if bright else np.float32(1) - grey
    return _without_dust(_soft_threshold(_even(above_paper if bright else -above_paper)))


def _is_bright(above_paper: Grey) -> bool:
    """Whether the ink is brighter than its paper.

    The third power lets strong differences decide over weak ones, which are light and noise.
    A shadow's edge is as far above its surroundings on one side as it is below on the other.
    """
    small = reduced(above_paper, _map_factor(above_paper))
    local = small - cv2.GaussianBlur(small, (0, 0), max(small.shape) / 4)
    return float((small**3).sum() + (local**3).sum()) >= 0


def _paper(grey: Grey) -> Grey:
    """The level of the paper everywhere: a quadratic surface through the picture's border."""
    height, width = grey.shape
    ys, xs = np.linspace(-1, 1, height), np.linspace(-1, 1, width)
    rim = max(1, round(0.02 * min(height, width)))
    border = np.ones(grey.shape, bool)
    border[rim : height - rim, rim : width - rim] = False
    rows, columns = np.nonzero(border)
    step = -(-len(rows) // 4000)  # so many points suffice
    rows, columns = rows[::step], columns[::step]
    x, y = xs[columns], ys[rows]
    levels = _float64(grey[rows, columns])
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)

    fitted: NDArray[np.float64] = np.median(levels, keepdims=True)
    coefficients: NDArray[np.float64] = np.zeros(terms.shape[1])
    kept = np.ones(len(levels), bool)
    for _ in range(4):  # ink that touches the border is left out, a little more each time
        errors = np.abs(levels - fitted)
        kept = errors <= max(4 * float(np.median(errors)), 0.02)
        coefficients = _float64(np.linalg.lstsq(terms[kept], levels[kept], rcond=None)[0])
        fitted = _float64(terms @ coefficients)
    c, cx, cy, cxx, cxy, cyy = coefficients
    column = ys[:, None]
    surface = c + xs * (cx + cxx * xs) + column * (cy + cyy * column) + cxy * xs * column
    low, high = float(levels[kept].min()), float(levels[kept].max())
    reach = (high - low) / 2
    return _float32(np.clip(surface, low - reach, high + reach))


def _even(above_paper: Grey) -> Grey:
    """Take away what is wider than a pen's line: shadows and light."""
    height, width = above_paper.shape
    smooth = cv2.GaussianBlur(above_paper, (0, 0), max(0.1, max(height, width) / 600))
    small = reduced(_float32(smooth), _map_factor(above_paper))
    reach = max(2, max(small.shape) // 3)
    padded = cv2.copyMakeBorder(small, *(reach,) * 4, cv2.BORDER_REPLICATE)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    opened = cv2.morphologyEx(padded, cv2.MORPH_OPEN, disc)
    opened = cv2.GaussianBlur(opened, (0, 0), reach / 6)
    inner = opened[reach:-reach, reach:-reach]
    return _float32(smooth - cv2.resize(inner, (width, height), interpolation=cv2.INTER_LINEAR))


def _soft_threshold(levels: Grey) -> Ink:
    """Paper to 0, ink to 1, the edges between them in between; all 0 without ink."""
    nothing = np.zeros_like(levels)
    paper = float(np.median(levels))
    noise = 1.4826 * float(np.median(np.abs(levels - paper)))  # as a standard deviation
    empty = paper + 4 * noise
    # Otsu's threshold needs classes of similar size, and most of a picture is paper.
    candidates = levels[levels > empty]
    if len(candidates) == 0 or float(candidates.max()) - paper < _LEAST_CONTRAST:
        return nothing
    scaled = np.rint((candidates - empty) * (255 / (candidates.max() - empty))).astype(np.uint8)
    otsu, _ = cv2.threshold(scaled, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    full = float(np.median(candidates[scaled > otsu] if otsu < scaled.max() else candidates))
    if full - paper < max(_LEAST_CONTRAST, _LEAST_SIGNAL * noise):
        return nothing
    empty = max(empty, paper + 0.2 * (full - paper))
    return _float32(np.clip((levels - empty) / (full - empty), 0, 1))


def _without_dust(ink: Ink) -> Ink:
    """Only the pieces of ink that belong to the digit."""
    count, pieces, boxes, _ = cv2.connectedComponentsWithStats((ink > 0).astype(np.uint8))
    mass = np.bincount(pieces.ravel(), ink.ravel(), count)
    strong = np.bincount(pieces[ink >= 0.5].ravel(), minlength=count) > 0
    kept = strong & (mass >= _LEAST_SHARE * mass.max())
    kept[0] = False
    height, width = ink.shape
    left, top, across, down = boxes[:, :4].T
    inside = (left > 0) & (top > 0) & (left + across < width) & (top + down < height)
    extent = np.maximum(across, down) / max(height, width)
    if np.any(kept & inside & (extent >= _INNER_EXTENT)):
        kept &= inside  # what touches the border is the table's edge or a shadow
    if not np.any(kept & (extent >= _LEAST_EXTENT)):
        return np.zeros_like(ink)
    return np.where(kept[pieces], ink, np.float32(0))


def reduced(grey: Grey, factor: int) -> Grey:
    """Grey levels at a whole fraction of their size."""
    if factor == 1:
        return grey
    size = (max(1, grey.shape[1] // factor), max(1, grey.shape[0] // factor))
    return _float32(cv2.resize(grey, size, interpolation=cv2.INTER_AREA))


def _map_factor(grey: Grey) -> int:
    """By what to reduce a picture to see its light and shadows only."""
    return -(-int(max(grey.shape)) // 128)


def _float64(array: object) -> NDArray[np.float64]:
    return np.asarray(array, np.float64)


def _float32(array: object) -> NDArray[np.float32]:
    return np.asarray(array, np.float32)
