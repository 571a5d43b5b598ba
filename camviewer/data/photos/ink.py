"""Ink: what stands out from the paper by more than noise does, dust left out."""

from __future__ import annotations

import cv2
import numpy as np

from camviewer.data.photos.arrays import Contrast, Ink, float32, noise_of, reduced, typical

_LEAST_CONTRAST = 0.04  # between ink and paper, of the range from black to white
_LEAST_SIGNAL = 6.0  # the same, in standard deviations of the paper's noise
_LEAST_SHARE = 0.02  # of the largest piece of ink: anything smaller is dust
_LEAST_EXTENT = 0.02  # of the picture's longer side: a smaller drawing is dust
_INNER_EXTENT = 0.05  # of the longer side: a drawing this large need not touch the border


def soft_threshold(levels: Contrast) -> Ink:
    """Paper to 0, ink to 1, the edges between them in between; all 0 without ink.

    The threshold is Otsu's ("A threshold selection method from gray-level histograms", 1979) among
    the pixels above the paper's noise: it needs classes of similar size, and most of a picture is
    paper.
    """
    nothing = np.zeros_like(levels)
    paper = typical(levels)
    noise = noise_of(levels)
    empty = paper + 4 * noise
    candidates = levels[levels > empty]
    if len(candidates) == 0 or float(candidates.max()) - paper < _LEAST_CONTRAST:
        return nothing
    scaled = np.rint((candidates - empty) * (255 / (candidates.max() - empty))).astype(np.uint8)
    otsu, _ = cv2.threshold(scaled, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    full = float(np.median(candidates[scaled > otsu] if otsu < scaled.max() else candidates))
    if full - paper < max(_LEAST_CONTRAST, _LEAST_SIGNAL * noise):
        return nothing
    empty = max(empty, paper + 0.2 * (full - paper))
    whole = np.maximum(_local_ink(levels, 0.7 * empty + 0.3 * full, full) - empty, 1e-6)
    return float32(np.clip((levels - empty) / whole, 0, 1))


def _local_ink(levels: Contrast, least: float, full: float) -> Contrast:
    """How strong the ink is nearby: in a shadow chalk is fainter, and a pen is pressed unevenly."""
    small = reduced(levels, 128)
    inked = float32(small > least)
    reach = max(small.shape) / 25
    mass = cv2.GaussianBlur(inked, (0, 0), reach)
    mean = cv2.GaussianBlur(small * inked, (0, 0), reach) / np.maximum(mass, 1e-6)
    known = np.where(mass > 1e-3, mean, np.float32(full))
    return float32(cv2.resize(known, levels.shape[::-1], interpolation=cv2.INTER_LINEAR))


def without_dust(ink: Ink) -> Ink:
    """Only the pieces of ink that belong to digits."""
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
