"""What covers the ink, and what is on the paper besides: stripes, spatter, lines."""

from __future__ import annotations

import cv2
import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.data.corruptions.corruption import Corruption, Picture, channel_last

_SUBPIXELS = 4  # bits of a pixel to which OpenCV draws
_DASH, _GAP = 0.06, 0.16  # of a sample's height: a dot of a dotted line, and from dot to dot
_TEETH = 6  # corners of a zigzag
_BLOT = 0.05  # of the height: standard deviation of spatter's blur, so how large its blots are


def _occlude(sample: Array, per_cent: float, random: np.random.Generator) -> Picture:
    """A square of so much of the sample's sides is empty, at a place drawn for each sample."""
    height, width = sample.shape[:2]
    across, down = random.random(2)
    rows, columns = round(height * per_cent / 100), round(width * per_cent / 100)
    top, left = round(down * (height - rows)), round(across * (width - columns))
    result = sample.copy()
    result[top : top + rows, left : left + columns] = 0
    return result


def _stripe(sample: Array, per_cent: float, _random: np.random.Generator) -> Picture:
    """Left and right of a middle stripe the sample turns into its negative."""
    result, side = sample.copy(), sample.shape[1] // 4
    for part in (result[:, :side], result[:, -side:]):
        part += (1 - 2 * part) * np.float32(per_cent / 100)
    return result


def _spatter(sample: Array, per_cent: float, random: np.random.Generator) -> Picture:
    """Blots of ink over that share of the sample."""
    height, width = sample.shape[:2]
    drops = random.standard_normal((height, width), np.float32)
    drops = np.asarray(cv2.GaussianBlur(drops, (0, 0), _BLOT * height), np.float32)
    edge = np.quantile(drops, 1 - per_cent / 100)
    # Soft edges: from nothing to ink within a fifth of how far drops differ.
    blots = np.clip((drops - edge) / (0.2 * drops.std()) + 0.5, 0, 1)
    return np.maximum(sample, channel_last(blots, sample))


def _dotted_line(sample: Array, per_cent: float, random: np.random.Generator) -> Picture:
    """A dotted line across the sample, so bright."""
    mask = _blank(sample)
    left, right = _ends(sample, random)
    steps = np.arange(0, np.linalg.norm(right - left), _GAP * len(sample))
    along = (right - left) / np.linalg.norm(right - left)
    for step in steps:
        start = left + step * along
        _draw(mask, np.array([start, start + _DASH * len(sample) * along]))
    return _inked(sample, mask, per_cent)


def _zigzag(sample: Array, per_cent: float, random: np.random.Generator) -> Picture:
    """A zigzag line across the sample, so bright."""
    mask = _blank(sample)
    left, right = _ends(sample, random)
    corners = left + np.linspace(0, 1, _TEETH)[:, None] * (right - left)
    corners[:, 1] += random.uniform(0.05, 0.15) * len(sample) * (-1) ** np.arange(_TEETH)
    _draw(mask, corners)
    return _inked(sample, mask, per_cent)


def _blank(sample: Array) -> Array:
    return np.zeros(sample.shape[:2], np.float32)


def _ends(sample: Array, random: np.random.Generator) -> Picture:
    """(2, 2) points (x, y): one near the left side and one near the right, somewhere in height."""
    height, width = sample.shape[:2]
    down = random.uniform(0.2, 0.8, 2) * height
    return np.array([[0.05 * width, down[0]], [0.95 * width, down[1]]])


def _draw(mask: Array, points: Picture) -> None:
    """A thin line through points (n, 2), in ink."""
    stored = np.zeros(mask.shape, np.uint8)
    fixed = np.round(points * 2**_SUBPIXELS).astype(np.int32)
    cv2.polylines(stored, [fixed], False, 255, 1, cv2.LINE_AA, _SUBPIXELS)
    np.maximum(mask, stored.astype(np.float32) / 255, out=mask)


def _inked(sample: Array, mask: Array, per_cent: float) -> Picture:
    return np.maximum(sample, channel_last(mask, sample) * np.float32(per_cent / 100))


_TENTHS = (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)

CORRUPTIONS = (
    Corruption(
        "occlusion",
        tr_noop("Occlusion"),
        "%",
        (0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0),
        40,
        False,
        _occlude,
    ),
    Corruption("stripe", tr_noop("Stripes"), "%", _TENTHS, 100, True, _stripe),
    Corruption(
        "spatter",
        tr_noop("Spatter"),
        "%",
        (0.0, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0),
        10,
        True,
        _spatter,
    ),
    Corruption("dotted-line", tr_noop("Dotted line"), "%", _TENTHS, 100, True, _dotted_line),
    Corruption("zigzag", tr_noop("Zigzag"), "%", _TENTHS, 100, True, _zigzag),
)
