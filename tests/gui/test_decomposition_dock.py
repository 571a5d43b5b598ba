"""The decomposition dock, driven by real events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from camviewer.controllers.decomposition import Decomposition
from camviewer.gui import theme
from camviewer.gui.decomposition.channel_grid import Tiles
from camviewer.gui.decomposition.waterfall import Waterfall
from camviewer.gui.layout.drawer import DrawerPage
from camviewer.gui.stage.views.input_view import InputView
from camviewer.gui.theme import ABLATED, ABLATED_TEXT
from camviewer.gui.widgets.map_picture import MapPicture
from camviewer.gui.widgets.number_format import magnitude
from camviewer.inference.prediction import (
    ConvolutionFeatures,
    LayerOutput,
    Prediction,
    PredictionRequest,
)
from camviewer.networks.receptive_field import ReceptiveField
from tests.gui import conftest
from tests.gui.conftest import Desk, Painted, explain
from tests.gui.test_window import contrast, draw_one
from tests.there import there

LEFT = Qt.MouseButton.LeftButton


def explain_more(request: PredictionRequest) -> Prediction:
    """The fake network, told what its cells see and what its one layer makes."""
    one = explain(request)
    pixels = 2 * np.arange(14)[:, None] + np.array([0, 2])
    field = ReceptiveField(np.clip(pixels + np.array([-3, 3]), 0, 28), pixels)
    layer = LayerOutput("AveragePooling2D, 2×2", (14, 14, 3), 12_345, one.features)
    return replace(
        one,
        convolution=ConvolutionFeatures(one.features, field),
        layers=(layer,) if request.layers else (),
    )


@pytest.fixture
def opened(make_desk: Callable[..., Desk], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A window with a sample and the dock open."""
    monkeypatch.setattr(conftest, "explain", explain_more)
    desk = make_desk()
    draw_one(qtbot, desk)
    qtbot.keyClick(desk.window, Qt.Key.Key_D)
    settle()
    return desk


def settle() -> None:
    """Let everything be shown that is shown as soon as there is time."""
    for _ in range(5):
        QApplication.processEvents()


def state(desk: Desk) -> Decomposition:
    return desk.workspace.decomposition


def order(desk: Desk) -> list[int]:
    contributions = state(desk).contributions
    assert contributions is not None
    found: list[int] = contributions.order.tolist()
    return found


def tiles(desk: Desk) -> Tiles:
    found = desk.child("channelGrid")
    assert isinstance(found, Tiles)
    return found


def click(qtbot: QtBot, desk: Desk, channel: int) -> None:
    grid = tiles(desk)
    qtbot.mouseClick(grid, LEFT, pos=grid.place_of(channel).center())
    settle()


def text(desk: Desk, name: str) -> str:
    label = desk.child(name)
    assert isinstance(label, QLabel)
    return label.text()


# The dock


def test_that_a_key_opens_and_closes_it_and_the_menu_tells(
    make_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = make_desk()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    dock, action = desk.child("decompositionDock"), desk.window.actions_["decomposition"]
    assert isinstance(dock, DrawerPage)
    assert dock.content is None  # most starts never see it
    assert not action.isChecked()
    qtbot.keyClick(desk.window, Qt.Key.Key_D)
    assert dock.isVisible()
    assert action.isChecked()
    qtbot.mouseClick(desk.child("drawerCloseButton"), LEFT)
    assert not action.isChecked()
    action.trigger()
    assert dock.isVisible()
    qtbot.keyClick(desk.window, Qt.Key.Key_D)
    assert not dock.isVisible()


def test_that_in_a_presentation_its_terms_stand_on_the_stage(opened: Desk) -> None:
    present = opened.window.actions_["presentation"]
    present.trigger()
    settle()
    assert opened.child("termsRow").isVisible()
    assert opened.child("drawCanvas").isVisible()
    assert not opened.child("decompositionDock").isVisible()
    present.trigger()
    settle()
    assert opened.child("decompositionDock").isVisible()
    assert not opened.child("termsRow").isVisible()


def test_that_no_word_in_it_is_cut_off(opened: Desk, qtbot: QtBot) -> None:
    click(qtbot, opened, order(opened)[0])
    opened.document.set_pointer((15, 9))
    settle()
    checked = []
    for label in opened.child("decompositionDock").findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            assert label.sizeHint().width() <= label.width(), label.text()
            place = QRect(label.mapTo(opened.window, QPoint(0, 0)), label.size())
            assert opened.window.rect().contains(place), label.text()
            checked.append(label.objectName())
    assert {
        "channelFactorValue",
        "channelLabel",
        "sumLabel",
        "cellLabel",
        "ledgerTerms",
        "ledgerCheck",
    } <= set(checked)


def test_that_without_ink_it_shows_nothing(opened: Desk, qtbot: QtBot) -> None:
    opened.window.actions_["clear"].trigger()
    settle()
    assert text(opened, "ledgerCheck") == ""
    assert not opened.child("channelFactorSlider").isEnabled()
    qtbot.mouseClick(tiles(opened), LEFT, pos=QPoint(10, 10))
    qtbot.keyClick(tiles(opened), Qt.Key.Key_Right)
    assert opened.document.ablation is None


# Channels


def test_that_what_is_empty_has_a_name_of_its_own(opened: Desk, qtbot: QtBot) -> None:
    assert opened.child("ledgerChart").accessibleName().startswith("Score breakdown:")
    opened.window.actions_["clear"].trigger()
    settle()
    for name in ("channelFeature", "channelContribution", "channelSum", "channelTotal"):
        assert opened.child(name).accessibleName() == "No map"
    assert opened.child("ledgerChart").accessibleName() == "No score breakdown"


def test_that_a_click_shows_a_channel_and_leaves_the_sum_as_it_is(
    opened: Desk, qtbot: QtBot
) -> None:
    for channel in order(opened):
        click(qtbot, opened, channel)
        assert text(opened, "channelLabel").startswith(f"<b>Channel {channel}</b>")
        assert text(opened, "sumLabel") == "all 3"
        assert opened.child("channelSumSlider").value() == 3


def test_that_the_slider_lets_the_sum_grow_and_leaves_the_channel_as_it_is(
    opened: Desk, qtbot: QtBot
) -> None:
    last = order(opened)[2]
    click(qtbot, opened, last)
    slider, found = opened.child("channelSumSlider"), there(state(opened).contributions)
    for count, key in ((2, Qt.Key.Key_Left), (1, Qt.Key.Key_Left), (2, Qt.Key.Key_Right)):
        qtbot.keyClick(slider, key)
        off = np.abs(found.maps[order(opened)[:count]].sum(axis=0) - found.total).max()
        assert text(opened, "sumLabel") == f"{count} of 3, off by {off:.2f}"
        assert (
            opened.child("sumLabel")
            .toolTip()
            .startswith(f"Last channel added: {order(opened)[count - 1]};")
        )
        assert opened.child("channelSum").accessibleName() == f"Sum of {count}"
        assert state(opened).channel == last
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert text(opened, "sumLabel") == "all 3"


def test_that_keys_go_from_channel_to_channel_and_switch(opened: Desk, qtbot: QtBot) -> None:
    grid, (first, second, third) = tiles(opened), order(opened)
    click(qtbot, opened, first)
    keys = (
        (Qt.Key.Key_Right, second),
        (Qt.Key.Key_End, third),
        (Qt.Key.Key_Right, third),
        (Qt.Key.Key_Home, first),
        (Qt.Key.Key_Left, first),
    )
    for key, expected in keys:
        qtbot.keyClick(grid, key)
        assert state(opened).channel == expected
    assert f"channel {first}:" in grid.accessibleDescription()
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert state(opened).factor(first) == 0


def test_that_pointing_at_a_channel_shows_it_until_the_pointer_leaves(
    opened: Desk, qtbot: QtBot
) -> None:
    first, second, _ = order(opened)
    click(qtbot, opened, first)
    grid = tiles(opened)
    qtbot.mouseMove(grid, grid.place_of(second).center())
    assert text(opened, "channelLabel").startswith(f"<b>Channel {second}</b>")
    assert state(opened).channel == first
    assert not opened.child("channelSwitch").isEnabled()  # it acts on the chosen channel
    assert not opened.child("channelFactorSlider").isEnabled()
    state(opened).point_at(None)
    assert opened.child("channelSwitch").isEnabled()
    assert text(opened, "channelLabel").startswith(f"<b>Channel {first}</b>")


def test_that_the_box_orders_the_channels(opened: Desk) -> None:
    box = opened.child("channelOrderBox")
    assert isinstance(box, QComboBox)
    assert [box.itemData(place) for place in range(box.count())] == [
        "contribution",
        "index",
        "magnitude",
    ]
    box.setCurrentIndex(1)
    settle()
    assert order(opened) == [0, 1, 2]
    places = [tiles(opened).place_of(channel).left() for channel in (0, 1, 2)]
    assert places == sorted(places)


def test_that_pointing_at_a_cell_ranks_the_channels_and_shows_what_it_sees(
    opened: Desk, qtbot: QtBot
) -> None:
    total = opened.child("channelTotal")
    assert isinstance(total, MapPicture)
    square = total.square()
    place = square.topLeft() + (square.bottomRight() - square.topLeft()) * (4.5 / 14)
    qtbot.mouseMove(total, place.toPoint())
    assert state(opened).cell == (4, 4)
    assert opened.document.pointer == (9, 9)
    assert text(opened, "cellLabel").startswith("(4, 4): ")
    ranked = state(opened).ranked
    assert ranked is not None
    assert list(tiles(opened).ranked) == ranked.tolist()
    patch = there(opened.window.findChild(InputView)).patch
    assert patch.isVisible()
    assert patch.rect().getRect() == (8, 5, 2, 8)
    assert opened.child("readoutLabel").text().endswith("sees 2 × 8")
    opened.document.set_pointer(None)
    assert not patch.isVisible()
    assert text(opened, "cellLabel").startswith("Point at a cell")


def test_that_arrow_keys_point_at_cells(opened: Desk, qtbot: QtBot) -> None:
    total = opened.child("channelTotal")
    total.setFocus()
    qtbot.keyClick(total, Qt.Key.Key_Down)
    assert state(opened).cell == (7, 7)
    qtbot.keyClick(total, Qt.Key.Key_Right)
    assert state(opened).cell == (7, 8)
    tiles(opened).setFocus()
    assert opened.document.pointer is None


def test_that_only_tiles_that_changed_are_painted(
    opened: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    grid = tiles(opened)
    click(qtbot, opened, order(opened)[0])
    settle()
    painted: list[QRect] = []
    original = grid.paint_tile

    def spy(painter: QPainter, place: QRect, *others: Any) -> None:
        painted.append(place)
        original(painter, place, *others)

    monkeypatch.setattr(grid, "paint_tile", spy)
    opened.child("channelFactorSlider").setValue(50)
    settle()
    assert painted == [grid.place_of(order(opened)[0])]
    painted.clear()
    opened.document.choose_class((opened.document.class_index + 1) % 10)
    settle()
    assert len(painted) == 3


# The score breakdown


def test_that_both_sides_are_told_to_agree(opened: Desk) -> None:
    score_breakdown = state(opened).score_breakdown
    assert score_breakdown is not None
    assert text(opened, "ledgerCheck").startswith("✓ both equal S")
    assert text(opened, "ledgerCheck").endswith(
        f" to within {magnitude(score_breakdown.disagreement)}"
    )


def test_that_a_disagreement_stands_out(opened: Desk) -> None:
    original = opened.document.original
    assert original is not None
    opened.document.set_prediction(replace(original, logits=original.logits + np.float32(0.5)))
    settle()
    label = opened.child("ledgerCheck")
    assert text(opened, "ledgerCheck").startswith("✗")
    palette = label.palette()
    assert palette.color(label.foregroundRole()) == theme.wrong_colour(palette)


def test_that_it_answers_why_this_and_not_that(opened: Desk) -> None:
    opened.document.choose_class(9)
    settle()
    box = opened.child("againstBox")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText("Why 9 and not 4?"))
    settle()
    score_breakdown, prediction = state(opened).score_breakdown, opened.document.prediction
    assert score_breakdown is not None
    assert prediction is not None
    assert score_breakdown.score == pytest.approx(
        float(prediction.logits[9] - prediction.logits[4])
    )
    assert text(opened, "ledgerTerms").startswith("Δb + Σ Δw F = ")
    opened.document.choose_class(4)
    settle()
    assert box.currentText() == "Why 4?"


def test_that_weights_and_the_pointed_value_are_called_differences_where_they_are(
    opened: Desk, painted: Painted
) -> None:
    def shown() -> tuple[str, str, str, str]:
        opened.document.set_pointer((7.0, 7.0))
        settle()
        painted.clear()
        opened.child("channelGrid").grab()
        opened.child("channelContribution").grab()
        texts = [text for text, *_ in painted]
        weights = {each for each in texts if each in ("w", "Δw")}
        map_ = next(each for each in texts if each.endswith(("f₀", "f₁")))
        heading = text(opened, "channelLabel")
        return ",".join(weights), map_.split()[0], heading, text(opened, "cellLabel")

    opened.document.choose_class(9)
    state(opened).choose(0)
    weight, map_, heading, cell = shown()
    assert (weight, map_) == ("w", "w")
    assert "× w " in heading
    assert cell.startswith("(3, 3): ")
    state(opened).set_against(4)
    weight, map_, heading, cell = shown()
    assert (weight, map_) == ("Δw", "Δw")
    assert "× Δw " in heading
    assert cell.startswith("ΔM (3, 3): ")
    assert "difference of weights" in opened.child("channelGrid").accessibleDescription()


def test_that_the_first_questions_are_about_the_class_that_is_read(opened: Desk) -> None:
    box, document = opened.child("againstBox"), opened.document
    assert document.prediction is not None
    read, runner_up, *rest = (-document.prediction.logits).argsort().tolist()
    document.choose_class(read)
    settle()
    questions = [box.itemText(place) for place in range(box.count())]
    assert questions[:2] == [f"Why {read}?", f"Why {read} and not {runner_up}?"]
    assert questions[2:] == [f"Why {read} and not {other}?" for other in sorted(rest)]
    assert box.currentText() == f"Why {read}?"

    other = rest[-1]
    document.choose_class(other)
    settle()
    assert box.itemText(0) == f"Why {read} and not {other}?"
    assert box.currentText() == box.itemText(1) == f"Why {other}?"
    box.setCurrentIndex(0)
    settle()
    assert document.class_index == read
    assert state(opened).against == other
    assert box.currentText() == f"Why {read} and not {other}?"
    document.set_prediction(None)
    settle()
    assert box.currentText() == f"Why {read} and not {other}?"


def test_that_a_click_with_shift_asks_why_a_class_is_not_read(desk: Desk, qtbot: QtBot) -> None:
    draw_one(qtbot, desk)
    document, decomposition = desk.document, desk.workspace.decomposition
    read = there(document.prediction).predicted
    other = 3 if read != 3 else 4
    button = desk.child(f"classButton{other}")
    assert f"Shift+click: why was another class predicted, and not {other}?" in button.toolTip()
    document.decomposition.change(page=1)
    document.choose_class(5 if read != 5 else 6)
    qtbot.mouseClick(button, LEFT, Qt.KeyboardModifier.ShiftModifier)
    assert desk.window.side_panels.is_open("decomposition")
    assert desk.page("decomposition").currentIndex() == 0
    assert (document.class_index, decomposition.against) == (read, other)
    assert [one.isChecked() for one in desk.window.central.classes.buttons].index(True) == read
    settle()
    assert desk.child("againstBox").currentText() == f"Why {read} and not {other}?"

    desk.page("decomposition").setCurrentIndex(1)
    qtbot.mouseClick(desk.child(f"classButton{read}"), LEFT, Qt.KeyboardModifier.ShiftModifier)
    assert desk.page("decomposition").currentIndex() == 0
    assert (document.class_index, decomposition.against) == (read, None)

    qtbot.mouseClick(button, LEFT)
    assert document.class_index == other


def test_that_bars_stand_where_the_sum_stands(opened: Desk, qtbot: QtBot) -> None:
    chart, score_breakdown = opened.child("ledgerChart"), state(opened).score_breakdown
    assert isinstance(chart, Waterfall)
    assert score_breakdown is not None
    bars = chart.bars()
    assert len(bars) == 5
    span = max(0, score_breakdown.totals.max()) - min(0, score_breakdown.totals.min())
    for bar, term in zip(bars[1:-1], score_breakdown.terms, strict=True):
        assert bar.height() == pytest.approx(
            max(2, abs(term) / span * chart.chart_area().height()), abs=1e-3
        )
    middle = bars[2].center().toPoint()
    qtbot.mouseClick(chart, LEFT, pos=middle)
    assert state(opened).channel == order(opened)[1]
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert state(opened).channel == order(opened)[0]


# What if


def test_that_an_ablated_model_is_told_and_one_click_leads_back(opened: Desk, qtbot: QtBot) -> None:
    banner = opened.child("alteredBanner")
    assert not banner.isVisible()
    first, second, _ = order(opened)
    score = there(opened.document.prediction).logits.copy()
    requests = len(opened.requests)
    click(qtbot, opened, first)
    qtbot.mouseClick(opened.child("channelSwitch"), LEFT, pos=QPoint(8, 8))
    assert banner.isVisible()
    assert text(opened, "alteredLabel") == "Modified model: 1 channel switched off"
    assert not np.array_equal(there(opened.document.prediction).logits, score)
    grid = tiles(opened)
    qtbot.mouseDClick(grid, LEFT, pos=grid.place_of(second).center())
    assert text(opened, "alteredLabel") == "Modified model: 2 channels switched off"
    click(qtbot, opened, first)
    opened.child("channelFactorSlider").setValue(150)
    settle()
    assert text(opened, "channelFactorValue") == "× 1.50"
    assert (
        text(opened, "alteredLabel") == "Modified model: 1 channel switched off, 1 channel scaled"
    )
    qtbot.mouseClick(opened.child("backToModelButton"), LEFT)
    settle()
    assert not banner.isVisible()
    assert np.array_equal(there(opened.document.prediction).logits, score)
    assert opened.child("channelFactorSlider").value() == 100
    assert opened.child("channelSwitch").isChecked()
    assert len(opened.requests) == requests  # the network was never asked


def test_that_the_words_of_the_banner_stand_out() -> None:
    assert contrast(ABLATED_TEXT, ABLATED) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("value", [-1, 0, 1])
def test_that_numbers_stand_out_from_their_grounds(dark: bool, value: int) -> None:
    palette = theme.palette(dark)
    for role in ("Window", "Midlight"):  # a tile outside of the sum, and one in it
        ground = palette.color(getattr(palette.ColorRole, role))
        assert contrast(theme.sign_colour(palette, value), ground) >= 4.5


# Layer by layer


def test_that_layers_are_shown_once_somebody_looks(opened: Desk, qtbot: QtBot) -> None:
    assert not any(request.layers for request in opened.requests)
    tabs = opened.child("decompositionTabs")
    assert isinstance(tabs, QTabWidget)
    tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: opened.requests[-1].layers)
    qtbot.waitUntil(lambda: bool(opened.document.prediction and opened.document.prediction.layers))
    settle()
    names = [opened.child(f"layerButton{place}").accessibleName() for place in range(4)]
    assert names == [
        "Input: 28×28×1, parameters: 0",
        "AveragePooling2D, 2×2: 14×14×3, parameters: 12345",
        "GAP, mean F: 3, parameters: 0",
        "Dense, score S: 10, parameters: 40",
    ]
    qtbot.mouseClick(opened.child("layerButton1"), LEFT)
    whole = "AveragePooling2D, 2×2  ·  14×14×3  ·  12,345 parameters"
    assert whole in (text(opened, "layerLabel"), opened.child("layerLabel").toolTip())
    opened.child("layerButton3").setFocus()
    qtbot.keyClick(opened.child("layerButton3"), Qt.Key.Key_Space)
    assert text(opened, "layerLabel").startswith("Dense, score S  ·  10")
    tabs.setCurrentIndex(0)
    opened.window.actions_["random"].trigger()
    qtbot.waitUntil(lambda: opened.document.is_current)
    assert not opened.requests[-1].layers


# For keyboards and assistive programs


def test_that_every_control_can_be_reached_and_has_a_name(opened: Desk) -> None:
    named = []
    for name in (
        *("channelOrderBox", "channelGrid", "channelSwitch", "channelFactorSlider"),
        *("channelFeature", "channelContribution", "channelSum", "channelTotal"),
        *("channelSumSlider", "againstBox", "ledgerChart"),
    ):
        widget = opened.child(name)
        assert isinstance(widget, QWidget)
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, name
        named.append(widget.accessibleName() or widget.property("text"))
    assert all(named)
    assert len(set(named)) == len(named)
