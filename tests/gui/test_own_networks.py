"""Networks of other programs in the window: begun with, and written for others."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from camviewer.document.messages import Kind, Message
from camviewer.gui.training.training_form import TrainingForm
from camviewer.networks import store
from camviewer.training.recipes import RECIPES
from tests.gui.conftest import Desk

PATIENCE = 30_000
THEIRS = Path(__file__).parents[1] / "networks" / "onnx_files" / "resnet.script.onnx"


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.onnx"
    path.write_bytes(THEIRS.read_bytes())
    return path


@pytest.fixture
def form(desk: Desk, theirs: Path, qtbot: QtBot) -> TrainingForm:
    """With a network of another program opened before."""
    desk.controller.open_model(theirs)
    qtbot.waitUntil(
        lambda: desk.document.model is not None and desk.document.model.path == theirs,
        timeout=PATIENCE,
    )
    found: TrainingForm = desk.page("train").training.form
    return found


def test_that_a_network_of_another_program_can_be_begun_with(
    form: TrainingForm, theirs: Path, qtbot: QtBot
) -> None:
    form.architecture.setCurrentText("compact")
    form.recipe.setCurrentText("fast")
    fast = RECIPES["fast"]
    assert form.learning_rate.value() == pytest.approx(fast.learning_rate)
    form.start.setCurrentText("theirs")
    assert (form.architecture.currentText(), form.architecture.isEnabled()) == ("theirs", False)
    assert form.learning_rate.value() == pytest.approx(0.1 * fast.learning_rate)
    layers = store.load(theirs).graph.layers
    qtbot.waitUntil(lambda: form.layers.rowCount() == len(layers), timeout=PATIENCE)
    assert form.estimate.text().startswith("Takes ")
    plan = form.plan()
    assert (plan.architecture, plan.start) == ("own", theirs)

    form.start.setCurrentText("New weights")
    assert (form.architecture.currentText(), form.architecture.isEnabled()) == ("compact", True)
    assert form.learning_rate.value() == pytest.approx(fast.learning_rate)
    plan = form.plan()
    assert (plan.architecture, plan.start) == ("compact", None)


def test_that_the_choice_stays_when_the_window_is_built_anew(
    desk: Desk, form: TrainingForm, theirs: Path
) -> None:
    form.start.setCurrentText("theirs")
    form.learning_rate.setValue(0.5)
    desk.rebuild()
    again = desk.page("train").training.form
    assert (again.plan().architecture, again.plan().start) == ("own", theirs)
    assert again.architecture.currentText() == "theirs"
    assert again.learning_rate.value() == 0.5
    again.start.setCurrentText("New weights")
    assert again.learning_rate.value() == 0.5, "it was set by hand"


@pytest.mark.parametrize("suffix", [".onnx", pytest.param(".keras", marks=pytest.mark.slow)])
def test_that_the_menu_exports_the_network(
    desk: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    suffix: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / f"net{suffix}"
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(path)))
    told: list[Message] = []
    desk.messages.posted.connect(told.append)
    action = desk.window.actions_["export_network"]
    assert action.isEnabled()
    action.trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert told[0].kind is Kind.INFORMATION, told[0].text
    assert told[0].text == f"Saved {path}"
    assert [each.text for each in told[0].actions] == ["Show in folder"]
    assert desk.document.model is not None
    assert store.load(path).graph.spec == desk.document.model.card.spec


def test_that_an_export_that_fails_is_told(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(tmp_path / "net.h5"))
    )
    told: list[Message] = []
    desk.messages.posted.connect(told.append)
    desk.window.actions_["export_network"].trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert told[0].kind is Kind.TROUBLE
    assert "ends in .onnx or .keras" in told[0].text
