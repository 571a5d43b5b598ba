"""The arrangement, by arithmetic alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from camviewer.gui.layout.arrangement import (
    GAP,
    MIN_DRAWER,
    MIN_VIEW_ANYWHERE,
    Arrangement,
    Box,
    Needs,
    Opened,
    Side,
    arrange,
)

NEEDS = Needs(
    line=17,
    verdict=40,
    title=20,
    bar=(36, 66),
    readout=20,
    strip=(120, 200),
    strip_least=90,
    cell=60,
    cell_least=50,
    activity=100,
    status=24,
)
SIZES = [(1024, 676), (1280, 700), (1366, 744), (1920, 1056), (3840, 2100), (1000, 2000)]
OPENED = [
    Opened(),
    Opened(side=Side.DRAWER),
    Opened(side=Side.WORKSPACE),
    Opened(side=Side.DRAWER, side_width=5000),
    Opened(enlarged=2),
    Opened(presenting=True),
    Opened(presenting=True, caption=True),
    Opened(presenting=True, terms=True, caption=True, side=Side.DRAWER),
    Opened(classes=100),
    Opened(classes=2, proportions=(20 / 24, 1.0)),
    Opened(proportions=(1.0, 0.4), side=Side.DRAWER),
]


def boxes(found: Arrangement) -> dict[str, Box]:
    """All that is in sight and is to stand beside, not over, the others."""
    stage = found.stage
    named = {f"view {place}": box for place, box in enumerate(stage.views)}
    named |= {
        name: getattr(stage, name) for name in ("verdict", "terms", "bar", "readout", "strip")
    }
    named |= {
        name: getattr(found, name) for name in ("input", "side", "caption", "activity", "status")
    }
    return {name: box for name, box in named.items() if box is not None}


def overlap(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 0 and down > 0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("opened", OPENED)
def test_that_nothing_lies_over_another_or_outside(size: tuple[int, int], opened: Opened) -> None:
    found = boxes(arrange(*size, NEEDS, opened))
    for (one, first), (other, second) in combinations(found.items(), 2):
        assert not overlap(first, second), (one, other)
    for name, box in found.items():
        assert box.width > 0, name
        assert box.height > 0, name
        assert 0 <= box.x <= box.x + box.width <= size[0], name
        assert 0 <= box.y <= box.y + box.height <= size[1], name


@pytest.mark.parametrize("opened", OPENED)
def test_that_views_are_alike_and_in_proportion(opened: Opened) -> None:
    found = arrange(1366, 744, NEEDS, opened)
    shown = {box[2:] for box in found.stage.views if box is not None}
    assert len(shown) == (0 if opened.terms else 1)
    for width, height in shown:
        across, down = opened.proportions
        assert width / (height - NEEDS.title) == pytest.approx(across / down, rel=0.02)


def test_by_hand_that_four_views_in_a_row_share_the_width() -> None:
    found = arrange(1366, 744, NEEDS, Opened())
    column = round(0.17 * 1366)
    stage = 1366 - 100 - GAP - column - 2 * GAP  # activity bar, gaps, input
    assert found.stage.frame.width == stage
    assert found.stage.picture == (stage - 2 * GAP - 3 * GAP) // 4
    assert len({box.y for box in found.stage.views if box is not None}) == 1


def test_that_what_opens_moves_neither_canvas_nor_bars() -> None:
    before = arrange(1366, 744, NEEDS, Opened())
    after = arrange(1366, 744, NEEDS, Opened(side=Side.DRAWER))
    assert (after.input, after.activity, after.status) == (
        before.input,
        before.activity,
        before.status,
    )
    assert after.side is not None
    assert after.side.width >= MIN_DRAWER
    rows = {box.y for box in after.stage.views if box is not None}
    assert len(rows) == 2, "two by two is larger there"
    assert arrange(1366, 744, NEEDS, Opened()) == before


@pytest.mark.parametrize("classes", [10, 26, 100])
def test_that_all_of_ten_classes_are_in_sight(classes: int) -> None:
    for size in SIZES:
        found = arrange(*size, NEEDS, Opened(side=Side.DRAWER, classes=classes))
        in_a_row = -(-min(classes, 20) // found.stage.strip_rows)
        if size[0] >= 1366:
            assert found.stage.strip.width / in_a_row >= NEEDS.cell * 0.9
        assert found.stage.strip.height >= NEEDS.strip[found.stage.strip_rows - 1] or size[1] < 700


def test_that_a_drawer_is_as_wide_as_wished_but_leaves_the_views_their_size() -> None:
    for wished in (100, 340, 400, 5000):
        found = arrange(1920, 1056, NEEDS, Opened(side=Side.DRAWER, side_width=wished))
        assert found.side is not None
        assert found.side.width == max(MIN_DRAWER, min(wished, found.side.width))
        assert found.stage.picture >= 195


def test_that_larger_type_never_makes_pictures_larger_than_there_is_room() -> None:
    for times in (1, 2, 3):
        needs = replace(
            NEEDS,
            line=17 * times,
            verdict=40 * times,
            title=20 * times,
            strip=(120 * times, 200 * times),
        )
        found = arrange(1366, 768, needs, Opened(presenting=True))
        assert found.stage.strip.y + found.stage.strip.height <= 768


PRESENTED = Needs(
    line=24,
    verdict=46,
    title=28,
    bar=(54, 127),
    readout=26,
    strip=(177, 229),
    strip_least=129,
    cell=86,
    cell_least=40,
    activity=50,
    status=32,
)
"""With the large text of a presentation."""


@pytest.mark.parametrize("classes", [2, 10, 26])
@pytest.mark.parametrize(
    "opened",
    [
        Opened(caption=True),
        Opened(caption=True, enlarged=1),
        Opened(side=Side.DRAWER, side_width=5000),
        Opened(side=Side.WORKSPACE),
    ],
)
def test_that_views_have_their_least_size_in_the_smallest_window(
    opened: Opened, classes: int
) -> None:
    found = arrange(960, 600, PRESENTED, replace(opened, presenting=True, classes=classes)).stage
    sides = [max(box.width, box.height - PRESENTED.title) for box in found.views if box]
    assert min(sides) >= MIN_VIEW_ANYWHERE
    assert found.strip.height >= PRESENTED.strip_least
    assert found.strip.width >= PRESENTED.cell_least * classes / found.strip_rows or classes > 20
