"""The button that saves an animation: it tells how far that is, cancels it, and comes back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from camviewer.controllers import exports
from camviewer.controllers.training_job import Begun, Ended
from camviewer.inference.prediction import Prediction, PredictionRequest
from camviewer.networks.architectures import graph_of
from camviewer.training.control import StopRequest
from camviewer.training.weight_history import WeightSnapshot
from tests.document.test_document import LINE
from tests.gui.conftest import Desk, PlayedJob, explain

pytestmark = pytest.mark.slow

PATIENCE = 20_000


@pytest.fixture
def button(desk: Desk, qtbot: QtBot, played: Callable[[Desk], PlayedJob]) -> QPushButton:
    """In front of a sample and the timeline of two moments."""
    desk.document.set_content(LINE)
    qtbot.waitUntil(lambda: desk.document.is_current)
    snapshots = tuple(WeightSnapshot(step, [np.zeros(1, np.float32)]) for step in (0, 1))
    job = played(desk)
    job.begun.emit(Begun("mine", graph_of("lecture"), (), 1, (), (), snapshots))
    job.ended.emit(Ended(StopRequest.NONE))
    desk.window.actions_["train"].trigger()
    found = desk.child("filmButton")
    assert isinstance(found, QPushButton)
    assert found.isEnabled()
    return found


def save_as(desk: Desk, button: QPushButton, qtbot: QtBot, path: Path) -> None:
    """Press the button and answer where to."""
    button.click()

    def visible() -> list[QFileDialog]:
        return [each for each in desk.window.findChildren(QFileDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(visible()))
    (dialog,) = visible()
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_that_a_animation_being_written_can_be_cancelled_and_another_be_saved(
    desk: Desk,
    button: QPushButton,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = threading.Event()

    def wait(request: PredictionRequest) -> Prediction:
        assert go_on.wait(10)
        return explain(request)

    monkeypatch.setattr(exports, "predict", wait)
    words = button.text()
    save_as(desk, button, qtbot, tmp_path / "first.gif")
    assert button.text() == "Cancel (0%)"
    with qtbot.waitSignal(desk.controller.exports.animation_ended, timeout=PATIENCE):
        button.click()
        go_on.set()
    assert button.text() == words
    assert list(tmp_path.iterdir()) == []
    save_as(desk, button, qtbot, tmp_path / "second.gif")
    qtbot.waitUntil(lambda: "second.gif" in desk.window.central.messages.text, timeout=PATIENCE)
    assert button.text() == words
    assert [path.name for path in tmp_path.iterdir()] == ["second.gif"]


def test_that_a_animation_that_cannot_be_saved_is_told_in_the_window(
    desk: Desk,
    button: QPushButton,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exports, "predict", explain)
    (tmp_path / "file").touch()
    save_as(desk, button, qtbot, tmp_path / "file" / "film.gif")
    qtbot.waitUntil(lambda: "film.gif" in desk.window.central.messages.text, timeout=PATIENCE)
    assert " cannot be written" in desk.window.central.messages.text
    assert button.text() == "Save animation…"
