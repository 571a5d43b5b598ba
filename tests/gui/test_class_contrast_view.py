"""What stands above the maps of a class contrast."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.attribution.class_contrast import ClassContrast
from camviewer.document.document import Document
from camviewer.gui.error_analysis.class_contrast_view import ClassContrastView
from camviewer.gui.theme import SPACE
from tests.gui.conftest import Painted

MAPS = np.arange(8, dtype=np.float32).reshape(2, 2, 2)


@pytest.mark.parametrize(
    "heading",
    [
        ["9 minus 4: red for 9, blue for 4"],
        ["9 minus 4", "red for 9, blue for 4"],
        ["9 minus 4", "red 9, blue 4"],
    ],
)
def test_that_the_maps_say_in_words_what_they_and_their_colours_are(
    qtbot: QtBot, painted: Painted, heading: list[str]
) -> None:
    view = ClassContrastView(Document())
    qtbot.addWidget(view)
    view.show_contrast(ClassContrast(9, 4, MAPS[0], MAPS[1], 0.0))
    room = max(map(view.fontMetrics().horizontalAdvance, heading))
    view.resize(3 * (room + 1) + 2 * SPACE + 2, 400)
    painted.clear()
    view.grab()
    texts = [text for text, *_ in painted if not text.startswith("mean")]
    assert texts == ["for 9", "for 4", *heading]
    assert all(width <= room for _, width, room in painted)


def test_that_no_map_says_nothing(qtbot: QtBot, painted: Painted) -> None:
    view = ClassContrastView(Document())
    qtbot.addWidget(view)
    painted.clear()
    view.grab()
    assert painted == []
