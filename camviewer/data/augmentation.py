"""Varying samples for training: the same sample as another hand would have written it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

TURN = 0.1
"""Standard deviation of the rotation, in radians."""

SLANT = 0.12
"""Standard deviation of the shear."""

STRETCH = 0.07
"""Standard deviation of the logarithm of the scale, along each axis."""

SHIFT = 0.8
"""Standard deviation of the translation, in pixels."""

BEND = 0.8
"""Standard deviation of the elastic displacement at its knots, in pixels."""

_KNOTS = 4  # knots per side of the smooth displacement field


def vary(images: NDArray[np.uint8], random: np.random.Generator) -> NDArray[np.uint8]:
    """Turn, slant, stretch, move and bend each sample by random amounts.

    Elastic displacement after Simard, Steinkraus and Platt, "Best Practices for Convolutional
    Neural Networks Applied to Visual Document Analysis", ICDAR 2003, with a smooth field from
    few knots in place of a blurred one.

    Args:
        images: (n, h, w) or (n, h, w, 3) uint8, ink bright.
        random: source of all amounts.

    Returns:
        As `images`.
    """
    n = len(images)
    amounts = random.standard_normal((n, 6), dtype=np.float32)
    knots = random.standard_normal((n, _KNOTS, _KNOTS, 2), dtype=np.float32) * np.float32(BEND)
    height, width = images.shape[1:3]
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    grid = np.stack([columns, rows], axis=-1)
    centre = np.array([width // 2, height // 2], np.float32)  # where MNIST's ink is centred
    result = np.empty_like(images)
    for index in range(n):
        turn, slant, wide, high, right, down = amounts[index]
        cos, sin = np.cos(turn * TURN), np.sin(turn * TURN)
        rotation = np.array([[cos, -sin], [sin, cos]], np.float32)
        shear = np.array([[1, slant * SLANT], [0, 1]], np.float32)
        stretch = np.exp(np.array([wide, high], np.float32) * np.float32(STRETCH))
        matrix = rotation @ shear * stretch
        field = cv2.resize(knots[index], (width, height), interpolation=cv2.INTER_CUBIC)
        shift = np.array([right, down], np.float32) * np.float32(SHIFT)
        source = (grid - centre) @ matrix.T + centre + shift + field
        # The stubs do not know that one map with two channels is enough.
        cv2.remap(images[index], source, None, cv2.INTER_LINEAR, dst=result[index])  # type: ignore[call-overload]
    return result
