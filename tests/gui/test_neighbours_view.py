"""The strip of the nearest training samples, in the room that it is given."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from camviewer.gui.error_analysis.neighbours_view import Neighbour, NeighbourStrip
from tests.gui.conftest import Painted


def neighbour(wrong: bool) -> Neighbour:
    """A sample of a digit 4."""
    picture = QImage(28, 28, QImage.Format.Format_Grayscale8)
    return Neighbour(picture, "4", "9" if wrong else "", "a sample", wrong)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """What a strip stands on."""
    page = QWidget()
    qtbot.addWidget(page)
    return page


def shown(page: QWidget, qtbot: QtBot, width: int, wrong: int = 5) -> NeighbourStrip:
    """A strip of that width, above something that takes the rest."""
    strip = NeighbourStrip(page)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(strip)
    layout.addStretch(1)
    kinds = [False] * 5 + [True] * wrong
    strip.show_neighbours([neighbour(each) for each in kinds])
    page.resize(width, 400)
    page.show()
    qtbot.waitUntil(lambda: strip.width() == width)
    return strip


@pytest.mark.parametrize(
    ("width", "rows", "side"),
    [(600, 1, 40), (434, 1, 40), (433, 1, 39), (330, 1, 29), (210, 2, 40), (160, 2, 30)],
)
def test_that_all_neighbours_are_whole_in_one_row_or_in_two(
    page: QWidget, qtbot: QtBot, painted: Painted, width: int, rows: int, side: int
) -> None:
    strip = shown(page, qtbot, width)
    spots, line = strip.spots(), strip.fontMetrics().height()
    assert {spot.size().toTuple() for spot in spots} == {(side, side)}
    assert len({spot.top() for spot in spots}) == rows
    whole = strip.rect()
    assert all(whole.contains(spot.adjusted(0, 0, 0, line)) for spot in spots)
    assert not any(
        one.intersects(other) for place, one in enumerate(spots) for other in spots[:place]
    )
    assert [spot.top() for spot in spots[:5]] == [0] * 5
    second = QPoint(0, strip.height() // 2) if rows == 2 else QPoint(5 * (side + 2) + 16, 0)
    assert spots[5].topLeft() == second
    painted.clear()
    strip.grab()
    assert [text for text, *_ in painted] == ["4"] * 5 + ["4→9"] * 5
    assert all(wide <= room for _, wide, room in painted)


def test_that_neighbours_of_one_kind_stay_in_one_row(page: QWidget, qtbot: QtBot) -> None:
    strip = shown(page, qtbot, 208, wrong=0)
    assert [spot.topLeft().toTuple() for spot in strip.spots()] == [
        (42 * place, 0) for place in range(5)
    ]
