"""A document is opened in a window of its own, in which the work stands where it stood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from camviewer.app import program as app
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.layout.main_window import MainWindow
from camviewer.inference.evaluation import Indices


def panel_of(window: MainWindow) -> MistakesPanel:
    panel = window.side_panels.content("mistakes")
    assert isinstance(panel, MistakesPanel)
    return panel


def worked(program: app.Program, qtbot: QtBot) -> Indices:
    """Evaluate, look at a sample, choose some others; which ones."""
    qtbot.waitUntil(lambda: program.document.dataset is not None)
    program.window.side_panels.show("mistakes")
    mistakes = program.workspace.mistakes
    with qtbot.waitSignal(mistakes.evaluation_changed, timeout=30_000):
        mistakes.evaluate("test")
    mistakes.select(outcome="all", order="confidence")
    mistakes.go_to(4)
    panel_of(program.window).gallery.choose_rows(np.array([1, 2, 3, 7]))
    chosen = mistakes.indices[[1, 2, 3, 7]]
    assert mistakes.tagging.chosen.tolist() == chosen.tolist()
    return chosen


def in_another_window(program: app.Program, act: Callable[[], object], qtbot: QtBot) -> None:
    before = program.window
    act()
    qtbot.waitUntil(lambda: program.window is not before, timeout=30_000)


def test_that_what_was_chosen_and_looked_at_is_so_in_the_window_of_the_document(
    start: Callable[..., app.Program], qtbot: QtBot, tmp_path: Path
) -> None:
    program, path = start(), tmp_path / "work.camviewer"
    chosen = worked(program, qtbot)
    files, mistakes = program.workspace.files, program.workspace.mistakes
    index, content = mistakes.index, program.document.content
    with qtbot.waitSignal(files.changed, timeout=30_000):
        files.save(path)
    mistakes.go_to(0)
    mistakes.select(outcome="wrong")
    in_another_window(program, lambda: files.open(path), qtbot)
    assert mistakes.index == index
    assert mistakes.tagging.chosen.tolist() == chosen.tolist()
    panel = panel_of(program.window)
    assert panel.gallery.chosen_rows.tolist() == [1, 2, 3, 7]
    assert panel.gallery.currentIndex().row() == 4
    there = program.document.content
    assert there.origin == content.origin
    base, before = there.drawing.base, content.drawing.base
    assert base is not None
    assert before is not None
    assert np.array_equal(base, before)


def test_that_what_was_chosen_stays_so_in_a_window_in_another_language(
    start: Callable[..., app.Program], qtbot: QtBot
) -> None:
    program = start()
    chosen = worked(program, qtbot)
    in_another_window(program, lambda: program.document.window.change(language="ko"), qtbot)
    assert program.workspace.mistakes.tagging.chosen.tolist() == chosen.tolist()
    assert panel_of(program.window).gallery.chosen_rows.tolist() == [1, 2, 3, 7]
    in_another_window(program, lambda: program.document.window.change(language="en"), qtbot)
