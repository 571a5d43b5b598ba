"""The status line is always true."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Desk
from tests.gui.test_window import draw_one


def told(desk: Desk) -> str:
    words: str = desk.child("statusLine").told
    return words


def test_that_it_says_where_the_sample_is_from(desk: Desk, qtbot: QtBot) -> None:
    assert "Empty canvas" in told(desk)
    qtbot.mouseClick(desk.child("nextDigitButton"), Qt.MouseButton.LeftButton)
    origin, dataset = desk.document.content.origin, desk.document.dataset
    assert dataset is not None
    assert f"test #{origin.index}" in told(desk)
    assert f"label {dataset.test.label(origin.index or 0)}" in told(desk)
    desk.window.actions_["clear"].trigger()
    draw_one(qtbot, desk)
    assert "Drawn by hand" in told(desk)


def test_that_it_says_which_model_how_good_and_on_what(desk: Desk) -> None:
    for model in desk.document.models:
        desk.document.set_model(model)
        assert model.card.name in told(desk)
        assert model.card.accuracy is not None
        assert f"{100 * model.card.accuracy:.1f} % on MNIST" in told(desk)


def test_that_it_names_the_scale(desk: Desk) -> None:
    assert "Scale: Signed" in told(desk)
    desk.document.change_display(scale="lecture")
    assert "Scale: Lecture" in told(desk)
