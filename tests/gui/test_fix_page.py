"""The page of the mistakes that trains for what is listed, and judges what came out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camviewer.controllers.fixing import FixPhase
from camviewer.controllers.own_samples import own_file
from camviewer.controllers.training_job import Ended
from camviewer.data import sources
from camviewer.data.held_out import held_out, held_out_of
from camviewer.data.remedied import remedied
from camviewer.document.fix_state import TrialState
from camviewer.document.state import from_json, to_json
from camviewer.error_analysis.remedies import RemedyChoice
from camviewer.gui.error_analysis.fix_page import FixPage
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.networks.formats import model_file
from camviewer.training.control import StopRequest
from camviewer.training.events import Plan
from camviewer.training.recipes import RECIPES
from tests.gui.conftest import Desk, PlayedJob
from tests.gui.test_mistakes import LEFT, LONG, panel
from tests.there import there

__all__ = ["panel"]

pytestmark = pytest.mark.slow


@pytest.fixture
def page(panel: MistakesPanel) -> FixPage:
    """The page, looked at."""
    panel.tabs.setCurrentWidget(panel.fix)
    return panel.fix.page


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Plan, PlayedJob]]:
    """The trainings that were begun, each with its plan; a test tells what they tell."""
    begun: list[tuple[Plan, PlayedJob]] = []

    def make(plan: Plan, *_: object) -> PlayedJob:
        begun.append((plan, PlayedJob()))
        return begun[-1][1]

    monkeypatch.setattr("camviewer.controllers.training.TrainingJob", make)
    return begun


def trained() -> Path:
    """Another bundled model, which stands for the one that was trained."""
    return [*model_file.bundled().values()][1]


def choose(page: FixPage, kind: str) -> None:
    """As a person does, by keys."""
    page.form.kind.setFocus()
    QTest.keyClick(page.form.kind, Qt.Key.Key_Home)
    for _ in range(page.form.kind.findData(kind)):
        QTest.keyClick(page.form.kind, Qt.Key.Key_Down)
    assert page.form.kind.currentData() == kind


def begin(desk: Desk, page: FixPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.begin, LEFT)
    qtbot.waitUntil(lambda: desk.workspace.fixing.phase is FixPhase.TRAINING, timeout=LONG)


def end(desk: Desk, job: PlayedJob, qtbot: QtBot) -> None:
    """The training has made a model."""
    path = trained()
    job.ended.emit(Ended(StopRequest.NONE, path, model_file.read_card(path)))
    qtbot.waitUntil(lambda: desk.workspace.fixing.verdict is not None, timeout=LONG)


def test_that_a_selection_is_trained_for_and_judged(
    desk: Desk, page: FixPage, jobs: list[tuple[Plan, PlayedJob]], qtbot: QtBot
) -> None:
    evaluation, dataset = there(desk.mistakes.evaluation), there(desk.document.dataset)
    listed = set(desk.mistakes.indices.tolist())
    kept = held_out(evaluation.samples)
    choose(page, "weight")
    begin(desk, page, qtbot)
    plan, job = jobs[0]
    remedy = there(plan.remedy)
    assert set(remedy.test) == listed & set(np.flatnonzero(~kept).tolist())
    assert remedy.train, "the nearest training samples count, too"
    assert not remedy.varied
    assert plan.start == there(desk.mistakes.target).network
    assert len(remedied(dataset, remedy).test) == kept.sum()
    assert page.begin.text() == "Cancel"
    end(desk, job, qtbot)
    verdict = there(desk.workspace.fixing.verdict)
    assert verdict.overall.number == kept.sum()
    assert verdict.selection.number == len(listed & set(np.flatnonzero(kept).tolist()))
    assert page.verdict.isVisible()
    assert there(desk.workspace.derived_analyses.model).path == trained()


def test_that_a_fix_of_a_fix_keeps_its_name_and_is_judged_by_what_neither_has_learned(
    desk: Desk, page: FixPage, jobs: list[tuple[Plan, PlayedJob]], qtbot: QtBot
) -> None:
    target = there(desk.mistakes.target)
    model = next(each for each in desk.document.models if each.path == target.network)
    card = replace(model.card, name="mine-fixed-2", has_learned_tests=True)
    desk.document.add_model(replace(model, card=card))
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        desk.mistakes.evaluate("train")
    desk.mistakes.select(outcome="all")
    choose(page, "weight")
    begin(desk, page, qtbot)
    plan, job = jobs[0]
    assert plan.name == "mine-fixed"
    assert there(plan.remedy).halved
    end(desk, job, qtbot)
    kept = held_out_of(there(desk.document.dataset).test)
    assert there(desk.workspace.fixing.verdict).overall.number == kept.sum() < len(kept)


def test_that_the_four_groups_are_listed_with_both_networks(
    desk: Desk, page: FixPage, jobs: list[tuple[Plan, PlayedJob]], qtbot: QtBot
) -> None:
    begin(desk, page, qtbot)
    end(desk, jobs[0][1], qtbot)
    paired = there(desk.workspace.fixing.verdict).paired
    for name, places in (("broken", paired.broken), ("wrong", paired.both_wrong)):
        qtbot.mouseClick(desk.child(f"{name}VerdictButton"), LEFT)
        assert sorted(desk.mistakes.indices.tolist()) == places.tolist()
    assert desk.workspace.derived_analyses.second is not None, "its maps stand beside the first's"


def test_that_what_was_evaluated_stays_on_the_stage(
    desk: Desk, page: FixPage, jobs: list[tuple[Plan, PlayedJob]], qtbot: QtBot
) -> None:
    path, before = trained(), there(desk.document.model)
    desk.document.remove_model(next(each for each in desk.document.models if each.path == path))
    begin(desk, page, qtbot)
    end(desk, jobs[0][1], qtbot)
    qtbot.waitUntil(lambda: path in [each.path for each in desk.document.models], timeout=LONG)
    assert desk.document.model == before
    assert not desk.mistakes.is_outdated
    assert there(desk.workspace.derived_analyses.model).path == path


def test_that_a_cancelled_training_leaves_nothing(
    desk: Desk, page: FixPage, jobs: list[tuple[Plan, PlayedJob]], qtbot: QtBot
) -> None:
    begin(desk, page, qtbot)
    job = jobs[0][1]
    qtbot.mouseClick(page.begin, LEFT)
    assert job.control.stop_request is StopRequest.STOP_AND_DISCARD
    job.ended.emit(Ended(StopRequest.STOP_AND_DISCARD))
    qtbot.waitUntil(lambda: desk.workspace.fixing.phase is FixPhase.IDLE)
    assert desk.workspace.fixing.verdict is None
    assert page.begin.text() == "Train and judge"


def test_that_nothing_listed_can_not_be_trained_for(
    desk: Desk, page: FixPage, jobs: list[tuple[Plan, PlayedJob]], qtbot: QtBot
) -> None:
    desk.mistakes.select(text="no such note")
    assert not page.begin.isEnabled()
    assert page.state.text() == "Nothing is listed. Choose a cluster, a cell or other filters."
    choose(page, "border")
    assert page.begin.isEnabled(), "a border is masked whatever is listed"
    begin(desk, page, qtbot)
    assert there(jobs[0][0].remedy).border == 4


def test_that_another_architecture_begins_afresh(
    desk: Desk, page: FixPage, jobs: list[tuple[Plan, PlayedJob]], qtbot: QtBot
) -> None:
    choose(page, "architecture")
    fixing = desk.workspace.fixing
    fixing.choose(replace(fixing.chosen.choice, architecture="compact"))
    begin(desk, page, qtbot)
    plan = jobs[0][0]
    assert (plan.architecture, plan.start) == ("compact", None)


def test_that_a_drawing_becomes_a_sample_of_ones_own(
    desk: Desk, page: FixPage, qtbot: QtBot
) -> None:
    choose(page, "own")
    assert not page.begin.isEnabled()
    page.form.label.setCurrentIndex(3)
    for count in (1, 2):
        qtbot.mouseClick(page.form.add, LEFT)
        own = sources.open_source(desk.workspace.fixing.chosen.choice.own[0])
        assert own.train.labels.tolist() == [3] * count
    assert page.begin.isEnabled()
    qtbot.mouseClick(page.form.clear, LEFT)
    assert desk.workspace.fixing.chosen.choice.own == ()
    assert own_file(there(desk.document.dataset)).exists()


def test_that_a_sample_that_is_held_out_is_no_sample_of_ones_own(
    desk: Desk, page: FixPage, qtbot: QtBot
) -> None:
    choose(page, "own")
    kept = held_out(there(desk.mistakes.evaluation).samples)
    desk.mistakes.select(outcome="all", order="index")
    desk.mistakes.go_to(int(np.flatnonzero(kept)[0]))
    with qtbot.waitSignal(desk.messages.posted) as posted:
        qtbot.mouseClick(page.form.add, LEFT)
    assert "is held out" in there(posted.args)[0].text
    assert desk.workspace.fixing.chosen.choice.own == ()
    desk.mistakes.go_to(int(np.flatnonzero(~kept)[0]))
    qtbot.mouseClick(page.form.add, LEFT)
    assert len(desk.workspace.fixing.chosen.choice.own) == 1


def test_that_what_was_chosen_and_judged_outlives_the_window(
    desk: Desk, page: FixPage, jobs: list[tuple[Plan, PlayedJob]], qtbot: QtBot
) -> None:
    choose(page, "weight")
    begin(desk, page, qtbot)
    end(desk, jobs[0][1], qtbot)
    state = from_json(to_json(desk.document.state()))
    assert state.fix == desk.document.fix.value
    assert there(state.fix.trial).fixed == str(trained())
    told = page.verdict.sentence.text()
    assert told
    desk.rebuild()
    renewed: FixPage = desk.page("mistakes").fix.page
    assert renewed.form.kind.currentData() == "weight"
    assert renewed.verdict.sentence.text() == told


def test_that_a_verdict_goes_once_labels_count_as_others(
    desk: Desk, page: FixPage, jobs: list[tuple[Plan, PlayedJob]], qtbot: QtBot
) -> None:
    choose(page, "weight")
    begin(desk, page, qtbot)
    end(desk, jobs[0][1], qtbot)
    desk.document.evaluation.change(corrected=True)
    assert desk.workspace.fixing.verdict is not None, "no label is corrected yet"
    label = int(there(desk.mistakes.evaluation).labels[0])
    desk.mistakes.annotations.decide(0, (label + 1) % 10)
    assert desk.workspace.fixing.verdict is None
    assert page.again.isVisible()
    qtbot.mouseClick(page.again, LEFT)
    qtbot.waitUntil(lambda: desk.workspace.fixing.verdict is not None, timeout=LONG)


def test_that_a_verdict_is_about_the_network_that_was_evaluated(
    desk: Desk, page: FixPage, jobs: list[tuple[Plan, PlayedJob]], qtbot: QtBot
) -> None:
    choose(page, "weight")
    first = there(desk.document.model)
    begin(desk, page, qtbot)
    end(desk, jobs[0][1], qtbot)
    fixed = next(each for each in desk.document.models if each.path == trained())
    for model, is_again in ((fixed, False), (first, True)):
        desk.document.set_model(model)
        with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
            desk.mistakes.evaluate("test")
        assert desk.workspace.fixing.verdict is None
        assert page.again.isVisible() == is_again
    qtbot.mouseClick(page.again, LEFT)
    qtbot.waitUntil(lambda: desk.workspace.fixing.verdict is not None, timeout=LONG)


def test_that_a_document_opened_meanwhile_keeps_its_own_trial(
    desk: Desk, page: FixPage, jobs: list[tuple[Plan, PlayedJob]], qtbot: QtBot
) -> None:
    begin(desk, page, qtbot)
    other = TrialState(title="of a document", network="elsewhere.keras", kind="border")
    desk.document.fix.change(trial=other)
    path = trained()
    jobs[0][1].ended.emit(Ended(StopRequest.NONE, path, model_file.read_card(path)))
    qtbot.waitUntil(lambda: desk.workspace.fixing.phase is FixPhase.IDLE)
    assert desk.document.fix.value.trial == other


def test_that_a_training_begun_meanwhile_is_not_taken_for_ones_own(
    desk: Desk, page: FixPage, jobs: list[tuple[Plan, PlayedJob]], qtbot: QtBot
) -> None:
    desk.document.fix.change(choice=RemedyChoice("border"))
    desk.workspace.fixing.begin()
    with qtbot.waitSignal(desk.messages.posted, timeout=LONG) as posted:
        desk.training.start(Plan("other", "compact", RECIPES["fast"], source="mnist"))
    assert there(posted.args)[0].text.startswith("Another training is running.")
    assert desk.workspace.fixing.phase is FixPhase.IDLE
    assert len(jobs) == 1


def test_that_a_remedy_is_the_one_that_was_chosen_when_it_began(
    desk: Desk, page: FixPage, jobs: list[tuple[Plan, PlayedJob]], qtbot: QtBot
) -> None:
    desk.document.fix.change(choice=RemedyChoice("border"), epochs=2)
    desk.workspace.fixing.begin()
    desk.document.fix.change(choice=RemedyChoice("architecture"), epochs=9)
    qtbot.waitUntil(lambda: bool(jobs), timeout=LONG)
    plan = jobs[0][0]
    assert (plan.start, plan.recipe.epochs) == (there(desk.mistakes.target).network, 2)


def test_that_the_page_takes_no_size_of_the_others(panel: MistakesPanel) -> None:
    before = panel.pieces.minimumSizeHint()
    panel.tabs.setCurrentWidget(panel.fix)
    assert panel.pieces.minimumSizeHint() == before
