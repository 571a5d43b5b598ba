"""Pictures of maps from several networks on one scale: a weaker map looks weaker."""

from __future__ import annotations

from collections.abc import Sequence

from camviewer.common.arrays import Array
from camviewer.rendering.rendering import Display, Rendering, render_class, scaled_maps


def on_one_scale(image: Array, maps: Sequence[Array], display: Display) -> tuple[Rendering, ...]:
    """Render maps of one sample between the same limits: the outermost of their own ones.

    Args:
        image: (H, W) or (H, W, 3) the sample, in [0, 1].
        maps: one map (h, w) of each network, on grids of their own.
        display: what is chosen to be shown.

    Returns:
        A rendering of each map, in which it is the only class; none of no maps.

    Raises:
        UserError: the display names a scale, colour map or interpolation that does not exist.
    """
    size = image.shape[0], image.shape[1]
    scaled = [scaled_maps(each[None], size, display) for each in maps]
    if not scaled:
        return ()
    lows, highs = zip(*(each.class_limits[0] for each in scaled), strict=True)
    limits = min(lows), max(highs)
    return tuple(render_class(image, each, 0, display, limits) for each in scaled)
