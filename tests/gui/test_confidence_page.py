"""The page of the mistakes that tells how far probabilities can be trusted."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from camviewer.common.errors import UserError
from camviewer.error_analysis.calibration import calibrate
from camviewer.gui.error_analysis.confidence_page import ConfidencePage
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.inference.evaluation import Evaluation
from tests.gui.conftest import DIGITS, Desk
from tests.gui.test_mistakes import LONG, panel
from tests.there import there

__all__ = ["panel"]

pytestmark = pytest.mark.slow


@pytest.fixture
def page(desk: Desk, panel: MistakesPanel, qtbot: QtBot) -> ConfidencePage:
    """The page, looked at."""
    calibrating = desk.workspace.calibrating
    assert calibrating.report is None, "nobody has looked yet"
    panel.tabs.setCurrentWidget(panel.confidence)
    qtbot.waitUntil(lambda: calibrating.report is not None, timeout=LONG)
    return panel.confidence.page


def press(page: ConfidencePage, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(page.slider, key)


def test_that_the_figures_are_those_of_the_evaluation(desk: Desk, page: ConfidencePage) -> None:
    evaluation = there(desk.mistakes.evaluation)
    found = calibrate(evaluation.scores, evaluation.labels)
    assert f"<b>{100 * found.error:.2f}%</b>" in page.words.text()
    assert f"{found.brier:.4f}" in page.words.text()
    scaling = there(there(desk.workspace.calibrating.report).scaling)
    assert f"<b>{scaling.temperature:.2f}</b>" in page.words.text()
    assert page.scaled.isVisible()


def test_that_keys_on_the_slider_list_the_least_sure(
    desk: Desk, page: ConfidencePage, qtbot: QtBot
) -> None:
    press(page, qtbot, *[Qt.Key.Key_PageUp] * 10)  # 10 % of twenty
    mistakes, evaluation = desk.mistakes, there(desk.mistakes.evaluation)
    assert (
        mistakes.indices.tolist() == np.argsort(evaluation.probability, kind="stable")[:2].tolist()
    )
    assert (mistakes.selection.outcome, mistakes.selection.order) == ("all", "doubt")
    assert "10.0%" in there(mistakes.group).title
    assert page.share.text() == "10.0%"
    assert page.refused.text().startswith("Refused: 2,")
    press(page, qtbot, Qt.Key.Key_Home)
    assert mistakes.group is None
    assert mistakes.selection.outcome == "wrong"
    press(page, qtbot, Qt.Key.Key_End)
    assert len(mistakes.indices) == DIGITS / 2


def test_that_the_line_in_the_plot_moves_with_the_slider_and_the_slider_with_it(
    desk: Desk, page: ConfidencePage, qtbot: QtBot
) -> None:
    press(page, qtbot, *[Qt.Key.Key_PageUp] * 20)
    assert page.coverage.line.value() == pytest.approx(20)
    page.coverage.line.setValue(30)  # as a drag does
    assert page.slider.value() == 300
    assert len(desk.mistakes.indices) == 6


def test_that_another_group_takes_the_threshold_back(
    desk: Desk, page: ConfidencePage, qtbot: QtBot
) -> None:
    press(page, qtbot, Qt.Key.Key_End)
    qtbot.mouseClick(desk.child("leaveGroupButton"), Qt.MouseButton.LeftButton)
    assert page.slider.value() == 0
    assert page.share.text() == "0.0%"
    press(page, qtbot, *[Qt.Key.Key_PageUp] * 10)
    assert len(desk.mistakes.indices) == 2


def test_that_bins_and_temperature_change_the_diagram(
    desk: Desk, page: ConfidencePage, qtbot: QtBot
) -> None:
    calibrating = desk.workspace.calibrating
    page.binning.setFocus()
    qtbot.keyClick(page.binning, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not calibrating.is_running, timeout=LONG)
    counts = there(calibrating.report).calibration.bins.counts
    assert calibrating.binning == "mass"
    assert set(counts.tolist()) == {1, 2}
    before = page.grab().toImage()
    qtbot.keyClick(page.scaled, Qt.Key.Key_Space)
    assert page.grab().toImage() != before


def test_that_another_evaluation_is_reported_anew_while_the_page_is_in_sight(
    desk: Desk, panel: MistakesPanel, page: ConfidencePage, qtbot: QtBot
) -> None:
    before = desk.workspace.calibrating.report
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        desk.mistakes.evaluate("train")
    assert desk.workspace.calibrating.report is None
    assert "Comparing" in page.words.text()
    qtbot.waitUntil(lambda: desk.workspace.calibrating.report is not None, timeout=LONG)
    assert desk.workspace.calibrating.report is not before


def test_that_a_report_that_fails_is_told_once(
    desk: Desk, page: ConfidencePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_evaluation: Evaluation) -> None:
        raise UserError("No curve.")

    monkeypatch.setattr("camviewer.controllers.calibrating.coverage_curve", fail)
    with qtbot.waitSignal(desk.messages.posted, timeout=LONG) as posted:
        desk.mistakes.evaluate("train")
    assert there(posted.args)[0].text == "No curve."
    assert page.isVisible()
    assert not desk.workspace.calibrating.is_running


def test_that_corrected_labels_count_and_what_is_refused_stays(
    desk: Desk, page: ConfidencePage, qtbot: QtBot
) -> None:
    calibrating, mistakes = desk.workspace.calibrating, desk.mistakes
    press(page, qtbot, *[Qt.Key.Key_PageUp] * 20)
    refused = mistakes.indices.tolist()
    predicted = there(mistakes.evaluation).predicted
    for index in np.flatnonzero(there(mistakes.evaluation).wrong).tolist():
        mistakes.annotations.decide(index, int(predicted[index]))
    desk.document.evaluation.change(corrected=True)
    qtbot.waitUntil(lambda: not calibrating.is_running, timeout=LONG)
    evaluation = there(mistakes.evaluation)
    found = there(calibrating.report).calibration
    assert found.error == pytest.approx(calibrate(evaluation.scores, evaluation.labels).error)
    assert page.refused.text().startswith("Refused: 4, with 0 of 0 mistakes.")
    assert mistakes.indices.tolist() == refused
