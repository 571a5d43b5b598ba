"""What the training's form and its plots look like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from camviewer.controllers.training import Status, Training, folder
from camviewer.controllers.training_job import Ended, Unsaved
from camviewer.data.dataset import ArraySplit, no_samples
from camviewer.document.settings import Settings
from camviewer.gui import theme
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.training.layer_table import LayerTable
from camviewer.gui.training.learning_curves import SHORTEST, LearningCurves, axis_end
from camviewer.gui.training.score_curves import ScoreCurves
from camviewer.gui.widgets.number_format import whole_percent
from camviewer.networks import store
from camviewer.networks.formats import model_file
from camviewer.networks.layer_summary import LayerSummary
from camviewer.training import run_folder
from camviewer.training.control import StopRequest
from camviewer.training.events import EpochDone, Progress
from camviewer.training.learning_curve import CurvePoint
from camviewer.training.recipes import RECIPES
from camviewer.training.run_folder import Unfinished
from tests.cut import cut_words
from tests.gui.conftest import Desk, PlayedJob
from tests.gui.test_window import contrast
from tests.there import there

SMALL = QSize(1366, 768)
PATIENCE = 30_000
MANY = [LayerSummary("BatchNormalization", "28×28×12", 1_000 + row) for row in range(40)]
LECTURE = [
    LayerSummary("Conv2D 32, 3×3, ReLU", "28×28×32", 320),
    LayerSummary("Dense 10, softmax", "10", 650),
]


# What can be trained on


def test_that_samples_without_a_training_part_or_labels_are_not_trained_on(desk: Desk) -> None:
    desk.page("train")
    train, estimate = desk.child("trainButton"), desk.child("trainingEstimate")
    usual = there(desk.document.dataset)
    images = usual.test.images
    plain = ArraySplit(len(images), lambda: (images, None), is_labelled=False)
    assert train.isEnabled()
    assert estimate.text().startswith("Takes ")
    for train_part, told in (
        (no_samples(usual.spec), "scans has no training part"),
        (plain, "scans (train) has no labels"),
    ):
        unfit = replace(usual, name="/tmp/scans", train=train_part)
        desk.document.set_dataset("/tmp/scans", unfit)
        assert not train.isEnabled()
        assert train.toolTip().startswith(told)
        assert estimate.text() == train.toolTip()
    assert desk.child("trainingDigits").text().startswith("20 of ")
    desk.document.set_dataset("/tmp/scans", replace(unfit, train=no_samples(usual.spec)))
    assert desk.child("trainingDigits").text().startswith("0 of ")
    desk.rebuild()
    desk.page("train")
    assert not desk.child("trainButton").isEnabled()
    desk.document.set_dataset("builtin", usual)
    assert desk.child("trainButton").isEnabled()
    assert desk.child("trainButton").toolTip().startswith("Train a network")
    assert desk.child("trainingEstimate").text().startswith("Takes ")


# The recipes


def test_that_every_recipe_says_what_it_is_for(desk: Desk) -> None:
    desk.page("train")
    box = desk.child("recipeBox")
    tips = []
    for name in RECIPES:
        box.setCurrentText(name)
        tips.append(box.toolTip())
    assert [box.itemText(place) for place in range(box.count())] == list(RECIPES)
    assert all(tips)
    assert len(set(tips)) == len(RECIPES)


# The layers


def open_training(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, layers: list[LayerSummary]
) -> LayerTable:
    """Open the training on a small screen; whatever is chosen is made of these layers."""
    controller = desk.controller

    def find(architecture: str) -> None:
        controller.layers_known.emit(architecture, layers)

    monkeypatch.setattr(controller, "find_layers", find)
    desk.window.resize(SMALL)
    desk.window.actions_["train"].trigger()
    QApplication.processEvents()
    layers = desk.page("train").training.form.layers
    assert isinstance(layers, LayerTable)
    return layers


def test_that_a_network_of_many_layers_does_not_make_the_window_grow(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = open_training(desk, monkeypatch, MANY)
    assert desk.window.size() == SMALL
    assert cut_words(desk.window) == []
    assert table.height() < table.sizeHint().height(), "it scrolls"
    assert table.verticalScrollBar().maximum() > 0
    assert "40,780" in desk.child("parameters").text()  # 40 * 1,000 + 0 + 1 + ... + 39


def test_that_few_layers_stand_there_whole_and_in_order(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = open_training(desk, monkeypatch, LECTURE)
    assert table.height() == table.sizeHint().height()
    assert table.verticalScrollBar().maximum() == 0
    texts = [
        [there(table.item(row, column)).text() for column in range(3)]
        for row in range(table.rowCount())
    ]
    assert texts == [
        ["Conv2D 32, 3×3, ReLU", "28×28×32", "320"],
        ["Dense 10, softmax", "10", "650"],
    ]


def test_that_the_layers_of_another_architecture_come_too_late(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = open_training(desk, monkeypatch, LECTURE)
    desk.controller.layers_known.emit("no such architecture", MANY)
    assert table.rowCount() == 2


def test_that_the_keyboard_goes_into_the_table_and_out_again(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    before, table, after = QLineEdit(), LayerTable(), QPushButton()
    for widget in (before, table, after):
        column.addWidget(widget)
    table.show_layers(LECTURE)
    with qtbot.waitActive(window):
        window.show()
    before.setFocus()
    for one, following in ((before, table), (table, after)):
        qtbot.keyClick(one, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is following
    heard = Qt.ItemDataRole.AccessibleTextRole
    titles = [there(table.horizontalHeaderItem(column)).data(heard) for column in range(3)]
    assert titles == ["Layer", "Output", "Parameters"]


def test_that_rows_grow_with_the_text(qtbot: QtBot, font_scaler: Callable[[float], None]) -> None:
    table = LayerTable()
    qtbot.addWidget(table)
    table.show_layers(LECTURE)
    table.show()
    before = table.sizeHint().height()
    font_scaler(2.0)
    assert table.sizeHint().height() > 1.7 * before
    assert table.rowHeight(0) >= table.fontMetrics().height()


def test_that_the_timeline_gives_its_room_to_the_form_till_there_are_snapshots(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_training(desk, monkeypatch, LECTURE)
    timeline = desk.page("train").timeline
    assert timeline.scores.isHidden()
    assert timeline.height() == timeline.sizeHint().height()


# How far it is


def test_that_after_a_training_that_could_not_be_begun_another_one_can_be_planned(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_training(desk, monkeypatch, LECTURE)
    panel = desk.page("train").training
    plan = replace(panel.form.plan(), source="not/there.npz")
    desk.training.start(plan)
    assert panel.progress.isVisible()
    qtbot.waitUntil(lambda: desk.training.status is Status.IDLE, timeout=PATIENCE)
    assert "not/there.npz" in desk.window.central.messages.text
    assert panel.form.isVisible()
    assert panel.train.isVisible()


def test_that_a_share_is_no_whole_until_all_is_done() -> None:
    assert whole_percent(0.0) == "0%"
    assert whole_percent(0.019) == "1%"
    assert whole_percent(0.9999) == "99%"
    assert whole_percent(1.0) == "100%"
    assert all(whole_percent(each / 100) == f"{each}%" for each in range(101))


def test_that_the_share_of_a_training_counts_its_steps() -> None:
    progress = Progress(3, 4, 50, 200, 450, 0.1, 0.9, 1000.0, 10.0)
    assert progress.share == pytest.approx((2 + 50 / 200) / 4)


# The plots


def test_that_the_axis_doubles_whenever_the_curve_reaches_its_end() -> None:
    def end(done: float, epochs: int = 15) -> float:
        return axis_end(done, epochs)

    assert end(0.0) == SHORTEST == 0.125
    assert [end(done) for done in (0.02, 0.125, 0.13, 0.25, 0.3)] == [0.125, 0.125, 0.25, 0.25, 0.5]
    assert [end(done) for done in (0.6, 1.0, 1.1, 2.0, 5.0)] == [1, 1, 2, 2, 8]
    assert [end(done) for done in (8.1, 15.0)] == [15, 15]
    assert end(0.9, epochs=1) == 1


def test_that_the_curve_fills_at_least_half_of_the_axis() -> None:
    done = np.linspace(0.07, 15, 500)
    ends = [axis_end(each, 15) for each in done]
    assert all(each <= end for each, end in zip(done, ends, strict=True))
    assert all(each > end / 2 for each, end in zip(done, ends, strict=True))
    assert all(one <= two for one, two in pairwise(ends))


def test_that_the_axis_holds_epochs_that_were_over_before_they_were_told(qtbot: QtBot) -> None:
    curves = LearningCurves()
    qtbot.addWidget(curves)
    curves.show()
    curves.show_training(
        [CurvePoint(7.9, 2.0, 0.3, 8)], [_epoch(number) for number in range(1, 11)], 10, "MNIST"
    )
    _, end = curves.plots[0].viewRange()[0]
    assert end >= 10


def test_that_plots_follow_the_text_and_the_colours_of_the_window(
    make_desk: Callable[..., Desk], qtbot: QtBot, font_scaler: Callable[[float], None]
) -> None:
    make_desk(Settings(scheme="dark"))
    learning, scores = LearningCurves(), ScoreCurves()
    points = [CurvePoint(0.1, 2.0, 0.3, 8), CurvePoint(0.2, 1.0, 0.6, 8)]
    learning.show_training(points, [_epoch(1)], 3, "MNIST")
    scores.show_scores([0, 10], np.zeros((2, 10), np.float32), (4, "4"))
    for widget in (learning, scores):
        qtbot.addWidget(widget)
        widget.resize(900, 700)
        widget.show()
        ground = theme.card_colour(widget.palette())
        for colour in (theme.training_colour, theme.accent_colour, theme.second_colour):
            assert contrast(colour(widget.palette()), ground) > 4.5
    assert colours(learning, scores) == [
        colour(theme.palette(dark=True)) for colour in (theme.training_colour, theme.accent_colour)
    ]
    QApplication.setPalette(theme.palette(dark=False))
    QApplication.processEvents()
    assert colours(learning, scores) == [
        colour(theme.palette(dark=False)) for colour in (theme.training_colour, theme.accent_colour)
    ]
    font_scaler(2.0)
    size = QApplication.font().pointSizeF()
    for plot in (*learning.plots, scores.plot):
        for side in ("left", "bottom"):
            assert plot.getAxis(side).style["tickFont"].pointSizeF() == pytest.approx(size)
    assert scores.legend.font().pointSizeF() == pytest.approx(size)
    for split, colour in (("training", theme.training_colour), ("test", theme.accent_colour)):
        name = colour(learning.palette()).name()
        assert f"'color:{name}'>●</span> MNIST {split}" in learning.legend.text()


def colours(learning: LearningCurves, scores: ScoreCurves) -> list[QColor]:
    """Of the curves of the training samples, and of the class in front."""
    pens = learning.training[0].opts["pen"], scores.curves[4].opts["pen"]
    return [pen.color() for pen in pens]


def _epoch(number: int) -> EpochDone:
    return EpochDone(number, 1.0, 0.6, 0.9, 0.7, 10.0)


# In large type


def test_that_curves_stay_where_they_are_however_much_is_told(
    desk: Desk, font_scaler: Callable[[float], None]
) -> None:
    panel = desk.page("train").training
    panel.show_page(panel.progress)
    for factor in (1.0, 2.0):
        font_scaler(factor)
        places = []
        for text in ("", "epoch 3/15", "much more than there is room for " * 9):
            for line in (panel.progress.place, panel.progress.speed, panel.progress.accuracy):
                line.show_plain(text)
            QApplication.processEvents()
            places.append(panel.progress.curves.geometry())
        assert places[0] == places[1] == places[2]
        assert panel.progress.place.label.toolTip() == text
        assert panel.progress.place.label.text().endswith("…")


def test_that_a_digit_is_beside_the_matrix_only_where_text_leaves_room(
    desk: Desk, qtbot: QtBot, font_scaler: Callable[[float], None]
) -> None:
    panel = MistakesPanel(desk.workspace, desk.window.dialogs)
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=60_000):
        desk.mistakes.evaluate("test")
    panel.resize(1500, 900)
    assert panel.is_beside
    font_scaler(2.0)
    panel.resize(1500, 899)
    assert not panel.is_beside


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_a_box_to_be_ticked_is_seen_ticked_or_not(
    make_desk: Callable[..., Desk], scheme: str
) -> None:
    desk = make_desk(Settings(scheme=scheme))
    palette = desk.page("train").timeline.live.palette()
    active = QPalette.ColorGroup.Active
    ground, box = theme.card_colour(palette), palette.color(active, QPalette.ColorRole.Base)
    assert contrast(palette.color(active, QPalette.ColorRole.Text), box) > 3
    if scheme == "dark":  # in the light the box has a dark edge
        assert contrast(box, ground) > 3


def test_that_the_numbers_of_an_axis_have_a_real_minus_sign(qtbot: QtBot) -> None:
    scores = ScoreCurves()
    qtbot.addWidget(scores)
    scores.show()
    axis = scores.plot.getAxis("left")
    assert axis.tickStrings([-5.0, 0.0, 5.0], 1.0, 5.0) == ["−5", "0", "5"]
    assert axis.tickStrings([-10_000.0, 0.0], 1.0, 10_000.0) == ["−10k", "0"]
    assert axis.tickStrings([1_500_000.0, 2e6], 1.0, 500_000.0) == ["1.5M", "2.0M"]


@pytest.mark.parametrize("low", [-7.3, 1.52, 0.0])
@pytest.mark.parametrize("range_", [0.03, 0.76, 1.0, 9.9, 100.0])
@pytest.mark.parametrize("height", [40, 60, 100, 300])
def test_that_the_numbers_of_an_axis_do_not_touch(
    qtbot: QtBot, low: float, range_: float, height: int
) -> None:
    scores = ScoreCurves()
    qtbot.addWidget(scores)
    scores.show()
    axis = scores.plot.getAxis("left")
    (spacing, values), *_ = axis.tickValues(low, low + range_, height)
    line = scores.fontMetrics().height()
    assert spacing * height / range_ >= 0.999 * line
    assert spacing / range_ <= max(0.5, 2.5 * line / height), "a number or two are needed"
    assert len(values) >= 1


def test_that_the_scores_legend_names_the_class_in_front(qtbot: QtBot) -> None:
    scores = ScoreCurves()
    qtbot.addWidget(scores)
    scores.resize(600, 300)  # room for the names
    scores.show()
    assert not scores.legend.isVisible()
    for index in (4, 7):
        scores.show_scores([0, 100], np.zeros((2, 10), np.float32), (index, str(index)))
        accent = theme.accent_colour(scores.palette()).name()
        assert f"'color:{accent}'>●</span> class {index}" in scores.legend.text()
        assert "others" in scores.legend.text()
    QApplication.processEvents()
    assert scores.legend.isVisible()
    assert scores.legend.geometry().bottom() <= scores.plot.geometry().top()
    height = scores.plot.height()
    scores.show_nothing()
    QApplication.processEvents()
    assert not scores.legend.isVisible()
    assert scores.plot.height() == height, "the next scores do not move the plot"


# Where there is no place


def choose(desk: Desk, qtbot: QtBot, path: Path) -> None:
    """Answer the question where the network is to be saved."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in questions(desk)), timeout=PATIENCE)
    (dialog,) = (each for each in questions(desk) if each.isVisible())
    assert dialog.selectedFiles()[0].endswith("mine.keras")
    dialog.fileSelected.emit(str(path))
    dialog.close()


def questions(desk: Desk) -> list[QFileDialog]:
    return desk.window.findChildren(QFileDialog)


def test_that_a_trained_network_is_asked_a_place_for_till_there_is_one(
    desk: Desk, qtbot: QtBot, tmp_path: Path, played: Callable[[Desk], PlayedJob]
) -> None:
    stored = store.load(model_file.bundled()["lecture"])
    (tmp_path / "file").touch()
    good = tmp_path / "elsewhere.keras"
    checkpoint = run_folder.checkpoint(folder())
    checkpoint.parent.mkdir(parents=True)
    checkpoint.write_bytes(b"of the training that could not be saved")
    unsaved = Unsaved(stored.graph, stored.weights, replace(stored.card, name="mine"))
    played(desk).ended.emit(Ended(StopRequest.NONE, unsaved=unsaved))
    choose(desk, qtbot, tmp_path / "file" / "mine.keras")
    messages = desk.window.central.messages
    qtbot.waitUntil(lambda: "Needed: a place" in messages.text, timeout=PATIENCE)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in questions(desk)), timeout=PATIENCE)
    for dialog in questions(desk):
        dialog.reject()
    desk.window.actions_["train"].trigger()
    save = desk.child("saveNetworkButton")
    assert save.isVisible()
    save.click()
    choose(desk, qtbot, good)
    qtbot.waitUntil(
        lambda: desk.document.model is not None and desk.document.model.path == good,
        timeout=PATIENCE,
    )
    assert desk.training.unsaved is None
    assert not desk.training.can_resume()
    assert save.isHidden()
    again = store.load(good)
    assert again.card.name == "elsewhere"
    pairs = zip(again.weights, stored.weights, strict=True)
    assert all(np.array_equal(one, other) for one, other in pairs)


@pytest.mark.parametrize(
    ("name", "discards", "words"),
    [
        ("mine", False, "mine: saving…"),
        ("mine", True, "mine: discarding…"),
        ("", True, "Stopping…"),
    ],
)
def test_that_the_panel_tells_how_a_training_comes_to_its_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, discards: bool, words: str
) -> None:
    monkeypatch.setattr(Training, "name", name)
    monkeypatch.setattr(Training, "status", Status.ENDING)
    monkeypatch.setattr(Training, "is_discarded", discards)
    desk.training.status_changed.emit()
    assert desk.page("train").training.progress.state.label.text() == words


@pytest.mark.parametrize(
    ("left", "offer", "tip"),
    [
        (
            Unfinished("seven", 2, 3),
            "of seven was not finished (epoch 2 of 3)",
            "seven, epoch 2 of 3",
        ),
        (None, "A training was not finished", "the training that was not finished"),
    ],
)
def test_that_who_left_a_training_is_told_what_it_goes_on_with(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, left: Unfinished | None, offer: str, tip: str
) -> None:
    monkeypatch.setattr(Training, "can_resume", lambda _self: True)
    monkeypatch.setattr(Training, "unfinished", lambda _self: left)
    desk.training.status_changed.emit()
    desk.window.offer_to_go_on()
    assert offer in desk.window.central.messages.text
    button = desk.child("goOnButton")
    assert button.isVisible()
    assert tip in button.toolTip()


def test_that_no_page_makes_the_window_grow(desk: Desk) -> None:
    window = desk.window
    window.resize(window.minimumSizeHint())
    QApplication.processEvents()
    size = window.size()
    for name in ("train", "mistakes"):
        window.actions_[name].trigger()
        QApplication.processEvents()
        assert window.size() == size
