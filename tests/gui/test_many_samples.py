"""Many samples at once: chosen in the gallery, tagged, taken over from a colleague."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.mistake_list import write_csv
from camviewer.error_analysis.query import UNTAGGED
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from tests.gui.conftest import Desk
from tests.gui.test_mistakes import LEFT, choose, panel

pytestmark = pytest.mark.slow

__all__ = ["panel"]

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def click(
    qtbot: QtBot, panel: MistakesPanel, row: int, modifier: Qt.KeyboardModifier = NONE
) -> None:
    gallery = panel.gallery
    place = gallery.visualRect(gallery.model().index(row, 0)).center()
    qtbot.mouseClick(gallery.viewport(), LEFT, modifier, place)


def chosen_rows(desk: Desk, panel: MistakesPanel) -> list[int]:
    rows: list[int] = panel.gallery.chosen_rows.tolist()
    chosen = desk.mistakes.tagging.chosen
    expected = desk.mistakes.indices[rows].tolist() if len(rows) > 1 else []
    assert chosen.tolist() == expected, "the gallery shows what is chosen"
    return rows


def entry(panel: MistakesPanel, text: str) -> QAction:
    """An entry of the menu of the button that tags many, opened anew."""
    panel.filters.tag_many.renew()
    return next(each for each in panel.filters.tag_many.menu().actions() if text in each.text())


def test_that_samples_are_chosen_as_everywhere(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    click(qtbot, panel, 1)
    looked_at = desk.mistakes.index
    click(qtbot, panel, 3, CONTROL)
    assert chosen_rows(desk, panel) == [1, 3]
    click(qtbot, panel, 1)
    click(qtbot, panel, 3, SHIFT)
    assert chosen_rows(desk, panel) == [1, 2, 3]
    assert desk.mistakes.index == looked_at, "choosing explains nothing"
    assert "<b>3</b> of " in desk.child("countLabel").text()
    click(qtbot, panel, 0)
    assert chosen_rows(desk, panel) == [0]


def test_that_keys_choose(desk: Desk, panel: MistakesPanel, qtbot: QtBot) -> None:
    click(qtbot, panel, 0)
    qtbot.keyClick(panel.gallery, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(panel.gallery, Qt.Key.Key_Right, SHIFT)
    assert chosen_rows(desk, panel) == [0, 1, 2]
    assert desk.mistakes.place == 0
    qtbot.keyClick(panel.gallery, Qt.Key.Key_A, CONTROL)
    assert chosen_rows(desk, panel) == list(range(len(desk.mistakes.indices)))
    qtbot.keyClick(panel.gallery, "j")
    assert chosen_rows(desk, panel) == [1], "going on looks at one"


def test_that_a_key_tags_all_chosen_in_one_step(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    click(qtbot, panel, 0)
    click(qtbot, panel, 2, SHIFT)
    qtbot.keyClick(panel.gallery, "a")
    first = desk.mistakes.indices[:3].tolist()
    assert sorted(desk.mistakes.annotations.by_index) == sorted(first)
    assert desk.child("countLabel").text().endswith("3 tagged")
    qtbot.keyClick(panel.gallery, "z", CONTROL)
    assert desk.mistakes.annotations.by_index == {}


def test_that_all_listed_are_tagged_and_the_untagged_are_left(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    click(qtbot, panel, 0)
    qtbot.keyClick(panel.gallery, "w")
    choose(desk.child("tagBox"), UNTAGGED)
    rest = desk.mistakes.indices.tolist()
    assert len(rest) == panel.gallery.model().rowCount() > 0
    assert f"({len(rest)})" in entry(panel, "Tag all").text()
    entry(panel, "ambiguous").trigger()
    assert len(desk.mistakes.indices) == 0
    choose(desk.child("tagBox"), "ambiguous")
    assert desk.mistakes.indices.tolist() == rest


def test_that_a_tag_leads_to_the_next_sample_if_it_is_to(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    click(qtbot, panel, 0)
    entry(panel, "Go on").trigger()
    qtbot.keyClick(panel.gallery, "a")
    assert desk.mistakes.place == 1
    assert entry(panel, "Go on").isChecked()
    choose(desk.child("tagBox"), UNTAGGED)
    click(qtbot, panel, 0)
    second = int(desk.mistakes.indices[1])
    qtbot.keyClick(panel.gallery, "a")
    assert desk.mistakes.index == second, "the tagged one has left the list"


def test_that_tags_of_a_colleague_are_added(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    evaluation = desk.mistakes.evaluation
    assert evaluation is not None
    index = int(desk.mistakes.indices[0])
    theirs = {index: Annotation(frozenset({"thin"}), "seen")}
    write_csv(tmp_path / "m.csv", evaluation, np.array([index]), theirs)
    for told in ("notes: 1;", "notes: 0;"):
        entry(panel, "Add tags").trigger()
        dialog = desk.window.findChild(QFileDialog)
        assert dialog is not None
        with qtbot.waitSignal(desk.messages.posted) as posted:
            dialog.fileSelected.emit(str(tmp_path / "m.csv"))
        dialog.close()
        qtbot.waitUntil(lambda: desk.window.findChild(QFileDialog) is None)
        assert told in posted.args[0].text
        assert dict(desk.mistakes.annotations.by_index) == theirs
