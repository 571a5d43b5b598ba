"""The page of the known-truth lab: real clicks on its three parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from camviewer.attribution.methods import METHODS
from camviewer.controllers import truth_cases
from camviewer.controllers.known_truth import KnownTruthLab
from camviewer.controllers.training import Status
from camviewer.controllers.truth_cases import CENTRE, CHANCE
from camviewer.data.digits.spec import DIGIT_SPEC, digit_dataset
from camviewer.data.known_truth import decoy
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.document import Document
from camviewer.gui.known_truth.lab_panel import LabPanel
from camviewer.gui.known_truth.truth_card import TruthCard
from camviewer.gui.widgets.even_grid import EvenGrid
from camviewer.gui.widgets.mask_outline import outline
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.graph import GraphBuilder
from camviewer.networks.hand_made import HAND_MADE
from camviewer.training.events import Plan
from tests.attribution.small_networks import weights_of
from tests.document.test_document import LINE
from tests.gui.conftest import Desk
from tests.there import there

WAIT = 20_000
DIGITS = 12


def small() -> NetworkSnapshot:
    network = GraphBuilder(DIGIT_SPEC)
    network.add("Conv2D", filters=3, kernel_size=5, strides=4, activation="relu")
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=10)
    graph = network.graph()
    return NetworkSnapshot("small", graph, weights_of(graph, 3))


class Played(QObject):
    """A training that only notes what is wanted of it."""

    status_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.status = Status.IDLE
        self.plans: list[Plan] = []

    def start(self, plan: Plan) -> None:
        self.plans.append(plan)
        self.status = Status.RUNNING
        self.status_changed.emit()


class Bench:
    """The page in sight, with a line drawn and a small network on the stage."""

    def __init__(self, qtbot: QtBot) -> None:
        self.document = Document()
        self.document.set_content(LINE)
        train, test = (WrittenSplit(name, DIGITS) for name in ("train", "test"))
        self.dataset = digit_dataset("builtin", train, test)
        self.document.set_dataset("builtin", self.dataset)
        self.document.set_snapshot(small())
        self.training = Played()
        self.lab = KnownTruthLab(self.document, self.training)  # type: ignore[arg-type]
        self.lab.start()
        self.scroll = QScrollArea()
        self.scroll.setWidgetResizable(True)
        self.panel = LabPanel(self.document, self.lab)
        self.scroll.setWidget(self.panel)
        qtbot.addWidget(self.scroll)
        self.scroll.resize(560, 700)
        self.scroll.show()
        qtbot.waitExposed(self.scroll)

    def child(self, name: str) -> Any:
        found = self.panel.findChildren(QWidget, name)
        assert len(found) == 1, f"{len(found)} widgets are called {name}"
        return found[0]

    def click(self, name: str) -> None:
        button = self.child(name)
        assert isinstance(button, QAbstractButton)
        assert button.isVisible()
        place = QPoint(10, button.height() // 2)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=place)

    def open_tab(self, place: int) -> None:
        tabs = self.child("labTabs")
        assert isinstance(tabs, QTabBar)
        centre = tabs.tabRect(place).center()
        QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=centre)

    def card(self, name: str) -> TruthCard:
        card = self.child(f"{name}TruthCard")
        assert isinstance(card, TruthCard)
        return card

    def has(self, *names: str) -> bool:
        return all(name in self.lab.maps and self.lab.maps[name].share == 1 for name in names)

    def words(self, name: str) -> str:
        text = self.child(name).text()
        return str(text).replace("&nbsp;", " ").replace("<b>", "").replace("</b>", "")


@pytest.fixture
def bench(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(truth_cases, "COUNT", 4)
    made = Bench(qtbot)
    masked = {decoy.NAME: False, decoy.MASKED_NAME: True}
    monkeypatch.setattr(
        truth_cases, "open_source", lambda name: decoy.decoy(made.dataset, masked=masked[name])
    )
    yield made
    made.scroll.hide()
    made.lab.begin_closing()
    made.lab.close()


def test_that_hand_made_networks_come_first_with_a_card_for_each_method(
    bench: Bench, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bench.has("cam", "gradient", "lrp"), timeout=WAIT)
    assert bench.panel.cards.names == (CENTRE, CHANCE, *METHODS)
    assert bench.card("gradient").lines[:2] == ("✓ points there", "energy 100%")
    assert bench.card(CHANCE).lines[0].startswith("hit: ")
    assert "ink of one pixel" in bench.words("labAboutLabel")
    assert "Score of “yes”" in bench.words("truthVerdict")
    assert "methods, the outlined place is among the 5" in bench.words("amongLabel")
    assert not bench.child("measurePanel").isVisible()


def test_that_another_hand_made_network_is_chosen_in_the_box(bench: Bench, qtbot: QtBot) -> None:
    box = bench.child("handMadeBox")
    assert box.count() == len(HAND_MADE)
    place = box.findData("moved-cell")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert "upper left" in bench.words("labAboutLabel")
    qtbot.waitUntil(
        lambda: bench.has("cam") and there(bench.lab.reading).case.mask.sum() == 16, timeout=WAIT
    )
    assert bench.card("cam").lines[0] == "✗ elsewhere", "it takes a feature's place for the ink's"


def test_that_a_button_puts_it_on_the_stage_and_the_model_back(bench: Bench) -> None:
    bench.click("useHandMadeButton")
    assert there(bench.document.snapshot).weights is HAND_MADE["one-pixel"].weights
    assert bench.child("useHandMadeButton").text() == "Back to the model"
    bench.click("useHandMadeButton")
    assert bench.document.snapshot is None
    assert bench.child("useHandMadeButton").text() == "Use on the stage"


def test_that_without_ink_it_says_so(bench: Bench, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bench.lab.reading is not None, timeout=WAIT)
    bench.document.set_content(CanvasContent())
    assert bench.words("labNote").startswith("There is no ink and so no prediction")
    assert not bench.child("truthCards").isVisible()


def test_that_scenes_are_stepped_through_and_measured(bench: Bench, qtbot: QtBot) -> None:
    bench.open_tab(1)
    qtbot.waitUntil(lambda: bench.has("cam", "gradient"), timeout=WAIT)
    assert "Class in question" in bench.words("truthVerdict")
    first = there(bench.lab.reading).case.sample
    bench.click("nextSceneButton")
    assert bench.words("sceneLabel").startswith("Scene 2 of")
    qtbot.waitUntil(
        lambda: not np.array_equal(there(bench.lab.reading).case.sample, first), timeout=WAIT
    )
    bench.click("measureButton")
    assert bench.child("measureButton").text() == "Stop"
    assert bench.child("measureProgress").isVisible()
    qtbot.waitUntil(lambda: bench.lab.measuring.progress is None, timeout=WAIT)
    rows = bench.child("pointingTable").texts()
    assert [row[0] for row in rows if row[1:] == ["25%", "25%", "1.2"]].count("Chance") == 1
    assert {"Centre", "Chance", "CAM", "LRP"} <= {row[0] for row in rows}
    hits = [int(row[1].rstrip("%")) for row in rows]
    assert hits == sorted(hits, reverse=True)
    assert not bench.child("accuracyTable").isVisible()


def test_that_a_patch_is_masked_by_a_click(bench: Bench, qtbot: QtBot) -> None:
    bench.open_tab(2)
    qtbot.waitUntil(lambda: bench.has("cam", "gradient"), timeout=WAIT)
    assert "the patch says" in bench.words("truthVerdict")
    assert "the patch is among the 5 strongest" in bench.words("amongLabel")
    case = there(bench.lab.reading).case
    assert case.mask.sum() == decoy.SIDE**2
    bench.click("maskPatchBox")
    qtbot.waitUntil(lambda: there(bench.lab.reading).before is not None, timeout=WAIT)
    masked = there(bench.lab.reading).case
    assert not masked.sample[masked.mask].any()
    assert "with the patch masked" in bench.words("truthVerdict")
    bench.click("maskPatchBox")
    qtbot.waitUntil(lambda: there(bench.lab.reading).before is None, timeout=WAIT)
    bench.click("nextDecoyButton")
    assert bench.document.lab.value.decoy == 1


@pytest.mark.slow
def test_that_accuracies_with_and_without_patches_are_told(bench: Bench, qtbot: QtBot) -> None:
    bench.open_tab(2)
    qtbot.waitUntil(lambda: bench.lab.can_measure, timeout=WAIT)
    bench.click("measureButton")
    qtbot.waitUntil(lambda: bench.lab.measuring.progress is None, timeout=WAIT)
    rows = bench.child("accuracyTable").texts()
    assert [row[0].split(":")[0] for row in rows[:2]] == ["Training digits", "Test digits"]
    assert rows[0][1] == rows[0][2], "in training the patch says the label"


@pytest.mark.parametrize(
    ("button", "source"),
    [("trainDecoyButton", decoy.NAME), ("trainMaskedButton", decoy.MASKED_NAME)],
)
def test_that_a_training_on_decoys_begins_and_is_shown(
    bench: Bench, qtbot: QtBot, button: str, source: str
) -> None:
    bench.open_tab(2)
    with qtbot.waitSignal(bench.panel.training_wanted):
        bench.click(button)
    assert [plan.source for plan in bench.training.plans] == [source]
    assert not bench.child(button).isEnabled(), "a training runs"


def test_that_a_network_for_other_samples_says_so(bench: Bench, qtbot: QtBot) -> None:
    bench.click("useHandMadeButton")
    bench.open_tab(1)
    qtbot.waitUntil(lambda: "in 2 classes" in bench.words("labNote"), timeout=WAIT)
    assert not bench.child("measurePanel").isVisible()


@pytest.mark.parametrize("width", [320, 430, 700])
def test_that_every_card_is_whole_at_any_width(bench: Bench, qtbot: QtBot, width: int) -> None:
    qtbot.waitUntil(lambda: bench.lab.reading is not None, timeout=WAIT)
    bench.scroll.resize(width, 700)
    (grid,) = bench.panel.findChildren(EvenGrid)
    qtbot.waitUntil(
        lambda: all(grid.rect().contains(card.geometry()) for card in grid.findChildren(TruthCard)),
        timeout=WAIT,
    )


def test_that_a_mask_is_outlined_where_it_ends() -> None:
    mask = np.zeros((3, 4), np.bool_)
    mask[1, 1:3] = True
    across = {(1, 1, 2, 1), (2, 1, 3, 1), (1, 2, 2, 2), (2, 2, 3, 2)}
    assert set(outline(mask)) == across | {(1, 1, 1, 2), (3, 1, 3, 2)}
    assert outline(np.zeros((3, 4), np.bool_)) == []
    assert len(outline(np.ones((3, 4), np.bool_))) == 14


def test_that_a_key_opens_the_page_and_closes_it(desk: Desk, qtbot: QtBot) -> None:
    button = desk.child("labActivityButton")
    qtbot.keyClick(desk.window, Qt.Key.Key_U)
    assert isinstance(desk.window.side_panels.content("lab"), LabPanel)
    assert desk.child("labPanel").isVisible()
    assert button.isChecked()
    qtbot.waitUntil(lambda: bool(desk.child("labNote").text()), timeout=WAIT)
    assert desk.child("labNote").text().startswith("There is no ink")
    qtbot.keyClick(desk.window, Qt.Key.Key_U)
    assert not desk.child("labPanel").isVisible()
