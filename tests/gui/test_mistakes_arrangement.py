"""How the pieces of the mistakes share their room: arithmetic with numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from camviewer.gui.error_analysis.panel_arrangement import (
    WANTED,
    Extent,
    Needs,
    PanelArrangement,
    choose,
    gallery_extent,
    least,
    whole_cells,
)

STACKED, COLUMNS = PanelArrangement.STACKED, PanelArrangement.COLUMNS
ROWS, FLAT = PanelArrangement.ROWS, PanelArrangement.FLAT


def one_row(_: int) -> int:
    return 30


def wrapped(width: int) -> int:
    """Tabs of 600 pixels, in as many rows of 30 as they take."""
    return 30 * -(-600 // width)


NEEDS = Needs(
    page=Extent(380, 240),
    comfortable=Extent(430, 370),
    bar=one_row,
    sample=Extent(330, 400),
    filters=Extent(350, 90),
    cell=Extent(70, 100),
    frame=Extent(20, 2),
    handle=5,
)


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (STACKED, (380, 240 + 30 + 5 + 90 + 102)),
        (COLUMNS, (380 + 5 + 90, 90 + 240 + 30)),
        (ROWS, (380 + 5 + 330, 400 + 5 + 90 + 102)),
        (FLAT, (380 + 5 + 330 + 5 + 350, 400)),
    ],
)
def test_what_an_arrangement_needs_at_least(
    way: PanelArrangement, expected: tuple[int, int]
) -> None:
    assert least(way, NEEDS) == expected


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((674, 560), COLUMNS),  # beside the matrix three columns of four: twelve
        ((1054, 880), ROWS),
        ((1054, 597), ROWS),  # as high as it must be, with one row of fourteen
        ((1054, 596), COLUMNS),  # a pixel less
        ((714, 880), COLUMNS),  # a pixel too narrow for matrix and sample
        ((450, 1000), STACKED),
        ((1400, 450), FLAT),
        ((464, 350), STACKED),  # scrolled: the columns are too wide
        ((480, 350), COLUMNS),  # scrolled: by ten pixels instead of more than a hundred
    ],
)
def test_which_arrangement_a_room_has(size: tuple[int, int], expected: PanelArrangement) -> None:
    assert choose(*size, NEEDS) is expected


@pytest.mark.parametrize(
    ("way", "size", "expected"),
    [
        (STACKED, (674, 560), 9),  # (674 - 20) // 70 a row; 560 - 467 is less than another row
        (STACKED, (674, 567), 18),
        (COLUMNS, (674, 560), 3 * 4),  # (674 - 5 - 20 - 380) // 70, (560 - 90 - 2) // 100
        (ROWS, (1054, 880), 14 * 3),  # 880 - 597 are two more rows
        (FLAT, (1400, 450), 9 * 3),  # (1400 - 5 - 20 - 335 - 380) // 70, (450 - 92) // 100
    ],
)
def test_how_many_cells_are_whole(
    way: PanelArrangement, size: tuple[int, int], expected: int
) -> None:
    assert whole_cells(way, *size, NEEDS) == expected


@pytest.mark.parametrize(
    ("way", "size", "expected"),
    [
        # 880 - 5 - 90 - 2 - 400 = 383 pixels beside comfortable tabs: three rows.
        (ROWS, (1054, 880), 90 + 300 + 2),
        # 600 - 97 - 400 = 103: one row of nine; for twelve the tabs give up one more.
        (STACKED, (674, 600), 90 + 200 + 2),
        # 674 - 25 - 430 = 219: three columns.
        (COLUMNS, (674, 560), 210 + 20),
        # 900 - 25 - 430 = 445: six.
        (COLUMNS, (900, 560), 420 + 20),
        # 1400 - 25 - 335 - 430 = 610: eight.
        (FLAT, (1400, 450), 560 + 20),
        # Filters that are wider than the cells decide.
        (FLAT, (1080, 450), 350),
    ],
)
def test_what_the_gallery_is_given(
    way: PanelArrangement, size: tuple[int, int], expected: int
) -> None:
    assert gallery_extent(way, *size, NEEDS) == expected


def test_that_it_is_chosen_for_enough_cells_wherever_there_is_room_for_them() -> None:
    for width in range(400, 1900, 50):
        for height in range(400, 1100, 50):
            possible = [
                way
                for way in PanelArrangement
                if least(way, NEEDS).width <= width
                and least(way, NEEDS).height <= height
                and whole_cells(way, width, height, NEEDS) >= WANTED
            ]
            chosen = choose(width, height, NEEDS)
            assert not possible or chosen in possible, (width, height)


def test_that_wider_names_leave_the_gallery_below() -> None:
    assert choose(674, 567, NEEDS) is COLUMNS
    wide = replace(NEEDS, cell=Extent(110, 100))  # two rows of five, or two columns of four
    assert choose(674, 567, wide) is STACKED


TABS = replace(NEEDS, bar=wrapped)


@pytest.mark.parametrize(
    ("way", "width", "height"),
    [
        (STACKED, 0, 60 + 240 + 5 + 90 + 102),  # in 380 pixels: two rows
        (STACKED, 599, 60 + 240 + 5 + 90 + 102),
        (STACKED, 600, 30 + 240 + 5 + 90 + 102),  # as wide as the room: one row
        (COLUMNS, 674, 90 + 60 + 240),  # beside the gallery they may be no wider than 380
        (ROWS, 1054, 400 + 5 + 90 + 102),  # the sample is higher than 60 + 240
    ],
)
def test_that_tabs_need_as_many_rows_as_they_have_in_the_width_there_is(
    way: PanelArrangement, width: int, height: int
) -> None:
    assert least(way, TABS, width).height == height


def test_that_another_row_of_tabs_leaves_less_to_the_gallery() -> None:
    # 700 - 5 - 90 - 2 - 370 - 60 = 173 pixels beside a comfortable page: one row of eight; for
    # twelve cells a second one, since 700 - 97 - 240 - 60 = 303 would be three.
    assert gallery_extent(STACKED, 580, 700, TABS) == 90 + 200 + 2
    # 597 - 97 - 240 - 30 = 230: two rows where the tabs have one, 200 where they have two; a
    # pixel less is one row.
    assert whole_cells(STACKED, 600, 597, TABS) == 8 * 2
    assert whole_cells(STACKED, 599, 597, TABS) == 8 * 2
    assert whole_cells(STACKED, 600, 596, TABS) == 8 * 2
    assert whole_cells(STACKED, 599, 596, TABS) == 8
