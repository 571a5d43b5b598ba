"""The page of two networks: one sample, one class, one scale, and what is done to the sample."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html import unescape
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camviewer.controllers.comparison import Comparison
from camviewer.controllers.paired_readings import Reading
from camviewer.data.rearrangement import Rearrangement
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.settings import Settings, settings_of
from camviewer.document.stage import Model
from camviewer.gui.comparison.network_column import NetworkColumn
from camviewer.gui.comparison.networks_panel import NetworksPanel
from camviewer.gui.widgets.number_format import percent
from camviewer.gui.widgets.pixels import from_image
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import Prediction, PredictionRequest
from camviewer.networks.architectures import graph_of
from camviewer.networks.model_card import ModelCard
from camviewer.rendering.shared_scale import on_one_scale
from tests.cut import cut_words
from tests.document.test_document import LINE
from tests.engines import weights_for
from tests.gui import conftest
from tests.gui.conftest import Desk, explain
from tests.there import there

LEFT = Qt.MouseButton.LeftButton
KEYS = Qt.Key


@cache
def engine(architecture: str) -> Engine:
    graph = graph_of(architecture)
    return Engine(graph, weights_for(graph, 1), architecture)


@pytest.fixture
def networks(make_desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Desk:
    """A window with a line drawn, the page open, and two models more, ann and lenet."""

    def predict(request: PredictionRequest) -> Prediction:
        own = isinstance(request.network, Path) and request.network.name in ("ann", "lenet")
        if own:
            assert isinstance(request.network, Path)
            return engine(request.network.name).predict(request.sample)
        return explain(request)

    monkeypatch.setattr(conftest, "explain", predict)
    desk = make_desk()
    for bundled in desk.document.models:
        if bundled.card.name in ("ann", "lenet"):
            desk.document.remove_model(bundled)
    for name in ("ann", "lenet"):
        card = ModelCard(name, name, "fast", 1, "mnist", 1, 0.9427, "2026-01-01", "0.1.0")
        desk.document.add_model(Model(Path(f"/{name}"), card))
    desk.document.set_content(LINE)
    desk.window.actions_["networks"].trigger()
    settle(desk, qtbot)
    return desk


def comparison(desk: Desk) -> Comparison:
    return desk.workspace.comparison


def settle(desk: Desk, qtbot: QtBot) -> None:
    """Wait until all that is asked for is answered and shown."""
    qtbot.waitUntil(lambda: desk.document.is_current or not desk.document.sample.any())
    qtbot.waitUntil(lambda: not comparison(desk).is_waiting)
    QApplication.processEvents()


def choose(desk: Desk, name: str, qtbot: QtBot) -> None:
    """Choose the second network as a person does."""
    box = desk.child("secondNetworkBox")
    place = box.findText(name)
    box.setCurrentIndex(place)
    box.activated.emit(place)
    settle(desk, qtbot)


def words(desk: Desk, name: str) -> str:
    """The text of a label without its markup."""
    plain = re.sub("<[^>]+>", "", desk.child(name).text())
    return unescape(plain).replace("\xa0", " ")


def picture(desk: Desk, role: str) -> np.ndarray:
    """(28, 28, 3) the colours in the middle of each pixel of a network's picture."""
    widget: Any = desk.child(f"{role}NetworkPicture")
    square, pixels = widget.square(), from_image(widget.grab().toImage())
    places = (np.arange(28) + 0.5) / 28
    rows = (square.top() + places * square.height()).astype(int)
    columns = (square.left() + places * square.width()).astype(int)
    found: np.ndarray = pixels[rows][:, columns, :3]
    return found


def test_that_a_key_opens_the_page_and_closes_it(desk: Desk, qtbot: QtBot) -> None:
    button = desk.child("networksActivityButton")
    assert not button.isChecked()
    qtbot.keyClick(desk.window, KEYS.Key_C)
    assert isinstance(desk.window.side_panels.content("networks"), NetworksPanel)
    assert desk.child("networksPanel").isVisible()
    assert button.isChecked()
    assert words(desk, "firstNetworkLabel") == "No ink, no prediction"
    qtbot.keyClick(desk.window, KEYS.Key_C)
    assert not desk.child("networksPanel").isVisible()


def test_that_each_network_tells_its_size_its_accuracy_and_what_it_reads(
    networks: Desk, qtbot: QtBot
) -> None:
    first = there(networks.document.model)
    assert words(networks, "firstNetworkName") == first.card.name == "compact"
    assert networks.child("secondNetworkBox").currentText() == "lecture"
    assert words(networks, "firstNetworkFacts").startswith("19,674 parameters\n99.59% on MNIST")
    choose(networks, "ann", qtbot)
    assert words(networks, "secondNetworkFacts").splitlines() == [
        "101,770 parameters",
        "94.27% on MNIST test digits",
        "0.1 M multiplications",
    ]
    for role, reading in zip(("first", "second"), comparison(networks).readings, strict=True):
        prediction = there(reading.prediction)
        share = percent(float(prediction.probabilities.max()))
        assert (
            words(networks, f"{role}NetworkLabel") == f"Predicts {prediction.predicted} · {share}"
        )


def test_that_the_class_of_the_stage_is_shown_and_its_probability_where_it_is_not_read(
    networks: Desk,
) -> None:
    first = there(comparison(networks).readings[0].prediction)
    assert words(networks, "firstDrawnLabel") == ""
    other = (first.predicted + 1) % 10
    networks.document.choose_class(other)
    share = percent(float(first.probabilities[other]))
    assert words(networks, "firstDrawnLabel") == f"{other}: {share}"
    title = networks.child("firstNetworkPicture").accessibleName()
    assert title == f"CAM for {other}, 14 × 14"


def test_that_both_pictures_are_on_one_scale_which_is_said(networks: Desk) -> None:
    document = networks.document
    maps = [
        there(each.attribution).maps[document.class_index] for each in comparison(networks).readings
    ]
    expected = on_one_scale(document.sample, maps, document.display)
    for role, rendering in zip(("first", "second"), expected, strict=True):
        assert np.array_equal(picture(networks, role), rendering.blend_picture)
    low, high = expected[0].limits
    assert low == -high < 0
    bar = networks.child("networksColourBar")
    assert bar.isVisible()
    assert bar.accessibleName().startswith("Colours from −")
    assert "the same limits for both networks" in words(networks, "networksScaleLabel")
    document.change_display(scale="positive", opacity=100)
    assert bar.accessibleName().startswith("Colours from 0 to")
    assert "Positive only" in words(networks, "networksScaleLabel")


@pytest.mark.parametrize(
    ("name", "why", "offered", "chosen"),
    [
        ("ann", "ann flattens its input", ["Gradient × input", "LRP"], "gradient-input"),
        ("lenet", "lenet gives every cell its own weights", ["Grad-CAM"], "grad-cam"),
    ],
)
def test_that_why_there_is_no_map_is_said_with_what_works_instead(
    networks: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    why: str,
    offered: list[str],
    chosen: str,
) -> None:
    # The networks of this window cannot be walked back over; the real ones can.
    monkeypatch.setattr(conftest, "explain", lambda request: _real(request, name))
    networks.document.set_content(CanvasContent())
    networks.document.set_content(LINE)
    note = networks.child("secondNetworkNote")
    assert not note.isVisible()
    choose(networks, name, qtbot)
    qtbot.waitUntil(note.isVisible)
    assert words(networks, "secondNetworkNote").startswith(f"CAM has nothing to show here: {why}")
    assert re.findall(">([^<]+)</a>", note.text())[: len(offered)] == offered
    assert not networks.child("firstNetworkNote").isVisible()
    assert networks.child("secondNetworkPicture").accessibleName() == "Digit without map"
    assert words(networks, "networksScaleLabel") == "Scale “Signed”"
    assert cut_words(networks.window) == []
    note.linkActivated.emit(chosen)
    settle(networks, qtbot)
    assert networks.document.display.method == chosen
    assert not note.isVisible()
    assert "the same limits for both" in words(networks, "networksScaleLabel")


def _real(request: PredictionRequest, name: str) -> Prediction:
    """By that architecture, or by the lecture's."""
    own = isinstance(request.network, Path) and request.network.name == name
    return engine(name if own else "lecture").predict(request.sample)


def test_that_arrow_keys_and_buttons_move_what_both_read(networks: Desk, qtbot: QtBot) -> None:
    pad, sample = networks.child("movePad"), networks.document.sample.copy()
    assert words(networks, "movedLabel") == "original"
    assert not networks.child("moveBackButton").isEnabled()
    assert pad.hasFocus(), "who opens the page has the arrow keys"
    for key in (KEYS.Key_Right, KEYS.Key_Right, KEYS.Key_Up):
        qtbot.keyClick(pad, key)
    assert words(networks, "movedLabel") == "moved by 2, −1"
    settle(networks, qtbot)
    for reading in comparison(networks).readings:
        image = there(reading.prediction).image
        assert np.array_equal(image, Rearrangement(2, -1).of(sample))
    assert np.array_equal(networks.document.sample, sample)
    assert words(networks, "firstDrawnLabel").startswith("original: ")
    for name in ("moveLeftButton", "moveLeftButton", "moveDownButton"):
        qtbot.mouseClick(networks.child(name), LEFT)
    assert words(networks, "movedLabel") == "original"
    qtbot.mouseClick(networks.child("moveDownButton"), LEFT)
    assert pad.hasFocus(), "a click leaves the keys where they are"
    qtbot.keyClick(pad, KEYS.Key_Home)
    assert comparison(networks).rearrangement.is_none
    qtbot.keyClick(pad, KEYS.Key_Left)
    qtbot.mouseClick(networks.child("moveBackButton"), LEFT)
    assert comparison(networks).rearrangement.is_none


def test_that_a_click_on_the_page_gives_it_the_arrow_keys(networks: Desk, qtbot: QtBot) -> None:
    networks.child("brushSlider").setFocus()
    qtbot.mouseClick(networks.child("firstNetworkPicture"), LEFT)
    assert networks.child("movePad").hasFocus()


def test_that_pixels_are_shuffled_and_put_back(networks: Desk, qtbot: QtBot) -> None:
    box = networks.child("shuffleBox")
    box.click()
    settle(networks, qtbot)
    sample = networks.document.sample
    expected = Rearrangement(shuffled=True).of(sample)
    assert np.array_equal(there(comparison(networks).readings[1].prediction).image, expected)
    assert words(networks, "movedLabel") == "not moved"
    qtbot.mouseClick(networks.child("moveBackButton"), LEFT)
    assert not box.isChecked()


def test_that_a_reading_that_changes_stands_out(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    column = NetworkColumn("first", QWidget(parent), parent)
    column.verdict.resize(400, 40)
    column.beside.resize(400, 40)
    drawn = explain(PredictionRequest(Path(), np.eye(28, dtype=np.float32)))
    other = replace(drawn, logits=np.roll(drawn.logits, 1))
    for prediction, stands_out in ((drawn, False), (other, True)):
        reading = Reading(Path(), prediction, drawn)
        column.show_reading(reading, prediction.class_names, prediction.predicted, ("",))
        assert ("color" in column.verdict.label.text()) == stands_out
        assert f"<b>{prediction.predicted}</b>" in column.verdict.label.text()
        assert column.beside.label.text().startswith("original: " if stands_out else "")
    assert f"<b>{drawn.predicted}</b>" in column.beside.label.text()


def test_that_what_is_moved_out_of_sight_is_told(networks: Desk) -> None:
    comparison(networks).move(27, 0)
    label = networks.child("secondNetworkLabel")
    assert label.text().startswith("No ink left")
    assert (label.toolTip() or label.text()) == "No ink is left. Move the digit back."


def test_that_everything_follows_the_pen(networks: Desk, qtbot: QtBot) -> None:
    before = picture(networks, "second")
    networks.child("nextDigitButton").click()
    settle(networks, qtbot)
    assert not np.array_equal(picture(networks, "second"), before)
    image = there(comparison(networks).readings[1].prediction).image
    assert np.array_equal(image, networks.document.sample)


def test_that_the_page_goes_on_in_a_window_that_is_built_anew(networks: Desk, qtbot: QtBot) -> None:
    choose(networks, "ann", qtbot)
    comparison(networks).move(0, 3)
    networks.rebuild()
    settle(networks, qtbot)
    assert networks.child("networksPanel").isVisible()
    assert networks.child("secondNetworkBox").currentText() == "ann"
    assert words(networks, "movedLabel") == "moved by 0, 3"
    assert words(networks, "secondNetworkLabel").startswith("Predicts ")


def test_that_the_second_network_is_remembered_and_the_move_is_not(
    make_desk: Callable[[Settings], Desk], networks: Desk, qtbot: QtBot
) -> None:
    choose(networks, "lecture-best", qtbot)
    comparison(networks).move(0, 3)
    settings = settings_of(networks.document.state())
    assert (settings.second, settings.drawer) == ("lecture-best", "networks")
    again = make_desk(settings)
    assert again.child("secondNetworkBox").currentText() == "lecture-best"
    assert comparison(again).rearrangement.is_none


def test_that_nothing_is_cut(
    networks: Desk, qtbot: QtBot, font_scaler: Callable[[float], None]
) -> None:
    choose(networks, "ann", qtbot)
    comparison(networks).move(-10, 10)
    settle(networks, qtbot)
    panel = networks.child("networksPanel")
    pictures = [networks.child(f"{role}NetworkPicture") for role in ("first", "second")]
    for factor, size in product((1.0, 1.5), ((960, 600), (1366, 700), (1900, 1000))):
        font_scaler(factor)
        networks.window.resize(*size)
        QApplication.processEvents()
        assert [each for each in cut_words(networks.window) if is_of_page(each)] == []
        one, other = (each.geometry() for each in pictures)
        assert (one.top(), one.height()) == (other.top(), other.height())
        assert abs(one.width() - other.width()) <= 1
        assert min(each.square().height() for each in pictures) >= 80
        assert panel.rect().contains(one.united(other))


def is_of_page(cut: str) -> bool:
    """Whether what is cut belongs to the page: the rest has tests of its own."""
    return re.search("etwork|move|shuffle|rearranged|Drawn", cut) is not None
