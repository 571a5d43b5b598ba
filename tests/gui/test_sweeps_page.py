"""The page of the mistakes that corrupts all samples, and the one on the stage."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from camviewer.data.corruptions import CORRUPTIONS
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.error_analysis.sweeps_page import SweepsPage
from tests.gui.conftest import Desk
from tests.gui.test_mistakes import LONG, click_sample, panel
from tests.there import there

__all__ = ["panel"]

pytestmark = pytest.mark.slow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(panel: MistakesPanel) -> SweepsPage:
    panel.tabs.setCurrentWidget(panel.sweeps)
    return panel.sweeps.page


def sweep(desk: Desk, page: SweepsPage, qtbot: QtBot) -> None:
    sweeping = desk.workspace.sweeping
    qtbot.mouseClick(page.run, LEFT)
    qtbot.waitUntil(lambda: bool(sweeping.curves) and not sweeping.is_running, timeout=LONG)


def choose(page: SweepsPage, qtbot: QtBot, name: str) -> None:
    """Another corruption, by keys."""
    page.corruption.setFocus()
    while page.corruption.currentData() != name:
        qtbot.keyClick(page.corruption, Qt.Key.Key_Down)


def test_that_the_strengths_are_in_sight_before_anything_is_swept(
    page: SweepsPage, qtbot: QtBot
) -> None:
    for name in ("rotation", "noise"):
        choose(page, qtbot, name)
        low, high = page.plot.plot.getViewBox().viewRange()[0]
        strengths = CORRUPTIONS[name].strengths
        assert low < strengths[0] < strengths[-1] < high
        assert high - low < 1.2 * (strengths[-1] - strengths[0])


def test_that_a_click_on_a_point_lists_what_broke_there(
    desk: Desk, page: SweepsPage, qtbot: QtBot
) -> None:
    assert page.plot.choice is None
    sweep(desk, page, qtbot)
    found = desk.workspace.sweeping.curves[0]
    assert found.indices.tolist() == list(range(20))
    place = found.strengths.index(90)
    qtbot.mouseClick(page.plot, LEFT, pos=page.plot.point_position(0, place).toPoint())
    assert page.plot.choice == (0, place)
    assert sorted(desk.mistakes.indices) == found.broken(place).tolist()
    assert "90°" in there(desk.mistakes.group).title
    assert f"no longer correct: {len(found.broken(place))}." in page.words.text()


def test_that_points_are_chosen_by_keys_of_two_networks(
    desk: Desk, page: SweepsPage, qtbot: QtBot
) -> None:
    page.second.setFocus()
    qtbot.keyClick(page.second, Qt.Key.Key_Down)
    choose(page, qtbot, "noise")
    sweep(desk, page, qtbot)
    sweeping = desk.workspace.sweeping
    assert [each.model for each in sweeping.curves] == [
        there(desk.mistakes.target).network.stem,  # type: ignore[union-attr]
        there(sweeping.second).card.name,
    ]
    usual = CORRUPTIONS["noise"].strengths.index(CORRUPTIONS["noise"].usual)
    assert page.plot.choice == (0, usual)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(page.plot, key)
    assert page.plot.choice == (1, usual + 1)
    broken = sweeping.curves[1].broken(usual + 1).tolist()
    assert sorted(desk.mistakes.indices) == broken
    for _ in range(20):
        qtbot.keyClick(page.plot, Qt.Key.Key_Right)
    assert page.plot.choice == (1, len(CORRUPTIONS["noise"].strengths) - 1)


def test_that_one_class_alone_can_be_looked_at(desk: Desk, page: SweepsPage, qtbot: QtBot) -> None:
    sweep(desk, page, qtbot)
    page.label.setFocus()
    qtbot.keyClick(page.label, Qt.Key.Key_Down)
    number = int((there(desk.mistakes.evaluation).labels == 0).sum())
    assert desk.workspace.sweeping.label == 0
    assert f"of {number} correct" in page.words.text()


def test_that_sweeping_all_can_be_stopped_and_keeps_what_is_there(
    desk: Desk, page: SweepsPage, qtbot: QtBot
) -> None:
    sweeping = desk.workspace.sweeping
    sweep(desk, page, qtbot)
    qtbot.mouseClick(page.run_all, LEFT)
    assert sweeping.is_running
    assert not page.second.isEnabled()
    qtbot.mouseClick(page.run, LEFT)
    qtbot.waitUntil(lambda: not sweeping.is_running, timeout=LONG)
    assert set(sweeping.found) == {"rotation"}
    assert page.run.text() == "Sweep"


def test_that_another_evaluation_forgets_the_curves(
    desk: Desk, page: SweepsPage, qtbot: QtBot
) -> None:
    sweep(desk, page, qtbot)
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        desk.mistakes.evaluate("train")
    assert desk.workspace.sweeping.curves == ()
    assert page.plot.choice is None


def test_that_the_slider_corrupts_the_digit_on_the_stage_and_one_step_brings_it_back(
    desk: Desk, panel: MistakesPanel, page: SweepsPage, qtbot: QtBot
) -> None:
    click_sample(qtbot, panel, 0)
    panel.tabs.setCurrentWidget(panel.sweeps)
    document, original = desk.document, desk.document.content
    sample = document.sample.copy()
    for _ in range(3):
        qtbot.keyClick(page.slider, Qt.Key.Key_PageUp)
    strength = desk.workspace.corrupting.strength
    assert strength == pytest.approx(0.6 * 90), "three tenths of the way from end to end"
    expected = CORRUPTIONS["rotation"].of(sample, strength, 0, there(original.origin.index))
    assert np.array_equal(document.sample, expected)
    assert document.content.origin.changed
    assert page.strength.text() == "54°"
    qtbot.waitUntil(lambda: document.is_current)
    for _ in range(3):
        qtbot.keyClick(page.slider, Qt.Key.Key_PageDown)
    assert document.content is original, "nothing is done to it at 0"
    qtbot.keyClick(page.slider, Qt.Key.Key_End)
    document.history.step_back()
    assert document.content is original
    assert page.slider.value() == page.slider.maximum() // 2
    assert desk.workspace.corrupting.strength == 0


def test_that_another_corruption_begins_with_the_digit_as_it_came(
    desk: Desk, panel: MistakesPanel, page: SweepsPage, qtbot: QtBot
) -> None:
    click_sample(qtbot, panel, 0)
    panel.tabs.setCurrentWidget(panel.sweeps)
    original = desk.document.content
    qtbot.keyClick(page.slider, Qt.Key.Key_End)
    choose(page, qtbot, "blur")
    assert desk.document.content is original
    assert page.slider.value() == 0, "a blur begins at nothing"


def test_that_an_empty_canvas_cannot_be_corrupted(desk: Desk, page: SweepsPage) -> None:
    assert desk.document.content.drawing.is_empty
    assert not page.slider.isEnabled()


def test_that_corrected_labels_count_in_the_curves(
    desk: Desk, page: SweepsPage, qtbot: QtBot
) -> None:
    sweep(desk, page, qtbot)
    sweeping, mistakes = desk.workspace.sweeping, desk.mistakes
    before = sweeping.curves[0]
    label = int(before.labels[0])
    mistakes.annotations.decide(0, (label + 1) % 10)
    desk.document.evaluation.change(corrected=True)
    after = sweeping.curves[0]
    assert after.labels[0] == (label + 1) % 10
    assert after.labels[1:].tolist() == before.labels[1:].tolist()
    assert after.predicted is before.predicted, "nothing is read again"
    desk.document.evaluation.change(corrected=False)
    assert sweeping.curves[0].labels.tolist() == before.labels.tolist()


def test_that_another_system_cannot_be_swept_and_why(
    desk: Desk, page: SweepsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    labels = there(desk.document.dataset).test.labels
    lines = [f"{place},{label}" for place, label in enumerate(labels)]
    table = tmp_path / "theirs.csv"
    table.write_text("\n".join(["index,predicted", *lines]))
    with qtbot.waitSignal(desk.workspace.prediction_files.opened, timeout=LONG):
        desk.workspace.prediction_files.open(table)
    assert not page.run.isEnabled()
    assert not page.run_all.isEnabled()
    assert page.words.text().startswith("Only the predictions of this system are known")
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        desk.mistakes.evaluate("test")
    assert page.run.isEnabled()
