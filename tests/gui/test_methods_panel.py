"""The methods side by side: pictures as they come, what is chosen, what a network cannot give."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from camviewer.attribution.methods import METHODS
from camviewer.common.arrays import Array
from camviewer.controllers.attributing import Attributing
from camviewer.controllers.formulas import Formulas
from camviewer.controllers.stroke_valuing import StrokeValuing
from camviewer.controllers.trusting import Trusting
from camviewer.document.document import Document
from camviewer.document.state import DocumentState, MethodsState, from_json, to_json
from camviewer.gui.attribution.method_card import MethodCard
from camviewer.gui.attribution.methods_panel import MethodsPanel
from camviewer.rendering.map_blend import map_blend
from tests.attribution.small_networks import dense, gap, prediction_of

WAIT = 10_000
SHOWN = ("cam", "gradient", "lrp", "occlusion")


class Room:
    """A document with a prediction, and the panel in sight."""

    def __init__(self, qtbot: QtBot) -> None:
        state = DocumentState(methods=MethodsState(shown=(*SHOWN, "of a package that is gone")))
        self.document = Document(state)
        self.attributing = Attributing(self.document)
        self.document.set_prediction(prediction_of(gap()))
        self.trusting = Trusting(self.document)
        self.stroke_valuing = StrokeValuing(self.document)
        self.formulas = Formulas()
        workers = self.attributing, self.stroke_valuing, self.trusting, self.formulas
        self.panel = MethodsPanel(self.document, *workers)
        qtbot.addWidget(self.panel)
        self.panel.resize(360, 900)
        self.panel.show()
        qtbot.waitExposed(self.panel)

    def card(self, name: str) -> MethodCard:
        found = self.panel.findChild(MethodCard, f"{name}MethodButton")
        assert isinstance(found, MethodCard)
        return found

    def notes(self) -> list[str]:
        return [card.accessibleDescription() for card in self.panel.grid.cards]

    def is_there(self, *names: str) -> bool:
        found = [self.attributing.attribution(name) for name in names]
        return all(each is not None and each.share == 1 for each in found)

    def text(self) -> str:
        return " ".join(label.text() for label in self.panel.findChildren(QLabel))


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    made = Room(qtbot)
    yield made
    for worker in (made.attributing, made.stroke_valuing, made.trusting, made.formulas):
        worker.begin_closing()
        worker.close()


def test_a_card_for_each_method_that_is_wanted(room: Room, qtbot: QtBot) -> None:
    assert [card.method.name for card in room.panel.grid.cards] == list(SHOWN)
    qtbot.waitUntil(lambda: room.is_there(*SHOWN), timeout=WAIT)


@pytest.mark.parametrize("width", [230, 360, 520])
def test_every_card_is_whole_at_any_width(room: Room, qtbot: QtBot, width: int) -> None:
    room.panel.resize(width, 900)
    grid = room.panel.grid
    qtbot.waitUntil(lambda: grid.width() < width, timeout=WAIT)
    for card in grid.cards:
        assert grid.rect().contains(card.geometry())
    lowest = max(card.geometry().bottom() for card in grid.cards)
    assert grid.height() - lowest <= 1


def test_a_click_puts_a_method_on_the_stage(room: Room, qtbot: QtBot) -> None:
    assert room.card("cam").isChecked()
    QTest.mouseClick(room.card("lrp"), Qt.MouseButton.LeftButton)
    assert room.document.display.method == "lrp"
    assert room.card("lrp").isChecked()
    assert not room.card("cam").isChecked()
    assert "handed back layer by layer" in room.text()
    assert METHODS["lrp"].paper in room.text()
    QTest.mouseClick(room.card("lrp"), Qt.MouseButton.LeftButton)
    assert room.card("lrp").isChecked()


def test_the_sum_is_told_in_numbers(room: Room) -> None:
    prediction, shown = room.document.prediction, room.document.class_index
    assert prediction is not None
    assert f"{float(prediction.logits[shown]):+.2f}".replace("-", "−") in room.text()
    room.document.change_display(method="gradient")
    assert "give the score" in room.text()


def test_what_the_network_lacks_is_said(room: Room, qtbot: QtBot) -> None:
    room.document.set_prediction(prediction_of(dense()))
    assert not room.card("cam").isEnabled()
    assert "grid of cells" in room.card("cam").toolTip()
    assert room.card("lrp").isEnabled()
    qtbot.waitUntil(lambda: room.is_there("gradient", "lrp", "occlusion"), timeout=WAIT)


def test_methods_come_and_go_and_are_kept(room: Room, qtbot: QtBot) -> None:
    menu = room.panel.choose.menu()
    actions = {action.objectName(): action for action in menu.actions()}
    assert actions["show-lrp"].isChecked()
    actions["show-lrp"].trigger()
    actions["show-eigen-cam"].trigger()
    names = [card.method.name for card in room.panel.grid.cards]
    assert names == ["cam", "eigen-cam", "gradient", "occlusion"]
    kept = from_json(to_json(room.document.state())).methods
    assert set(kept.shown) >= set(names)
    qtbot.waitUntil(lambda: room.is_there("eigen-cam"), timeout=WAIT)


def test_quick_ones_first(room: Room, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: room.is_there(*SHOWN), timeout=WAIT)
    actions = {action.objectName(): action for action in room.panel.choose.menu().actions()}
    actions["order-time"].trigger()
    seconds = [room.attributing.seconds(card.method.name) for card in room.panel.grid.cards]
    assert seconds == sorted(seconds)
    assert not actions["order-group"].isChecked()


def test_nothing_is_computed_for_a_panel_out_of_sight(room: Room, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: room.is_there(*SHOWN), timeout=WAIT)
    room.panel.hide()
    room.document.set_prediction(prediction_of(gap(), 5))
    assert room.attributing.attribution("occlusion") is None
    room.panel.show()
    qtbot.waitUntil(lambda: room.is_there(*SHOWN), timeout=WAIT)


def test_a_map_over_its_sample_is_white_where_it_is_zero() -> None:
    image: Array = np.zeros((4, 4), np.float32)
    values: Array = np.zeros((4, 4), np.float32)
    values[0, 0], values[0, 3] = 1, -1
    picture = map_blend(image, values).astype(int)
    red, blue, nothing = picture[0, 0], picture[0, 3], picture[3, 0]
    assert red[0] > red[2]
    assert blue[2] > blue[0]
    assert nothing.max() - nothing.min() <= 4
