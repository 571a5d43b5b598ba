"""Documents and reports through the menu, the dialogs and a drop on the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from camviewer.document.archive import read
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.layout.document_actions import SaveDocumentDialog
from tests.gui.conftest import Desk
from tests.gui.test_mistakes import LEFT, LONG, panel

pytestmark = pytest.mark.slow

__all__ = ["panel"]


def chosen(desk: Desk, path: Path, qtbot: QtBot) -> str:
    """Choose a file in the dialog that is open; what is told then."""
    (dialog,) = (each for each in desk.window.findChildren(QFileDialog) if each.isVisible())
    with qtbot.waitSignal(desk.messages.posted, timeout=LONG) as told:
        dialog.fileSelected.emit(str(path))
    dialog.close()
    return str(told.args[0].text)


def saved(desk: Desk, path: Path, qtbot: QtBot, *boxes: str) -> str:
    """Save a document with what is ticked; what is told."""
    desk.window.actions_["save_document"].trigger()
    dialogs = desk.window.findChildren(SaveDocumentDialog)
    (dialog,) = (each for each in dialogs if each.isVisible())
    for name in boxes:
        box = dialog.findChild(QCheckBox, name)
        assert box is not None
        box.click()
    button = dialog.findChild(QPushButton, "chooseDocumentFileButton")
    assert button is not None
    qtbot.mouseClick(button, LEFT)
    return chosen(desk, path, qtbot)


def test_that_a_document_is_saved_with_what_is_ticked(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.mistakes.select(outcome="all", label=3)
    bare, full = tmp_path / "bare.camviewer", tmp_path / "full.camviewer"
    assert saved(desk, bare, qtbot) == f"Saved {bare}"
    saved(desk, full, qtbot, "includeNetworksBox", "includeSamplesBox")
    (without, _), (with_all, _) = read(bare), read(full)
    assert (dict(without.networks), without.samples) == ({}, None)
    model = desk.document.model
    assert model is not None
    assert with_all.networks[model.name] == model.path.read_bytes()
    assert with_all.samples is not None
    assert with_all.samples.places.tolist() == desk.mistakes.indices.tolist()
    assert panel.isVisible()
    again = SaveDocumentDialog(3, desk.workspace.files.included, desk.window)
    assert (again.networks.isChecked(), again.samples.isChecked()) == (True, True)


def test_that_samples_cannot_be_included_before_an_evaluation(desk: Desk) -> None:
    dialog = SaveDocumentDialog(0, (True, True), desk.window)
    assert not dialog.samples.isEnabled()
    assert not dialog.samples.isChecked()
    assert dialog.networks.isEnabled()


def test_that_a_document_that_is_dropped_is_opened(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "work.camviewer"
    desk.mistakes.select(outcome="all", label=3, order="index")
    desk.document.change_display(opacity=20)
    before = desk.document.state()
    saved(desk, path, qtbot)
    desk.mistakes.select(outcome="wrong", label=None)
    desk.document.change_display(opacity=70)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    told: list[str] = []
    desk.messages.posted.connect(lambda message: told.append(message.text))
    with qtbot.waitSignal(desk.workspace.files.opened, timeout=LONG):
        assert desk.window.open_dispatcher.take(data)
    after = desk.document.state()
    assert after.display == before.display
    assert after.evaluation == before.evaluation
    # The desk's network only says that it has read the samples.
    assert any("when this document was saved" in each for each in told), told
    assert not panel.filters.isVisible(), "what was evaluated before is not of this document"
    assert panel.isVisible()


@pytest.mark.parametrize("kind", [".html", ".pdf"])
def test_that_a_report_is_saved(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"report{kind}"
    assert panel.isVisible()
    desk.window.actions_["save_report"].trigger()
    assert chosen(desk, path, qtbot) == f"Saved {path}"
    begins = {".html": b"<!DOCTYPE html>", ".pdf": b"%PDF"}
    assert path.read_bytes().startswith(begins[kind])


def test_that_without_an_evaluation_there_is_nothing_to_report(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.window.actions_["save_report"].trigger()
    told = chosen(desk, tmp_path / "report.html", qtbot)
    assert "there is nothing to report" in told
    assert not list(tmp_path.glob("report*"))
