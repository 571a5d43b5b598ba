"""Pen strokes: lines with a width, and how they become ink.

Coordinates are in any unit, x to the right and y downwards. Ink is an array in [0, 1],
bright where the pen was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]
Ink = NDArray[np.float32]
SubPixels = NDArray[np.uint8]

SUPERSAMPLING = 8
"""Sub-pixels per side of a pixel; lines are drawn hard at this resolution, then averaged."""

_FRACTION_BITS = 4  # of OpenCV's fixed-point coordinates: a sixteenth of a sub-pixel


@dataclass(frozen=True, eq=False)
class Stroke:
    """One movement of the pen.

    Attributes:
        points: (n, 2) positions (x, y), n >= 1. One point is a dot.
        width: thickness of the line as a share of the digit's size, between 0 and 1 (0.1 is 10 %).
    """

    points: Points
    width: float

    def __post_init__(self) -> None:
        points = np.array(self.points, np.float32).reshape(-1, 2)
        if len(points) == 0 or not np.isfinite(points).all() or not 0 < self.width < 1:
            raise ValueError(
                f"expected at least one finite point and a width between 0 and 1, "
                f"found {len(points)} points and width {self.width}"
            )
        points.setflags(write=False)
        object.__setattr__(self, "points", points)


def bounds(strokes: Sequence[Stroke]) -> tuple[Points, Points]:
    """Smallest and largest (x, y) of all points, without the lines' thickness.

    Raises:
        ValueError: there are no strokes.
    """
    points = np.concatenate([stroke.points for stroke in strokes])
    return points.min(axis=0), points.max(axis=0)


def draw_lines(
    lines: Iterable[NDArray[np.floating[Any]]], widths: Iterable[float], size: tuple[int, int]
) -> SubPixels:
    """Draw lines into a field of ink at sub-pixel resolution.

    Args:
        lines: arrays (n, 2) of (x, y) in pixels of the result, measured from its upper left edge.
        widths: the thickness of each line, in pixels of the result.
        size: height and width of the result, in pixels.

    Returns:
        (height * SUPERSAMPLING, width * SUPERSAMPLING) uint8, 0 or 255; `average` makes pixels
        of it.
    """
    canvas = np.zeros((size[0] * SUPERSAMPLING, size[1] * SUPERSAMPLING), np.uint8)
    for points, width in zip(lines, widths, strict=True):
        # A sub-pixel's centre lies half a sub-pixel from its edge.
        fixed = np.rint((points * SUPERSAMPLING - 0.5) * (1 << _FRACTION_BITS)).astype(np.int32)
        if len(fixed) == 1:
            fixed = np.repeat(fixed, 2, axis=0)
        thickness = max(1, round(width * SUPERSAMPLING))
        cv2.polylines(canvas, [fixed], False, 255, thickness, cv2.LINE_8, _FRACTION_BITS)
    return canvas


def average(canvas: SubPixels) -> Ink:
    """Turn sub-pixels into pixels: the share of each pixel that is inked, float32 in [0, 1]."""
    height, width = (side // SUPERSAMPLING for side in canvas.shape)
    pixels = cv2.resize(canvas, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(pixels, np.float32) / np.float32(255)


def erase(strokes: Sequence[Stroke], path: Points, radius: float) -> tuple[Stroke, ...]:
    """Cut everything out of the strokes that lies within `radius` of an eraser's path.

    Strokes that are hit are resampled finely, lose the points that the eraser covers and fall
    apart where it crossed them; the others are the same objects as before.
    """
    kept: list[Stroke] = []
    low, high = path.min(axis=0) - radius, path.max(axis=0) + radius
    for stroke in strokes:
        points = stroke.points
        if (points.max(axis=0) < low).any() or (points.min(axis=0) > high).any():
            kept.append(stroke)
            continue
        samples = stroke_samples(points, radius / 4)
        outside = _distances(samples, path) > radius
        if outside.all():
            kept.append(stroke)
            continue
        edges = np.flatnonzero(np.diff(outside.astype(np.int8))) + 1
        for part, inside in zip(np.split(samples, edges), np.split(outside, edges), strict=True):
            if inside[0]:
                kept.append(Stroke(part, stroke.width))
    return tuple(kept)


def stroke_samples(points: Points, step: float) -> Points:
    """The same line with a point at least every `step`; the given points are among them."""
    if len(points) == 1:
        return points
    lengths = np.hypot(*np.diff(points, axis=0).T)
    pieces = [
        np.linspace(a, b, max(1, int(np.ceil(length / step))), endpoint=False, dtype=np.float32)
        for a, b, length in zip(points[:-1], points[1:], lengths, strict=True)
    ]
    return np.concatenate([*pieces, points[-1:]])


def _distances(points: Points, path: Points) -> NDArray[np.float32]:
    """Distance of each point (n, 2) from a polyline (m, 2): (n,)."""
    start = path[:-1] if len(path) > 1 else path
    along = np.diff(path, axis=0) if len(path) > 1 else np.zeros_like(path)
    offset = points[:, None] - start[None]
    squared = np.maximum((along**2).sum(-1), 1e-12)
    t = np.clip((offset * along).sum(-1) / squared, 0, 1)
    nearest: NDArray[np.float32] = np.hypot(*np.moveaxis(offset - t[..., None] * along, -1, 0))
    distances: NDArray[np.float32] = nearest.min(axis=1)
    return distances
