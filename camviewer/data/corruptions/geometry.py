"""The sample turned, moved, made larger or smaller, slanted."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.data.corruptions.corruption import Corruption, Picture

Numbers = NDArray[np.float64]


def _about_middle(sample: Array, matrix: Numbers, shift: Numbers) -> Picture:
    """A sample whose points a matrix (2, 2) maps about the middle; then it is shifted by (x, y)."""
    height, width = sample.shape[:2]
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    affine = np.column_stack([matrix, middle - matrix @ middle + shift])
    return cv2.warpAffine(sample, affine, (width, height), flags=cv2.INTER_LINEAR)


def _rotate(sample: Array, degrees: float, _random: np.random.Generator) -> Picture:
    """Counterclockwise, as people count: y points down here."""
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return _about_middle(sample, np.array([[cos, sin], [-sin, cos]]), np.zeros(2))


def _shift(sample: Array, pixels: float, random: np.random.Generator) -> Picture:
    """In a direction that is drawn for each sample."""
    angle = random.uniform(0, 2 * np.pi)
    return _about_middle(sample, np.eye(2), pixels * np.array([np.cos(angle), np.sin(angle)]))


def _scale(sample: Array, per_cent: float, _random: np.random.Generator) -> Picture:
    return _about_middle(sample, np.eye(2) * (1 + per_cent / 100), np.zeros(2))


def _slant(sample: Array, degrees: float, _random: np.random.Generator) -> Picture:
    """The top to the right, as slanted handwriting."""
    return _about_middle(sample, np.array([[1, -np.tan(np.radians(degrees))], [0, 1]]), np.zeros(2))


_TURNS = (-90.0, -60.0, -45.0, -30.0, -15.0, 0.0, 15.0, 30.0, 45.0, 60.0, 90.0)
_SIZES = (-60.0, -50.0, -40.0, -30.0, -20.0, -10.0, 0.0, 10.0, 20.0, 30.0, 40.0)
_SLANTS = (-50.0, -40.0, -30.0, -20.0, -10.0, 0.0, 10.0, 20.0, 30.0, 40.0, 50.0)

CORRUPTIONS = (
    Corruption("rotation", tr_noop("Rotation"), "°", _TURNS, 30, True, _rotate),
    Corruption("shift", tr_noop("Shift"), "px", tuple(map(float, range(9))), 4, True, _shift),
    Corruption("scale", tr_noop("Scale"), "%", _SIZES, -40, True, _scale),
    Corruption("slant", tr_noop("Slant"), "°", _SLANTS, 30, True, _slant),
)
