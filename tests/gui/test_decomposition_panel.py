"""The decomposition's panel by itself, as narrow as a drawer, with a real network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from camviewer.common.arrays import Array
from camviewer.controllers.decomposition import Decomposition
from camviewer.controllers.sample import Controller
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.drawing import Drawing
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.document import Document
from camviewer.document.stage import Model
from camviewer.gui import theme
from camviewer.gui.decomposition.decomposition_panel import DecompositionPanel
from camviewer.gui.decomposition.formula_legend import FormulaLegend
from camviewer.gui.decomposition.layer_picture import LayerPicture
from camviewer.gui.decomposition.product_table import ProductTable
from camviewer.gui.decomposition.symbols import Symbol
from camviewer.gui.decomposition.term_picture import TermPicture
from camviewer.gui.decomposition.terms_row import TermsRow
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import Prediction
from camviewer.networks.architectures import graph_of
from camviewer.networks.formats import model_file
from camviewer.networks.graph import GraphBuilder
from tests.engines import weights_for
from tests.there import there

LEFT = Qt.MouseButton.LeftButton
BODY, POINTS = 13, 72  # pixels of the usual text; points of an inch
NAMES = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker")
LONG = (*NAMES, "Bag with a handle", "Ankle boot")


class Shown:
    """A panel, and what it shows."""

    def __init__(
        self, qtbot: QtBot, prediction: Prediction, class_names: tuple[str, ...] = ()
    ) -> None:
        self.document = Document()
        if class_names:
            path = model_file.bundled()["lecture"]
            card = replace(model_file.read_card(path), class_names=class_names)
            self.document.add_model(Model(path, card))
            self.document.set_model(self.document.models[0])
        self.document.set_content(CanvasContent(Drawing(prediction.image)))
        self.document.set_prediction(prediction)
        self.decomposition = Decomposition(self.document)
        # The prediction tells about the layers already: nobody has to be asked for them.
        explaining = SimpleNamespace(want_layers=lambda _wanted: None)
        controller = cast(Controller, SimpleNamespace(explaining=explaining))
        self.panel = DecompositionPanel(self.document, controller, self.decomposition)
        qtbot.addWidget(self.panel)

    def show(self, qtbot: QtBot, page: int = 0, size: tuple[int, int] = (340, 640)) -> None:
        self.panel.setCurrentIndex(page)
        self.panel.resize(*size)
        self.panel.show()
        qtbot.waitExposed(self.panel)
        settle()

    def child(self, name: str) -> Any:
        (found,) = self.panel.findChildren(QWidget, name)
        return found

    def text(self, name: str) -> str:
        label = self.child(name)
        assert isinstance(label, QLabel)
        return label.text()


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def sample_with(*pixels: tuple[int, int, float]) -> Array:
    sample = np.zeros((28, 28), np.float32)
    for row, column, value in pixels:
        sample[row, column] = value
    return sample


def lecture() -> Prediction:
    """What the lecture's network, with random weights, makes of a bar."""
    graph = graph_of("lecture")
    sample = np.zeros((28, 28), np.float32)
    sample[6:22, 12:16] = 1
    return Engine(graph, weights_for(graph, 1), "random").predict(sample, with_layers=True)


def two_convolutions() -> Prediction:
    """Two input channels, f and -2 f, behind kernels of ones and one of a single weight."""
    builder = GraphBuilder(DIGIT_SPEC)
    builder.add("Conv2D", filters=2, kernel_size=1, use_bias=False)
    builder.add("Conv2D", filters=1, kernel_size=3, padding="same", activation="relu")
    builder.add("GlobalAveragePooling2D")
    builder.add("Dense", units=10)
    graph = builder.graph()
    weights = weights_for(graph, 1)
    weights[0] = np.array([1, -2], np.float32).reshape(1, 1, 1, 2)
    weights[1] = np.ones((3, 3, 2, 1), np.float32)
    weights[1][:, :, 1] = 0
    weights[1][1, 1, 1, 0] = -0.25
    weights[2] = np.array([0.125], np.float32)
    sample = sample_with((0, 0, 0.5), (0, 1, 0.25), (20, 20, 1))
    return Engine(graph, weights, "by hand").predict(sample, with_layers=True)


@pytest.fixture
def body(qapp: QApplication) -> Iterator[None]:
    """Text as large as on a usual screen."""
    theme.install(qapp, "light")
    usual = theme.text_size()
    screen = qapp.primaryScreen()
    theme.set_text_size(BODY * POINTS / screen.logicalDotsPerInch())
    yield
    theme.set_text_size(usual)


@pytest.fixture
def shown(body: None, qtbot: QtBot) -> Shown:
    """The panel of the lecture's network."""
    return Shown(qtbot, lecture())


# Room


def test_that_a_narrow_drawer_shows_all_of_the_first_page(shown: Shown, qtbot: QtBot) -> None:
    shown.show(qtbot)
    scroll = shown.child("channelsScroll")
    assert isinstance(scroll, QScrollArea)
    assert shown.panel.minimumSizeHint().width() <= 340
    assert scroll.verticalScrollBar().maximum() == scroll.horizontalScrollBar().maximum() == 0
    for name in ("formulaLegend", "channelFeature", "channelTotal", "channelSumSlider"):
        assert_in_sight(shown, shown.child(name))
    for name in ("ledgerChart", "ledgerCheck", "sumLabel"):
        assert_in_sight(shown, shown.child(name))


def test_that_a_narrow_drawer_shows_a_kernel_of_three_by_three(shown: Shown, qtbot: QtBot) -> None:
    shown.show(qtbot, page=1)
    shown.panel.layers.choose(3)
    settle()
    for name in ("layerPicture", "kernelTable", "kernelInput", "kernelOutput", "kernelSum"):
        assert_in_sight(shown, shown.child(name))


def assert_in_sight(shown: Shown, widget: QWidget) -> None:
    """All of a widget can be seen: nothing that holds it cuts it."""
    assert widget.isVisible()
    holder = widget.parentWidget()
    while holder is not None:
        place = QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size())
        assert holder.rect().contains(place), (widget.objectName(), holder.objectName(), place)
        holder = holder.parentWidget() if holder is not shown.panel else None


@pytest.mark.parametrize("page", [0, 1])
def test_that_no_text_is_smaller_than_12_pixels(
    shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    sizes: dict[str, int] = {}
    draw = QPainter.drawText

    def watch(painter: QPainter, *arguments: Any) -> Any:
        text = next(each for each in arguments if isinstance(each, str))
        sizes[text] = painter.fontInfo().pixelSize()
        return draw(painter, *arguments)

    monkeypatch.setattr(QPainter, "drawText", watch)
    shown.show(qtbot, page=page)
    shown.panel.layers.choose(3)
    settle()
    shown.panel.grab()
    expected = {0: {"F", "w", "b", "fₖ", "="}, 1: {"×", "Conv2D 64", "Input"}}
    assert expected[page] <= set(sizes)
    assert min(sizes.values()) >= 12
    for label in shown.panel.findChildren(QLabel):
        assert label.fontInfo().pixelSize() >= 12


def test_that_long_names_are_told_whole(body: None, qtbot: QtBot) -> None:
    shown = Shown(qtbot, lecture(), LONG)
    shown.show(qtbot)
    shown.document.choose_class(8)
    shown.decomposition.set_against(0)
    settle()
    box = shown.child("againstBox")
    assert box.shown_text() == box.currentText() == "Why Bag with a handle and not T-shirt/top?"
    assert (
        box.mapTo(shown.panel, QPoint(0, 0)).y()
        > there(box.parentWidget()).mapTo(shown.panel, QPoint(0, 0)).y()
    )  # below its label
    assert shown.child("channelTotal").accessibleName() == "ΔM"
    shown.decomposition.set_against(None)
    settle()
    assert shown.child("channelTotal").accessibleName() == "M"
    assert box.currentText() == "Why Bag with a handle?"
    assert shown.text("ledgerTerms").startswith("b + Σ w F = ")
    for name in ("ledgerTerms", "ledgerMap", "ledgerCheck"):
        label = shown.child(name)
        assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()


# Symbols


def point_at(qtbot: QtBot, shown: Shown, symbol: Symbol) -> None:
    legend = shown.child("formulaLegend")
    assert isinstance(legend, FormulaLegend)
    qtbot.mouseMove(legend, legend.place_of(symbol).center().toPoint())
    settle()


def highlighted(shown: Shown) -> set[str]:
    pictures = shown.panel.findChildren(TermPicture)
    return {picture.objectName() for picture in pictures if picture.highlighted}


@pytest.mark.parametrize(
    ("symbol", "pictures", "bars"),
    [
        (Symbol.FEATURE, {"channelFeature", "channelContribution"}, 0),
        (Symbol.POOLED, set(), 0),
        (Symbol.WEIGHT, {"channelContribution"}, 0),
        (Symbol.SUM, {"channelSum"}, 1),
        (Symbol.BIAS, set(), 1),
        (Symbol.SCORE, set(), 1),
        (Symbol.MAP, {"channelTotal"}, 0),
    ],
)
def test_that_a_symbol_that_is_pointed_at_is_highlighted(
    shown: Shown, qtbot: QtBot, symbol: Symbol, pictures: set[str], bars: int
) -> None:
    shown.show(qtbot)
    before = shown.child("channelGrid").grab().toImage()
    point_at(qtbot, shown, symbol)
    assert highlighted(shown) == pictures
    assert len(shown.child("ledgerChart").highlighted_places()) == bars
    tiles_change = symbol in (Symbol.FEATURE, Symbol.POOLED, Symbol.WEIGHT)
    assert (shown.child("channelGrid").grab().toImage() != before) == tiles_change
    in_heading = symbol in (Symbol.POOLED, Symbol.WEIGHT)
    assert ("background-color" in shown.text("channelLabel")) == in_heading
    shown.panel.channels.highlight.point_at(frozenset())
    assert highlighted(shown) == set()


def test_that_the_bar_of_the_bias_and_that_of_the_score_are_told_apart(
    shown: Shown, qtbot: QtBot
) -> None:
    shown.show(qtbot)
    chart = shown.child("ledgerChart")
    for symbol, bar in ((Symbol.BIAS, 0), (Symbol.SCORE, -1)):
        point_at(qtbot, shown, symbol)
        (place,) = chart.highlighted_places()
        assert place.contains(chart.bars()[bar].center())
    shown.decomposition.grow(5)
    point_at(qtbot, shown, Symbol.SUM)
    (place,) = chart.highlighted_places()
    assert place.left() < chart.bars()[1].left()
    assert place.right() == pytest.approx(chart.bars()[5].right() + 3)


def test_that_a_picture_that_is_pointed_at_highlights_its_symbol(
    shown: Shown, qtbot: QtBot
) -> None:
    shown.show(qtbot)
    qtbot.mouseMove(shown.child("channelTotal"))
    assert shown.panel.channels.highlight.symbols == {Symbol.MAP}
    qtbot.mouseMove(shown.child("channelContribution"))
    assert shown.panel.channels.highlight.symbols == {Symbol.WEIGHT, Symbol.FEATURE}


def test_that_arrow_keys_go_from_symbol_to_symbol_and_explain_it(
    shown: Shown, qtbot: QtBot
) -> None:
    shown.show(qtbot)
    legend, highlight = shown.child("formulaLegend"), shown.panel.channels.highlight
    highlight.point_at(frozenset())
    for symbol in Symbol:
        qtbot.keyClick(legend, Qt.Key.Key_Right)
        assert highlight.symbols == {symbol}
        assert legend.accessibleDescription().startswith(f"{symbol}, {highlight.name(symbol)}:")
    qtbot.keyClick(legend, Qt.Key.Key_Left)
    assert highlight.symbols == {Symbol.SCORE}
    for symbol in Symbol:
        assert highlight.explanation(symbol) in legend.whatsThis()


# Layer by layer


@pytest.fixture
def by_hand(body: None, qtbot: QtBot) -> Shown:
    """The panel of the network with two convolutions, the second one chosen."""
    shown = Shown(qtbot, two_convolutions())
    shown.show(qtbot, page=1)
    shown.panel.layers.choose(2)
    settle()
    return shown


def click(qtbot: QtBot, shown: Shown, row: int, column: int, channel: int = 0) -> None:
    large = shown.child("layerPicture")
    assert isinstance(large, LayerPicture)
    qtbot.mouseClick(large, LEFT, pos=large.place_of((row, column, channel)).center().toPoint())
    settle()


def sums(shown: Shown) -> list[str]:
    names = ("kernelChannel", "kernelOthers", "kernelBias", "kernelSum", "kernelResult")
    return [shown.text(name) for name in names]


def test_that_a_click_shows_kernel_and_patch_number_by_number(by_hand: Shown, qtbot: QtBot) -> None:
    by_hand.show(qtbot, page=1, size=(700, 640))
    click(qtbot, by_hand, 0, 0)
    table = by_hand.child("kernelTable")
    assert isinstance(table, ProductTable)
    zero = ("0.000", "1.000", "0.000")
    assert table.texts == [
        [zero, zero, zero],
        [zero, ("0.500", "1.000", "0.500"), ("0.250", "1.000", "0.250")],
        [zero, zero, zero],
    ]
    # 0.5 + 0.25 of channel 0, -1 × -0.25 of channel 1
    assert sums(by_hand) == ["+0.750", "+0.250", "+0.125", "+1.125", "1.125"]
    assert by_hand.text("kernelNote").startswith("Hatched: outside the input")
    assert by_hand.text("kernelLabel") == "Channel 0 at (0, 0)"


def test_that_a_box_chooses_the_input_channel(by_hand: Shown, qtbot: QtBot) -> None:
    by_hand.show(qtbot, page=1, size=(700, 640))
    click(qtbot, by_hand, 0, 0)
    box = by_hand.child("kernelChannelBox")
    assert [box.itemText(place) for place in range(box.count())] == ["0: +0.750", "1: +0.250"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    settle()
    assert by_hand.child("kernelTable").texts[1][1] == ("−1.000", "−0.250", "0.250")
    assert sums(by_hand) == ["+0.250", "+0.750", "+0.125", "+1.125", "1.125"]
    click(qtbot, by_hand, 20, 20)  # there the other one adds more, but this one was chosen
    assert box.currentText() == "1: +0.500"
    assert sums(by_hand) == ["+0.500", "+1.000", "+0.125", "+1.625", "1.625"]
    assert by_hand.text("kernelNote") == ""


def test_that_keys_and_the_map_of_the_channel_go_to_other_cells(
    by_hand: Shown, qtbot: QtBot
) -> None:
    assert by_hand.text("kernelLabel") == "Channel 0 at (20, 20)"  # where it puts out most
    large = by_hand.child("layerPicture")
    qtbot.keyClick(large, Qt.Key.Key_Left)
    qtbot.keyClick(large, Qt.Key.Key_Down)
    assert by_hand.text("kernelLabel") == "Channel 0 at (19, 21)"
    qtbot.keyClick(large, Qt.Key.Key_PageDown)  # there is one channel only
    assert by_hand.text("kernelLabel") == "Channel 0 at (19, 21)"
    made = by_hand.child("kernelOutput")
    qtbot.mouseMove(made)  # pointing chooses nothing
    assert by_hand.text("kernelLabel") == "Channel 0 at (19, 21)"
    square = made.square()
    qtbot.mouseClick(made, LEFT, pos=square.topLeft().toPoint() + QPoint(1, 1))
    assert by_hand.text("kernelLabel") == "Channel 0 at (0, 0)"
    qtbot.keyClick(made, Qt.Key.Key_Right)
    assert by_hand.text("kernelLabel") == "Channel 0 at (1, 0)"


def test_that_an_ablated_channel_is_told_to_be_one(by_hand: Shown, qtbot: QtBot) -> None:
    by_hand.decomposition.set_factor(0, 0.4)
    settle()
    assert sums(by_hand)[3:] == ["+1.625", "0.650"]
    assert "ReLU × 0.40" in {label.text() for label in by_hand.panel.findChildren(QLabel)}


def test_that_a_table_that_is_too_wide_scrolls_by_itself(body: None, qtbot: QtBot) -> None:
    builder = GraphBuilder(DIGIT_SPEC)
    builder.add("Conv2D", filters=2, kernel_size=9, activation="relu")
    builder.add("GlobalAveragePooling2D")
    builder.add("Dense", units=10)
    graph = builder.graph()
    sample = sample_with((14, 14, 1))
    one = Engine(graph, weights_for(graph, 1), "wide").predict(sample, with_layers=True)
    shown = Shown(qtbot, one)
    shown.show(qtbot, page=1)
    shown.panel.layers.choose(1)
    settle()
    table, scroll = shown.child("kernelTable"), shown.child("kernelScroll")
    assert table.width() > shown.panel.width()
    assert scroll.horizontalScrollBar().maximum() == 0
    assert there(table.parentWidget()).height() == table.height()


def test_that_no_other_layer_has_a_kernel(shown: Shown, qtbot: QtBot) -> None:
    shown.show(qtbot, page=1)
    names = {0: False, 1: True, 2: False, 3: True, 4: False, 5: False}
    for layer, is_there in names.items():
        shown.panel.layers.choose(layer)
        settle()
        assert shown.child("kernelScroll").isVisible() == is_there, layer
        assert (shown.child("layerPicture").focusPolicy() != Qt.FocusPolicy.NoFocus) == is_there


# The row of terms


def test_that_the_row_follows_what_is_looked_at(shown: Shown, qtbot: QtBot) -> None:
    row = TermsRow(shown.document, shown.decomposition)
    qtbot.addWidget(row)
    row.resize(1100, 280)
    row.show()
    qtbot.waitExposed(row)
    prediction, found = there(shown.document.prediction), there(shown.decomposition.contributions)
    channel = int(found.order[1])
    shown.decomposition.choose(channel)
    shown.decomposition.grow(2)
    settle()
    numbers = found.numbers[found.order[:2]]
    bias = prediction.bias[shown.document.class_index]
    whole = prediction.logits[shown.document.class_index] - bias
    told = [term.words[0] for term in row.terms]
    assert told[0].endswith(f" = {prediction.pooled[channel]:.2f}")
    assert told[1].endswith(f" = {numbers[1]:+.2f}".replace("-", "−"))
    assert told[2] == f"2 of 64: {numbers.sum():+.2f}".replace("-", "−")
    assert told[3] == f"S − b = {whole:+.2f}".replace("-", "−")
    assert all(text in row.accessibleName() for text in told)
    shown.document.set_content(CanvasContent())
    settle()
    assert list(row.terms) == []


def test_that_a_hidden_row_makes_nothing(shown: Shown, qtbot: QtBot) -> None:
    row = TermsRow(shown.document, shown.decomposition)
    qtbot.addWidget(row)
    shown.decomposition.grow(3)
    settle()
    assert row.accessibleName() == ""
    row.show()
    qtbot.waitExposed(row)
    assert "3 of 64" in row.accessibleName()


@pytest.mark.parametrize("size", [(1100, 280), (800, 320), (1500, 420), (700, 200)])
def test_that_its_pictures_are_alike_and_inside_of_it(
    shown: Shown, qtbot: QtBot, size: tuple[int, int]
) -> None:
    row = TermsRow(shown.document, shown.decomposition)
    qtbot.addWidget(row)
    row.resize(*size)
    row.show()
    qtbot.waitExposed(row)
    places = row.places()
    assert len(places) == 4
    for place in places:
        assert place.width() == pytest.approx(place.height())  # as the grid is
        assert place.width() == pytest.approx(places[0].width())
        assert row.rect().contains(place.toAlignedRect().adjusted(1, 1, -1, -1))
    for left, right in pairwise(places):
        assert left.right() < right.left()
    assert places[0].width() >= 0.5 * min(size[1], size[0] / 4)


def test_that_its_pictures_stand_in_two_lines_where_it_is_narrow(
    shown: Shown, qtbot: QtBot
) -> None:
    row = TermsRow(shown.document, shown.decomposition)
    qtbot.addWidget(row)
    row.resize(410, 440)
    row.show()
    qtbot.waitExposed(row)
    first, second, third, fourth = row.places()
    assert first.right() < second.left()
    assert third.right() < fourth.left()
    assert first.top() == second.top() < first.bottom() < third.top() == fourth.top()
    for place in (first, second, third, fourth):
        assert row.rect().contains(place.toAlignedRect().adjusted(1, 1, -1, -1))
        assert place.width() == place.height() > 410 / 4


# Help


def test_that_every_control_has_a_tip(shown: Shown, qtbot: QtBot) -> None:
    shown.show(qtbot)
    for name in (
        *("channelOrderBox", "channelGrid", "channelSwitch", "channelFactorSlider"),
        *("channelFeature", "channelContribution", "channelSum", "channelTotal"),
        *("channelSumSlider", "againstBox", "kernelInput", "kernelOutput", "kernelChannelBox"),
    ):
        assert shown.child(name).toolTip(), name
    for name in ("formulaLegend", "channelGrid", "channelSumSlider", "ledgerChart", "againstBox"):
        assert shown.child(name).whatsThis(), name
