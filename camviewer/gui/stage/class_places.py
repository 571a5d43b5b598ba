"""Where the map, the words and the bar of a class go, for any size of its button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF

MARGIN = 5
"""Pixels between the edge of a button and what is in it; the frame is there."""

GAP = 3
"""Pixels between map, words and bar."""

_BESIDE = 2 * GAP  # between the map and words beside it
_NAME = 0.45  # of the button's width, which names beside a map have at least if they need it
_SHORT_NAME = 0.7  # the same of names in their smallest type
_WORD = 1.5  # times as wide as a score: names that have room in the narrowest button
_LEAST_MAP = 1.5  # lines of text that a map is high at least


@dataclass(frozen=True)
class WordSizes:
    """Room that words need in the button's font; the same for all classes, so all look alike.

    Attributes:
        line: height of a line in the usual type.
        name_line: height of a name.
        name: width of the widest name.
        short_name: the same in the smallest type that names are set in.
        score: width of a score.
        share: width of a probability in its bar.
        bar: height of the bar.
    """

    line: float
    name_line: float
    name: float
    short_name: float
    score: float
    share: float
    bar: float

    @property
    def least_width(self) -> int:
        """Width of the narrowest button in which numbers have room."""
        return round(max(self.score, self.share)) + 2 * MARGIN

    @property
    def least_name(self) -> int:
        """Width of the narrowest button in which names have room.

        A name that is much wider than scores are ends in "…".
        """
        return round(min(self.short_name, _WORD * self.score)) + 2 * MARGIN

    @property
    def least_height(self) -> int:
        """Height of the lowest button in which name, map, score and probability have room."""
        top = max(self.name_line, _LEAST_MAP * self.line)
        return round(top + self.line + self.bar) + 2 * (MARGIN + GAP)


@dataclass(frozen=True)
class Places:
    """Where everything goes; `map` is empty where there is none."""

    map: QRectF
    name: QRectF
    score: QRectF
    bar: QRectF


def find_places(room: QRectF, words: WordSizes, proportions: float) -> Places:
    """The arrangement in which the map is largest, of those that cut no name if there are any.

    Args:
        room: the button, without its margin.
        words: what they need.
        proportions: width of the map divided by its height; 0 where there is no map.
    """
    if not proportions:
        return _beside(room, words, 0)
    found = [arrange(room, words, proportions) for arrange in _ARRANGEMENTS]
    whole = [
        places
        for places in found
        if places.name.width() >= words.short_name and places.map.height() >= words.line
    ]
    best = max(whole or found, key=lambda places: places.map.width() * places.map.height())
    best.map.moveTo(round(best.map.left()), round(best.map.top()))  # else its pixels are blurred
    return best


def _beside(room: QRectF, words: WordSizes, proportions: float) -> Places:
    """The map to the left, and name, score and bar one below the other."""
    high = words.name_line + words.line + words.bar + 2 * GAP
    least = min(words.name, max(_NAME * room.width(), _short_name(room, words)))
    column = max(words.score, words.share, least)
    size = QSizeF()
    if high <= room.height():
        size = _fitting(room.width() - column - _BESIDE, room.height(), proportions)
    place = _centred(room, size.height(), size)
    place.moveLeft(room.left())
    left = place.right() + _BESIDE if size.width() else room.left()
    top = room.center().y() - high / 2
    name = QRectF(left, top, room.right() - left, words.name_line)
    score = QRectF(left, name.bottom() + GAP, name.width(), words.line)
    return Places(place, name, score, QRectF(left, score.bottom() + GAP, name.width(), words.bar))


def _above(room: QRectF, words: WordSizes, proportions: float) -> Places:
    """The map above all words; the score stands beside the name if both have room."""
    is_one_line = words.name + _BESIDE + words.score <= room.width()
    high = words.name_line + GAP + words.bar + (0 if is_one_line else words.line)
    size = _fitting(room.width(), room.height() - high - GAP, proportions)
    whole = size.height() + GAP + high
    place = _centred(room, whole, size)
    name = QRectF(room.left(), place.bottom() + GAP, room.width(), words.name_line)
    score = QRectF(room.left(), name.bottom(), room.width(), words.line)
    if is_one_line:
        score = QRectF(room.right() - words.score, name.top(), words.score, words.name_line)
        name.setRight(score.left() - _BESIDE)
    bottom = max(name.bottom(), score.bottom())
    return Places(place, name, score, QRectF(room.left(), bottom + GAP, room.width(), words.bar))


def _in_the_corner(room: QRectF, words: WordSizes, proportions: float) -> Places:
    """The map to the right of the name, and score and bar below both."""
    low = words.line + words.bar + 2 * GAP
    wide = room.width() - _short_name(room, words) - GAP
    size = _fitting(wide, room.height() - low, proportions)
    high = max(size.height(), words.name_line)
    top = room.center().y() - (high + low) / 2
    place = QRectF(room.right() - size.width(), top, size.width(), size.height())
    name = QRectF(room.left(), top, room.width() - size.width() - GAP, high)
    score = QRectF(room.left(), top + high + GAP, room.width(), words.line)
    bar = QRectF(room.left(), score.bottom() + GAP, room.width(), words.bar)
    return Places(place, name, score, bar)


def _right_of_name_and_score(room: QRectF, words: WordSizes, proportions: float) -> Places:
    """The map to the right of name and score, and the bar below all."""
    column = max(_short_name(room, words), words.score)
    high = room.height() - words.bar - GAP
    size = QSizeF()
    if words.name_line + words.line <= high:
        size = _fitting(room.width() - column - _BESIDE, high, proportions)
    both = max(size.height(), words.name_line + words.line)
    top = room.center().y() - (both + GAP + words.bar) / 2
    wide = room.width() - size.width() - _BESIDE
    place = QRectF(room.right() - size.width(), top, size.width(), size.height())
    place.moveTop(top + (both - size.height()) / 2)
    first = top + (both - words.name_line - words.line) / 2
    name = QRectF(room.left(), first, wide, words.name_line)
    score = QRectF(room.left(), name.bottom(), wide, words.line)
    bar = QRectF(room.left(), top + both + GAP, room.width(), words.bar)
    return Places(place, name, score, bar)


_ARRANGEMENTS: tuple[Callable[[QRectF, WordSizes, float], Places], ...] = (
    _beside,
    _above,
    _right_of_name_and_score,
    _in_the_corner,
)


def _short_name(room: QRectF, words: WordSizes) -> float:
    """Room that names cannot do without."""
    return min(words.short_name, _SHORT_NAME * room.width())


def _fitting(width: float, height: float, proportions: float) -> QSizeF:
    """The largest size of these proportions, in whole pixels; none where there is no room."""
    high = min(height, width / proportions) if proportions else 0.0
    if high < 1:
        return QSizeF(0, 0)
    return QSizeF(max(1, int(high * proportions)), int(high))


def _centred(room: QRectF, whole: float, size: QSizeF) -> QRectF:
    """A map at the top of something of that height in the middle of the room."""
    left, top = room.center().x() - size.width() / 2, room.center().y() - whole / 2
    return QRectF(left, max(top, room.top()), size.width(), size.height())
