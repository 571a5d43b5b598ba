"""The points of the map as a picture: those that are listed stand out, the rest is pale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from camviewer.error_analysis.projection import Points
from camviewer.gui.error_analysis.map_colouring import Colouring
from camviewer.gui.error_analysis.map_viewport import MapViewport
from camviewer.inference.evaluation import Indices
from camviewer.rendering.colour_maps import Colours
from camviewer.rendering.point_cloud import paint_points

_PALE = 0.3  # share of its colour that a point keeps that is not listed
_LEAST, _MOST = 1.2, 3.2  # pixels: radius of points
_SHARE = 0.35  # of the side of the square that there is for each point: its radius


@dataclass(frozen=True, eq=False)
class MapContent:
    """What the map shows.

    Attributes:
        points: (n, 2) where each sample is.
        colouring: of the n samples.
        listed: places of those that are listed, in order.
    """

    points: Points
    colouring: Colouring
    listed: Indices


def paint_map(
    content: MapContent, viewport: MapViewport, ground: QColor, ratio: float = 1.0
) -> Colours:
    """(h, w, 3) the points on a ground.

    Args:
        content: what is shown.
        viewport: of it, in the window's pixels.
        ground: behind it.
        ratio: pixels of the picture a pixel of the window's.
    """
    size = round(viewport.height * ratio), round(viewport.width * ratio), 3
    under = np.array([ground.red(), ground.green(), ground.blue()], np.float32)
    picture = np.empty(size, np.uint8)
    picture[:] = under.astype(np.uint8)
    places = viewport.pixels(content.points) * np.float32(ratio)
    listed, colours = content.listed, content.colouring.colours
    if len(listed) < len(places):
        behind = np.ones(len(places), np.bool_)
        behind[listed] = False
        pale = under * (1 - _PALE) + colours[behind] * np.float32(_PALE)
        radius = ratio * _radius(viewport, len(places))
        paint_points(picture, places[behind], pale.astype(np.uint8), radius)
    radius = ratio * _radius(viewport, len(listed))
    paint_points(picture, places[listed], colours[listed], radius)
    return picture


def _radius(viewport: MapViewport, number: int) -> float:
    """Pixels of the window's that points are large, so that so many have room."""
    side = (viewport.width * viewport.height / max(1, number)) ** 0.5
    return min(max(_SHARE * side, _LEAST), _MOST)
