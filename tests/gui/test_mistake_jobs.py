"""What is computed for the dock in threads: in which order it may come, and what is dropped."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.attribution.map_work import MapsRequest
from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.concurrency.job import Progress
from camviewer.controllers.evaluation_target import Network, Tools
from camviewer.data.dataset import Dataset, to_sample
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.error_analysis.thumbnails import DIFFERENCE, PREDICTED
from camviewer.inference.evaluation import Evaluation
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.architectures import graph_of
from tests.gui.conftest import DIGITS, Desk, evaluate, map_samples
from tests.gui.test_mistakes import LEFT, LONG, choose, click_sample, open_dock, panel
from tests.there import there

pytestmark = pytest.mark.slow

__all__ = ["panel"]

FIRST, SECOND, THIRD = (
    NetworkSnapshot(f"mine, step {step}", graph_of("lecture"), []) for step in (1, 2, 3)
)


class Gate:
    """Lets a call through only when it is opened for its network; the first call waits."""

    def __init__(self) -> None:
        self.begun: list[Network] = []
        self.opened: dict[Network, threading.Event] = {}

    def door(self, network: Network) -> threading.Event:
        return self.opened.setdefault(network, threading.Event())

    def evaluate(
        self,
        network: Network,
        dataset: Dataset,
        split: str,
        progress: Progress,
        _token: CancelToken,
    ) -> Evaluation:
        """Not even asked to stop does it do so early: as where a batch takes long."""
        self.begun.append(network)
        assert self.door(network).wait(60)
        return evaluate(network, dataset, split, progress, CancelToken())

    def maps(self, request: MapsRequest) -> Array:
        self.begun.append(request.network)
        assert self.door(request.network).wait(60)
        return map_samples(request)


@pytest.fixture
def gate(desk: Desk, panel: MistakesPanel) -> Iterator[Gate]:
    """From now on what is evaluated waits, in a dock that follows a training."""
    made = Gate()
    desk.mistakes.tools = panel.derived_analyses.tools = Tools(made.evaluate, lambda: map_samples)
    panel.heading.follow.setChecked(True)
    yield made
    for network in made.begun:
        made.door(network).set()


def begin_epochs(desk: Desk, gate: Gate, qtbot: QtBot) -> None:
    """The first is being evaluated, the third waits."""
    for epoch in (FIRST, SECOND, THIRD):
        desk.training.epoch_kept.emit(epoch)
    qtbot.waitUntil(lambda: gate.begun == [FIRST])


def test_that_the_newest_epoch_waits_for_the_one_being_evaluated(
    desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    begin_epochs(desk, gate, qtbot)
    with qtbot.waitSignal(desk.mistakes.evaluation_changed):
        gate.door(FIRST).set()
    assert there(desk.mistakes.target).network is FIRST
    with qtbot.waitSignal(desk.mistakes.evaluation_changed):
        gate.door(THIRD).set()
    assert there(desk.mistakes.target).network is THIRD
    assert gate.begun == [FIRST, THIRD]


def test_that_no_epoch_waits_any_longer_when_none_are_to_be_followed(
    desk: Desk, panel: MistakesPanel, gate: Gate, qtbot: QtBot
) -> None:
    begin_epochs(desk, gate, qtbot)
    panel.heading.follow.setChecked(False)
    with qtbot.waitSignal(desk.mistakes.evaluation_changed):
        gate.door(FIRST).set()
    qtbot.waitUntil(lambda: not desk.mistakes.is_evaluating)
    assert gate.begun == [FIRST]
    assert desk.child("outdatedLabel").isVisible()


def test_that_what_was_followed_is_outdated_once_it_is_no_longer(
    desk: Desk, panel: MistakesPanel, gate: Gate, qtbot: QtBot
) -> None:
    gate.door(FIRST).set()
    with qtbot.waitSignal(desk.mistakes.evaluation_changed):
        desk.training.epoch_kept.emit(FIRST)
    assert not desk.child("outdatedLabel").isVisible()
    panel.heading.follow.setChecked(False)
    assert desk.child("outdatedLabel").isVisible()


def test_that_cancelling_ends_what_waits_too(
    desk: Desk, panel: MistakesPanel, gate: Gate, qtbot: QtBot
) -> None:
    before = desk.mistakes.evaluation
    begin_epochs(desk, gate, qtbot)
    qtbot.mouseClick(panel.heading.evaluate, LEFT)
    with qtbot.waitSignal(desk.mistakes.evaluating_changed):
        gate.door(FIRST).set()
    assert not desk.mistakes.is_evaluating
    assert gate.begun == [FIRST]
    assert desk.mistakes.evaluation is before


def test_that_an_overtaken_comparison_does_not_end_the_newer_one(
    desk: Desk, panel: MistakesPanel, gate: Gate, qtbot: QtBot
) -> None:
    derived_analyses, models = panel.derived_analyses, desk.document.models
    derived_analyses.compare_with(models[1])
    (overtaken,) = derived_analyses.running.values()
    qtbot.waitUntil(lambda: gate.begun == [models[1].path])
    derived_analyses.compare_with(models[0])
    qtbot.waitUntil(lambda: len(gate.begun) == 2)
    with qtbot.waitSignal(overtaken.finished):
        gate.door(models[1].path).set()
    assert derived_analyses.is_running("comparison")
    assert derived_analyses.model is None
    with qtbot.waitSignal(derived_analyses.comparison_changed):
        gate.door(models[0].path).set()
    assert derived_analyses.model is models[0]


def test_that_overtaken_maps_are_refused(desk: Desk, qtbot: QtBot) -> None:
    gate = Gate()
    desk.mistakes.mapper.make_compute = lambda: gate.maps
    panel = open_dock(desk)
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        qtbot.mouseClick(panel.heading.evaluate, LEFT)
    thumbnails, evaluation = panel.thumbnails, there(desk.mistakes.evaluation)
    choose(desk.child("mapsBox"), PREDICTED)
    qtbot.waitUntil(lambda: len(gate.begun) == 1)
    choose(desk.child("mapsBox"), DIFFERENCE)
    qtbot.waitUntil(lambda: thumbnails.asked[0] > 1)
    network = there(desk.mistakes.target).network
    assert network is not None
    gate.door(network).set()
    index = int(desk.mistakes.indices[0])
    qtbot.waitUntil(lambda: index in thumbnails.maps)
    sample = to_sample(there(desk.mistakes.target).samples.image(index)[None])
    predicted, labels = evaluation.predicted[[index]], evaluation.labels[[index]]
    request = MapsRequest(network, sample, predicted, labels)
    expected = map_samples(request)[0]
    assert np.allclose(thumbnails.maps[index], expected)


def test_that_a_third_model_drops_the_group_of_the_second(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    panel.tabs.setCurrentWidget(panel.models)
    qtbot.mouseClick(desk.child("compareButton"), LEFT)
    qtbot.waitUntil(lambda: panel.derived_analyses.paired is not None)
    qtbot.mouseClick(desk.child("rightGroupButton"), LEFT)
    assert desk.child("leaveGroupButton").isVisible()
    qtbot.mouseClick(desk.child("compareButton"), LEFT)
    qtbot.waitUntil(lambda: not panel.derived_analyses.is_running("comparison"))
    assert not desk.child("leaveGroupButton").isVisible()
    assert desk.mistakes.indices.size == there(desk.mistakes.evaluation).wrong.sum()


# What is annotated, and what is listed


def test_that_a_digit_leaves_the_list_with_its_tag_and_going_on_starts_there(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    desk.mistakes.select(order="index")
    first, second, third = (int(index) for index in desk.mistakes.indices[:3])
    for row in range(3):
        click_sample(qtbot, panel, row)
        qtbot.keyClick(panel.gallery, "a")
    choose(desk.child("tagBox"), "ambiguous")
    assert desk.mistakes.indices.tolist() == [first, second, third]
    click_sample(qtbot, panel, 1)
    qtbot.keyClick(panel.gallery, "a")
    assert desk.mistakes.indices.tolist() == [first, third]
    assert panel.gallery.model().rowCount() == 2
    assert desk.mistakes.index is None
    qtbot.keyClick(panel.gallery, "j")
    assert desk.mistakes.index == third


def test_that_every_own_tag_of_a_digit_has_a_button(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    click_sample(qtbot, panel, 0)
    for tag in "abcdef":
        desk.mistakes.tagging.toggle(tag)
    shown = {tag for tag, button in panel.inspector.tags.buttons.items() if button.isChecked()}
    assert shown == set("abcdef")
    click_sample(qtbot, panel, 1)
    assert len(panel.inspector.tags.buttons) == 3 + 4


def test_that_a_drag_over_the_gallery_leaves_the_mark_on_the_digit_looked_at(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    gallery, view = panel.gallery, panel.gallery.viewport()
    places = [gallery.visualRect(gallery.model().index(row, 0)).center() for row in (0, 2)]
    for row in (-1, 0):
        qtbot.mousePress(view, LEFT, pos=places[1])
        assert gallery.currentIndex().row() == 2
        qtbot.mouseMove(view, places[0])
        qtbot.mouseRelease(view, LEFT, pos=places[0])
        assert gallery.currentIndex().row() == row
        click_sample(qtbot, panel, 0)


@pytest.mark.parametrize(("index", "name", "place"), [(0, "training digit #0", None), (25, "", 5)])
def test_that_a_digit_of_all_comes_from_the_training_or_the_test_digits(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot, index: int, name: str, place: int | None
) -> None:
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        desk.mistakes.evaluate("all")
    dataset = there(desk.document.dataset)
    origin = there(desk.mistakes.target).origin(index)
    assert name in origin.name
    assert origin.index == place
    part, at = (dataset.train, 0) if index < DIGITS else (dataset.test, index - DIGITS)
    assert origin.label == part.label(at)
