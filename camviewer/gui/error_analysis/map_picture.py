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
_MANY, _SOME = 20_000, 2_000  # points, from which on they are smaller
_CROWD, _GROUP, _FEW = 1.5, 2.2, 3.2  # pixels: radius of listed points
_BEHIND = 0.75  # times that, of the others


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
    number = len(listed)
    radius = ratio * (_CROWD if number > _MANY else _GROUP if number > _SOME else _FEW)
    if number < len(places):
        behind = np.ones(len(places), np.bool_)
        behind[listed] = False
        pale = under * (1 - _PALE) + colours[behind] * np.float32(_PALE)
        small = min(radius, ratio * _GROUP) * _BEHIND
        paint_points(picture, places[behind], pale.astype(np.uint8), small)
    paint_points(picture, places[listed], colours[listed], radius)
    return picture
