"""Sizes in the real window, in both languages: pictures, canvas, drawer, and what is in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camviewer.document.settings import Settings
from camviewer.gui import language, theme
from camviewer.gui.stage.views.picture_view import PictureView
from tests.gui.conftest import Desk
from tests.gui.test_window import VIEWS, draw_one

pytestmark = pytest.mark.slow

LAPTOP, DESKTOP = QSize(1366, 768), QSize(1920, 1080)
LEFT = Qt.MouseButton.LeftButton
DRAWERS = ("lesson", "decomposition", "methods", "train")


@dataclass(frozen=True)
class Least:
    """Pixels: of a view's picture, of the canvas, of what stands beside the stage."""

    view: int
    canvas: int
    side: int = 0


NOTHING = {LAPTOP.toTuple(): Least(235, 230), DESKTOP.toTuple(): Least(350, 320)}
DRAWER = {LAPTOP.toTuple(): Least(195, 200, 340), DESKTOP.toTuple(): Least(320, 320, 340)}
WORKSPACE = {LAPTOP.toTuple(): Least(150, 0, 340), DESKTOP.toTuple(): Least(220, 0, 340)}
PRESENTED = {LAPTOP.toTuple(): Least(245, 240), DESKTOP.toTuple(): Least(380, 320)}
CAPTION = {LAPTOP.toTuple(): Least(220, 240), DESKTOP.toTuple(): Least(320, 320)}
ENLARGED = {LAPTOP.toTuple(): Least(420, 230), DESKTOP.toTuple(): Least(720, 320)}


@pytest.fixture(params=["en", "ko"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    language.install(qapp, request.param)
    yield request.param
    language.install(qapp, "en")


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture(params=[LAPTOP, DESKTOP], ids=["laptop", "desktop"])
def size(request: pytest.FixtureRequest) -> QSize:
    chosen: QSize = request.param
    return chosen


@pytest.fixture
def stage(
    make_desk: Callable[..., Desk], qtbot: QtBot, spoken: str, scheme: str, size: QSize
) -> Desk:
    """A window that fills a screen of that size, a sample drawn."""
    desk = make_desk(Settings(language=spoken, scheme=scheme))
    desk.window.resize(size)
    draw_one(qtbot, desk)
    settle(desk, size)
    return desk


def settle(desk: Desk, size: QSize) -> None:
    """Everything is laid out, in a window of that size."""
    for _ in range(3):
        QApplication.processEvents()
    assert desk.window.size() == size, "nothing makes the window grow"


def pictures(desk: Desk) -> list[int]:
    """The shorter sides of the pictures that are in sight."""
    shown: list[PictureView] = [desk.child(name) for name in VIEWS if desk.child(name).isVisible()]
    return [min(view.graphics.width(), view.graphics.height()) for view in shown]


def canvas(desk: Desk) -> int:
    shown = desk.child("drawCanvas")
    assert shown.isVisible()
    return min(shown.width(), shown.height())


def check(desk: Desk, least: Least, *, views: int = 4) -> None:
    sides = pictures(desk)
    assert len(sides) == views
    assert min(sides) >= least.view
    assert canvas(desk) >= least.canvas
    if least.side:
        assert desk.child("drawer").width() >= least.side
    for index in range(10):
        assert in_sight(desk, desk.child(f"classButton{index}")), index


def in_sight(desk: Desk, widget: QWidget) -> bool:
    """Whether the whole of a widget is seen."""
    place = QRect(widget.mapTo(desk.window, QPoint(0, 0)), widget.size())
    seen = widget.visibleRegion().boundingRect().translated(place.topLeft())
    return widget.isVisible() and seen == place


def test_that_nothing_open_leaves_the_views_the_room(stage: Desk, size: QSize) -> None:
    check(stage, NOTHING[size.toTuple()])


def test_that_any_drawer_leaves_views_canvas_and_strip_their_size(stage: Desk, size: QSize) -> None:
    before = stage.window.central.arrangement
    for name in DRAWERS:
        stage.window.actions_[name].trigger()
        settle(stage, size)
        check(stage, DRAWER[size.toTuple()])
        stage.window.actions_[name].trigger()
        settle(stage, size)
        assert stage.window.central.arrangement == before, name


def test_that_a_workspace_has_the_centre_and_the_stage_its_size(stage: Desk, size: QSize) -> None:
    stage.window.actions_["mistakes"].trigger()
    settle(stage, size)
    check(stage, WORKSPACE[size.toTuple()])
    assert stage.child("drawer").width() > 0.4 * size.width()


def test_that_one_view_fills_the_stage_and_gives_it_back(
    stage: Desk, size: QSize, qtbot: QtBot
) -> None:
    before = stage.window.central.arrangement
    for name in VIEWS:
        view: PictureView = stage.child(name)
        viewport = view.graphics.viewport()
        from_here = viewport.rect().center()
        qtbot.mouseDClick(viewport, LEFT, pos=from_here)
        settle(stage, size)
        check(stage, ENLARGED[size.toTuple()], views=1)
        qtbot.mouseDClick(viewport, LEFT, pos=from_here)
        settle(stage, size)
        assert stage.window.central.arrangement == before


@pytest.mark.parametrize("caption", [False, True])
def test_that_a_presentation_is_for_the_last_row(
    stage: Desk, size: QSize, caption: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = stage.window
    factor = theme.presentation_factor(size.height())
    monkeypatch.setattr(theme, "presentation_factor", lambda _lines: factor)
    usual = canvas(stage)
    window.actions_["presentation"].trigger()
    if caption:
        window.actions_["lesson"].trigger()
    # The screen of a test has another size; leaving it must not end the presentation meanwhile.
    monkeypatch.setattr(window, "isFullScreen", lambda: True)
    window.showNormal()
    window.resize(size)
    settle(stage, size)
    try:
        check(stage, (CAPTION if caption else PRESENTED)[size.toTuple()])
        assert canvas(stage) >= usual, "nothing is smaller than before"
        assert stage.window.central.stage.verdict.height() >= 44
        for widget in window.findChildren(QWidget):
            if not widget.visibleRegion().isEmpty():
                assert widget.fontInfo().pixelSize() >= 20, widget.objectName()
    finally:
        if window.actions_["presentation"].isChecked():
            window.actions_["presentation"].trigger()


@pytest.mark.parametrize("small", [QSize(1024, 700), QSize(1280, 720)])
def test_that_no_size_hides_the_canvas_or_grows(
    make_desk: Callable[..., Desk], qtbot: QtBot, spoken: str, small: QSize
) -> None:
    desk = make_desk(Settings(language=spoken))
    desk.window.resize(small)
    draw_one(qtbot, desk)
    for name in (*DRAWERS, "mistakes"):
        desk.window.actions_[name].trigger()
        settle(desk, small)
        assert in_sight(desk, desk.child("drawCanvas")), name
        assert len(pictures(desk)) == 4
    desk.messages.trouble("A long sentence that tells at length what has gone wrong. " * 10)
    settle(desk, small)
