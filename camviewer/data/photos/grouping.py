"""Pieces of ink joined to digits, and the digits put in the order of reading.

A digit's strokes need not touch: the bar of a 5 and the stem of a 4 are pieces of their own. Pieces
are joined by how near they are and how they lie to one another, measured in digits' heights; digits
that touch stay one. (Joining what is near: O'Gorman, "The document spectrum for page layout
analysis", 1993.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.data.photos.arrays import Ink

_BROKEN = 0.06  # of a digit's height: a gap in one stroke
_BESIDE = 0.12  # between a whole stroke and a short one beside it
_ABOVE = 0.3  # between strokes above one another
_SHORT = 0.7  # of a digit's height: a piece less high is no digit that stands beside another
_TALLEST = 1.35  # digits' heights that joined pieces may reach
_SMALLEST = 0.35  # of a digit's height: what is smaller is a dot or a comma
_ROW = 0.6  # digits' heights between the middles of two rows
_LEAST_IN_ROW = 3  # digits of a row that tell by how much it is turned
_MOST = 150  # pieces: with more it is no photo of digits
_POINTS = 150  # of a piece's outline

_Box = tuple[int, int, int, int]  # left, top, right, bottom, in pixels


@dataclass(frozen=True)
class InkDigit:
    """The ink of one digit.

    Attributes:
        ink: (height, width) of its box, all other ink removed.
        left: of the box, in pixels of the picture.
        top: of the box, likewise.
    """

    ink: Ink
    left: int
    top: int


@dataclass(frozen=True, eq=False)
class _Piece:
    """Connected ink: its number, its box, and points (n, 2) of its outline."""

    number: int
    box: _Box
    outline: NDArray[np.float32]

    @property
    def width(self) -> int:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1]


_Group = Sequence[_Piece]
"""The pieces of one digit."""


def digits_of(ink: Ink) -> list[InkDigit]:
    """The digits in ink (height, width) without dust; none where it holds far too many pieces."""
    numbers, groups, _ = _grouped(ink)
    return [_cut(ink, numbers, group) for group in groups]


def angle_of_rows(ink: Ink) -> float:
    """Degrees by which rows of three or more digits go down to the right; 0 without such."""
    _, groups, height = _grouped(ink)
    steps = [
        _middle(other) - _middle(group)
        for row in _rows(groups, height)
        if len(row) >= _LEAST_IN_ROW
        for group, other in pairwise(row)
    ]
    if not steps:
        return 0.0
    across, down = np.sum(steps, axis=0)
    return float(np.degrees(np.arctan2(down, across)))


def _grouped(ink: Ink) -> tuple[NDArray[np.int32], list[_Group], float]:
    """The number of each pixel's piece, the digits' pieces in reading order, the usual height."""
    count, numbers, boxes, _ = cv2.connectedComponentsWithStats((ink > 0).astype(np.uint8))
    labels = np.asarray(numbers, np.int32)
    if not 1 < count <= _MOST:
        return labels, [], 1.0
    pieces = [_piece(labels, number, boxes[number]) for number in range(1, count)]
    height = _digit_height(pieces)
    groups = [group for group in _joined(pieces, height) if _extent(group) >= _SMALLEST * height]
    return labels, [group for row in _rows(groups, height) for group in row], height


def _piece(numbers: NDArray[np.int32], number: int, stats: NDArray[np.int32]) -> _Piece:
    left, top, width, height = (int(value) for value in stats[:4])
    mask = (numbers[top : top + height, left : left + width] == number).astype(np.uint8)
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    points = np.concatenate([outline.reshape(-1, 2) for outline in outlines])
    some = points[:: -(-len(points) // _POINTS)].astype(np.float32)
    place = np.array((left, top), np.float32)
    return _Piece(number, (left, top, left + width, top + height), some + place)


def _digit_height(pieces: Sequence[_Piece]) -> float:
    """Of the pieces that are at least half as high as the highest, the usual height."""
    heights = np.array([piece.height for piece in pieces])
    return float(np.median(heights[heights >= heights.max() / 2]))


def _joined(pieces: Sequence[_Piece], height: float) -> list[_Group]:
    """Pieces of one digit together; the nearest are joined first."""
    group_of = {piece.number: [piece] for piece in pieces}
    pairs = [(_gap(one, other), one, other) for one, other in combinations(pieces, 2)]
    for gap, one, other in sorted(pairs, key=lambda pair: pair[0]):
        if gap > _ABOVE * height:
            break
        first, second = group_of[one.number], group_of[other.number]
        if first is not second and _belong(gap, first, second, height):
            first += second
            group_of.update({piece.number: first for piece in second})
    return [*{id(group): group for group in group_of.values()}.values()]


def _gap(one: _Piece, other: _Piece) -> float:
    """Pixels between two pieces."""
    apart = one.outline[:, None] - other.outline[None]
    return float(np.sqrt((apart**2).sum(axis=2).min()))


def _belong(gap: float, one: _Group, other: _Group, height: float) -> bool:
    """Whether two groups of pieces are of one digit."""
    a, b = _box(one), _box(other)
    shorter, taller = sorted((a[3] - a[1], b[3] - b[1]))
    if max(a[3], b[3]) - min(a[1], b[1]) > max(_TALLEST * height, taller):
        return False
    shared = min(a[2], b[2]) - max(a[0], b[0])
    is_above = shared >= 0.5 * min(a[2] - a[0], b[2] - b[0])
    if is_above:
        return gap <= _ABOVE * height
    if shorter >= _SHORT * max(height, taller):
        return False
    return gap <= (_BESIDE if taller >= _SHORT * height else _BROKEN) * height


def _box(group: _Group) -> _Box:
    lefts, tops, rights, bottoms = zip(*(piece.box for piece in group), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _extent(group: _Group) -> int:
    left, top, right, bottom = _box(group)
    return max(right - left, bottom - top)


def _rows(groups: Sequence[_Group], height: float) -> list[list[_Group]]:
    """Digits in rows from the top, each from the left; a row may go up or down."""
    rows: list[list[_Group]] = []
    for group in sorted(groups, key=lambda group: _box(group)[0]):
        middle = _middle(group)
        near = [row for row in rows if abs(_middle(row[-1])[1] - middle[1]) <= _ROW * height]
        if near:
            min(near, key=lambda row: float(np.hypot(*(_middle(row[-1]) - middle)))).append(group)
        else:
            rows.append([group])
    return sorted(rows, key=lambda row: float(np.mean([_middle(group)[1] for group in row])))


def _middle(group: _Group) -> NDArray[np.float64]:
    left, top, right, bottom = _box(group)
    return np.array([(left + right) / 2, (top + bottom) / 2])


def _cut(ink: Ink, numbers: NDArray[np.int32], group: _Group) -> InkDigit:
    left, top, right, bottom = _box(group)
    window = slice(top, bottom), slice(left, right)
    own = np.isin(numbers[window], [piece.number for piece in group])
    return InkDigit(np.where(own, ink[window], np.float32(0)), left, top)
