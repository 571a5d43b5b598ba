"""Writing digits with a pen, each time a little differently.

A digit starts as one of the skeletons in `glyphs`. Its key points are displaced, the pen's path
through them is made rounder or more angular, and the whole is given the proportions, bend,
slant and thickness of some imagined writer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from camviewer.data.digits.glyphs import WAYS, KeyPoints, Way
from camviewer.data.strokes import Points, Stroke

_Array = NDArray[np.float64]

_SPACING = 4.0
"""Distance of the points of a stroke, where a digit is 100 high."""

_LIGHTEST = 0.06
"""Thinnest line, as a share of the digit's size."""

_GRID = 4096
"""Points are rounded to this fraction, so that the last bits, in which one processor's sums and
sines differ from another's, do not show in the digits."""


@dataclass(frozen=True, eq=False)
class _Skeleton:
    """A way of writing, ready to be varied.

    Attributes:
        keys: (k, 2) key points of all strokes; the middle is (0, 0), the digit is 1 high.
        stroke_of_key: (k,) the stroke that each key point belongs to.
        smooth: (n, k) makes of the key points the n points of smooth strokes.
        straight: (n, k) the same, but straight from key point to key point.
        starts: (strokes + 1,) where each stroke's points start, and the last one's end.
    """

    keys: _Array
    stroke_of_key: NDArray[np.intp]
    smooth: _Array
    straight: _Array
    starts: tuple[int, ...]


def write(digit: int, random: np.random.Generator) -> list[Stroke]:
    """Write a digit.

    Args:
        digit: 0 to 9.
        random: decides how; the same state writes the same digit.

    Returns:
        The pen's strokes, about 1 high, x to the right and y downwards.

    Raises:
        IndexError: there is no such digit.
    """
    return write_as(choose_way(digit, random), random)


def choose_way(digit: int, random: np.random.Generator) -> Way:
    """Choose one of a digit's ways of writing, each as often as its share says.

    Raises:
        IndexError: there is no such digit.
    """
    if not 0 <= digit < len(WAYS):
        raise IndexError(f"expected a digit from 0 to {len(WAYS) - 1}, found {digit}")
    return WAYS[digit][int(np.searchsorted(_cumulative_shares(digit), random.random(), "right"))]


def write_as(way: Way, random: np.random.Generator) -> list[Stroke]:
    """Write a digit in a given way; as `write` in all else."""
    skeleton = _skeleton(way)
    keys = _displaced(skeleton, random)
    points = _path(skeleton, keys, random)
    for change in (_swayed, _proportioned, _bent, _slanted):
        points = change(points, random)
    path: Points = (np.rint(points * _GRID) / _GRID).astype(np.float32)
    width = _pen_width(way, random)
    return [
        Stroke(_trimmed(path[start:end], random), width) for start, end in pairwise(skeleton.starts)
    ]


def _displaced(skeleton: _Skeleton, random: np.random.Generator) -> _Array:
    """The key points, each a little off, and each stroke as a whole a little off."""
    strokes = len(skeleton.starts) - 1
    apart = 0.02 * random.standard_normal((strokes, 2))
    unsteady = random.uniform(0.005, 0.035) * random.standard_normal(skeleton.keys.shape)
    displaced: _Array = skeleton.keys + apart[skeleton.stroke_of_key] + unsteady
    return displaced


def _path(skeleton: _Skeleton, keys: _Array, random: np.random.Generator) -> _Array:
    """The pen's points: between angular (straight from key point to key point) and too round."""
    roundness = random.uniform(0.6, 1.2)
    path: _Array = (skeleton.straight + roundness * (skeleton.smooth - skeleton.straight)) @ keys
    return path


def _swayed(points: _Array, random: np.random.Generator) -> _Array:
    """Displaced by a slow wave over the paper, so that parts grow, shrink and move together."""
    direction, phase = random.uniform(-4, 4, (2, 2)), random.uniform(0, 2 * np.pi, 2)
    wave = np.sin(points @ direction + phase)
    swayed: _Array = points + random.uniform(0, 0.07) * wave
    return swayed


def _proportioned(points: _Array, random: np.random.Generator) -> _Array:
    """Wider or slimmer in all, at the top or at the bottom; the middle higher or lower."""
    width, taper, middle = random.standard_normal(3) * (0.2, 0.3, 0.06)
    x, y = points.T
    widened = x * np.exp(0.1 + width) * (1 + np.clip(taper, -0.8, 0.8) * y)
    return np.stack([widened, y + middle * (1 - 4 * y**2)], axis=1)


def _bent(points: _Array, random: np.random.Generator) -> _Array:
    """Bowed to the left or right, and the line of writing bowed up or down."""
    sideways, upwards = random.standard_normal(2) * (0.12, 0.08)
    x, y = points.T
    return np.stack([x + sideways * y**2, y + upwards * x**2], axis=1)


def _slanted(points: _Array, random: np.random.Generator) -> _Array:
    """Leaning, mostly to the right, and turned a little."""
    slant, turn = 0.1 + 0.22 * random.standard_normal(), 0.09 * random.standard_normal()
    cos, sin = np.cos(turn), np.sin(turn)
    slanted: _Array = points @ np.array([[1, 0], [-slant, 1]]) @ np.array([[cos, sin], [-sin, cos]])
    return slanted


def _trimmed(points: Points, random: np.random.Generator) -> Points:
    """Begun a little late and ended a little early, by at most an eleventh of the length."""
    late, early = (len(points) * random.uniform(-0.06, 0.09, 2)).clip(0).astype(int)
    return points[late : len(points) - early]


def _pen_width(way: Way, random: np.random.Generator) -> float:
    """Thickness of the line as a share of the digit's size: mostly 1.5 to 4 of 20 pixels."""
    return float(np.clip(way.heaviest * random.lognormal(-0.6, 0.28), _LIGHTEST, way.heaviest))


@cache
def _cumulative_shares(digit: int) -> _Array:
    shares = np.cumsum([way.share for way in WAYS[digit]], dtype=np.float64)
    return np.asarray(shares / shares[-1])


@cache
def _skeleton(way: Way) -> _Skeleton:
    keys, owners, smooth, straight = [], [], [], []
    for number, stroke in enumerate(way.strokes):
        points, corners = _without_repeats(stroke)
        keys.append(points)
        owners.append(np.full(len(points), number))
        at, knots = _sampling(points)
        smooth.append(_spline(at, knots, corners))
        straight.append(_interpolation(at, knots))
    all_keys = np.concatenate(keys)
    low, high = all_keys.min(axis=0), all_keys.max(axis=0)
    return _Skeleton(
        keys=(all_keys - (low + high) / 2) / (high - low)[1],
        stroke_of_key=np.concatenate(owners),
        smooth=_block_diagonal(smooth),
        straight=_block_diagonal(straight),
        starts=(0, *(int(end) for end in np.cumsum([len(rows) for rows in smooth]))),
    )


def _without_repeats(stroke: KeyPoints) -> tuple[_Array, list[int]]:
    """Key points (k, 2) written once each, and where the corners are, ends included."""
    points = [stroke[0]]
    corners = [0]
    for point in stroke[1:]:
        if point == points[-1]:
            corners.append(len(points) - 1)
        else:
            points.append(point)
    return np.array(points, np.float64), [*corners, len(points) - 1]


def _sampling(points: _Array) -> tuple[_Array, _Array]:
    """Where a stroke is sampled (n,), on a scale on which its key points lie at knots (k,).

    The knots' distances are the roots of the key points': a spline on such knots neither
    overshoots nor makes loops of its own where key points are unevenly spaced.
    """
    lengths = np.hypot(*np.diff(points, axis=0).T)
    knots = np.concatenate([[0.0], np.cumsum(np.sqrt(lengths))])
    pieces = [
        np.linspace(a, b, max(1, round(length / _SPACING)), endpoint=False)
        for a, b, length in zip(knots[:-1], knots[1:], lengths, strict=True)
    ]
    return np.concatenate([*pieces, knots[-1:]]), knots


def _interpolation(at: _Array, knots: _Array) -> _Array:
    """(n, k) matrix of linear interpolation between values at the knots."""
    return np.stack([np.interp(at, knots, row) for row in np.eye(len(knots))], axis=1)


def _spline(at: _Array, knots: _Array, corners: Sequence[int]) -> _Array:
    """(n, k) matrix of a cubic Catmull-Rom spline that is smooth except at the corners."""
    matrix = _interpolation(at, knots)
    for first, last in pairwise(corners):
        inside = (at >= knots[first]) & (at <= knots[last])
        matrix[inside, first : last + 1] = _smooth_spline(at[inside], knots[first : last + 1])
    return matrix


def _smooth_spline(at: _Array, knots: _Array) -> _Array:
    """(n, k) matrix of a Catmull-Rom spline.

    The slope at a knot is that of the parabola through it and its neighbours; the ends are not
    curved.
    """
    values, steps = np.eye(len(knots)), np.diff(knots)[:, None]
    chords = np.diff(values, axis=0) / steps
    inner = (chords[:-1] * steps[1:] + chords[1:] * steps[:-1]) / (steps[:-1] + steps[1:])
    first = (3 * chords[0] - (inner[0] if len(inner) else chords[0])) / 2
    last = (3 * chords[-1] - (inner[-1] if len(inner) else chords[-1])) / 2
    slopes = np.concatenate([first[None], inner, last[None]])
    piece = np.clip(np.searchsorted(knots, at, "right") - 1, 0, len(steps) - 1)
    step = steps[piece]
    t = (at[:, None] - knots[piece, None]) / step
    spline: _Array = (
        (1 + 2 * t) * (1 - t) ** 2 * values[piece]
        + t * (1 - t) ** 2 * step * slopes[piece]
        + t**2 * (3 - 2 * t) * values[piece + 1]
        + t**2 * (t - 1) * step * slopes[piece + 1]
    )
    return spline


def _block_diagonal(blocks: Sequence[_Array]) -> _Array:
    rows, columns = np.cumsum([(0, 0), *(block.shape for block in blocks)], axis=0).T
    whole = np.zeros((rows[-1], columns[-1]))
    for block, row, column in zip(blocks, rows, columns, strict=False):
        whole[row : row + block.shape[0], column : column + block.shape[1]] = block
    return whole
