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
    """The maps of all classes on a scale: all of the pictures that no choice of a class changes.

    Attributes:
        maps: (C, h, w) the method's maps, before the scale's transform.
        raw: (C, h, w) the same after it.
        resized: (C, H, W) the same, resized.
        class_limits: values at the ends of the colour bar for each class where all classes stand
            side by side: the same for all on a shared scale.
        scale: what made them.
        interpolation: name of the interpolation that they are resized by.
    """

    maps: Array
    raw: Array
    resized: Array
    class_limits: tuple[Limits, ...]
    scale: Scale
    interpolation: str
    _coloured: dict[str, Colours] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def own_limits(self) -> tuple[Limits, ...]:
        """For each class the limits that it has if it is looked at by itself."""
        if not self.scale.shared:
            return self.class_limits
        alone = (slice(index, index + 1) for index in range(len(self.raw)))
        return tuple(self.scale.limits(self.raw[one], self.resized[one])[0] for one in alone)

    def limits(self, class_index: int) -> Limits:
        """The own limits of a class; the shared ones of a blank map, whose own are no interval."""
        low, high = self.own_limits[class_index]
        return (low, high) if high > low else self.class_limits[class_index]

    def strongest(self, class_index: int) -> tuple[int, float]:
        """The class with the largest magnitude of all, and how many times that of a class it is.

        A class that no other one exceeds is the strongest itself, 1 time; a blank map is exceeded
        infinitely.
        """
        reach = [max(abs(low), abs(high)) for low, high in self.own_limits]
        shown, largest = reach[class_index], max(reach)
        if shown >= largest:
            return class_index, 1.0
        return reach.index(largest), largest / shown if shown else math.inf

    def resized_map(self, class_index: int) -> Array:
        """(H, W) the map of a class, resized without the scale's transform."""
        of_class = self.resized[class_index]
        if self.raw is not self.maps:
            size = self.resized.shape[1], self.resized.shape[2]
            of_class = resize(self.maps[class_index, None], size, self.interpolation)[0]
        resized: Array = of_class
        return resized

    def raw_colours(self, colours: str) -> Colours:
        """(C, h, w, 3) raw maps of all classes, each between its `class_limits`.

        Made once for each colour map, and read-only: the same array is the same picture.
        """
        if colours not in self._coloured:
            limits = zip(self.raw, self.class_limits, strict=True)
            places = np.stack([position(raw, chosen) for raw, chosen in limits])
            pictures = colourise(places, COLOUR_MAPS.named(colours))
            pictures.setflags(write=False)
            self._coloured[colours] = pictures
        return self._coloured[colours]


@dataclass(frozen=True, eq=False)
class Rendering:
    """The pictures of one prediction under one display, for one class.

    Attributes:
        scaled: the maps of all classes.
        class_index: the class shown.
        colours: name of the colour map.
        limits: values at the ends of the colour bar, between which the pictures are.
        resized_map: (H, W) map of the class, resized without the scale's transform.
        input_picture: (H, W, 3) the sample.
        raw_picture: (h, w, 3) raw map of the class in colours.
        resized_picture: (H, W, 3) resized map of the class in colours.
        blend_picture: (H, W, 3) resized map laid over the sample.
    """

    scaled: ScaledMaps
    class_index: int
    colours: str
    limits: Limits
    resized_map: Array
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
    def class_limits(self) -> tuple[Limits, ...]:
        """Limits of each class where all stand side by side, as in `raw_colours`."""
        return self.scaled.class_limits

    @property
    def table(self) -> Colours:
        """(256, 3) the colour map."""
        return COLOUR_MAPS.named(self.colours)

    @property
    def strongest(self) -> tuple[int, float]:
        """The class with the largest magnitude, and how many times that of the one shown it is."""
        return self.scaled.strongest(self.class_index)

    def raw_colours(self) -> Colours:
        """(C, h, w, 3) raw maps of all classes; the same array while the pictures are the same."""
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


def scaled_maps(maps: Array, size: tuple[int, int], display: Display) -> ScaledMaps:
    """Bring the maps of all classes to the display's scale and to the sample's size.

    The transform is applied before and after resizing, since some interpolations undershoot: what
    shows no negative values must have none afterwards.

    Args:
        maps: (C, h, w) the method's maps.
        size: height and width of the sample, H and W.
        display: its scale and its interpolation count.

    Raises:
        UserError: the display names a scale or an interpolation that does not exist.
    """
    scale = SCALES.named(display.scale)
    raw = scale.transform(maps)
    resized = scale.transform(resize(raw, size, display.interpolation))
    limits = scale.limits(raw, resized)
    return ScaledMaps(maps, raw, resized, limits, scale, display.interpolation)


def render(image: Array, maps: Array, class_index: int, display: Display) -> Rendering:
    """Make all pictures for a figure: on a shared scale they compare with those of other classes.

    Args:
        image: (H, W) or (H, W, 3) the sample, in [0, 1].
        maps: (C, h, w) the method's maps.
        class_index: the class shown.
        display: what is chosen to be shown.

    Raises:
        UserError: the display names a scale, colour map or interpolation that does not exist.
    """
    scaled = scaled_maps(maps, (image.shape[0], image.shape[1]), display)
    return render_class(image, scaled, class_index, display, scaled.class_limits[class_index])


def render_class(
    image: Array,
    scaled: ScaledMaps,
    class_index: int,
    display: Display,
    limits: Limits | None = None,
) -> Rendering:
    """Make the pictures of one class of maps that are on a scale already.

    Args:
        image: (H, W) or (H, W, 3) the sample, in [0, 1].
        scaled: the maps of all classes, by this display's scale and interpolation.
        class_index: the class shown.
        display: its colours, opacity and threshold count.
        limits: values at the ends of the colour bar; the class' own ones if there are none.

    Raises:
        UserError: the display names a colour map that does not exist.
    """
    limits = limits or scaled.limits(class_index)
    table = COLOUR_MAPS.named(display.colours)
    raw, resized = scaled.raw[class_index], scaled.resized[class_index]
    input_picture = picture_of(image)
    resized_picture = colourise(position(resized, limits), table)
    shown = strong(resized, limits, display.threshold)[..., None]
    return Rendering(
        scaled=scaled,
        class_index=class_index,
        colours=display.colours,
        limits=limits,
        resized_map=scaled.resized_map(class_index),
        input_picture=input_picture,
        raw_picture=colourise(position(raw, limits), table),
        resized_picture=resized_picture,
        blend_picture=blend(
            input_picture, resized_picture, shown * np.float32(display.opacity / 100)
        ),
    )
