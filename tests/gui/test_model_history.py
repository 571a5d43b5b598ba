"""The history of a model in the window: the panels of a training, and the model's name."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.controllers.timeline import Timeline
from camviewer.controllers.training_job import Unsaved
from camviewer.data.dataset import to_sample
from camviewer.data.drawing import Drawing
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.stage import Model
from camviewer.gui import theme
from camviewer.gui.training.score_curves import step_ticks
from camviewer.gui.training.timeline_panel import TimelinePanel
from camviewer.networks import store
from camviewer.networks.formats import model_file
from tests.cut import cut_words
from tests.gui.conftest import Desk
from tests.gui.test_window import draw_one
from tests.model_histories import STEPS, history_of, with_history, without_history
from tests.there import there

pytestmark = pytest.mark.slow

PATIENCE = 30_000


def choose(desk: Desk, model: Model) -> None:
    desk.document.add_model(model)
    desk.document.set_model(model)


def opened(desk: Desk, qtbot: QtBot, name: str = "mine") -> None:
    choose(desk, with_history(name))
    desk.window.actions_["model_history"].trigger()
    qtbot.waitUntil(lambda: desk.training.is_history, timeout=PATIENCE)


def test_that_the_action_is_offered_for_a_model_with_a_history(desk: Desk) -> None:
    action = desk.window.actions_["model_history"]
    assert not action.isEnabled()
    choose(desk, with_history("mine"))
    assert action.isEnabled()
    choose(desk, without_history("other"))
    assert not action.isEnabled()
    assert action in desk.child("modelMenuButton").menu().actions()


def test_that_a_history_opens_the_training_with_its_name(desk: Desk, qtbot: QtBot) -> None:
    opened(desk, qtbot)
    assert desk.window.actions_["train"].isChecked()
    assert desk.child("trainingDock").isVisible()
    assert desk.child("trainingState").text() == "mine: training history"
    assert desk.child("trainingPlot").isVisible()
    assert desk.child("trainingProgress").isHidden()
    assert desk.child("liveBox").isHidden()
    assert desk.child("timelinePlace").text() == "History of mine, snapshots: 4"
    assert cut_words(desk.window, may_shorten=True) == []


def test_that_the_timeline_of_a_history_is_gone_through(desk: Desk, qtbot: QtBot) -> None:
    opened(desk, qtbot)
    image = WrittenSplit("test", 1).image(0)
    desk.document.set_content(CanvasContent(Drawing(base=to_sample(image))))
    slider = desk.child("timelineSlider")
    assert (slider.isEnabled(), slider.maximum()) == (True, len(STEPS) - 1)
    slider.setValue(1)
    qtbot.waitUntil(
        lambda: bool(desk.requests) and desk.requests[-1].network is desk.document.snapshot
    )
    assert desk.document.snapshot is not None
    assert desk.document.snapshot.name == "mine, epoch 1, step 1"
    qtbot.waitUntil(lambda: desk.training.timeline.scores is not None, timeout=PATIENCE)
    assert len(there(desk.training.timeline.scores)) == len(STEPS)
    assert desk.child("filmButton").isEnabled()
    play = desk.child("playButton")
    play.click()
    qtbot.waitUntil(lambda: desk.training.timeline.chosen == len(STEPS) - 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not play.isChecked(), timeout=PATIENCE)
    desk.child("leaveTimelineButton").click()
    assert desk.document.snapshot is None


def test_that_another_model_closes_it(desk: Desk, qtbot: QtBot) -> None:
    opened(desk, qtbot)
    choose(desk, without_history("other"))
    assert desk.child("timelinePlace").text().startswith("Train a network")
    assert desk.child("trainButton").isVisible(), "the form of a training"


def test_that_a_renamed_model_keeps_its_history(desk: Desk, qtbot: QtBot) -> None:
    opened(desk, qtbot)
    model = desk.document.model
    assert model is not None
    desk.controller.rename_model(model, "yours")
    qtbot.waitUntil(lambda: desk.training.name == "yours", timeout=PATIENCE)
    assert desk.child("trainingState").text() == "yours: training history"


def test_that_a_deleted_models_history_is_closed_and_kept_with_it(desk: Desk, qtbot: QtBot) -> None:
    opened(desk, qtbot)
    model = desk.document.model
    assert model is not None
    desk.controller.delete_model(model)
    assert not desk.training.is_history
    assert not model_file.history_of(model.path).exists()
    assert (model.path.parent / "deleted" / "mine.history").is_file()


def test_that_a_network_that_is_saved_elsewhere_takes_its_history_along(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    lecture = model_file.bundled()["lecture"]
    stored, path = store.load(lecture), tmp_path / "elsewhere.keras"
    done: list[str] = []
    desk.controller.save_model(
        Unsaved(stored.graph, stored.weights, stored.card, history_of(lecture)),
        lambda: done.append("saved"),
        lambda: done.append("failed"),
        path,
    )
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)
    assert done == ["saved"]
    action = desk.window.actions_["model_history"]
    qtbot.waitUntil(action.isEnabled, timeout=PATIENCE)
    action.trigger()
    qtbot.waitUntil(lambda: desk.training.is_history, timeout=PATIENCE)
    assert desk.training.name == "elsewhere"


def test_that_a_window_that_is_built_anew_shows_what_is_open(desk: Desk, qtbot: QtBot) -> None:
    opened(desk, qtbot)
    desk.rebuild()
    assert desk.window.actions_["model_history"].isEnabled()
    assert desk.page("train").timeline.place.label.text() == "History of mine, snapshots: 4"
    state = desk.page("train").training.progress.state
    assert state.label.text() == "mine: training history"
    assert desk.page("train").training.progress.bar.isHidden()
    desk.document.set_model(desk.document.models[0])
    assert not desk.training.is_history


def scored(desk: Desk, qtbot: QtBot) -> TimelinePanel:
    """A history, and the scores of a drawn sample over it: 9 from the second snapshot on."""
    opened(desk, qtbot)
    draw_one(qtbot, desk)
    qtbot.waitUntil(lambda: desk.training.timeline.scores is not None, timeout=PATIENCE)
    panel: TimelinePanel = desk.page("train").timeline
    return panel


def plain(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def test_that_it_is_told_which_network_reads_the_sample_so_and_since_when(
    desk: Desk, qtbot: QtBot
) -> None:
    panel = scored(desk, qtbot)
    label, timeline = panel.learned.label, desk.training.timeline
    when, before = timeline.when(STEPS[1]), timeline.step_name(STEPS[0])
    panel.learned.resize(2000, panel.learned.height())
    assert plain(label.text()) == f"mine predicts 9 from {when} on; {before} still 0"
    assert label.toolTip() == "Click a step to see the network at that time."
    panel.learned.resize(350, panel.learned.height())
    assert plain(label.text()) == f"mine: 9 from step 1 on, 0 {before}"
    panel.learned.resize(250, panel.learned.height())
    assert plain(label.text()) == "Predicts 9 from step 1 on"
    assert f"{when} on; {before} still 0" in plain(label.toolTip())


def test_that_both_steps_are_links_to_their_snapshots(desk: Desk, qtbot: QtBot) -> None:
    panel = scored(desk, qtbot)
    links = re.findall('href="(.*?)"', panel.learned.label.text())
    assert len(links) == 2
    for link, place in zip(links, (1, 0), strict=True):
        panel.learned.label.linkActivated.emit(link)
        assert desk.training.timeline.chosen == place
    desk.document.history.undo()
    assert panel.learned.label.text() == ""


def test_that_what_was_lost_in_between_is_told(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = scored(desk, qtbot)
    scores = np.eye(10, dtype=np.float32)[[3, 7, 2, 7]]
    monkeypatch.setattr(Timeline, "scores", scores)
    desk.training.timeline.scores_changed.emit()
    panel.learned.resize(2000, panel.learned.height())
    when = desk.training.timeline.when(STEPS[3])
    assert plain(panel.learned.label.text()) == (
        f"mine predicts 7 from {when} on, not for the first time; "
        f"at step {STEPS[2]:,} it predicted 2"
    )


def colour_of(panel: TimelinePanel, index: int) -> str:
    name: str = panel.scores.curves[index].opts["pen"].color().name()
    return name


def test_that_the_class_read_in_the_end_is_in_front_at_every_snapshot(
    desk: Desk, qtbot: QtBot
) -> None:
    panel = scored(desk, qtbot)
    accent = theme.accent_colour(panel.palette()).name()
    second = theme.second_colour(panel.palette()).name()
    read = there(desk.document.original)
    for index in (0, 4, 9):  # as the network of another snapshot may read it
        logits = 9 * np.eye(10, dtype=np.float32)[index]
        desk.document.set_prediction(replace(read, logits=logits))
        assert desk.document.class_index == index
        assert (colour_of(panel, 9), colour_of(panel, 0)) == (accent, second)
        assert colour_of(panel, 4) not in (accent, second)
        assert "class 9" in panel.scores.legend.text()
        assert "before: 0" in panel.scores.legend.text()
    assert panel.scores.since.isVisible()
    assert panel.scores.since.value() == pytest.approx(np.log10(STEPS[1] + 1))
    assert "from here" in panel.scores.legend.text()


def test_that_a_class_that_was_chosen_is_in_front(desk: Desk, qtbot: QtBot) -> None:
    panel = scored(desk, qtbot)
    accent = theme.accent_colour(panel.palette()).name()
    desk.document.choose_class(4)
    assert [colour_of(panel, index) == accent for index in (4, 9)] == [True, False]
    assert "class 4" in panel.scores.legend.text()
    assert "before" not in panel.scores.legend.text()
    assert panel.scores.since.isVisible(), "when it was learned stays what it is"


def test_that_a_click_on_the_scores_goes_to_the_nearest_snapshot(desk: Desk, qtbot: QtBot) -> None:
    panel = scored(desk, qtbot)
    plot = panel.scores.plot
    QApplication.processEvents()
    for place in (2, 0, 3):
        spot = QPointF(np.log10(STEPS[place] + 1), 0.0)
        at = plot.mapFromScene(plot.getPlotItem().getViewBox().mapViewToScene(spot))
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert desk.training.timeline.chosen == place


def test_that_the_axis_names_steps_where_they_are(desk: Desk, qtbot: QtBot) -> None:
    panel = scored(desk, qtbot)
    axis = panel.scores.plot.getAxis("bottom")
    assert axis.labelText == "Step"
    named = {name: place for place, name in step_ticks()[0]}
    curve = panel.scores.curves[0]
    drawn = dict(zip(STEPS, curve.getData()[0], strict=True))
    assert (drawn[0], drawn[1]) == pytest.approx((named["0"], named["1"]))
    assert 10 ** named["1,000"] == pytest.approx(1001)
    for level in step_ticks():
        places = [place for place, _ in level]
        assert places == sorted(places)
