"""How far to trust the method on the stage: measured on demand, anew for every sample."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from camviewer.attribution.trust import MEASURES
from camviewer.controllers.trusting import Trusting
from camviewer.document.document import Document
from camviewer.document.state import from_json, to_json
from camviewer.gui.attribution.trust_panel import TrustPanel
from camviewer.gui.widgets.number_format import number
from tests.attribution.small_networks import dense, gap, prediction_of

WAIT = 20_000


class Room:
    """A document with a prediction, and the panel in sight."""

    def __init__(self, qtbot: QtBot) -> None:
        self.document = Document()
        self.trusting = Trusting(self.document)
        self.document.set_prediction(prediction_of(gap()))
        self.panel = TrustPanel(self.document, self.trusting)
        qtbot.addWidget(self.panel)
        self.panel.resize(360, 900)
        self.panel.show()
        qtbot.waitExposed(self.panel)

    def figure(self, name: str) -> str:
        label = self.panel.findChild(QLabel, f"trust-{name}")
        assert isinstance(label, QLabel)
        return label.text()

    def is_known(self) -> bool:
        known = self.trusting.known
        return known is not None and known.share == 1

    def ask(self) -> None:
        box = self.panel.wanted
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    made = Room(qtbot)
    yield made
    made.trusting.begin_closing()
    made.trusting.close()


def test_nothing_is_measured_unasked(room: Room) -> None:
    assert room.trusting.known is None
    assert room.panel.table.isHidden()
    assert room.panel.state.isHidden()


def test_all_figures_come(room: Room, qtbot: QtBot) -> None:
    room.ask()
    assert not room.panel.state.isHidden()
    qtbot.waitUntil(room.is_known, timeout=WAIT)
    known = room.trusting.known
    assert known is not None
    for name in MEASURES:
        found = known.figures[name]
        assert room.figure(name) == ("–" if found is None else number(found))
    assert room.panel.plot is not None
    assert room.panel.plot.isVisible()
    assert "Random" in room.panel.areas.text()
    assert len([each for each in room.panel.randomised.pictures if each.isVisible()]) == 4
    assert from_json(to_json(room.document.state())).methods.trust


def test_another_sample_is_measured_anew(room: Room, qtbot: QtBot) -> None:
    room.ask()
    qtbot.waitUntil(room.is_known, timeout=WAIT)
    first = room.trusting.known
    room.document.set_prediction(prediction_of(gap(), 3))
    assert room.trusting.known is None
    qtbot.waitUntil(room.is_known, timeout=WAIT)
    assert room.trusting.known is not first
    before = room.trusting.known
    room.document.choose_class((room.document.class_index + 1) % 3)
    qtbot.waitUntil(lambda: room.is_known() and room.trusting.known is not before, timeout=WAIT)


def test_what_the_network_lacks_is_said(room: Room) -> None:
    room.ask()
    room.document.set_prediction(prediction_of(dense()))
    assert "grid of cells" in room.panel.state.text()
    assert room.panel.table.isHidden()


def test_it_ends_with_the_box(room: Room, qtbot: QtBot) -> None:
    room.ask()
    qtbot.waitUntil(room.is_known, timeout=WAIT)
    room.ask()
    assert room.trusting.known is None
    assert room.panel.table.isHidden()
