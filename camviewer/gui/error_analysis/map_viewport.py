"""Which part of the plane is seen, and where in the picture a point of it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from camviewer.common.arrays import Array

_MARGIN = 0.05  # of the picture's size, around the points when all are in sight
_LEAST, _MOST = 0.5, 200.0  # times the scale at which all points are in sight


@dataclass(frozen=True)
class MapViewport:
    """A picture of the plane, without distortion: x to the right, y upwards.

    Attributes:
        width: of the picture, in pixels.
        height: of the picture.
        centre: the point of the plane in the picture's middle.
        scale: pixels a unit of the plane.
        fitting: the scale at which all points are in sight.
    """

    width: int
    height: int
    centre: tuple[float, float] = (0.0, 0.0)
    scale: float = 1.0
    fitting: float = 1.0

    def pixels(self, points: Array) -> Array:
        """(n, 2) where points (n, 2) of the plane are in the picture."""
        middle = np.array([self.width / 2, self.height / 2], np.float32)
        scale = np.array([self.scale, -self.scale], np.float32)
        pixels: Array = (points - np.array(self.centre, np.float32)) * scale + middle
        return pixels

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point of the plane at a place in the picture."""
        across, up = self.centre
        return across + (x - self.width / 2) / self.scale, up - (y - self.height / 2) / self.scale

    def zoomed(self, x: float, y: float, factor: float) -> MapViewport:
        """So many times as large; what is at a place in the picture stays there."""
        scale = min(max(self.scale * factor, _LEAST * self.fitting), _MOST * self.fitting)
        at, up = self.point(x, y)
        left, above = (x - self.width / 2) / scale, (y - self.height / 2) / scale
        return replace(self, scale=scale, centre=(at - left, up + above))

    def moved(self, right: float, down: float) -> MapViewport:
        """With all points so many pixels further."""
        across, up = self.centre
        return replace(self, centre=(across - right / self.scale, up + down / self.scale))

    def resized(self, width: int, height: int) -> MapViewport:
        """The same part of the plane in a picture of another size."""
        factor = min(width / max(1, self.width), height / max(1, self.height))
        scale, fitting = self.scale * factor, self.fitting * factor
        return replace(self, width=width, height=height, scale=scale, fitting=fitting)


def fitted(points: Array, width: int, height: int) -> MapViewport:
    """All points (n, 2) in a picture of that size, in pixels."""
    low, high = (points.min(axis=0), points.max(axis=0)) if len(points) else (np.zeros(2),) * 2
    spread = [max(float(each), 1e-6) for each in high - low]
    room = 1 - 2 * _MARGIN
    scale = max(1e-6, min(room * width / spread[0], room * height / spread[1]))
    across, up = (float(each) for each in (low + high) / 2)
    return MapViewport(width, height, (across, up), scale, scale)
