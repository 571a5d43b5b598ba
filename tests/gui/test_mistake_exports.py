"""What the dock writes: contact sheets and data sets, through its menu and dialogs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from camviewer.data.sources import npz
from camviewer.error_analysis.annotations import database_file
from camviewer.export import contact_sheet
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from tests.gui.conftest import Desk
from tests.gui.test_mistakes import LEFT, LONG, many_samples, panel
from tests.there import there

pytestmark = pytest.mark.slow

__all__ = ["panel"]

Save = Callable[[str, Path], str]


@pytest.fixture
def save(desk: Desk, panel: MistakesPanel, qtbot: QtBot) -> Save:
    """Chooses an entry of the menu and a file; what is told then."""

    def choose(action: str, target: Path) -> str:
        desk.child(action).trigger()
        dialog = desk.window.findChild(QFileDialog)
        assert dialog is not None
        with qtbot.waitSignal(desk.messages.posted, timeout=LONG) as told:
            dialog.fileSelected.emit(str(target))
        dialog.close()
        return str(told.args[0].text)

    return choose


def test_that_the_sheet_is_saved(desk: Desk, save: Save, tmp_path: Path) -> None:
    target = tmp_path / "sheet.png"
    assert save("exportSheetAction", target) == f"Saved {target}"
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.png"]


def test_that_pages_are_named_and_what_is_left_out_is_told(
    desk: Desk,
    panel: MistakesPanel,
    save: Save,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(contact_sheet, "MAX_COUNT", 110)
    desk.document.set_dataset("many", many_samples(230))
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        qtbot.mouseClick(panel.heading.evaluate, LEFT)
    desk.mistakes.select(outcome="all")
    told = save("exportSheetAction", tmp_path / "s.png")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s-1.png", "s-2.png"]
    assert told.startswith(f"Saved {tmp_path / 's-1.png'} to s-2.png")
    assert "the first 110 of 230 digits" in told


def test_that_the_digits_are_saved_in_their_order(desk: Desk, save: Save, tmp_path: Path) -> None:
    target = tmp_path / "digits.npz"
    save("exportDigitsAction", target)
    indices, samples = desk.mistakes.indices, there(desk.mistakes.target).samples
    written = npz.open_path(target).test
    assert written.labels.tolist() == samples.labels[indices].tolist()
    for place, index in enumerate(indices):
        assert np.array_equal(written.image(place), samples.image(int(index)))


def test_that_no_list_is_saved_without_the_annotations_that_there_are(
    desk: Desk, panel: MistakesPanel, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(database_file(), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        found = there(desk.mistakes.evaluation)
        desk.mistakes.annotations.use(found.checksum, found.samples)
        panel.exports.save_list(tmp_path / "mistakes.csv")
        assert "cannot be read now" in desk.window.central.messages.text
        assert list(tmp_path.iterdir()) == []
