"""The map of samples, driven by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.controllers.evaluation_target import Group
from camviewer.error_analysis import embedding
from camviewer.gui.error_analysis.map_page import MapPage
from camviewer.gui.error_analysis.map_view import MapView
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from tests.gui.conftest import DIGITS, Desk
from tests.gui.test_mistakes import LEFT, LONG, choose, panel

pytestmark = pytest.mark.slow

__all__ = ["panel"]

NONE, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def page(desk: Desk, panel: MistakesPanel, qtbot: QtBot) -> MapPage:
    """The map of all samples, in front."""
    sample_map = desk.workspace.sample_map
    desk.mistakes.select(outcome="all", order="index")
    panel.tabs.setCurrentWidget(panel.map)
    qtbot.waitUntil(lambda: sample_map.neighbourhood is not None, timeout=LONG)
    return panel.map.page


def drag(view: MapView, corners: list[QPoint], modifier: Qt.KeyboardModifier = NONE) -> None:
    from PySide6.QtTest import QTest

    QTest.mousePress(view, LEFT, modifier, corners[0])
    for corner in corners[1:]:
        QTest.mouseMove(view, corner)
    QTest.mouseRelease(view, LEFT, modifier, corners[-1])


def around(view: MapView, index: int, reach: int = 8) -> list[QPoint]:
    """Corners around one sample."""
    at = view.place_of(index).toPoint()
    steps = [(-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach)]
    return [at + QPoint(*step) for step in steps]


def everything(view: MapView) -> list[QPoint]:
    rect = view.rect().adjusted(1, 1, -1, -1)
    return [rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()]


def alone(view: MapView) -> int:
    """A sample that has no other one near."""
    places = np.array([view.place_of(index).toTuple() for index in range(DIGITS)])
    distances = np.linalg.norm(places[:, None] - places[None], axis=-1)
    np.fill_diagonal(distances, np.inf)
    return int(distances.min(axis=1).argmax())


def test_that_all_points_are_in_sight_and_what_they_keep_is_told(desk: Desk, page: MapPage) -> None:
    rect = page.view.rect()
    assert all(rect.contains(page.view.place_of(index).toPoint()) for index in range(DIGITS))
    kept = desk.workspace.sample_map.neighbourhood
    assert kept is not None
    assert f"trustworthiness {kept.trustworthiness:.3f}" in page.words.text()
    assert page.legend.text().count("⬤") == 10


def test_that_a_lasso_is_the_one_selection(desk: Desk, panel: MistakesPanel, page: MapPage) -> None:
    index = alone(page.view)
    drag(page.view, around(page.view, index))
    assert desk.mistakes.indices.tolist() == [index]
    assert panel.gallery.model().rowCount() == 1
    matrix = panel.matrix.matrix.matrix
    assert matrix is not None
    assert matrix.sum() == 1, "the matrix counts the group alone"
    assert desk.child("leaveGroupButton").text() == "Lasso: 1  ✕"
    assert desk.document.state().evaluation.group.members == (index,)  # type: ignore[union-attr]


def test_that_shift_adds_and_alt_takes_away(desk: Desk, page: MapPage) -> None:
    index = alone(page.view)
    drag(page.view, everything(page.view), ALT)
    assert len(desk.mistakes.indices) == 0, "of all samples all were taken away"
    drag(page.view, around(page.view, index), SHIFT)
    assert desk.mistakes.indices.tolist() == [index]
    drag(page.view, everything(page.view), SHIFT)
    assert len(desk.mistakes.indices) == DIGITS
    drag(page.view, around(page.view, index), ALT)
    assert desk.mistakes.indices.tolist() == [each for each in range(DIGITS) if each != index]


def test_that_a_lasso_around_nothing_changes_nothing(desk: Desk, page: MapPage) -> None:
    corner = page.view.rect().topLeft()
    drag(page.view, [corner + QPoint(*step) for step in ((1, 1), (9, 1), (9, 2), (1, 2))])
    assert desk.mistakes.group is None


def test_that_a_rectangle_needs_two_corners(desk: Desk, page: MapPage) -> None:
    choose(page.drag, True)
    index = alone(page.view)
    corners = around(page.view, index)
    drag(page.view, [corners[0], corners[2]])
    assert desk.mistakes.indices.tolist() == [index]
    assert desk.document.evaluation.value.map.rectangle


def test_that_a_click_explains_a_sample_and_the_map_stays(
    desk: Desk, panel: MistakesPanel, page: MapPage, qtbot: QtBot
) -> None:
    index = alone(page.view)
    qtbot.mouseClick(page.view, LEFT, pos=page.view.place_of(index).toPoint())
    assert desk.mistakes.index == index
    assert desk.document.content.origin.index == index
    assert panel.tabs.currentWidget() is panel.map


def test_that_one_that_is_not_listed_is_shown_without_being_gone_to(
    desk: Desk, page: MapPage, qtbot: QtBot
) -> None:
    index = alone(page.view)
    desk.mistakes.narrow(Group("others", np.delete(np.arange(DIGITS), index)))
    qtbot.mouseClick(page.view, LEFT, pos=page.view.place_of(index).toPoint())
    assert desk.mistakes.index is None
    assert desk.document.content.origin.index == index


def test_that_the_map_is_reached_by_keys(desk: Desk, page: MapPage, qtbot: QtBot) -> None:
    view = page.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    first = desk.mistakes.index
    assert first is not None
    assert f"#{first}" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return, SHIFT)
    (second,) = desk.mistakes.indices.tolist()
    assert view.place_of(second).x() > view.place_of(first).x()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert desk.mistakes.group is None


def test_that_the_wheel_zooms_at_the_pointer_and_home_shows_all(
    page: MapPage, qtbot: QtBot
) -> None:
    view, index = page.view, alone(page.view)
    before, other = view.place_of(index), (index + 1) % DIGITS
    apart = view.place_of(other) - before
    wheel = QWheelEvent(
        *(before, view.mapToGlobal(before), QPoint(), QPoint(0, 240)),
        *(Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(view, wheel)
    moved = view.place_of(index) - before
    assert abs(moved.x()) + abs(moved.y()) < 0.1
    assert (view.place_of(other) - before).x() == pytest.approx(1.25**2 * apart.x(), abs=0.1)
    qtbot.mousePress(view, Qt.MouseButton.MiddleButton, pos=QPoint(50, 50))
    qtbot.mouseMove(view, QPoint(80, 40))
    qtbot.mouseRelease(view, Qt.MouseButton.MiddleButton, pos=QPoint(80, 40))
    assert (view.place_of(index) - before).toTuple() == pytest.approx((30, -10), abs=0.1)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert (view.place_of(index) - before).toTuple() == pytest.approx((0, 0), abs=0.1)


@pytest.mark.parametrize("colours", ["predicted", "outcome", "loss", "tag", "cluster", "label"])
def test_that_points_are_coloured(desk: Desk, page: MapPage, colours: str) -> None:
    before = page.view.grab().toImage()
    choose(page.colours, "outcome" if colours == "label" else "label")
    choose(page.colours, colours)
    assert desk.document.evaluation.value.map.colours == colours
    assert page.legend.text()
    assert (page.view.grab().toImage() == before) is (colours == "label")


def test_that_a_tag_is_seen_at_once(desk: Desk, page: MapPage) -> None:
    choose(page.colours, "tag")
    assert "thin" not in page.legend.text()
    desk.mistakes.tagging.tag_all("thin")
    assert "thin" in page.legend.text()


@pytest.mark.parametrize("what", ["scores", "maps"])
def test_that_other_vectors_are_projected(
    desk: Desk, page: MapPage, qtbot: QtBot, what: str
) -> None:
    sample_map = desk.workspace.sample_map
    before = sample_map.projection
    choose(page.projected, what)
    qtbot.waitUntil(lambda: sample_map.projection is not before, timeout=LONG)
    assert sample_map.projection is not None
    assert sample_map.projection.vectors.shape == (DIGITS, 10 if what == "scores" else 14 * 14)
    choose(page.projected, "features")
    assert sample_map.projection is before, "what was found stays"


def test_that_the_sample_on_the_canvas_is_where_its_point_is(
    desk: Desk, page: MapPage, qtbot: QtBot
) -> None:
    sample_map, index = desk.workspace.sample_map, alone(page.view)
    with qtbot.waitSignal(sample_map.moved, timeout=LONG):
        qtbot.mouseClick(page.view, LEFT, pos=page.view.place_of(index).toPoint())
    drawn, projection = sample_map.drawn, sample_map.projection
    assert drawn is not None
    assert projection is not None
    assert np.allclose(drawn, projection.points[index], atol=1e-4)
    other = next(model for model in desk.document.models if model != desk.document.model)
    desk.document.set_model(other)
    assert sample_map.drawn is None, "another network reads it"


def test_that_a_missing_library_is_named_and_the_map_stays(
    desk: Desk, page: MapPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "is_available", lambda: False)
    choose(page.projection, "tsne")
    assert "pip install “camviewer[analysis]”" in page.note.text()
    assert desk.workspace.sample_map.projection is not None
    assert not page.stop.isVisible()


def test_that_a_projection_is_cancelled_and_the_map_stays(
    desk: Desk, page: MapPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(vectors: object, tell: object, check: Callable[[], object]) -> None:
        while True:
            check()

    monkeypatch.setattr(embedding, "is_available", lambda: True)
    monkeypatch.setattr(embedding, "embedded", endless)
    before = desk.workspace.sample_map.projection
    choose(page.projection, "tsne")
    assert page.stop.isVisible()
    qtbot.mouseClick(page.stop, LEFT)
    qtbot.waitUntil(lambda: not page.stop.isVisible(), timeout=LONG)
    assert desk.workspace.sample_map.projection is before
    assert page.projection.currentData() == "pca"


def test_that_the_selection_outlives_the_window(desk: Desk, page: MapPage, qtbot: QtBot) -> None:
    index = alone(page.view)
    drag(page.view, around(page.view, index))
    desk.rebuild()
    again = desk.page("mistakes")
    assert again.tabs.currentWidget() is again.map
    assert desk.mistakes.indices.tolist() == [index]
    assert desk.child("leaveGroupButton").isVisible()


def test_that_a_group_of_other_samples_is_forgotten(
    desk: Desk, page: MapPage, qtbot: QtBot
) -> None:
    drag(page.view, around(page.view, alone(page.view)))
    for split, has_group in (("test", True), ("train", False)):
        with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
            desk.mistakes.evaluate(split)
        assert (desk.mistakes.group is not None) is has_group
        assert (desk.document.evaluation.value.group is not None) is has_group


def test_that_nothing_is_shown_before_there_is_something(qtbot: QtBot, qapp: QApplication) -> None:
    def describe(_index: int) -> None:
        raise AssertionError("there is no sample")

    view = MapView(describe)  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(200, 100)
    assert not view.grab().isNull()
    assert view.nearest(QPointF(50, 50)) is None
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Home, Qt.Key.Key_Plus):
        qtbot.keyClick(view, key)
