"""Scales: what turns a map's numbers into a place on the colour bar.

A scale is a named choice because per-picture stretching is the commonest way to mislead: with
it, the strongest-looking map can belong to the least likely class.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.common.translation import tr_noop, translate

Limits = tuple[float, float]


@dataclass(frozen=True)
class Scale:
    """A named way to show maps.

    Attributes:
        name: what it is called on the command line and in files.
        title: its name for people, to be said.
        transform: what is shown of a map's values, before it is resized.
        limits: the values at both ends of the colour bar for each class: from the transformed
            maps of all classes, raw (C, h, w) and resized (C, H, W).
        colours: name of the colour map that goes with it.
    """

    name: str
    title: str
    transform: Callable[[Array], Array]
    limits: Callable[[Array, Array], tuple[Limits, ...]]
    colours: str


def _signed(maps: Array) -> Array:
    return maps


def _magnitude(maps: Array) -> Array:
    return np.abs(maps)


def _positive(maps: Array) -> Array:
    return np.maximum(maps, np.float32(0))


def _shared_symmetric(raw: Array, resized: Array) -> tuple[Limits, ...]:
    """Zero in the middle, one limit for all classes."""
    largest = max(float(np.abs(raw).max()), float(np.abs(resized).max()))
    return ((0 - largest, largest),) * len(raw)  # of empty maps 0, not -0


def _shared_from_zero(raw: Array, resized: Array) -> tuple[Limits, ...]:
    """Zero at the lower end, one limit for all classes."""
    return ((0.0, max(float(raw.max()), float(resized.max()))),) * len(raw)


def _own(raw: Array, resized: Array) -> tuple[Limits, ...]:
    """Stretched to each class' own values, whatever the others are."""
    cells = (-2, -1)
    low = np.minimum(raw.min(axis=cells), resized.min(axis=cells))
    high = np.maximum(raw.max(axis=cells), resized.max(axis=cells))
    return tuple(zip(low.tolist(), high.tolist(), strict=True))


SCALES = {
    scale.name: scale
    for scale in (
        Scale(
            "signed", tr_noop("Signed, shared over classes"), _signed, _shared_symmetric, "blue-red"
        ),
        Scale("lecture", tr_noop("Lecture: |M|, per picture"), _magnitude, _own, "rainbow"),
        Scale(
            "positive", tr_noop("Positive only, shared"), _positive, _shared_from_zero, "inferno"
        ),
    )
}
"""Scale by name; the first is the default."""


def named(name: str) -> Scale:
    """The scale of that name; raises `UserError` if there is none."""
    if name not in SCALES:
        raise UserError(
            translate(
                "Scale: expected one of {0}, found {1}; choose one of these.",
                ", ".join(SCALES),
                repr(name),
            )
        )
    return SCALES[name]


def position(values: Array, limits: Limits) -> Array:
    """Where values lie between the limits: 0 at the lower, 1 at the upper, cut off beyond.

    Where both limits are the same there is nothing to tell apart: the middle, 0.5.
    """
    low, high = np.float32(limits[0]), np.float32(limits[1])
    if not high > low:
        return np.full_like(values, 0.5)
    # Cut off first: far beyond narrow limits the quotient would be infinite.
    places: Array = (np.clip(values, low, high) - low) / (high - low)
    return places
