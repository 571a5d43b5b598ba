"""A window built anew goes on where the one before was, and nothing of that one is left."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QTabWidget
from pytestqt.qtbot import QtBot

from camviewer.data.drawing import Drawing
from camviewer.data.strokes import Stroke
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.state import Tool
from camviewer.gui import language
from camviewer.gui.decomposition.layers_panel import LayersPanel
from camviewer.rendering.fonts import HANGUL
from tests.connections import receivers
from tests.gui.conftest import Desk
from tests.there import there

SWITCHES = 100
PAGES = ("lesson", "methods", "train", "decomposition", "mistakes")


def settle() -> None:
    """Let everything happen that is due, deletions too."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def switch(desk: Desk, qapp: QApplication, code: str) -> None:
    """Another language, as the program does it."""
    desk.document.window.change(language=code)
    language.install(qapp, code)
    desk.workspace.lessons.use_language(code)
    desk.rebuild()
    settle()


def count(desk: Desk) -> tuple[int, int, int, Counter[str]]:
    """Widgets, windows, menus that belong to none, and connections of all that lives long."""
    widgets = QApplication.allWidgets()
    menus = [each for each in widgets if isinstance(each, QMenu) and each.parent() is None]
    return len(widgets), len(QApplication.topLevelWidgets()), len(menus), receivers(desk.workspace)


@pytest.fixture
def busy(desk: Desk, qtbot: QtBot, qapp: QApplication) -> Desk:
    """A window in which a lot is open, drawn and chosen, with an evaluation made."""
    # What earlier tests left to the collector would be missed only later.
    gc.collect()
    settle()
    document, window = desk.document, desk.window
    stroke = Stroke(np.array([[0.5, 0.1], [0.5, 0.9]]), 0.1)
    document.history.show(CanvasContent(Drawing(strokes=(stroke,))), "drawing")
    for name in (*PAGES, "eraser"):
        window.actions_[name].trigger()
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=60_000):
        desk.mistakes.evaluate("test")
    qtbot.waitUntil(lambda: desk.workspace.lessons.lesson is not None)
    desk.mistakes.select(order="index")
    desk.mistakes.go_to(1)
    return desk


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    yield
    language.install(qapp, "en")
    settle()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_that_a_hundred_switches_leave_nothing_behind(
    busy: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    after_first = None
    for number in range(SWITCHES):
        switch(busy, qapp, ("ko", "en")[number % 2])
        if number in (1, SWITCHES - 1):  # both in English
            qtbot.waitUntil(lambda: there(busy.workspace.lessons.lesson).folder.name == "en")
            settle()
            found = count(busy)
            after_first = after_first or found
            assert found == after_first
    assert busy.window.actions_["mistakes"].isChecked()


@pytest.mark.slow
def test_that_everything_survives(busy: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    document, before = busy.document, busy.window
    before.actions_["presentation"].trigger()
    form = busy.page("train").training.form
    form.name.setText("seven")
    form.recipe.setCurrentText("fast")
    form.epochs.setValue(7)
    form.start.setCurrentIndex(1)
    plan = form.plan()
    before.central.draw.brush.setValue(17)
    busy.workspace.lessons.go(4)
    busy.workspace.decomposition.set_order("index")
    tabs = there(before.findChild(QTabWidget, "decompositionTabs"))
    tabs.setCurrentIndex(1)
    layers = tabs.widget(1)
    assert isinstance(layers, LayersPanel)
    layers.choose(2)
    splits = there(before.findChild(QComboBox, "splitBox"))
    splits.setCurrentIndex(splits.findData("train"))
    maps = there(before.findChild(QComboBox, "mapsBox"))
    maps.setCurrentIndex(maps.findData("label"))
    maps.activated.emit(maps.currentIndex())
    mistakes = busy.page("mistakes")
    mistakes.tabs.setCurrentWidget(mistakes.models)
    before.side_panels.show("lesson")
    before.side_panels.show("mistakes")
    settle()
    state, listed = document.state(), busy.mistakes.indices.tolist()
    with qtbot.waitSignal(before.destroyed):
        switch(busy, qapp, "ko")
    window = busy.window
    qtbot.waitUntil(lambda: there(busy.workspace.lessons.lesson).folder.name == "ko")
    assert window is not before
    now = document.state()
    assert {**vars(now), "window": None} == {**vars(state), "window": None}
    kept = ("drawer", "caption", "presentation", "scheme", "folder")
    assert all(getattr(now.window, name) == getattr(state.window, name) for name in kept)
    assert now.window.language == "ko"
    assert (now.window.drawer, now.window.caption) == ("mistakes", True)
    assert all(window.actions_[name].isChecked() for name in ("mistakes", "lesson", "presentation"))
    assert window.isFullScreen()
    assert window.central.draw.canvas.tool is Tool.ERASER
    assert window.central.draw.canvas.brush == 0.17
    assert window.actions_["eraser"].isChecked()
    assert (busy.mistakes.indices.tolist(), busy.mistakes.place) == (listed, 1)
    assert there(window.findChild(QComboBox, "splitBox")).currentData() == "train"
    assert there(window.findChild(QComboBox, "mapsBox")).currentData() == "label"
    mistakes = busy.page("mistakes")
    assert mistakes.tabs.currentWidget() is mistakes.models
    assert busy.page("train").training.form.plan() == plan
    assert busy.workspace.lessons.index == 4
    window.actions_["presentation"].trigger()
    assert busy.page("decomposition").currentIndex() == 1
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()
    assert document.content.drawing.is_empty


def test_that_the_layers_are_still_asked_for(busy: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    busy.page("decomposition")
    there(busy.window.findChild(QTabWidget, "decompositionTabs")).setCurrentIndex(1)
    qtbot.waitUntil(lambda: busy.requests[-1].layers)
    switch(busy, qapp, "ko")
    busy.document.set_content(CanvasContent())
    asked = len(busy.requests)
    busy.document.history.undo()
    busy.document.history.redo()
    qtbot.waitUntil(lambda: len(busy.requests) > asked)
    assert busy.requests[-1].layers


def test_that_english_after_korean_is_written_as_before(qapp: QApplication) -> None:
    fonts = []
    for code in ("en", "ko", "en"):
        language.install(qapp, code)
        fonts.append((qapp.font().families(), QFontMetrics(qapp.font()).height()))
    assert fonts[0] == fonts[2]
    known = set(QFontDatabase.families(QFontDatabase.WritingSystem.Korean))
    if known == {HANGUL}:  # the system has none: ours is there for Korean names in English, too
        assert HANGUL in fonts[2][0]
