"""The mistakes as a workspace: what is in sight at stated sizes, and that nothing is cut unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QSplitter,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from camviewer.controllers.evaluation_target import Tools
from camviewer.error_analysis.annotations import MAX_TAG_LENGTH
from camviewer.gui import language, theme
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.error_analysis.panel_arrangement import PanelArrangement
from camviewer.inference.evaluation import Evaluation
from tests.gui import conftest
from tests.gui.conftest import Desk, Painted, map_samples
from tests.gui.test_mistakes import LONG, click_sample, many_samples
from tests.there import there

pytestmark = pytest.mark.slow

NARROW = QSize(555, 690)  # of the drawer in a window of 1366 × 768
LAPTOP, DESKTOP, SMALLEST = QSize(690, 640), QSize(1070, 960), QSize(480, 420)
TEXT = 13
"""Pixels of the letters."""

LEFT = Qt.MouseButton.LeftButton
CLOTHES = (
    "T-shirt", "Trouser", "Pullover", "Dress", "Coat",
    "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)  # fmt: skip


@pytest.fixture(params=["en", "ko"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    language.install(qapp, request.param)
    yield request.param
    language.install(qapp, "en")


@pytest.fixture
def text(qapp: QApplication) -> Iterator[None]:
    usual = theme.text_size()
    theme.set_text_size(TEXT * 72 / qapp.primaryScreen().logicalDotsPerInch())
    yield
    theme.set_text_size(usual)


@pytest.fixture
def panel(spoken: str, desk: Desk, text: None, qtbot: QtBot) -> MistakesPanel:
    """The panel by itself, with enough mistakes for a gallery of any size."""
    desk.document.set_dataset("many", many_samples(300))
    made = MistakesPanel(desk.workspace, desk.window.dialogs)
    qtbot.addWidget(made)
    made.resize(LAPTOP)
    made.show()
    qtbot.waitExposed(made)
    evaluate(desk, made, qtbot)
    return made


def evaluate(desk: Desk, panel: MistakesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        qtbot.mouseClick(panel.heading.evaluate, LEFT)


def show_clothes(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot, class_names: tuple[str, ...]
) -> None:
    """Show an evaluation of samples whose classes have names."""

    def named(*given: Any) -> Evaluation:
        return replace(conftest.evaluate(*given), class_names=class_names)

    desk.document.set_dataset("clothes", replace(many_samples(300), class_names=class_names))
    desk.mistakes.tools = Tools(named, lambda: map_samples)
    evaluate(desk, panel, qtbot)


def resize(panel: MistakesPanel, size: QSize) -> None:
    panel.resize(size)
    QApplication.processEvents()
    QApplication.processEvents()  # what is scrolled takes another turn
    assert panel.size() == size, "it asks for no more"


def whole(panel: MistakesPanel) -> int:
    """Thumbnails that are in sight from edge to edge, in the window that holds the panel."""
    gallery = panel.gallery
    seen = gallery.viewport().visibleRegion().boundingRect()
    first, last = gallery.visible_rows()
    spots = (gallery.visualRect(gallery.model().index(row, 0)) for row in range(first, last))
    return sum(seen.contains(spot) for spot in spots)


def in_sight(widget: QWidget) -> bool:
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize(("size", "thumbnails"), [(LAPTOP, 12), (DESKTOP, 40)])
def test_that_matrix_and_gallery_are_in_sight_together(
    panel: MistakesPanel, painted: Painted, size: QSize, thumbnails: int
) -> None:
    resize(panel, size)
    assert whole(panel) >= thumbnails
    matrix = panel.matrix.matrix
    assert in_sight(matrix)
    assert in_sight(panel.filters)
    cell = matrix.cell(3, 3)
    line = matrix.fontMetrics().height()
    assert cell.height() >= line
    assert cell.width() >= matrix.fontMetrics().horizontalAdvance("000")
    matrix.show_shares(False)  # it is painted anew
    matrix.grab()
    assert [words for words, width, room in painted if width > room + 1] == []
    assert {words for words, _, _ in painted} >= {str(label) for label in range(10)}


def test_that_clothes_have_as_many_thumbnails(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    show_clothes(desk, panel, qtbot, CLOTHES)
    resize(panel, DESKTOP)
    resize(panel, LAPTOP)
    assert whole(panel) >= 12


def test_that_a_sample_is_explained_whole_at_either_size(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    click_sample(qtbot, panel, 0)
    qtbot.waitUntil(lambda: panel.inspector.cells.topLevelItemCount() > 0)
    for size, beside, side in ((LAPTOP, False, 130), (DESKTOP, True, 100)):
        resize(panel, size)
        assert panel.is_beside == beside
        inspector = panel.inspector
        for piece in (inspector.contrast, inspector.cells, inspector.tags, inspector.back):
            assert in_sight(piece), piece.objectName()
        line = inspector.fontMetrics().height()
        assert inspector.contrast.height() - 2 * line >= side
        assert inspector.contrast.width() >= 3 * side
        assert inspector.cells.viewport().height() >= 4 * line


def test_that_maps_of_two_models_are_no_smaller_than_they_may_be(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    resize(panel, NARROW)
    model = next(each for each in desk.document.models if each != desk.document.model)
    with qtbot.waitSignal(panel.derived_analyses.comparison_changed, timeout=LONG):
        panel.derived_analyses.compare_with(model)
    click_sample(qtbot, panel, 0)
    inspector = panel.inspector
    qtbot.waitUntil(lambda: inspector.cells.topLevelItemCount() > 0)
    qtbot.waitUntil(lambda: bool(inspector.second.contrast.maps))
    whose = there(panel.findChild(QLabel, "contrastMapsLabel"))
    whose.setText("Maps of another network")
    whose.show()
    qtbot.waitUntil(lambda: whose.height() > 0)
    for view in (inspector.contrast, inspector.cells, inspector.second.contrast):
        least = max(view.minimumSizeHint().height(), view.minimumHeight())
        assert view.height() >= least, view.objectName()


def test_that_the_smallest_one_is_scrolled_to_all_of_its_pieces(
    panel: MistakesPanel, qtbot: QtBot
) -> None:
    least = panel.minimumSizeHint()
    assert least.width() <= SMALLEST.width()
    assert least.height() <= SMALLEST.height()
    resize(panel, SMALLEST)
    assert in_sight(panel.heading)
    bar = panel.pieces.verticalScrollBar()
    assert panel.pieces.horizontalScrollBar().maximum() == 0
    assert panel.matrix.matrix.visibleRegion().boundingRect().width() == panel.matrix.matrix.width()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: whole(panel) >= 1)


def test_that_lines_that_a_person_moves_stay(panel: MistakesPanel, qtbot: QtBot) -> None:
    resize(panel, DESKTOP)
    assert panel.pieces.arrangement is PanelArrangement.ROWS
    before = panel.gallery.height()
    line = there(panel.gallery.window().findChild(QSplitter, "mistakesOuterLine")).handle(1)
    middle = line.rect().center()
    qtbot.mousePress(line, LEFT, pos=middle)
    qtbot.mouseMove(line, middle - QPoint(0, 60))
    qtbot.mouseRelease(line, LEFT, pos=middle)
    moved = panel.gallery.height()
    assert moved > before
    resize(panel, QSize(DESKTOP.width() - 20, DESKTOP.height()))
    assert panel.gallery.height() == moved


def test_that_a_sample_that_is_looked_at_is_in_front_when_there_is_less_room(
    panel: MistakesPanel, qtbot: QtBot
) -> None:
    resize(panel, DESKTOP)
    click_sample(qtbot, panel, 0)
    assert panel.tabs.currentWidget() is panel.matrix
    resize(panel, LAPTOP)
    assert panel.tabs.currentWidget() is panel.inspector


# What controls say


def test_that_every_control_has_a_tip(panel: MistakesPanel, spoken: str) -> None:
    kinds = (QAbstractButton, QComboBox, QSpinBox, QAbstractItemView)
    own = [
        each
        for kind in (*kinds, QLineEdit)
        for each in panel.findChildren(kind)
        if each.objectName() and not each.objectName().startswith(("qt_", "Scroll"))  # Qt's own
    ]
    assert len(own) > 30
    cells = {panel.gallery}  # whose cells have tips of their own
    assert [each.objectName() for each in own if each not in cells and not each.toolTip()] == []
    assert all(panel.tabs.tabToolTip(place) for place in range(panel.tabs.count()))


@pytest.mark.parametrize(
    "name",
    ["confusionMatrix", "mistakesGallery", "familiesList", "pairView", "mapsBox"],
)
def test_that_there_is_more_to_say_about_the_large_pieces(panel: MistakesPanel, name: str) -> None:
    said = there(panel.findChild(QWidget, name)).whatsThis()
    assert len(said) > 60


def test_that_long_tags_and_groups_are_whole_in_their_tips(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    resize(panel, LAPTOP)
    click_sample(qtbot, panel, 0)
    before = panel.inspector.minimumSizeHint().width()
    for letter in "abcdef":
        desk.mistakes.tagging.toggle(letter * MAX_TAG_LENGTH)
    QApplication.processEvents()
    buttons = panel.inspector.tags.buttons
    assert len(buttons) == 3 + 6
    assert panel.inspector.minimumSizeHint().width() == before, "they go on in the next line"
    for tag, button in buttons.items():
        assert button.geometry().right() <= panel.inspector.tags.width()
        if len(tag) == MAX_TAG_LENGTH:
            assert button.text().endswith("…")
            assert tag in button.toolTip()


def test_that_what_has_no_room_in_a_line_is_in_its_tip(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    names = tuple(f"{name} {name} {name}" for name in CLOTHES)
    show_clothes(desk, panel, qtbot, names)
    resize(panel, LAPTOP)
    click_sample(qtbot, panel, 0)
    title = there(panel.findChild(QLabel, "mistakeTitle"))
    evaluation, index = there(desk.mistakes.evaluation), there(desk.mistakes.index)
    for name in (names[evaluation.labels[index]], names[evaluation.predicted[index]]):
        assert name in title.text() or name in title.toolTip()
    assert title.sizeHint().width() <= title.width() or title.toolTip()
    group = there(panel.findChild(QToolButton, "leaveGroupButton"))
    assert not group.isVisible()
