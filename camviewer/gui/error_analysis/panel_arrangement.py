"""How the pieces of the mistakes share their room: arithmetic alone, from sizes in pixels.

The list of samples is what a person works through, so every arrangement is to show some of them
whole. Of those that do, the best has the sample beside the matrix; the next best gives matrix or
sample the height that they need more than the gallery does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

WANTED = 12
"""Cells of the gallery that are to be in sight before anything else is given room for comfort."""


class PanelArrangement(Enum):
    """Where the gallery and the sample are; the filters are always right above the gallery."""

    STACKED = "stacked"
    """Tabs above the gallery; the sample is a tab."""

    COLUMNS = "columns"
    """Tabs beside the gallery, the filters across both; the sample is a tab."""

    ROWS = "rows"
    """Tabs and sample side by side, the gallery below."""

    FLAT = "flat"
    """Tabs, sample and gallery side by side."""

    @property
    def has_sample_beside(self) -> bool:
        """Whether the sample has a place of its own."""
        return self in (PanelArrangement.ROWS, PanelArrangement.FLAT)

    @property
    def is_gallery_below(self) -> bool:
        """Whether the gallery is below the rest, not beside it."""
        return self in (PanelArrangement.STACKED, PanelArrangement.ROWS)


class Extent(NamedTuple):
    """A size in pixels."""

    width: int
    height: int


@dataclass(frozen=True)
class Needs:
    """What the pieces need with the present font, class names and texts.

    Attributes:
        page: the least size of the pages, in which every number of the matrix has room.
        comfortable: the size that the pages are given where there is more.
        bar: the height of the tabs above them in so many pixels of width, the less the higher.
        sample: the size that the sample needs in order to stand beside the matrix.
        filters: the least size of the filters, with the gap below them.
        cell: of the gallery.
        frame: what a gallery needs besides whole cells: frame and scroll bar.
        handle: pixels between two pieces.
    """

    page: Extent
    comfortable: Extent
    bar: Callable[[int], int]
    sample: Extent
    filters: Extent
    cell: Extent
    frame: Extent
    handle: int


def choose(width: int, height: int, needs: Needs) -> PanelArrangement:
    """The arrangement for a room of that size.

    Args:
        width: in pixels, as is `height`; what lies above the pieces is taken off already.
        height: of the room.
        needs: of the pieces.
    """
    ways = [way for way in PanelArrangement if _fits(way, width, height, needs)]
    if not ways:  # it is scrolled: the way that needs less of that
        return min(
            (PanelArrangement.STACKED, PanelArrangement.COLUMNS),
            key=lambda way: (least(way, needs).width > width, least(way, needs, width).height),
        )
    full = [way for way in ways if whole_cells(way, width, height, needs) >= WANTED]
    beside = [way for way in full if way.has_sample_beside]
    if not beside and PanelArrangement.COLUMNS in full:
        return PanelArrangement.COLUMNS
    return max(beside or full or ways, key=lambda way: whole_cells(way, width, height, needs))


def least(way: PanelArrangement, needs: Needs, width: int = 0) -> Extent:
    """The least size of the pieces in an arrangement: with one cell of the gallery.

    Args:
        way: the arrangement.
        needs: of the pieces.
        width: of the room: the wider it is, the fewer rows of tabs. 0 is the least width.
    """
    gallery = Extent(needs.cell.width + needs.frame.width, needs.cell.height + needs.frame.height)
    sample, filters, handle = needs.sample, needs.filters, needs.handle
    upper = Extent(needs.page.width, needs.page.height + _bar(way, needs, width))
    if way.has_sample_beside:
        beside = upper.width + handle + sample.width
        upper = Extent(beside, max(upper.height, sample.height))
    if way.is_gallery_below:
        across = max(upper.width, filters.width, gallery.width)
        return Extent(across, upper.height + handle + filters.height + gallery.height)
    if way is PanelArrangement.COLUMNS:
        across = max(upper.width + handle + gallery.width, filters.width)
        return Extent(across, filters.height + max(upper.height, gallery.height))
    across = upper.width + handle + max(filters.width, gallery.width)
    return Extent(across, max(upper.height, filters.height + gallery.height))


def whole_cells(way: PanelArrangement, width: int, height: int, needs: Needs) -> int:
    """How many cells of the gallery are whole when the other pieces have their least size."""
    smallest = least(way, needs, width)
    spare = Extent(max(0, width - smallest.width), max(0, height - smallest.height))
    if way.is_gallery_below:
        columns = (width - needs.frame.width) // needs.cell.width
        rows = 1 + spare.height // needs.cell.height
        return columns * rows
    columns = _columns_beside(way, width, needs)
    rows = (height - needs.filters.height - needs.frame.height) // needs.cell.height
    return columns * max(0, rows)


def gallery_extent(way: PanelArrangement, width: int, height: int, needs: Needs) -> int:
    """Pixels of the gallery, across the line between it and the rest: whole cells.

    The tabs have their comfortable size if `WANTED` cells have room beside that; what is left is
    theirs, too.

    Returns:
        The height of filters and gallery where they are below the rest; else their width.
    """
    if way.is_gallery_below:
        room = height - needs.handle - needs.filters.height - needs.frame.height
        columns = max(1, (width - needs.frame.width) // needs.cell.width)
        bar, sample = _bar(way, needs, width), needs.sample.height * way.has_sample_beside
        upper, smallest = max(needs.comfortable.height + bar, sample), needs.page.height + bar
        rows = _between(room, upper, smallest, needs.cell.height, -(-WANTED // columns))
        return needs.filters.height + rows * needs.cell.height + needs.frame.height
    columns = _columns_beside(way, width, needs, comfortable=True)
    wide = columns * needs.cell.width + needs.frame.width
    return max(wide, needs.filters.width) if way is PanelArrangement.FLAT else wide


def _columns_beside(
    way: PanelArrangement, width: int, needs: Needs, *, comfortable: bool = False
) -> int:
    """How many cells stand side by side in a gallery beside the rest."""
    sample = (needs.sample.width + needs.handle) * way.has_sample_beside
    room = width - needs.handle - needs.frame.width - sample
    page = needs.comfortable.width if comfortable else needs.page.width
    return _between(room, page, needs.page.width, needs.cell.width, 3)


def _bar(way: PanelArrangement, needs: Needs, width: int) -> int:
    """The height of the tabs: as wide as the room, or as narrow as something beside makes them."""
    stacked = way is PanelArrangement.STACKED
    return needs.bar(max(width, needs.page.width) if stacked else needs.page.width)


def _between(room: int, comfortable: int, smallest: int, cell: int, wanted: int) -> int:
    """How many cells there are beside something that would like to be comfortable."""
    usual, most = (room - comfortable) // cell, (room - smallest) // cell
    return max(1, usual, min(wanted, most))


def _fits(way: PanelArrangement, width: int, height: int, needs: Needs) -> bool:
    smallest = least(way, needs, width)
    return smallest.width <= width and smallest.height <= height
