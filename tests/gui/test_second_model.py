"""A sample under two models side by side."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.attribution.map_work import MapsRequest
from camviewer.data.dataset import to_sample
from camviewer.document.fix_state import TrialState
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.widgets.number_format import percent
from camviewer.inference.prediction import PredictionRequest
from tests.gui.conftest import Desk, explain
from tests.gui.test_mistakes import LEFT, click_sample, panel
from tests.there import there

__all__ = ["panel"]


def compare(desk: Desk, panel: MistakesPanel, qtbot: QtBot) -> None:
    panel.tabs.setCurrentWidget(panel.models)
    qtbot.mouseClick(desk.child("compareButton"), LEFT)
    qtbot.waitUntil(lambda: panel.derived_analyses.paired is not None)


def test_that_a_digit_is_shown_under_both_models(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    size = desk.window.size()
    click_sample(qtbot, panel, 0)
    assert not panel.inspector.second.isVisible()
    compare(desk, panel, qtbot)
    desk.mistakes.select(outcome="all", order="index")
    click_sample(qtbot, panel, 4)
    view, second, index = (
        panel.inspector.second,
        there(panel.derived_analyses.second),
        there(desk.mistakes.index),
    )
    assert view.isVisible()
    qtbot.waitUntil(lambda: len(view.contrast.maps) == 3)
    label, read = int(second.labels[index]), int(second.predicted[index])
    other = label if label != read else int(second.scores[index].argsort()[-2])
    sample = to_sample(there(desk.mistakes.target).samples.image(index))
    maps = explain(PredictionRequest(there(panel.derived_analyses.model).path, sample)).maps
    shown = [map_ for _title, map_, _picture in view.contrast.maps]
    for one, expected in zip(
        shown, (maps[read], maps[other], maps[read] - maps[other]), strict=True
    ):
        assert np.allclose(one, expected, atol=1e-5)
    words = desk.child("secondModelLabel").text().replace("−", "-")
    margin = float(second.scores[index, read] - second.scores[index, other])
    assert f"predicted {read}" in words
    assert f"<b>{margin:+.2f}</b>" in words
    assert escape(percent(float(second.probability[index]))) in words
    assert view.contrast.height() > 60
    assert desk.window.size() == size, "the window does not grow for it"
    panel.tabs.setCurrentWidget(panel.models)
    qtbot.mouseClick(desk.child("leaveComparisonButton"), LEFT)
    panel.tabs.setCurrentWidget(panel.inspector)
    assert not view.isVisible()


def test_that_maps_of_the_second_model_are_computed_when_they_are_looked_at(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    submit = desk.mistakes.second_mapper.submit

    def count(request: MapsRequest) -> int:
        asked.append(request)
        return submit(request)

    monkeypatch.setattr(desk.mistakes.second_mapper, "submit", count)
    click_sample(qtbot, panel, 0)
    compare(desk, panel, qtbot)
    assert asked == [], "another page is looked at"
    panel.tabs.setCurrentWidget(panel.inspector)
    assert len(asked) == 1
    view = panel.inspector.second
    qtbot.waitUntil(lambda: len(view.contrast.maps) == 3)
    click_sample(qtbot, panel, 1)
    assert len(asked) == 2
    assert view.contrast.maps == [], "those of the digit before are not shown for this one"
    qtbot.waitUntil(lambda: len(view.contrast.maps) == 3)


def test_that_a_network_that_learned_from_these_digits_is_not_compared_without_a_word(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    compare(desk, panel, qtbot)
    assert "was trained on some of these" not in panel.models.words.text()
    model = there(panel.derived_analyses.model)
    desk.document.fix.change(trial=TrialState(fixed=str(model.path)))
    panel.derived_analyses.comparison_changed.emit()
    assert "One of these networks was trained on some of these" in panel.models.words.text()


def test_that_a_first_network_that_learned_from_these_digits_is_told_as_well(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    target = there(desk.mistakes.target)
    model = next(each for each in desk.document.models if each.path == target.network)
    desk.document.add_model(replace(model, card=replace(model.card, has_learned_tests=True)))
    compare(desk, panel, qtbot)
    assert "One of these networks was trained on some of these" in panel.models.words.text()
