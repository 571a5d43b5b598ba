"""The status line is always true."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from camviewer.controllers.training_job import Begun, Ended
from camviewer.networks import store
from camviewer.networks.architectures import graph_of
from camviewer.networks.formats import model_file
from camviewer.training.control import StopRequest
from camviewer.training.weight_history import WeightSnapshot
from tests.gui.conftest import Desk, PlayedJob
from tests.gui.test_window import draw_one


def told(desk: Desk) -> str:
    words: str = desk.child("statusLine").told
    return words


def test_that_it_says_where_the_sample_is_from(desk: Desk, qtbot: QtBot) -> None:
    assert "Empty canvas" in told(desk)
    qtbot.mouseClick(desk.child("nextDigitButton"), Qt.MouseButton.LeftButton)
    origin, dataset = desk.document.content.origin, desk.document.dataset
    assert dataset is not None
    assert f"test #{origin.index}" in told(desk)
    assert f"label {dataset.test.label(origin.index or 0)}" in told(desk)
    desk.window.actions_["clear"].trigger()
    draw_one(qtbot, desk)
    assert "Drawn by hand" in told(desk)


def test_that_it_says_which_model_how_good_and_on_what(desk: Desk) -> None:
    for model in desk.document.models:
        desk.document.set_model(model)
        assert model.card.name in told(desk)
        assert model.card.accuracy is not None
        assert f"{100 * model.card.accuracy:.1f}% on MNIST" in told(desk)


def test_that_it_names_the_scale(desk: Desk) -> None:
    assert "Scale: Signed" in told(desk)
    desk.document.change_display(scale="lecture")
    assert "Scale: Lecture" in told(desk)


def test_that_only_a_network_that_still_learns_is_said_to_be_in_training(
    desk: Desk, played: Callable[[Desk], PlayedJob]
) -> None:
    weights = store.load(model_file.bundled()["lecture"]).weights
    snapshots = tuple(WeightSnapshot(step, weights) for step in (0, 10, 20))
    job = played(desk)
    job.begun.emit(Begun("mine", graph_of("lecture"), (), 1, (), (), snapshots))
    assert "In training: mine, step 20" in told(desk)
    desk.training.timeline.look_at(1)
    assert "Snapshot: mine, step 10" in told(desk)
    desk.training.timeline.watch(True)
    assert "In training: mine, step 20" in told(desk)
    path = model_file.bundled()["compact"]
    desk.training.timeline.end()  # until the model is opened, its last weights stay on the stage
    assert "Snapshot: mine, step 20" in told(desk)
    job.ended.emit(Ended(StopRequest.NONE, path, store.load(path).card))
    desk.training.timeline.look_at(1)
    assert "Snapshot: mine, step 10" in told(desk)
    desk.training.timeline.leave()
    assert "Model: " in told(desk)
