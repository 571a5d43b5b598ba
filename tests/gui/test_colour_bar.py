"""The colour bar's numbers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from camviewer.gui.stage.colour_bar import ColourBar
from camviewer.rendering.colour_maps import COLOUR_MAPS
from tests.gui.conftest import Painted


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (12, ["−80.0", "−40.0", "0", "40.0", "80.0"]),
        (6, ["−80.0", "−40.0", "0", "40.0", "80.0"]),
    ],
)
def test_that_there_are_as_many_numbers_as_have_room(
    qtbot: QtBot, painted: Painted, lines: int, numbers: list[str]
) -> None:
    bar = ColourBar()
    qtbot.addWidget(bar)
    table = next(iter(COLOUR_MAPS.values()))
    bar.show_scale((-80.0, 80.0), table, ("", ""))
    line = bar.fontMetrics().height()
    bar.resize(bar.sizeHint().width(), (lines + 1) * line + 2)  # half a line above and below
    painted.clear()
    bar.grab()
    assert [text for text, *_ in painted] == numbers


def test_that_a_scale_of_one_value_has_one_number(qtbot: QtBot, painted: Painted) -> None:
    bar = ColourBar()
    qtbot.addWidget(bar)
    bar.show_scale((2.0, 2.0), next(iter(COLOUR_MAPS.values())), ("", ""))
    bar.resize(bar.sizeHint())
    painted.clear()
    bar.grab()
    assert [text for text, *_ in painted] == ["2.00"]


@pytest.mark.parametrize(
    ("numbers", "width"),
    [(["−80.0", "−40.0", "0", "40.0", "80.0"], 700), (["−80.0", "0", "80.0"], 300)],
)
def test_that_a_lying_bar_has_as_many_numbers_as_have_room(
    qtbot: QtBot, painted: Painted, numbers: list[str], width: int
) -> None:
    bar = ColourBar()
    qtbot.addWidget(bar)
    bar.show_scale((-80.0, 80.0), next(iter(COLOUR_MAPS.values())), ("", ""))
    bar.resize(width, bar.thickness(Qt.Orientation.Horizontal))
    painted.clear()
    bar.grab()
    assert [text for text, *_ in painted] == numbers


@pytest.mark.parametrize("upright", [True, False])
def test_that_words_and_note_are_there_whole_where_there_is_room(
    qtbot: QtBot, painted: Painted, upright: bool
) -> None:
    bar = ColourBar()
    qtbot.addWidget(bar)
    notes = "strongest class: 3, × 2.3", "3 × 2.3"
    table = next(iter(COLOUR_MAPS.values()))
    bar.show_scale((-80.0, 80.0), table, ("against 9", "for 9"), notes)
    across = bar.thickness(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
    bar.resize(*((across, 300) if upright else (800, across)))
    painted.clear()
    bar.grab()
    texts = [text for text, *_ in painted]
    assert notes[1 if upright else 0] in texts
    assert {"against 9", "for 9"} <= set(texts)
    assert notes[0] in bar.toolTip()
    assert all(width <= room for _, width, room in painted)
