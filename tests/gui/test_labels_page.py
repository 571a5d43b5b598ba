"""The page of suspected labels, driven by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.concurrency.job import Progress
from camviewer.controllers.evaluation_target import Network, Tools
from camviewer.controllers.label_review import Decision
from camviewer.data.dataset import Dataset
from camviewer.data.sources import open_source
from camviewer.error_analysis.calibration import probabilities
from camviewer.error_analysis.label_issues import find_label_issues
from camviewer.gui.error_analysis.labels_page import LabelsPage
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.error_analysis.thumbnails import Thumbnails
from tests.gui.conftest import DIGITS, Desk, evaluate, map_samples
from tests.gui.test_mistakes import LEFT, LONG, panel
from tests.there import there

pytestmark = pytest.mark.slow

__all__ = ["panel"]


@pytest.fixture
def page(desk: Desk, panel: MistakesPanel, qtbot: QtBot) -> LabelsPage:
    """The page in front, the labels of the test part judged."""
    panel.tabs.setCurrentWidget(panel.labels)
    qtbot.waitUntil(lambda: desk.workspace.label_review.issues is not None, timeout=LONG)
    return panel.labels.page


def click_row(qtbot: QtBot, page: LabelsPage, row: int) -> None:
    at = page.table.visualRect(page.model.index(row, 1)).center()
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=at)


def press(qtbot: QtBot, page: LabelsPage, key: Qt.Key) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, key)


def test_that_the_queue_is_the_worst_labels_first(desk: Desk, page: LabelsPage) -> None:
    evaluation = there(desk.mistakes.as_read)
    expected = find_label_issues(evaluation.labels, probabilities(evaluation.scores))
    assert len(expected.queue) > 3
    assert desk.workspace.label_review.queue.tolist() == expected.queue.tolist()
    assert page.model.rowCount() == len(expected.queue)
    assert page.model.index(0, 0).data() == f"#{expected.queue[0]}"
    classes = f"{evaluation.labels[expected.queue[0]]} → {expected.suggested[expected.queue[0]]}"
    assert page.model.index(0, 1).data() == classes
    assert f"of {len(expected.queue)} decided" in page.words.text()


def test_that_the_queue_has_the_room_until_a_sample_is_looked_at(
    desk: Desk, panel: MistakesPanel, page: LabelsPage, qtbot: QtBot
) -> None:
    desk.window.resize(1366, 768)
    panel.pieces.sample_tabbed.emit()  # nothing stands beside the page
    assert not page.reasons.isVisible()
    header, last = page.table.header(), page.model.columnCount() - 1
    title = page.model.headerData(last, Qt.Orientation.Horizontal)
    qtbot.waitUntil(
        lambda: header.sectionSize(last) > header.fontMetrics().horizontalAdvance(title)
    )
    click_row(qtbot, page, 0)
    qtbot.waitUntil(page.reasons.isVisible)


@pytest.mark.parametrize("width", [240, 300, 500])
def test_that_what_is_decided_is_never_cut(page: LabelsPage, width: int) -> None:
    table = page.table
    table.setFixedWidth(width)
    table.resize(width, table.height())
    text = table.fontMetrics().horizontalAdvance
    is_roomy = width == 500
    assert table.isColumnHidden(2) is not is_roomy
    last = table.header().length() - sum(map(table.columnWidth, range(3)))
    assert last > max(map(text, page.model.widest(3)))
    assert page.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole).startswith("Odds: ")


def test_that_rows_out_of_sight_cost_nothing(
    desk: Desk, page: LabelsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, picture = set[int](), Thumbnails.picture

    def record(thumbnails: Thumbnails, index: int) -> QImage:
        asked.add(index)
        return picture(thumbnails, index)

    monkeypatch.setattr(Thumbnails, "picture", record)
    page.table.setFixedSize(500, 160)
    page.model.beginResetModel()
    page.model.endResetModel()
    page.table.grab()
    queue = desk.workspace.label_review.queue.tolist()
    assert queue[0] in asked
    assert asked <= set(queue[:5])
    assert len(queue) > 5


def test_that_the_row_that_is_looked_at_stays_in_sight(page: LabelsPage, qtbot: QtBot) -> None:
    table = page.table
    table.setFixedHeight(400)
    table.resize(table.width(), 400)
    click_row(qtbot, page, 6)
    table.setFixedHeight(160)
    table.resize(table.width(), 160)
    assert table.viewport().rect().contains(table.visualRect(page.model.index(6, 1)))


@pytest.mark.parametrize("column", range(3))
def test_that_columns_are_as_wide_as_their_widest_cell(page: LabelsPage, column: int) -> None:
    page.table.setFixedWidth(500)
    cells = (page.model.index(row, column) for row in range(page.model.rowCount()))
    widest = max(page.table.sizeHintForIndex(cell).width() for cell in cells)
    assert page.table.columnWidth(column) >= widest


def test_that_a_row_lists_the_queue_and_puts_its_sample_on_stage(
    desk: Desk, panel: MistakesPanel, page: LabelsPage, qtbot: QtBot
) -> None:
    click_row(qtbot, page, 1)
    panel.pieces.sample_tabbed.emit()  # as where the window has become narrower
    queue, mistakes = desk.workspace.label_review.queue, desk.mistakes
    assert mistakes.index == queue[1]
    assert mistakes.indices.tolist() == queue.tolist()
    assert mistakes.selection.order == "quality"
    assert there(mistakes.group).title == "Suspected labels"
    assert there(desk.document.content.origin).index == queue[1]
    assert page.isVisible(), "the sample's own tab does not come to the front"
    qtbot.waitUntil(lambda: len(page.reasons.contrast.maps) == 3)
    suggested = there(desk.workspace.label_review.suggested(int(queue[1])))
    assert page.reasons.contrast.maps[0][0] == f"for {suggested}"


def test_that_a_row_is_gone_to_whatever_the_filters_hide(
    desk: Desk, page: LabelsPage, qtbot: QtBot
) -> None:
    desk.mistakes.select(tag="ambiguous", text="none has this", least=0.999)
    assert not len(desk.mistakes.indices)
    click_row(qtbot, page, 1)
    queue = desk.workspace.label_review.queue
    assert desk.mistakes.index == queue[1]
    assert desk.mistakes.indices.tolist() == queue.tolist()


def test_that_judging_is_cancelled_until_it_is_asked_for(
    desk: Desk, page: LabelsPage, qtbot: QtBot
) -> None:
    review, mistakes = desk.workspace.label_review, desk.mistakes
    mistakes.show(there(mistakes.target), there(mistakes.as_read))
    assert page.begin.text() == "Cancel"
    qtbot.mouseClick(page.begin, LEFT)
    qtbot.waitUntil(lambda: not review.is_running, timeout=LONG)
    assert review.issues is None
    assert page.explained.text() == "The labels have not been judged."
    qtbot.mouseClick(page.begin, LEFT)
    qtbot.waitUntil(lambda: review.issues is not None, timeout=LONG)


def test_that_keys_decide_and_go_on(desk: Desk, page: LabelsPage, qtbot: QtBot) -> None:
    review, mistakes = desk.workspace.label_review, desk.mistakes
    first, second, third = review.queue[:3].tolist()
    click_row(qtbot, page, 0)
    for key, index, decision in (
        (Qt.Key.Key_Y, first, Decision.CORRECTED),
        (Qt.Key.Key_X, second, Decision.RIGHT),
        (Qt.Key.Key_Q, third, Decision.UNDECIDED),
    ):
        assert mistakes.index == index
        press(qtbot, page, key)
        assert review.decision(index) is decision
    assert mistakes.index == review.queue[3]
    assert "<b>3</b> of" in page.words.text()
    assert "corrected: 1" in page.words.text()
    assert [page.model.index(row, 3).data() for row in range(4)] == [
        f"→ {review.suggested(first)}",
        "right",
        "undecided",
        "",
    ]


def test_that_a_decision_is_undone_and_withdrawn(
    desk: Desk, page: LabelsPage, qtbot: QtBot
) -> None:
    review = desk.workspace.label_review
    first = int(review.queue[0])
    click_row(qtbot, page, 0)
    qtbot.mouseClick(page.decisions.accept, LEFT)
    qtbot.mouseClick(page.decisions.undo, LEFT)
    assert review.decision(first) is Decision.NONE
    assert desk.mistakes.index == first, "undoing leads back to it"
    qtbot.mouseClick(page.decisions.reject, LEFT)
    click_row(qtbot, page, 0)
    assert page.decisions.reject.isChecked()
    qtbot.mouseClick(page.decisions.reject, LEFT)
    assert review.decision(first) is Decision.NONE
    assert desk.mistakes.index == first


def test_that_another_class_can_be_chosen(desk: Desk, page: LabelsPage, qtbot: QtBot) -> None:
    review = desk.workspace.label_review
    click_row(qtbot, page, 0)
    index = int(review.queue[0])
    box = page.decisions.other
    offered = [box.itemData(place) for place in range(1, box.count())]
    label = int(there(desk.mistakes.as_read).labels[index])
    assert sorted([*offered, label, review.suggested(index)]) == list(range(10))
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert review.decided(index) == offered[0]


def test_that_undoing_by_keys_chooses_nothing_more(
    desk: Desk, panel: MistakesPanel, page: LabelsPage, qtbot: QtBot
) -> None:
    click_row(qtbot, page, 0)
    for _ in range(2):
        press(qtbot, page, Qt.Key.Key_X)
    for place in (1, 0):
        qtbot.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert desk.mistakes.place == place
        assert panel.gallery.chosen_rows.tolist() == [place]
    assert desk.workspace.label_review.number_decided == 0


def test_that_corrected_labels_count_where_they_are_wanted(
    desk: Desk, page: LabelsPage, qtbot: QtBot
) -> None:
    mistakes, review = desk.mistakes, desk.workspace.label_review
    assert not page.corrected.isEnabled()
    before, matrix = there(mistakes.evaluation), there(mistakes.matrix).copy()
    click_row(qtbot, page, 0)
    qtbot.keyClick(page.table, Qt.Key.Key_Y)
    index = int(review.queue[0])
    assert mistakes.evaluation is before, "as long as they are not to count"
    with qtbot.waitSignal(mistakes.labels_changed):
        qtbot.mouseClick(page.corrected, LEFT, pos=page.corrected.rect().center())
    after = there(mistakes.evaluation)
    assert after.labels[index] == review.suggested(index)
    assert np.count_nonzero(after.labels != before.labels) == 1
    assert there(mistakes.matrix).tolist() != matrix.tolist()
    assert f"{100 * after.accuracy:.2f}%" in desk.child("accuracyLabel").text()
    assert there(mistakes.as_read).labels[index] == before.labels[index]
    assert review.queue[0] == index, "the queue stays as it was"
    counted = desk.workspace.derived_analyses.corrections
    assert counted() == {after.samples[index]: int(after.labels[index])}
    desk.document.evaluation.change(corrected=False)
    assert there(mistakes.evaluation).labels.tolist() == before.labels.tolist()
    assert counted() == {}


def test_that_the_corrected_data_set_is_saved(
    desk: Desk, page: LabelsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    click_row(qtbot, page, 0)
    qtbot.keyClick(page.table, Qt.Key.Key_Y)
    evaluation, review = there(desk.mistakes.as_read), desk.workspace.label_review
    path = tmp_path / "corrected.npz"
    with qtbot.waitSignal(desk.messages.posted):
        desk.workspace.mistake_exports.save_corrected(path)
    saved = open_source(str(path))
    assert len(saved.train) == len(saved.test) == DIGITS
    changed = np.flatnonzero(saved.test.labels != evaluation.labels)
    assert changed.tolist() == [review.queue[0]]
    assert saved.test.labels[changed[0]] == review.suggested(int(changed[0]))


class Trained:
    """In place of a cross-validation: the label of sample 3 is unlikely; or it waits."""

    def __init__(self, waits: bool = False) -> None:
        self.waits, self.begun = waits, 0

    def __call__(
        self, _network: Network, dataset: Dataset, progress: Progress, token: CancelToken
    ) -> Array:
        self.begun += 1
        while self.waits:
            token.check()
        progress(1, 2)
        labels = dataset.train.labels.copy()
        labels[3] = (labels[3] + 1) % 10
        return 9 * np.eye(10, dtype=np.float32)[labels]


@pytest.fixture
def trained(desk: Desk, panel: MistakesPanel, qtbot: QtBot) -> Callable[[Trained], LabelsPage]:
    """The page in front, the training part evaluated; nothing judged yet."""

    def begin(trained: Trained) -> LabelsPage:
        desk.mistakes.tools = Tools(evaluate, lambda: map_samples, trained)
        panel.tabs.setCurrentWidget(panel.labels)
        with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
            desk.mistakes.evaluate("train")
        return panel.labels.page

    return begin


def test_that_training_labels_are_judged_when_asked_for(
    desk: Desk, trained: Callable[[Trained], LabelsPage], qtbot: QtBot
) -> None:
    tool = Trained()
    page = trained(tool)
    assert tool.begun == 0
    assert "Five networks" in page.explained.text()
    qtbot.mouseClick(page.begin, LEFT)
    review = desk.workspace.label_review
    qtbot.waitUntil(lambda: review.issues is not None)
    assert review.queue.tolist() == [3]
    assert not page.begin.isVisible()
    assert page.table.isVisible()


def test_that_a_cross_validation_is_cancelled(
    desk: Desk, trained: Callable[[Trained], LabelsPage], qtbot: QtBot
) -> None:
    page = trained(Trained(waits=True))
    qtbot.mouseClick(page.begin, LEFT)
    assert page.begin.text() == "Cancel"
    qtbot.mouseClick(page.begin, LEFT)
    qtbot.waitUntil(lambda: not desk.workspace.label_review.is_running)
    assert page.begin.text() == "Cross-validate"
    assert desk.window.central.messages.text == ""


def test_that_predictions_of_another_system_are_looked_at_like_the_rest(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    labels = there(desk.document.dataset).test.labels
    predicted = [int(label) for label in labels]
    predicted[5] = (predicted[5] + 1) % 10
    lines = [f"{place},{label},0.8" for place, label in enumerate(predicted[:-1])]
    path = tmp_path / "theirs.csv"
    path.write_text("\n".join(["index,predicted,probability", *lines, "99,1,0.5"]))
    with qtbot.waitSignal(desk.workspace.prediction_files.opened):
        desk.window.open_dispatcher.open_path(str(path))
    evaluation = there(desk.mistakes.evaluation)
    assert evaluation.model == "theirs"
    assert desk.mistakes.indices.tolist() == [5]
    assert not desk.mistakes.is_outdated
    assert "theirs" in desk.child("evaluatedModel").text()
    told = desk.window.central.messages.text
    assert f"{DIGITS - 1} of {DIGITS} digits have a prediction" in told
    assert "no such digit" in told
    assert panel.thumbnails.missing
    desk.mistakes.go_to(0)
    panel.tabs.setCurrentWidget(panel.labels)
    qtbot.waitUntil(lambda: desk.workspace.label_review.queue.tolist() == [5])


def test_that_a_table_of_other_samples_is_refused_and_nothing_is_lost(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    before = desk.mistakes.evaluation
    path = tmp_path / "theirs.csv"
    path.write_text("index,predicted\n0,cat\n")
    with qtbot.waitSignal(desk.messages.posted):
        desk.window.open_dispatcher.open_path(str(path))
    assert "none of its 1 lines" in desk.window.central.messages.text
    assert desk.mistakes.evaluation is before
