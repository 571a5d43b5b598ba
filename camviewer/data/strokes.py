"""Pen strokes: lines with a width, and how they become ink.

Coordinates are in any unit, x to the right and y downwards. Ink is an array in [0, 1],
bright where the pen was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]
Ink = NDArray[np.float32]
SubPixels = NDArray[np.uint8]

SUPERSAMPLING = 8
"""Sub-pixels per side of a pixel; lines are drawn hard at this resolution, then averaged."""

_FIRST_POINTS = 64  # of a pen's path; there is place for twice as many whenever it is full

_FRACTION_BITS = 4  # of OpenCV's fixed-point coordinates: a sixteenth of a sub-pixel


@dataclass(frozen=True, eq=False)
class Stroke:
    """One movement of the pen.

    Attributes:
        points: (n, 2) positions (x, y), n >= 1. One point is a dot. They are copied, unless they
            are read-only float32 already.
        width: thickness of the line as a share of the sample's size, between 0 and 1 (0.1 is 10 %).
    """

    points: Points
    width: float

    def __post_init__(self) -> None:
        points = np.asarray(self.points, np.float32).reshape(-1, 2)
        if len(points) == 0 or not np.isfinite(points).all() or not 0 < self.width < 1:
            raise ValueError(
                f"expected at least one finite point and a width between 0 and 1, "
                f"found {len(points)} points and width {self.width}"
            )
        if points.flags.writeable:
            points = points.copy()
            points.setflags(write=False)
        object.__setattr__(self, "points", points)

    @cached_property
    def bounds(self) -> tuple[Points, Points]:
        """Smallest and largest (x, y), without the line's thickness."""
        return self.points.min(axis=0), self.points.max(axis=0)


class PenPath:
    """The points of a stroke while the pen is down.

    Adding one costs the same however long the stroke is: points go behind those that are there
    already, which stay where they are, so that what `append` gave before stays as it was.
    """

    def __init__(self) -> None:
        """A path without points."""
        self._buffer = np.empty((_FIRST_POINTS, 2), np.float32)
        self._count = 0

    def append(self, point: tuple[float, float]) -> Points:
        """Add a point (x, y); gives all points (n, 2) so far, read-only, without copying them."""
        if self._count == len(self._buffer):
            self._buffer = np.concatenate([self._buffer, np.empty_like(self._buffer)])
        self._buffer[self._count] = point
        self._count += 1
        points = self._buffer[: self._count]
        points.setflags(write=False)
        return points


def bounds(strokes: Sequence[Stroke]) -> tuple[Points, Points]:
    """Smallest and largest (x, y) of all points, without the lines' thickness.

    Raises:
        ValueError: there are no strokes.
    """
    low, high = zip(*(stroke.bounds for stroke in strokes), strict=True)
    return np.min(low, axis=0), np.max(high, axis=0)


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
        smallest, largest = stroke.bounds
        if (largest < low).any() or (smallest > high).any():
            kept.append(stroke)
            continue
        samples = stroke_samples(stroke.points, radius / 4)
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
    ways = np.diff(points, axis=0)
    counts = np.maximum(1, np.ceil(np.hypot(*ways.T) / step)).astype(np.intp)
    # Of all pieces at once: the eraser samples whole strokes at every movement.
    place = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    steps = ways / counts[:, None].astype(points.dtype)
    within = np.repeat(steps, counts, axis=0) * place[:, None].astype(points.dtype)
    return np.concatenate([np.repeat(points[:-1], counts, axis=0) + within, points[-1:]])


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
