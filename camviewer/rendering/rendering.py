"""Rendering: from a prediction to the pictures of the views, by what is chosen to be shown."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.registry import Registry
from camviewer.common.translation import tr_noop
from camviewer.rendering.colour_maps import COLOUR_MAPS, Colours, colourise
from camviewer.rendering.scales import SCALES
from camviewer.rendering.scaling import Limits, position

INTERPOLATIONS = Registry[int](
    tr_noop("Interpolation"),
    lambda: {
        "cubic": cv2.INTER_CUBIC,
        "linear": cv2.INTER_LINEAR,
        "nearest": cv2.INTER_NEAREST,
        "lanczos": cv2.INTER_LANCZOS4,
    },
    default="cubic",
)
"""OpenCV's number by name of an interpolation; the first is the lecture's."""

INTERPOLATION_TITLES = {
    "cubic": tr_noop("Cubic"),
    "linear": tr_noop("Linear"),
    "nearest": tr_noop("Nearest"),
    "lanczos": tr_noop("Lanczos"),
}
"""Its name for people, to be said, of each."""


@dataclass(frozen=True)
class Display:
    """What is chosen to be shown.

    Attributes:
        opacity: of the colours over the sample, 0 (the sample alone) to 100 (the map alone).
        threshold: cells below this share of the scale, 0 to 100 %, show the sample alone.
        scale: name of a scale.
        colours: name of a colour map.
        interpolation: name of the interpolation from the raw grid to the sample.
        method: name of an explanation method.
        parameters: names and values of what was chosen about methods.
    """

    opacity: int = 50
    threshold: int = 0
    scale: str = "signed"
    colours: str = "blue-red"
    interpolation: str = "cubic"
    method: str = "cam"
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """Values of the parameters by name."""
        return dict(self.parameters)

    def with_value(self, name: str, value: str) -> tuple[tuple[str, str], ...]:
        """The parameters with another value of one; without it if the value is empty."""
        values = self.values | {name: value}
        return tuple(pair for pair in values.items() if pair[1])


@dataclass(frozen=True, eq=False)
class Rendering:
    """The pictures of one prediction under one display, for one class.

    Attributes:
        raw: (C, h, w) what the raw view shows of every class: maps after the scale's transform.
        resized: (C, H, W) the same, resized.
        maps: (C, h, w) the method's maps, before the scale's transform.
        resized_map: (28, 28) that of the class shown, resized.
        limits: values at the ends of the colour bar.
        class_limits: the same for each class, if it were the one shown.
        table: (256, 3) the colour map.
        input_picture: (H, W, 3) the sample.
        raw_picture: (h, w, 3) raw map of the class in colours.
        resized_picture: (H, W, 3) resized map of the class in colours.
        blend_picture: (H, W, 3) resized map laid over the sample.
    """

    maps: Array
    raw: Array
    resized: Array
    resized_map: Array
    limits: Limits
    class_limits: tuple[Limits, ...]
    table: Colours
    input_picture: Colours
    raw_picture: Colours
    resized_picture: Colours
    blend_picture: Colours

    def raw_colours(self) -> Colours:
        """(C, h, w, 3) raw maps of all classes, each on the scale it would be shown on."""
        limits = zip(self.raw, self.class_limits, strict=True)
        return colourise(np.stack([position(raw, chosen) for raw, chosen in limits]), self.table)


def resize(maps: Array, size: tuple[int, int], interpolation: str = "cubic") -> Array:
    """Resize maps (C, h, w) to (C, H, W); cubic as in the lecture by default.

    Args:
        maps: (C, h, w).
        size: height and width wanted, H and W.
        interpolation: one of `INTERPOLATIONS`.

    Raises:
        UserError: there is no such interpolation.
    """
    number = INTERPOLATIONS.named(interpolation)
    height, width = size
    result = np.empty((len(maps), height, width), np.float32)
    for index, raw in enumerate(maps):
        result[index] = cv2.resize(raw, (width, height), interpolation=number)
    return result


def picture_of(image: NDArray[np.generic]) -> Colours:
    """A sample as a picture (..., 3): in its colours, or in grey.

    Args:
        image: (h, w) or (h, w, 3), floats in [0, 1] or uint8.
    """
    if image.dtype == np.uint8:
        levels = np.asarray(image, np.uint8)
    else:
        levels = np.rint(np.clip(image, 0, 1) * 255).astype(np.uint8)
    return levels if levels.ndim == 3 else np.repeat(levels[..., None], 3, axis=-1)


def blend(under: Colours, over: Colours, opacity: NDArray[np.float32] | float) -> Colours:
    """Lay one picture (..., 3) over another.

    Args:
        under: shown exactly where the opacity is 0.
        over: shown exactly where the opacity is 1.
        opacity: in [0, 1], one number or (..., 1).
    """
    mixed = under + (over.astype(np.float32) - under) * np.float32(opacity)
    return np.rint(mixed).astype(np.uint8)


def strong(resized: Array, limits: Limits, threshold: int) -> NDArray[np.bool_]:
    """Where a map is at least `threshold` % of the scale: (H, W).

    On a scale with two signs the share counts from zero to either end, otherwise from the lower
    limit to the upper.
    """
    low, high = limits
    two_signs = low < 0 < high
    share = np.abs(resized) / max(-low, high) if two_signs else position(resized, limits)
    result: NDArray[np.bool_] = share * 100 >= threshold
    return result


def render(image: Array, maps: Array, class_index: int, display: Display) -> Rendering:
    """Make all pictures.

    Args:
        image: (H, W) or (H, W, 3) the sample, in [0, 1].
        maps: (C, h, w) the method's maps.
        class_index: the class shown.
        display: what is chosen to be shown.

    Raises:
        UserError: the display names a scale, colour map or interpolation that does not exist.
    """
    scale = SCALES.named(display.scale)
    table = COLOUR_MAPS.named(display.colours)
    raw = scale.transform(maps)
    size = image.shape[0], image.shape[1]
    resized = resize(raw, size, display.interpolation)
    if raw is maps:
        resized_map = resized[class_index]
    else:
        resized_map = resize(maps[class_index, None], size, display.interpolation)[0]
    class_limits = scale.limits(raw, resized)
    limits = class_limits[class_index]
    input_picture = picture_of(image)
    resized_picture = colourise(position(resized[class_index], limits), table)
    shown = strong(resized[class_index], limits, display.threshold)[..., None]
    return Rendering(
        maps=maps,
        raw=raw,
        resized=resized,
        resized_map=resized_map,
        limits=limits,
        class_limits=class_limits,
        table=table,
        input_picture=input_picture,
        raw_picture=colourise(position(raw[class_index], limits), table),
        resized_picture=resized_picture,
        blend_picture=blend(
            input_picture, resized_picture, shown * np.float32(display.opacity / 100)
        ),
    )
