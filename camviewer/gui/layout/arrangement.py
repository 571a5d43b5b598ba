"""The arrangement: where everything in the window goes, from its size and what is open.

Pure arithmetic. The four views get all the room there is once the others have what they need:
the column of the input keeps its width whatever opens, the strip of classes and the drawer have
stated minima, and of one row and two by two the views take what makes them larger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import product
from typing import NamedTuple

GAP = 8
"""Pixels between neighbours and around them all."""

INPUT_SHARE, INPUT_SHARE_PRESENTING, INPUT_SHARE_WORKING = 0.17, 0.178, 0.14
"""Of the window's width, for the column of the input: usually, presented, beside a workspace."""

MIN_INPUT, MAX_INPUT = 216, 460
"""Pixels of that column."""

MIN_DRAWER, DRAWER_SHARE, DRAWER_SHARE_PRESENTING = 340, 0.285, 0.42
"""Pixels of a drawer; of the window's width, unless a person chose another width."""

MIN_VIEW, MIN_VIEW_WORKING, WORKING_SHARE = 195, 150, 0.115
"""Pixels of a view's side beside the widest drawer, and beside a workspace; of the width there."""

MIN_VIEW_ANYWHERE = 96
"""Pixels of a view's longer side in the smallest window, whatever is open in it."""

CAPTION_SHARE = 0.2
"""Of the window's height, for a lesson below the stage."""

_ROOMY = 4 * GAP  # above the strip, where there is more room than anything needs
_MAP_IN_CELL = 1.15  # a class' map and its margins, as a share of its cell's width
_WORDS_IN_CELL = 4.5  # lines of text below the map
_CLEARLY = 1.03  # two by two must be larger by this: one row is easier to read


class Side(Enum):
    """What stands at the right of the stage."""

    NONE = "none"
    DRAWER = "drawer"
    WORKSPACE = "workspace"


class Box(NamedTuple):
    """A rectangle in pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Needs:
    """What follows from the font and from the words, in pixels.

    Attributes:
        line: height of a line of text.
        verdict: height of the sentence above the views.
        title: height of what stands above each view.
        bar: height of a horizontal colour bar, width of a vertical one.
        readout: height of the line of numbers.
        strip: comfortable heights of the strip of classes in one row and in two.
        strip_least: height of one row without its maps, which give way to views in small windows.
        cell: comfortable width of a class in the strip.
        cell_least: width at which its name still has room.
        activity: width of the bar of icons at the right.
        status: height of the line at the bottom.
    """

    line: int
    verdict: int
    title: int
    bar: tuple[int, int]
    readout: int
    strip: tuple[int, int]
    strip_least: int
    cell: int
    cell_least: int
    activity: int
    status: int


@dataclass(frozen=True)
class Opened:
    """What is open, and how it is looked at.

    Attributes:
        side: what stands at the right.
        side_width: pixels that a person gave it; 0 for the usual width.
        enlarged: place of the one view that fills the stage; None for all four.
        terms: whether the terms of the sum stand in the views' place.
        caption: whether the lesson stands below the stage.
        presenting: whether it is for the last row of a hall: no bars, larger shares.
        classes: how many there are.
        proportions: width and height of a sample, of which the larger is 1.
    """

    side: Side = Side.NONE
    side_width: int = 0
    enlarged: int | None = None
    terms: bool = False
    caption: bool = False
    presenting: bool = False
    classes: int = 10
    proportions: tuple[float, float] = (1.0, 1.0)


@dataclass(frozen=True)
class StageArrangement:
    """Where the parts of the stage go; None for what is out of sight.

    Attributes:
        frame: all of it.
        verdict: the sentence.
        views: each with its title; None but for the enlarged one, and beside the terms.
        terms: of the sum, in the views' place.
        bar: of colours; horizontal where the views stand in a row.
        readout: the line of numbers.
        strip: of classes.
        strip_rows: how many rows it has.
        picture: side of a view's picture along the sample's longer side.
        has_ground: whether it stands on a ground of its own.
    """

    frame: Box
    verdict: Box
    views: tuple[Box | None, ...]
    terms: Box | None
    bar: Box
    readout: Box
    strip: Box
    strip_rows: int
    picture: int
    has_ground: bool


@dataclass(frozen=True)
class Arrangement:
    """Where everything goes; None for what is out of sight.

    Attributes:
        input: canvas, tools, samples, model, display.
        stage: verdict, views, numbers, classes.
        side: drawer or workspace.
        caption: the lesson below the stage.
        activity: the bar of icons.
        status: the line at the bottom.
    """

    input: Box
    stage: StageArrangement
    side: Box | None
    caption: Box | None
    activity: Box | None
    status: Box | None


VIEWS = 4
"""Input, raw map, resized map, blend."""

MAX_IN_SIGHT = 20
"""Classes of a strip that always have room; more are scrolled."""


def arrange(width: int, height: int, needs: Needs, opened: Opened) -> Arrangement:
    """Place everything in a window's middle.

    Args:
        width: of the room below the menu, in pixels.
        height: likewise.
        needs: from the font.
        opened: what is open.
    """
    activity = 0 if opened.presenting else needs.activity
    status = 0 if opened.presenting else needs.status
    caption = round(height * CAPTION_SHARE) if opened.caption else 0
    bottom = height - status - GAP
    column = input_width(width, opened)
    right = width - activity - GAP
    side = side_width(width, column, right, needs, opened)
    stage_right = right - (side + GAP if side else 0)
    stage_bottom = bottom - (caption + GAP if caption else 0)
    frame = Box(2 * GAP + column, GAP, stage_right - 2 * GAP - column, stage_bottom - GAP)
    return Arrangement(
        input=Box(GAP, GAP, column, (stage_bottom if caption else bottom) - GAP),
        stage=_stage(frame, needs, opened),
        side=Box(right - side, GAP, side, bottom - GAP) if side else None,
        caption=Box(GAP, bottom - caption, stage_right - GAP, caption) if caption else None,
        activity=Box(width - activity, 0, activity, height - status) if activity else None,
        status=Box(0, height - status, width, status) if status else None,
    )


def input_width(width: int, opened: Opened) -> int:
    """Width of the input's column in a window of that width; a drawer does not change it."""
    share = INPUT_SHARE
    if opened.presenting:
        share = INPUT_SHARE_PRESENTING
    elif opened.side is Side.WORKSPACE:
        share = INPUT_SHARE_WORKING
    return min(max(MIN_INPUT, round(share * width)), MAX_INPUT)


def side_width(width: int, column: int, right: int, needs: Needs, opened: Opened) -> int:
    """Width of the drawer or the workspace: as wished, but the stage keeps what it needs."""
    if opened.side is Side.NONE:
        return 0
    room = right - column - 3 * GAP  # for the stage and what stands beside it
    if opened.side is Side.WORKSPACE:
        view = max(MIN_VIEW_WORKING, round(WORKING_SHARE * width))
        return max(MIN_DRAWER, room - _two_by_two(view, needs))
    share = DRAWER_SHARE_PRESENTING if opened.presenting else DRAWER_SHARE
    wished = opened.side_width or round(share * width)
    most = room - _two_by_two(MIN_VIEW, needs)
    return max(MIN_DRAWER, min(wished, most))


def _two_by_two(view: int, needs: Needs) -> int:
    """Width of a stage whose views, two by two, have that side."""
    return 2 * view + 4 * GAP + needs.bar[1]


@dataclass(frozen=True)
class _Grid:
    """One way to arrange views and strip: rows of each, and the side of a picture."""

    rows: int
    strip_rows: int
    picture: int
    strip: int


def _stage(frame: Box, needs: Needs, opened: Opened) -> StageArrangement:
    """The stage from top to bottom: verdict, views, numbers, classes."""
    margin = 0 if opened.presenting else GAP
    width, height = frame.width - 2 * margin, frame.height - 2 * margin
    single = opened.enlarged is not None
    grid = _best(width, height, needs, opened)
    beside = single or opened.terms or grid.rows > 1
    down = opened.proportions[1]
    bar_height = 0 if beside else needs.bar[0] + GAP
    views_height = grid.rows * (needs.title + round(grid.picture * down)) + (grid.rows - 1) * GAP
    fixed = needs.verdict + needs.readout + bar_height + 3 * GAP
    if single or opened.terms:
        views_height = max(1, height - fixed - grid.strip)
    spare = max(0, height - fixed - views_height - grid.strip)
    # Strip, then air between the groups, take what the views cannot use.
    cell = width / -(-opened.classes // grid.strip_rows)
    strip_most = grid.strip_rows * round(
        _MAP_IN_CELL * max(cell, needs.cell) + _WORDS_IN_CELL * needs.line
    )
    strip = max(grid.strip, min(grid.strip + spare, strip_most))
    spare = max(0, height - fixed - views_height - strip)
    air = min(_ROOMY, spare // 2)
    left, top = frame.x + margin, frame.y + margin
    verdict = Box(left, top, width, needs.verdict)
    top += needs.verdict + GAP
    room = Box(left, top, width, views_height)
    views, bar = _views(room, needs, opened, grid, beside=beside)
    top += views_height + (bar_height if not beside else 0) + GAP // 2
    readout = Box(left, top, width, needs.readout)
    top += needs.readout + GAP + air
    return StageArrangement(
        frame=frame,
        verdict=verdict,
        views=views,
        terms=Box(left, room.y, width - needs.bar[1] - GAP, room.height) if opened.terms else None,
        bar=bar,
        readout=readout,
        strip=Box(left, top, width, min(strip, frame.y + frame.height - margin - top)),
        strip_rows=grid.strip_rows,
        picture=grid.picture,
        has_ground=not opened.presenting,
    )


def _best(width: int, height: int, needs: Needs, opened: Opened) -> _Grid:
    """Of all ways that have room the one with the largest views."""
    strips = [(2, needs.strip[1])]
    if width >= needs.cell * min(opened.classes, MAX_IN_SIGHT):
        strips.insert(0, (1, needs.strip[0]))
    best = _largest(strips, width, height, needs, opened)
    if best.picture < MIN_VIEW_ANYWHERE and _fits_in_a_row(width, needs, opened):
        best = _largest([(1, needs.strip_least)], width, height, needs, opened)
    return best


def _largest(
    strips: Sequence[tuple[int, int]], width: int, height: int, needs: Needs, opened: Opened
) -> _Grid:
    """With one of these strips, of so many rows and that height; the first ways are preferred."""
    grids = [
        _grid(rows, strip, width, height, needs, opened) for rows, strip in product((1, 2), strips)
    ]
    best = grids[0]
    for grid in grids[1:]:
        if grid.picture > _CLEARLY * best.picture:
            best = grid
    return best


def _fits_in_a_row(width: int, needs: Needs, opened: Opened) -> bool:
    """Whether a strip of one row has its classes in sight somehow, or is scrolled anyway."""
    return opened.classes > MAX_IN_SIGHT or width >= needs.cell_least * opened.classes


def _grid(
    rows: int,
    strip_place: tuple[int, int],
    width: int,
    height: int,
    needs: Needs,
    opened: Opened,
) -> _Grid:
    across, down = opened.proportions
    columns = VIEWS // rows
    strip_rows, strip = strip_place
    beside = rows > 1
    room = width - (needs.bar[1] + GAP if beside else 0) - (columns - 1) * GAP
    below = 0 if beside else needs.bar[0] + GAP
    fixed = needs.verdict + needs.readout + below + strip + 3 * GAP
    left = height - fixed - rows * needs.title - (rows - 1) * GAP
    picture = max(1, int(min(room / columns / across, left / rows / down)))
    return _Grid(rows, strip_rows, picture, strip)


def _views(
    room: Box, needs: Needs, opened: Opened, grid: _Grid, *, beside: bool
) -> tuple[tuple[Box | None, ...], Box]:
    """Places of the views with their titles, and of the colour bar."""
    across, down = opened.proportions
    right = room.x + room.width - needs.bar[1]
    if opened.terms:
        vertical = Box(right, room.y + needs.title, needs.bar[1], room.height - needs.title)
        return (None,) * VIEWS, vertical
    if opened.enlarged is not None:
        most = min((room.width - needs.bar[1] - GAP) / across, (room.height - needs.title) / down)
        wide, high = round(most * across), round(most * down)
        left = room.x + (room.width - needs.bar[1] - GAP - wide) // 2
        view = Box(left, room.y, wide, needs.title + high)
        bar = Box(left + wide + GAP, room.y + needs.title, needs.bar[1], high)
        return tuple(view if place == opened.enlarged else None for place in range(VIEWS)), bar
    columns = VIEWS // grid.rows
    wide, high = round(grid.picture * across), round(grid.picture * down) + needs.title
    taken = columns * wide + (columns - 1) * GAP + (needs.bar[1] + GAP if beside else 0)
    left = room.x + max(0, room.width - taken) // 2
    places = [
        Box(left + column * (wide + GAP), room.y + row * (high + GAP), wide, high)
        for row, column in product(range(grid.rows), range(columns))
    ]
    if beside:
        x = places[-1].x + wide + GAP
        return tuple(places), Box(x, room.y + needs.title, needs.bar[1], room.height - needs.title)
    first = places[1].x  # below what it is the scale of: not below the input
    return tuple(places), Box(
        first, room.y + high + GAP // 2, places[-1].x + wide - first, needs.bar[0]
    )
