"""The numbers of the confusion matrix, in the room that their cells have."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.data.digits.spec import DIGIT_NAMES
from camviewer.gui.error_analysis.confusion_matrix import ConfusionMatrix
from tests.gui.conftest import Painted

RIGHT = [978, 1123, 1028, 1010, 980, 888, 953, 1025, 972, 1001]


def make(qtbot: QtBot) -> ConfusionMatrix:
    """A matrix of ten classes and two mistakes."""
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    numbers = np.diag(np.array(RIGHT))
    numbers[4, 9] = numbers[9, 4] = 2
    matrix.show_matrix(numbers, DIGIT_NAMES)
    return matrix


@pytest.mark.parametrize("width", [330, 400, 700])
def test_that_the_numbers_on_the_diagonal_are_all_there_and_within_their_cells(
    qtbot: QtBot, painted: Painted, width: int
) -> None:
    matrix = make(qtbot)
    matrix.resize(width, 400)
    painted.clear()
    matrix.grab()
    found = [each for each in painted if each[0].replace(",", "") in map(str, RIGHT)]
    assert len(found) == len(RIGHT)
    assert all(wide <= room for _, wide, room in found)
    assert len({"," in text for text, *_ in found if int(text.replace(",", "")) > 999}) == 1


def test_that_of_numbers_without_room_none_is_on_the_diagonal(
    qtbot: QtBot, painted: Painted
) -> None:
    matrix = make(qtbot)
    matrix.resize(200, 400)
    painted.clear()
    matrix.grab()
    texts = [text for text, *_ in painted]
    assert not set(texts) & set(map(str, RIGHT))
    assert texts.count("2") == 2 + 2, "mistakes, and the heads of a row and a column"
