"""Rendering: from a prediction to the pictures of the views, by what is chosen to be shown."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.registry import Registry
from camviewer.common.translation import tr_noop
from camviewer.rendering.colour_maps import COLOUR_MAPS, Colours, colourise
from camviewer.rendering.scales import SCALES, Scale
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
class ScaledMaps:
    """The maps of all classes on a scale: what does not depend on the class that is shown.

    Attributes:
        maps: (C, h, w) the method's maps, before the scale's transform.
        raw: (C, h, w) what the raw view shows of every class: maps after the transform.
        resized: (C, H, W) the same, resized, and transformed again: |M| is never below zero.
        scale: what transforms them and finds limits.
        interpolation: how they were resized.
        limits: of each class where the classes are compared.
    """

    maps: Array
    raw: Array
    resized: Array
    scale: Scale
    interpolation: str
    limits: tuple[Limits, ...]
    _coloured: dict[str, Colours] = field(default_factory=dict)

    @cached_property
    def magnitudes(self) -> Array:
        """(C,) the largest |value| of each class."""
        cells = (1, 2)
        found: Array = np.maximum(np.abs(self.raw).max(cells), np.abs(self.resized).max(cells))
        return found

    def own_limits(self, class_index: int) -> Limits:
        """The limits of a class as if it were the only one."""
        only = slice(class_index, class_index + 1)
        return self.scale.limits(self.raw[only], self.resized[only])[0]

    def resized_map(self, class_index: int) -> Array:
        """(H, W) the map of a class, resized, before the scale's transform."""
        if self.raw is self.maps:
            shown: Array = self.resized[class_index]
            return shown
        height, width = self.resized.shape[1:]
        signed: Array = resize(self.maps[class_index, None], (height, width), self.interpolation)[0]
        return signed

    def raw_colours(self, colours: str) -> Colours:
        """(C, h, w, 3) raw maps of all classes, on the limits on which they are compared."""
        if colours not in self._coloured:
            limits = zip(self.raw, self.limits, strict=True)
            places = np.stack([position(raw, chosen) for raw, chosen in limits])
            self._coloured[colours] = colourise(places, COLOUR_MAPS.named(colours))
        return self._coloured[colours]


@dataclass(frozen=True, eq=False)
class Rendering:
    """The pictures of one prediction under one display, for one class.

    Attributes:
        scaled: the maps of all classes.
        shown: the class whose pictures these are.
        limits: values at the ends of the colour bar, which the pictures are on.
        colours: name of the colour map.
        table: (256, 3) the colour map.
        input_picture: (H, W, 3) the sample.
        raw_picture: (h, w, 3) raw map of the class in colours.
        resized_picture: (H, W, 3) resized map of the class in colours.
        blend_picture: (H, W, 3) resized map laid over the sample.
    """

    scaled: ScaledMaps
    shown: int
    limits: Limits
    colours: str
    table: Colours
    input_picture: Colours
    raw_picture: Colours
    resized_picture: Colours
    blend_picture: Colours

    @property
    def maps(self) -> Array:
        """(C, h, w) the method's maps, before the scale's transform."""
        return self.scaled.maps

    @property
    def raw(self) -> Array:
        """(C, h, w) the maps after the scale's transform."""
        return self.scaled.raw

    @property
    def resized(self) -> Array:
        """(C, H, W) the same, resized."""
        return self.scaled.resized

    @property
    def resized_map(self) -> Array:
        """(H, W) the map of the class shown, resized, before the scale's transform."""
        return self.scaled.resized_map(self.shown)

    @property
    def class_limits(self) -> tuple[Limits, ...]:
        """The limits of each class where the classes are compared."""
        return self.scaled.limits

    @property
    def strongest(self) -> tuple[int, float]:
        """The class with the largest |value|, and how many times that of the class shown it is.

        Of a class whose map is zero everywhere everything is infinitely many times as large, and
        of nothing but such classes each is as large as the other: 1.
        """
        magnitudes = self.scaled.magnitudes
        first = int(magnitudes.argmax())
        largest, own = float(magnitudes[first]), float(magnitudes[self.shown])
        if not largest > own:
            return self.shown, 1.0
        return first, largest / own if own else math.inf

    def raw_colours(self) -> Colours:
        """(C, h, w, 3) raw maps of all classes, on the limits on which they are compared."""
        return self.scaled.raw_colours(self.colours)


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


def scale_maps(
    maps: Array, size: tuple[int, int], scale: str, interpolation: str = "cubic"
) -> ScaledMaps:
    """Put the maps of all classes on a scale.

    Args:
        maps: (C, h, w) the method's maps.
        size: height and width of the sample.
        scale: one of `SCALES`.
        interpolation: one of `INTERPOLATIONS`.

    Raises:
        UserError: there is no such scale or interpolation.
    """
    chosen = SCALES.named(scale)
    raw = chosen.transform(maps)
    resized = chosen.transform(resize(raw, size, interpolation))
    return ScaledMaps(maps, raw, resized, chosen, interpolation, chosen.limits(raw, resized))


def render(image: Array, maps: Array, class_index: int, display: Display) -> Rendering:
    """Make all pictures, on the limits on which classes are compared.

    Args:
        image: (H, W) or (H, W, 3) the sample, in [0, 1].
        maps: (C, h, w) the method's maps.
        class_index: the class shown.
        display: what is chosen to be shown.

    Raises:
        UserError: the display names a scale, colour map or interpolation that does not exist.
    """
    size = image.shape[0], image.shape[1]
    scaled = scale_maps(maps, size, display.scale, display.interpolation)
    return picture(image, scaled, class_index, display, scaled.limits[class_index])


def picture(
    image: Array, scaled: ScaledMaps, class_index: int, display: Display, limits: Limits
) -> Rendering:
    """Make the pictures of one class.

    Args:
        image: (H, W) or (H, W, 3) the sample, in [0, 1].
        scaled: the maps of all classes, on the display's scale.
        class_index: the class shown.
        display: colours, opacity and threshold.
        limits: values at the ends of the colour bar; the threshold counts on them, too.

    Raises:
        UserError: the display names a colour map that does not exist.
    """
    table = COLOUR_MAPS.named(display.colours)
    resized = scaled.resized[class_index]
    input_picture = picture_of(image)
    resized_picture = colourise(position(resized, limits), table)
    shown = strong(resized, limits, display.threshold)[..., None]
    return Rendering(
        scaled=scaled,
        shown=class_index,
        limits=limits,
        colours=display.colours,
        table=table,
        input_picture=input_picture,
        raw_picture=colourise(position(scaled.raw[class_index], limits), table),
        resized_picture=resized_picture,
        blend_picture=blend(
            input_picture, resized_picture, shown * np.float32(display.opacity / 100)
        ),
    )
