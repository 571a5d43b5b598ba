"""Steps of a lesson that open pages, compare networks and look back at a training."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from camviewer.gui.lesson.step_actions import StepContext, perform
from camviewer.lesson.steps import PARTS, Step
from tests.gui.conftest import Desk
from tests.there import there


def steps(*lines: str) -> list[Step]:
    return [Step(verb, argument) for verb, _, argument in (line.partition(" ") for line in lines)]


@pytest.mark.parametrize("part", PARTS)
def test_that_pages_are_opened_and_closed(desk: Desk, part: str) -> None:
    context = desk.window.guide.context
    action = desk.window.actions_["train" if part == "training" else part]
    for line, is_open in ((f"open {part}", True), (f"close {part}", False)):
        for _ in range(2):
            assert perform(context, steps(line)) == []
            assert action.isChecked() == is_open


def test_that_a_second_network_is_chosen(desk: Desk) -> None:
    assert perform(desk.window.guide.context, steps("second compact", "open networks")) == []
    assert there(desk.workspace.comparison.second).card.name == "compact"


def test_that_a_network_is_shown_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    context, document = desk.window.guide.context, desk.document
    timeline = desk.training.timeline
    assert perform(context, steps("history lecture", "snapshot first")) == []
    qtbot.waitUntil(lambda: document.snapshot is not None)
    assert there(document.model).card.name == "lecture"
    assert timeline.chosen == 0
    for line, step in (
        ("snapshot last", 28_125),
        ("snapshot 3", 5_625),
        ("snapshot 1", 1_792),
        ("snapshot 0", 0),
    ):
        assert perform(context, steps(line)) == []
        assert timeline.snapshots[there(timeline.chosen)].step == step


def test_that_what_has_no_history_is_told(desk: Desk) -> None:
    context = desk.window.guide.context
    (trouble,) = perform(context, steps("history compact"))
    assert trouble.startswith("history compact: There is no training history of this network")
    (trouble,) = perform(context, steps("snapshot last"))
    assert "Open a training history first" in trouble
    assert perform(StepContext(desk.document, lambda _: None), steps("snapshot last")) != []
