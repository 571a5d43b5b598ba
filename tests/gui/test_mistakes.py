"""The dock of the mistakes, driven by mouse and keys."""

from __future__ import annotations

import csv
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.controllers.evaluation_target import Group, Tools
from camviewer.data.dataset import ArraySplit, Dataset, no_samples
from camviewer.data.digits.spec import DIGIT_NAMES, digit_dataset
from camviewer.document.settings import Settings
from camviewer.document.stage import Model
from camviewer.error_analysis.confusion import confusion
from camviewer.gui.error_analysis.matrix_grid import Place
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.error_analysis.thumbnails import DIFFERENCE, PREDICTED
from camviewer.gui.widgets.contrast import contrast, readable_on
from camviewer.inference.evaluation import Evaluation
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.architectures import graph_of
from tests.gui.conftest import DIGITS, Desk, map_samples
from tests.there import there

pytestmark = pytest.mark.slow

LEFT = Qt.MouseButton.LeftButton

LONG = 60_000
"""Milliseconds: a busy machine takes a while to load what computes intervals."""


def open_dock(desk: Desk) -> MistakesPanel:
    panel = desk.page("mistakes")
    assert isinstance(panel, MistakesPanel)
    return panel


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> MistakesPanel:
    """The dock, open, the test samples evaluated."""
    panel = open_dock(desk)
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        qtbot.mouseClick(panel.heading.evaluate, LEFT)
    return panel


def click_cell(qtbot: QtBot, panel: MistakesPanel, label: int, predicted: int) -> None:
    matrix = panel.matrix.matrix
    panel.tabs.setCurrentWidget(panel.matrix)
    qtbot.mouseClick(matrix, LEFT, pos=matrix.cell(label, predicted).center().toPoint())


def click_sample(qtbot: QtBot, panel: MistakesPanel, row: int) -> None:
    gallery = panel.gallery
    place = gallery.visualRect(gallery.model().index(row, 0)).center()
    qtbot.mouseClick(gallery.viewport(), LEFT, pos=place)


def choose(box: QComboBox, data: object) -> None:
    """As a person does: the box shows it, then tells it."""
    place = box.findData(data)
    assert place >= 0, f"{data} is not in the box"
    box.setCurrentIndex(place)
    box.activated.emit(place)


# Evaluating


def test_that_the_dock_says_what_to_do_before_anything_was_evaluated(desk: Desk) -> None:
    panel = open_dock(desk)
    assert "Choose Evaluate" in desk.child("evaluateHint").text()
    assert desk.child("evaluateHint").isVisible()
    assert not panel.heading.export.isEnabled()


def test_that_an_evaluation_tells_accuracy_interval_and_matrix(
    desk: Desk, panel: MistakesPanel
) -> None:
    evaluation = desk.mistakes.evaluation
    assert evaluation is not None
    wrong = int((evaluation.scores.argmax(axis=1) != evaluation.labels).sum())
    assert 0 < wrong < DIGITS
    text = desk.child("accuracyLabel").text()
    assert f"{wrong} of {DIGITS} misclassified" in text
    assert f"<b>{100 * (1 - wrong / DIGITS):.2f}%</b>" in text
    shown = panel.matrix.matrix.matrix
    assert shown is not None
    assert shown.tolist() == confusion(evaluation).tolist()
    assert desk.mistakes.indices.tolist() == sorted(
        np.flatnonzero(evaluation.wrong), key=lambda index: -evaluation.probability[index]
    )


def test_that_an_evaluation_is_cancelled_and_nothing_is_lost(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    before = desk.mistakes.evaluation
    blocked = Blocked()
    desk.mistakes.tools = Tools(blocked, lambda: map_samples)
    qtbot.mouseClick(panel.heading.evaluate, LEFT)
    assert panel.heading.evaluate.text() == "Cancel"
    assert panel.heading.progress.isVisible()
    with qtbot.waitSignal(desk.mistakes.evaluating_changed):
        qtbot.mouseClick(panel.heading.evaluate, LEFT)
    assert desk.mistakes.evaluation is before
    assert panel.heading.evaluate.text() == "Evaluate again"
    assert desk.window.central.messages.text == ""


def test_that_the_program_can_be_closed_while_it_evaluates(desk: Desk, qtbot: QtBot) -> None:
    panel = open_dock(desk)
    blocked = Blocked()
    desk.mistakes.tools = Tools(blocked, lambda: map_samples)
    qtbot.mouseClick(panel.heading.evaluate, LEFT)
    qtbot.waitUntil(lambda: blocked.begun)  # the fixture closes, and fails if a thread is left


def test_that_trouble_is_told_and_the_evaluation_before_stays(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    def fail(*_: object) -> Evaluation:
        raise UserError("Labels: 12 is beyond 0 to 9; choose other digits.")

    before = desk.mistakes.evaluation
    desk.mistakes.tools = Tools(fail, lambda: map_samples)
    with qtbot.waitSignal(desk.messages.posted):
        qtbot.mouseClick(panel.heading.evaluate, LEFT)
    assert "12 is beyond" in desk.window.central.messages.text
    assert desk.mistakes.evaluation is before


def test_that_another_model_makes_the_evaluation_one_of_a_former_model(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    label = desk.child("outdatedLabel")
    assert not label.isVisible()
    desk.document.set_model(desk.document.models[1])
    assert label.isVisible()
    assert desk.document.models[1].card.name in label.text()
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        qtbot.mouseClick(panel.heading.evaluate, LEFT)
    assert not label.isVisible()
    assert there(desk.mistakes.evaluation).model == "other"


def test_that_a_replaced_file_makes_the_evaluation_one_of_a_former_model(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mine.keras"
    shutil.copy(desk.document.models[0].path, path)
    desk.document.add_model(Model(path, desk.document.models[0].card))
    desk.document.set_model(desk.document.models[-1])
    panel = open_dock(desk)
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        qtbot.mouseClick(panel.heading.evaluate, LEFT)
    desk.mistakes.look_for_changes()
    assert not desk.child("outdatedLabel").isVisible()
    before = path.stat().st_mtime_ns
    os.utime(path, ns=(before, before + 10**9))
    desk.mistakes.look_for_changes()
    told = "before its file or its input scaling changed. Evaluate again?"
    assert told in desk.child("outdatedLabel").text()
    assert desk.child("outdatedLabel").isVisible()
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        qtbot.mouseClick(panel.heading.evaluate, LEFT)
    assert not desk.child("outdatedLabel").isVisible()


def test_that_other_digits_make_the_evaluation_one_of_former_digits(
    desk: Desk, panel: MistakesPanel
) -> None:
    assert not desk.mistakes.is_outdated
    desk.document.set_dataset("many", many_samples(30))
    assert desk.mistakes.is_outdated
    assert "the data set is now many" in desk.child("outdatedLabel").text()


def test_that_the_epochs_of_a_training_are_followed_if_wished(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    snapshot = NetworkSnapshot("mine, step 9", graph_of("lecture"), [])
    desk.training.epoch_kept.emit(snapshot)
    assert not desk.mistakes.is_evaluating
    panel.heading.follow.setChecked(True)
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        desk.training.epoch_kept.emit(snapshot)
    assert there(desk.mistakes.target).network is snapshot


def test_that_an_epoch_leaves_the_drawing_and_the_tab_as_they_are(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    desk.mistakes.select(outcome="all", order="index")
    panel.heading.follow.setChecked(True)
    click_sample(qtbot, panel, 3)
    title = desk.child("mistakeTitle").text()
    qtbot.mouseClick(desk.window.central.draw.canvas, LEFT)
    panel.tabs.setCurrentWidget(panel.matrix)
    drawn = desk.document.content
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        desk.training.epoch_kept.emit(NetworkSnapshot("mine, step 9", graph_of("lecture"), []))
    assert desk.document.content is drawn
    assert panel.tabs.currentWidget() is panel.matrix
    assert desk.mistakes.index == 3
    assert panel.gallery.currentIndex().row() == 3
    assert desk.child("mistakeTitle").text() != title, "it is read as another class now"


def test_that_a_digit_of_the_list_is_looked_at_no_longer_once_other_digits_are_evaluated(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    desk.mistakes.select(outcome="all", order="index")
    click_sample(qtbot, panel, 3)
    with qtbot.waitSignals(
        [desk.mistakes.evaluation_changed, desk.mistakes.place_changed], timeout=LONG
    ):
        desk.mistakes.evaluate("train")
    assert desk.mistakes.index is None, "digit 3 of these is another one"
    assert not panel.gallery.currentIndex().isValid()


# The matrix


def test_that_a_click_on_a_cell_lists_its_digits(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    evaluation = there(desk.mistakes.evaluation)
    first = int(np.flatnonzero(evaluation.wrong)[0])
    label, predicted = int(evaluation.labels[first]), int(evaluation.predicted[first])
    click_cell(qtbot, panel, label, predicted)
    fitting = (evaluation.labels == label) & (evaluation.predicted == predicted)
    assert sorted(desk.mistakes.indices) == np.flatnonzero(fitting).tolist()
    assert panel.gallery.model().rowCount() == fitting.sum()
    assert desk.child("labelBox").currentText() == f"Label {label}"
    assert desk.child("predictedBox").currentText() == f"Predicted {predicted}"


def test_that_rows_columns_and_the_corner_are_clicked(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    evaluation, wrong = there(desk.mistakes.evaluation), there(desk.mistakes.evaluation).wrong
    label = int(evaluation.labels[np.flatnonzero(wrong)[0]])
    click_cell(qtbot, panel, label, -1)
    assert (
        sorted(desk.mistakes.indices)
        == np.flatnonzero(wrong & (evaluation.labels == label)).tolist()
    )
    read = int(evaluation.predicted[np.flatnonzero(wrong)[0]])
    click_cell(qtbot, panel, -1, read)
    fitting = wrong & (evaluation.predicted == read)
    assert sorted(desk.mistakes.indices) == np.flatnonzero(fitting).tolist()
    click_cell(qtbot, panel, -1, -1)
    assert len(desk.mistakes.indices) == wrong.sum()


def test_that_the_matrix_is_reached_by_keys(desk: Desk, panel: MistakesPanel, qtbot: QtBot) -> None:
    matrix = panel.matrix.matrix
    matrix.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(matrix, key)
    selection = desk.mistakes.selection
    assert (selection.label, selection.predicted) == (1, 0)
    assert "label 1 as 0" in matrix.accessibleDescription()
    assert "label 1 as 0" in desk.child("matrixLabel").text()


def test_that_a_cell_says_what_it_means_under_the_pointer(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    matrix = panel.matrix.matrix
    matrix.show_matrix(np.diag([50] * 10) + 4 * np.eye(10, k=5, dtype=np.int64), DIGIT_NAMES)
    qtbot.mouseMove(matrix, matrix.cell(4, 9).center().toPoint())
    assert desk.child("matrixLabel").text() == "label 4 as 9: 4 (7.4% of label 4)"
    assert matrix.describe(Place(label=4)) == "label 4: 4 of 54 misclassified, recall 92.6%"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_every_number_of_the_matrix_can_be_read(
    make_desk: Callable[..., Desk], scheme: str
) -> None:
    panel = open_dock(make_desk(Settings(scheme=scheme)))
    matrix = panel.matrix.matrix
    counts = np.arange(100, dtype=np.int64).reshape(10, 10)
    matrix.show_matrix(counts, DIGIT_NAMES)
    for row in range(10):
        for column in range(10):
            ground = matrix.cell_colour(row, column, 99)
            assert contrast(readable_on(ground), ground) >= 4.5


def test_that_contrast_is_what_the_guidelines_say() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


# The gallery


def test_that_only_what_is_seen_of_many_digits_is_made(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.document.set_dataset("many", many_samples(3000))
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        qtbot.mouseClick(panel.heading.evaluate, LEFT)
    made: list[int] = []
    make = panel.thumbnails.make

    def count(index: int) -> QImage:
        made.append(index)
        return make(index)

    monkeypatch.setattr(panel.thumbnails, "make", count)
    panel.thumbnails.forget()
    panel.gallery.viewport().repaint()
    first, last = panel.gallery.visible_rows()
    assert made == desk.mistakes.indices[first:last].tolist()
    assert len(made) < 100 < len(desk.mistakes.indices)
    made.clear()
    bar = panel.gallery.verticalScrollBar()
    bar.setValue(bar.maximum())
    panel.gallery.viewport().repaint()
    assert panel.gallery.visible_rows()[1] == len(desk.mistakes.indices)
    assert desk.mistakes.indices[-1] in made


def test_that_maps_are_computed_for_what_is_seen(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    index = int(desk.mistakes.indices[0])
    plain = panel.thumbnails.picture(index)
    for kind in (PREDICTED, DIFFERENCE):
        choose(desk.child("mapsBox"), kind)
        qtbot.waitUntil(lambda: panel.thumbnails.limits[1] > 0)
        assert panel.thumbnails.picture(index) != plain
        assert desk.child("mapsScaleLabel").isVisible()
    choose(desk.child("mapsBox"), "")
    assert panel.thumbnails.picture(index) == plain


def test_that_arrow_keys_go_through_the_gallery(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    click_sample(qtbot, panel, 0)
    for key, place in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_End, len(desk.mistakes.indices) - 1),
        (Qt.Key.Key_Left, len(desk.mistakes.indices) - 2),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Down, panel.gallery.columns()),
    ):
        qtbot.keyClick(panel.gallery, key)
        assert desk.mistakes.place == place
    assert desk.document.content.origin.index == desk.mistakes.index


def test_that_every_order_is_explained(desk: Desk, panel: MistakesPanel) -> None:
    box = desk.child("orderBox")
    lines = box.toolTip().split("\n")
    assert len(lines) == box.count()
    for place, line in enumerate(lines):
        told = box.itemData(place, Qt.ItemDataRole.ToolTipRole)
        assert line == f"{box.itemText(place)}: {told}"
    assert "lowest probability of the label first" in box.toolTip()


def test_that_the_list_is_filtered_and_sorted(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    evaluation = there(desk.mistakes.evaluation)
    choose(desk.child("outcomeBox"), "all")
    choose(desk.child("orderBox"), "index")
    assert desk.mistakes.indices.tolist() == list(range(DIGITS))
    assert desk.child("countLabel").text() == f"<b>{DIGITS}</b> of {DIGITS} digits"
    middle = int(100 * np.median(evaluation.probability))
    desk.child("leastBox").setValue(middle)
    sure = np.flatnonzero(evaluation.probability >= middle / 100)
    assert 0 < len(sure) < DIGITS
    assert desk.mistakes.indices.tolist() == sure.tolist()
    desk.child("leastBox").setValue(0)
    qtbot.keyClicks(desk.child("searchEdit"), "#7")
    qtbot.waitUntil(lambda: desk.mistakes.indices.tolist() == [7])
    desk.child("searchEdit").setText("no such note")
    qtbot.waitUntil(lambda: len(desk.mistakes.indices) == 0)
    assert "No digit matches" in desk.child("galleryHint").text()
    desk.mistakes.narrow(Group("Lasso", np.arange(5)))
    assert "The filters hide all 5 digits of “Lasso”." in desk.child("galleryHint").text()
    desk.mistakes.narrow(None)
    qtbot.mouseClick(desk.child("resetFiltersButton"), LEFT)
    assert desk.child("searchEdit").text() == ""
    assert desk.mistakes.selection.outcome == "wrong"
    assert desk.mistakes.selection.order == "index"


# One sample


def test_that_a_digit_is_opened_and_the_sum_is_its_margin(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    click_sample(qtbot, panel, 1)
    index = int(desk.mistakes.indices[1])
    assert desk.document.content.origin.index == index
    qtbot.waitUntil(lambda: panel.inspector.cells.topLevelItemCount() > 0)
    evaluation, prediction = there(desk.mistakes.evaluation), there(desk.document.prediction)
    label, read = int(evaluation.labels[index]), prediction.predicted
    margin = float(prediction.logits[read] - prediction.logits[label])
    told = desk.child("marginLabel").text()
    assert f"{read}, not {label}: " in told
    assert float(told.split("<b>")[1].split("</b>")[0]) == pytest.approx(margin, abs=0.01)
    assert margin == pytest.approx(float(evaluation.margin[index]), rel=1e-4)
    assert f"label {label}, predicted {read}" in desk.child("mistakeTitle").text()
    difference = prediction.maps[read] - prediction.maps[label]
    cells = panel.inspector.cells
    row, column = np.unravel_index(difference.argmax(), difference.shape)
    assert there(cells.topLevelItem(0)).text(0) == f"({column}, {row})"
    last = there(cells.topLevelItem(difference.size - 1)).data(0, Qt.ItemDataRole.UserRole)
    assert difference[last] == difference.min()
    heading = [cells.headerItem().text(column) for column in range(2)]
    assert heading == ["(column, row)", f"most for {read} first"]


def test_that_the_reason_tells_maps_bias_and_a_runner_up_that_is_not_the_label(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    desk.window.resize(2200, 1100)
    evaluation, total = there(desk.mistakes.evaluation), desk.child("marginLabel")
    ranks, biases = (-evaluation.scores).argsort(axis=1), there(evaluation.bias)

    def check(index: int) -> None:
        (read, second), label = ranks[index, :2], evaluation.labels[index]
        told = total.text().replace("−", "-")
        assert told.startswith(f"Predicted {read}, not {label}: score higher by ")
        assert told.endswith(f"; runner-up: {second}" if second != label else ")")
        margin, bias = evaluation.margin[index], biases[read] - biases[label]
        figures = [float(each) for each in re.findall(r"[+-]?\d+\.\d+", told)]
        assert figures == pytest.approx([margin, margin - bias, bias], abs=0.01)

    indices = desk.mistakes.indices.tolist()
    is_label = ranks[indices, 1] == evaluation.labels[indices]
    for row in (int(is_label.argmax()), int(is_label.argmin())):
        click_sample(qtbot, panel, row)
        qtbot.waitUntil(partial(check, indices[row]))
    assert is_label.any()
    assert not is_label.all()


def test_that_the_reason_of_a_correct_digit_names_the_runner_up(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    desk.mistakes.select(outcome="right")
    click_sample(qtbot, panel, 0)
    qtbot.waitUntil(lambda: panel.inspector.cells.topLevelItemCount() > 0)
    read, second = (-there(desk.document.prediction).logits).argsort()[:2]
    assert desk.child("marginLabel").text().startswith(f"Predicted {read}, runner-up {second}: ")


def test_that_no_empty_table_stands_where_nothing_is_looked_at(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    panel.pieces.show_sample()
    qtbot.waitUntil(lambda: not panel.inspector.cells.isVisible())
    desk.mistakes.step(1)
    qtbot.waitUntil(panel.inspector.cells.isVisible)


def test_that_pointing_at_a_ranked_cell_marks_it_everywhere(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    click_sample(qtbot, panel, 0)
    cells = panel.inspector.cells
    qtbot.waitUntil(lambda: cells.topLevelItemCount() > 0)
    row, column = there(cells.topLevelItem(1)).data(0, Qt.ItemDataRole.UserRole)
    qtbot.mouseMove(cells.viewport(), QPoint(2, 2))
    qtbot.mouseMove(cells.viewport(), cells.visualItemRect(there(cells.topLevelItem(1))).center())
    assert desk.document.pointer == (2 * column + 1, 2 * row + 1)


def test_that_keys_step_tag_and_annotation_and_undo_goes_where_the_keyboard_is(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    click_sample(qtbot, panel, 0)
    panel.gallery.setFocus()
    qtbot.keyClick(panel.gallery, "j")
    qtbot.keyClick(panel.gallery, "j")
    assert desk.mistakes.place == 2
    qtbot.keyClick(panel.gallery, "k")
    assert desk.mistakes.place == 1
    index = desk.mistakes.index
    assert desk.document.content.origin.index == index
    qtbot.keyClick(panel.gallery, "a")
    assert desk.mistakes.annotations.of(there(index)).tags == {"ambiguous"}
    assert desk.child("tagButton0").isChecked()
    qtbot.keyClick(panel.gallery, "n", Qt.KeyboardModifier.ShiftModifier)
    assert desk.child("noteEdit").hasFocus()
    qtbot.keyClicks(desk.child("noteEdit"), "a jolly 4")
    qtbot.keyClick(desk.child("noteEdit"), Qt.Key.Key_Return)
    assert desk.mistakes.annotations.of(there(index)).text == "a jolly 4"
    assert panel.gallery.hasFocus()
    qtbot.keyClick(panel.gallery, "z", Qt.KeyboardModifier.ControlModifier)
    assert desk.mistakes.annotations.of(there(index)).text == ""
    qtbot.keyClick(panel.gallery, "z", Qt.KeyboardModifier.ControlModifier)
    assert not desk.mistakes.annotations.of(there(index)).tags
    assert desk.document.content.origin.index == index, "the canvas is not undone"
    desk.window.central.draw.canvas.setFocus()
    qtbot.keyClick(desk.window.central.draw.canvas, "z", Qt.KeyboardModifier.ControlModifier)
    assert desk.document.content.origin.index is None


def test_that_tags_and_annotations_are_there_when_the_program_is_opened_again(
    make_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    first = make_desk()
    panel = open_dock(first)
    with qtbot.waitSignal(first.mistakes.evaluation_changed, timeout=LONG):
        qtbot.mouseClick(panel.heading.evaluate, LEFT)
    click_sample(qtbot, panel, 0)
    index = first.mistakes.index
    qtbot.mouseClick(first.child("tagButton1"), LEFT)
    own = first.child("ownTagEdit")
    qtbot.keyClicks(own, "thick pen")
    qtbot.keyClick(own, Qt.Key.Key_Return)
    again = make_desk()
    panel = open_dock(again)
    with qtbot.waitSignal(again.mistakes.evaluation_changed, timeout=LONG):
        qtbot.mouseClick(panel.heading.evaluate, LEFT)
    assert again.mistakes.annotations.of(there(index)).tags == {"label wrong", "thick pen"}
    choose(again.child("tagBox"), "thick pen")
    assert again.mistakes.indices.tolist() == [index]


def test_that_neighbours_are_found_when_asked_for(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    click_sample(qtbot, panel, 0)
    with qtbot.waitSignal(panel.derived_analyses.neighbours_changed):
        qtbot.mouseClick(desk.child("neighboursButton"), LEFT)
    qtbot.waitUntil(lambda: panel.derived_analyses.has_neighbours)
    assert "training digit #" in desk.child("neighbourStrip").accessibleDescription()
    pooled = there(there(desk.mistakes.evaluation).pooled)[there(desk.mistakes.index)]
    trained = there(panel.derived_analyses.trained)
    right = panel.derived_analyses.neighbours(there(desk.mistakes.index), wrong=False)
    distances = np.linalg.norm(there(trained.pooled) - pooled, axis=1)
    distances[trained.wrong] = np.inf
    assert right[0] == distances.argmin()


def test_that_without_a_training_part_no_neighbours_are_offered(desk: Desk, qtbot: QtBot) -> None:
    usual = there(desk.document.dataset)
    desk.document.set_dataset("few", replace(usual, name="few", train=no_samples(usual.spec)))
    panel = open_dock(desk)
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        qtbot.mouseClick(panel.heading.evaluate, LEFT)
    click_sample(qtbot, panel, 0)
    assert not desk.child("neighboursButton").isVisible()
    assert desk.child("neighboursLabel").text().startswith("few has no training digits")


@pytest.mark.parametrize("split", ["train", "all"])
def test_that_a_training_digit_is_no_neighbour_of_its_own(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot, split: str
) -> None:
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        desk.mistakes.evaluate(split)
    desk.mistakes.select(order="index")
    click_sample(qtbot, panel, 0)
    assert not desk.child("neighboursButton").isVisible(), "they have been read already"
    evaluation, index = there(desk.mistakes.evaluation), there(desk.mistakes.index)
    assert index < DIGITS
    assert evaluation.wrong[index]
    pooled = there(evaluation.pooled)
    distances = np.linalg.norm(pooled - pooled[index], axis=1)[:DIGITS]
    distances[index] = np.inf
    for wrong in (False, True):
        expected = np.where(evaluation.wrong[:DIGITS] == wrong, distances, np.inf).argmin()
        assert panel.derived_analyses.neighbours(index, wrong)[0] == expected
    qtbot.waitUntil(
        lambda: "training digit #" in desk.child("neighbourStrip").accessibleDescription()
    )


def test_that_a_test_digit_keeps_its_neighbours_of_the_same_place(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(panel.derived_analyses.neighbours_changed):
        panel.derived_analyses.find_neighbours()
    qtbot.waitUntil(lambda: panel.derived_analyses.has_neighbours)
    trained = there(panel.derived_analyses.trained)
    index = int(np.flatnonzero(~trained.wrong)[0])
    pooled = there(there(desk.mistakes.evaluation).pooled)
    distances = np.linalg.norm(there(trained.pooled) - pooled[index], axis=1)
    distances[trained.wrong] = np.inf
    assert panel.derived_analyses.neighbours(index, wrong=False)[0] == distances.argmin()


# Clusters and models


def test_that_clusters_list_their_digits_and_keep_their_names(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    panel.tabs.setCurrentWidget(panel.clusters)
    qtbot.mouseClick(desk.child("familiesButton"), LEFT)
    qtbot.waitUntil(lambda: panel.derived_analyses.clusters is not None)
    clusters = there(panel.derived_analyses.clusters)
    members = sum(len(cluster.members) for cluster in clusters)
    assert members == int(there(desk.mistakes.evaluation).wrong.sum())
    tree = panel.clusters.list
    item = there(tree.topLevelItem(0))
    qtbot.mouseClick(tree.viewport(), LEFT, pos=tree.visualItemRect(item).center())
    assert sorted(desk.mistakes.indices) == clusters[0].members.tolist()
    item.setText(0, "open loops")
    assert panel.derived_analyses.cluster_names == {clusters[0].key: "open loops"}
    group = desk.child("leaveGroupButton")
    assert group.isVisible()
    qtbot.mouseClick(group, LEFT)
    assert len(desk.mistakes.indices) == there(desk.mistakes.evaluation).wrong.sum()


def test_that_two_models_are_compared(desk: Desk, panel: MistakesPanel, qtbot: QtBot) -> None:
    panel.tabs.setCurrentWidget(panel.models)
    qtbot.mouseClick(desk.child("compareButton"), LEFT)
    qtbot.waitUntil(lambda: panel.derived_analyses.paired is not None)
    first, second = there(desk.mistakes.evaluation), there(panel.derived_analyses.second)
    fixed = np.flatnonzero(first.wrong & ~second.wrong)
    assert desk.child("fixedGroupButton").text() == f"Fixed: {len(fixed)}"
    qtbot.mouseClick(desk.child("fixedGroupButton"), LEFT)
    assert sorted(desk.mistakes.indices) == fixed.tolist()
    qtbot.mouseClick(desk.child("rightGroupButton"), LEFT)
    assert sorted(desk.mistakes.indices) == np.flatnonzero(~first.wrong & ~second.wrong).tolist()
    assert "McNemar" in desk.child("comparisonLabel").text()
    qtbot.mouseClick(desk.child("leaveComparisonButton"), LEFT)
    assert panel.derived_analyses.paired is None


# Taking out, and the window


def test_that_the_list_is_saved(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    click_sample(qtbot, panel, 0)
    qtbot.mouseClick(desk.child("tagButton2"), LEFT)
    desk.child("exportListAction").trigger()
    dialog = desk.window.findChild(QFileDialog)
    assert dialog is not None
    target = tmp_path / "mistakes.csv"
    with qtbot.waitSignal(desk.messages.posted):
        dialog.fileSelected.emit(str(target))
    dialog.close()
    rows = list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))
    assert [int(row["index"]) for row in rows] == desk.mistakes.indices.tolist()
    assert rows[0]["tags"] == "model wrong"


def test_that_it_is_open_at_the_next_start_if_it_was(make_desk: Callable[..., Desk]) -> None:
    first = make_desk()
    assert not first.child("mistakesDock").isVisible()
    open_dock(first)
    again = make_desk(first.window.settings())
    assert again.child("mistakesDock").isVisible()
    assert again.window.actions_["mistakes"].isChecked()
    again.window.actions_["mistakes"].trigger()
    assert not again.child("mistakesDock").isVisible()


def test_that_a_narrow_window_does_not_grow(desk: Desk) -> None:
    size = desk.window.size()
    open_dock(desk)
    assert desk.window.size() == size
    assert desk.window.central.model.isVisible()
    assert desk.child("drawCanvas").isVisible()


class Blocked:
    """An evaluation that ends when it is cancelled, and not before."""

    def __init__(self) -> None:
        self.begun = False

    def __call__(self, *given: object) -> Evaluation:
        token = given[-1]
        assert isinstance(token, CancelToken)
        self.begun = True
        while True:
            token.check()


def many_samples(number: int) -> Dataset:
    images = np.zeros((number, 28, 28), np.uint8)
    images[:, 4:24, 12:16] = np.linspace(100, 255, number).astype(np.uint8)[:, None, None]
    split = ArraySplit(number, lambda: (images, (np.arange(number) % 10).astype(np.uint8)))
    return digit_dataset("many", split, split)
