"""The colour bar's numbers."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from camviewer.gui.stage.colour_bar import ColourBar
from camviewer.rendering.colour_maps import COLOUR_MAPS
from tests.gui.conftest import Painted


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (12, ["−80.0", "−40.0", "0", "40.0", "80.0"]),
        (4, ["−80.0", "−40.0", "0", "40.0", "80.0"]),
        (3, ["−80.0", "0", "80.0"]),
        (1, ["−80.0", "80.0"]),
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
