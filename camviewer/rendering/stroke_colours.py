"""Strokes of a drawing told apart: each in a colour of its own, with a place for its number."""

from __future__ import annotations

import colorsys

import numpy as np

from camviewer.common.arrays import Array
from camviewer.rendering.colour_maps import Colours

_HUES = 10
_STEP = 3  # tenths of the circle between one stroke and the next: neighbours differ most
_SATURATION = 0.65
_FROM_MIDDLE = 0.02  # ink that a pixel's distance from the middle of its stroke counts for


def stroke_colours(count: int) -> Colours:
    """(P, 3) bright colours for the dark ground of a sample; after ten they come again."""
    hues = [number * _STEP % _HUES / _HUES for number in range(count)]
    colours = [colorsys.hsv_to_rgb(hue, _SATURATION, 1.0) for hue in hues]
    found: Colours = np.rint(255 * np.array(colours).reshape(-1, 3)).astype(np.uint8)
    return found


def in_colours(ink: Array) -> Colours:
    """(h, w, 3) strokes (P, h, w), P >= 1, over one another: mixed by their ink where they meet."""
    weights = ink / np.maximum(ink.sum(axis=0), 1e-6)
    mixed = np.tensordot(weights, stroke_colours(len(ink)).astype(np.float32), axes=(0, 0))
    picture: Colours = np.rint(mixed * ink.max(axis=0)[..., None]).astype(np.uint8)
    return picture


def number_places(ink: Array) -> list[tuple[int, int]]:
    """Row and column of a pixel on each of the strokes (P, h, w), best one that is its own.

    Of those, one near the stroke's middle.
    """
    rows, columns = np.indices(ink.shape[1:])
    places = []
    for index, own in enumerate(ink):
        others = np.delete(ink, index, axis=0).max(axis=0, initial=0)
        mass = max(float(own.sum()), 1e-6)
        middle = float((own * rows).sum()) / mass, float((own * columns).sum()) / mass
        away = np.hypot(rows - middle[0], columns - middle[1])
        best = int((own - others - _FROM_MIDDLE * away).argmax())
        places.append((best // ink.shape[2], best % ink.shape[2]))
    return places
