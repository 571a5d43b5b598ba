"""Predictions of another system, page by page: what is known is shown, and no more than that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.document.state import PAGES
from camviewer.gui.error_analysis.gallery_model import LOOKS
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.architectures import graph_of
from tests.cut import cut_words
from tests.gui.conftest import DIGITS, Desk
from tests.gui.test_mistakes import LONG, panel
from tests.there import there

pytestmark = pytest.mark.slow

__all__ = ["panel"]

WRONG = 5

Open = Callable[..., Path]


def table(path: Path, labels: Sequence[int], kind: str) -> Path:
    """Predictions of so many samples, of which the one at `WRONG` is misread."""
    read = [(label + (place == WRONG)) % 10 for place, label in enumerate(labels)]
    heads = {
        "all": ["index", "predicted", *(f"p_{name}" for name in range(10))],
        "one": ["index", "predicted", "probability"],
        "none": ["index", "predicted"],
    }
    lines = [",".join(heads[kind])]
    for place, predicted in enumerate(read):
        shares = np.full(10, 0.015 if place == WRONG else 0.02)
        shares[predicted] += 1 - shares.sum()
        told = {"all": [f"{share:.5f}" for share in shares], "one": [f"{shares[predicted]:.5f}"]}
        lines.append(",".join([str(place), str(predicted), *told.get(kind, [])]))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def open_table(desk: Desk, panel: MistakesPanel, qtbot: QtBot, tmp_path: Path) -> Open:
    """Opens predictions of one of the kinds, as a person does; the path of the table."""

    def open_(kind: str, number: int = DIGITS) -> Path:
        labels = there(desk.document.dataset).test.labels[:number].tolist()
        path = table(tmp_path / f"{kind}.csv", labels, kind)
        with qtbot.waitSignal(desk.workspace.prediction_files.opened, timeout=LONG):
            desk.window.open_dispatcher.open_path(str(path))
        return path

    return open_


def in_front(panel: MistakesPanel, name: str) -> None:
    page = panel.inspector if name == "sample" else getattr(panel, name)
    if panel.tabs.indexOf(page) >= 0:  # else it stands beside the others
        panel.tabs.setCurrentWidget(page)


@pytest.mark.parametrize("kind", ["all", "one", "none"])
@pytest.mark.parametrize("number", [DIGITS, DIGITS - 6])
def test_that_every_page_shows_what_is_known(
    desk: Desk, panel: MistakesPanel, open_table: Open, qtbot: QtBot, kind: str, number: int
) -> None:
    open_table(kind, number)
    workspace, mistakes = desk.workspace, desk.mistakes
    assert mistakes.indices.tolist() == [WRONG]
    mistakes.go_to(0)
    for name in PAGES:
        in_front(panel, name)
        qtbot.waitUntil(lambda: cut_words(desk.window) == [], timeout=LONG)
    qtbot.waitUntil(lambda: workspace.label_review.queue.tolist() == [WRONG], timeout=LONG)
    has_calibration, has_map = kind != "none", kind == "all"
    if has_calibration:
        qtbot.waitUntil(lambda: workspace.calibrating.report is not None, timeout=LONG)
        assert (there(workspace.calibrating.report).scaling is not None) is has_map
    assert bool(workspace.calibrating.missing) is not has_calibration
    assert panel.confidence.page.coverage.isVisibleTo(panel.confidence.page) is has_calibration
    if has_map:
        qtbot.waitUntil(lambda: workspace.sample_map.projection is not None, timeout=LONG)
        assert panel.map.page.projected.currentData() == "scores"
    assert bool(workspace.sample_map.missing) is not has_map
    assert workspace.sample_map.drawn is None, "the network on the stage reads otherwise"
    assert "cannot be trained" in workspace.fixing.hindrance
    assert panel.sweeps.page.words.text().startswith("Only the predictions of this system")
    assert panel.thumbnails.missing
    assert desk.child("evaluateButton").text() == "Evaluate", "what a file says is not made again"


@pytest.mark.parametrize(("kind", "share"), [("all", "86.5%"), ("one", "86.5%"), ("none", "")])
def test_that_no_probability_is_made_up(
    desk: Desk, panel: MistakesPanel, open_table: Open, qtbot: QtBot, kind: str, share: str
) -> None:
    open_table(kind)
    desk.mistakes.go_to(0)
    assert there(panel.gallery.model()).index(0, 0).data(LOOKS).share == share
    assert ("%" in panel.inspector.title.text()) is bool(share)
    assert panel.filters.least.isEnabled() is bool(share)
    assert (desk.mistakes.selection.order == "index") is not bool(share)


def test_that_maps_of_the_network_on_the_stage_say_whose_they_are(
    desk: Desk, panel: MistakesPanel, open_table: Open, qtbot: QtBot
) -> None:
    open_table("all")
    desk.mistakes.go_to(0)
    in_front(panel, "labels")
    panel.pieces.sample_tabbed.emit()  # nothing stands beside the page
    whose = desk.child("labelMapsLabel")
    qtbot.waitUntil(lambda: whose.text() == "Maps of fake, not of all", timeout=LONG)
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        desk.mistakes.evaluate("test")
    desk.mistakes.go_to(0)
    qtbot.waitUntil(lambda: whose.text() == "", timeout=LONG)


def test_that_of_two_tables_the_one_asked_for_last_is_shown(
    desk: Desk, open_table: Open, qtbot: QtBot
) -> None:
    first, second = open_table("all"), open_table("none")
    files = desk.workspace.prediction_files
    with qtbot.waitSignal(files.opened, timeout=LONG):
        files.open(first)
        files.open(second)
    assert not desk.mistakes.is_evaluating
    assert there(desk.mistakes.evaluation).model == "none"


def test_that_an_evaluation_asked_for_later_is_shown(
    desk: Desk, open_table: Open, qtbot: QtBot
) -> None:
    path = open_table("all")
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        desk.workspace.prediction_files.open(path)
        desk.mistakes.evaluate("test")
    assert there(desk.mistakes.evaluation).model == "fake"
    assert not desk.mistakes.is_evaluating


@pytest.mark.parametrize("kind", ["all", "one", "none"])
def test_that_a_list_has_only_what_is_known(
    desk: Desk, open_table: Open, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    open_table(kind)
    with qtbot.waitSignal(desk.messages.posted, timeout=LONG):
        desk.workspace.mistake_exports.save_list(tmp_path / "list.csv")
    columns, line = (tmp_path / "list.csv").read_text("utf-8").splitlines()
    told = dict(zip(columns.split(","), line.split(","), strict=True))
    assert bool(told["probability"]) is (kind != "none")
    assert bool(told["loss"]) is bool(told["margin"]) is (kind == "all")


def test_that_the_next_epoch_of_a_training_does_not_take_the_place_of_a_table(
    desk: Desk, panel: MistakesPanel, open_table: Open
) -> None:
    panel.heading.follow.setChecked(True)
    open_table("all")
    desk.training.epoch_kept.emit(NetworkSnapshot("mine, step 9", graph_of("lecture"), []))
    assert not desk.mistakes.is_evaluating
    assert not panel.heading.follow.isChecked()
    assert there(desk.mistakes.evaluation).model == "all"
