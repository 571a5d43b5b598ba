"""The sample out of focus, behind frosted glass, moved while it was taken."""

from __future__ import annotations

import cv2
import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.data.corruptions.corruption import Corruption, Picture

_SOFTENING = 0.3  # of frosted glass: standard deviation of its blur, by how far it throws pixels
_OVERSAMPLING = 4  # points a pixel of a movement


def _blur(sample: Picture, pixels: float, _random: np.random.Generator) -> Picture:
    """A Gaussian of that standard deviation."""
    return cv2.GaussianBlur(sample, (0, 0), pixels, borderType=cv2.BORDER_CONSTANT)


def _glass(sample: Array, pixels: float, random: np.random.Generator) -> Picture:
    """Each pixel from a place up to so many pixels away along both axes, then a little blurred."""
    height, width = sample.shape[:2]
    thrown = random.uniform(-1, 1, (2, height, width)).astype(np.float32) * np.float32(pixels)
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    found = cv2.remap(sample, columns + thrown[0], rows + thrown[1], cv2.INTER_LINEAR)
    return _blur(found, _SOFTENING * pixels, random)


def _motion(sample: Array, pixels: float, random: np.random.Generator) -> Picture:
    """Smeared over so many pixels in a direction drawn for each sample, 45° at most from level."""
    angle = random.uniform(-np.pi / 4, np.pi / 4)
    return cv2.filter2D(sample, -1, _smear(pixels, angle), borderType=cv2.BORDER_CONSTANT)


def _smear(pixels: float, angle: float) -> Array:
    """The kernel of a movement: its points, each shared among the four pixels around it."""
    reach = int(np.ceil(pixels / 2)) + 1
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    along = np.linspace(-pixels / 2, pixels / 2, max(2, round(_OVERSAMPLING * pixels)))
    x, y = reach + along * np.cos(angle), reach + along * np.sin(angle)
    left, above = np.floor(x).astype(np.intp), np.floor(y).astype(np.intp)
    for right in (0, 1):
        for below in (0, 1):
            shares = np.abs(1 - right - (x - left)) * np.abs(1 - below - (y - above))
            np.add.at(kernel, (above + below, left + right), shares)
    result: Array = kernel / kernel.sum()
    return result


CORRUPTIONS = (
    Corruption(
        "blur",
        tr_noop("Blur"),
        "px",
        (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0),
        1.5,
        False,
        _blur,
    ),
    Corruption(
        "glass-blur",
        tr_noop("Glass blur"),
        "px",
        (0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0),
        2,
        True,
        _glass,
    ),
    Corruption(
        "motion-blur",
        tr_noop("Motion blur"),
        "px",
        (0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 16.0),
        8,
        True,
        _motion,
    ),
)
