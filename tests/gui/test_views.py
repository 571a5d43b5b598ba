"""What every explanation view keeps to: the folder's views are found, not listed here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.data.digits.preparation import SIDE
from camviewer.document.document import Document
from camviewer.gui.stage.views import VIEWS
from camviewer.gui.stage.views.picture_view import NEAREST, PictureView
from camviewer.gui.widgets.pixels import from_image
from camviewer.inference.prediction import Prediction, PredictionRequest
from tests.document.test_document import LINE
from tests.gui.conftest import explain
from tests.predictions import linear_prediction
from tests.there import there

each_view = pytest.mark.parametrize("kind", VIEWS.values(), ids=VIEWS)


@pytest.fixture
def document(qapp: QApplication) -> Document:
    return Document()


def shown(qtbot: QtBot, document: Document, kind: type[PictureView]) -> PictureView:
    view = kind(document)
    qtbot.addWidget(view)
    view.resize(200, 200 + view.header_height())  # a square picture
    view.show()
    return view


def predict(document: Document, grid: int = 14) -> Prediction:
    """Let the document show a prediction whose raw maps have `grid` by `grid` cells."""
    document.set_content(LINE)
    whole = explain(PredictionRequest(Path("m"), document.sample))
    step = 14 // grid
    features = whole.features[::step, ::step].copy()
    made = linear_prediction(
        whole.image, features, whole.weights, whole.bias, whole.logits.copy(), whole.model
    )
    document.set_prediction(made)
    return made


def test_that_names_titles_and_places_are_different(qtbot: QtBot, document: Document) -> None:
    views = [shown(qtbot, document, kind) for kind in VIEWS.values()]
    for values in (
        [view.objectName() for view in views],
        [view.title() for view in views],
        [view.order for view in views],
    ):
        assert len(set(values)) == len(views) >= 4
        assert all(value is not None and value != "" for value in values)
    assert [view.order for view in views] == sorted(view.order for view in views)


@each_view
def test_that_it_is_named_for_scripts_and_assistive_programs(
    qtbot: QtBot, document: Document, kind: type[PictureView]
) -> None:
    view = shown(qtbot, document, kind)
    assert view.objectName() == kind.name
    assert kind.name.endswith("View")
    assert view.accessibleName() == view.title()


@each_view
def test_that_it_refreshes_without_ink_without_prediction_with_one_and_without_again(
    qtbot: QtBot, document: Document, kind: type[PictureView]
) -> None:
    view = shown(qtbot, document, kind)
    view.refresh()
    before = view.picture()
    assert before is None or not before.any()
    document.set_content(LINE)
    view.refresh()
    predict(document)
    view.refresh()
    picture = view.picture()
    assert picture is not None
    assert picture.dtype == np.uint8
    assert picture.ndim == 3
    assert picture.shape[2] == 3
    assert np.array_equal(view.image.image, picture)
    document.set_prediction(None)
    view.refresh()
    qtbot.waitExposed(view)


@each_view
@pytest.mark.parametrize("grid", [14, 7])
def test_that_any_grid_fills_the_same_square_and_is_told(
    qtbot: QtBot, document: Document, kind: type[PictureView], grid: int
) -> None:
    view = shown(qtbot, document, kind)
    predict(document, 14)
    view.refresh()
    predict(document, grid)
    view.refresh()
    picture = view.picture()
    assert picture is not None
    rows, columns = picture.shape[:2]
    assert (rows, columns) in ((SIDE, SIDE), (grid, grid))
    assert view.grid.text() == f"{columns} × {rows}"
    assert view.image.mapRectToParent(view.image.boundingRect()) == QRectF(0, 0, SIDE, SIDE)


@each_view
def test_that_pixels_are_drawn_as_pixels(
    qtbot: QtBot, document: Document, kind: type[PictureView]
) -> None:
    view = shown(qtbot, document, kind)
    predict(document)
    view.refresh()
    qtbot.waitExposed(view)
    drawn = from_image(view.graphics.grab().toImage())[4:-4, 4:-4, :3]
    picture = view.picture()
    assert picture is not None
    # No colour is between those of two neighbours.
    found = {tuple(colour) for colour in drawn.reshape(-1, 3).tolist()}
    assert found <= {tuple(colour) for colour in picture.reshape(-1, 3).tolist()}
    assert len(found) > 5


@each_view
def test_that_the_mark_is_the_cell_at_the_pointer(
    qtbot: QtBot, document: Document, kind: type[PictureView]
) -> None:
    view = shown(qtbot, document, kind)
    predict(document)
    view.refresh()
    document.set_pointer((27.9, 0.1))
    wide = SIDE / there(view.picture()).shape[1]
    assert view.mark.rect() == QRectF(SIDE - wide, 0, wide, wide)
    assert [line.value() for line in view.lines] == [0.1, 27.9]
    assert all(item.isVisible() for item in (*view.lines, view.mark))
    QApplication.sendEvent(view.graphics.viewport(), QEvent(QEvent.Type.Leave))
    assert document.pointer is None
    assert not any(item.isVisible() for item in (*view.lines, view.mark))


@each_view
def test_that_nothing_is_marked_where_nothing_is_shown(
    qtbot: QtBot, document: Document, kind: type[PictureView]
) -> None:
    view = shown(qtbot, document, kind)
    predict(document)
    view.refresh()
    document.set_pointer((3, 3))
    document.set_prediction(None)
    view.refresh()
    assert view.mark.isVisible() == (view.picture() is not None)


@each_view
def test_that_zooming_ends_at_the_picture_and_at_a_few_pixels(
    qtbot: QtBot, document: Document, kind: type[PictureView]
) -> None:
    view = shown(qtbot, document, kind)
    view.box.setRange(QRectF(10, 10, 0.1, 0.1), padding=0)
    assert view.box.viewRect().width() == pytest.approx(NEAREST)
    view.box.setRange(QRectF(-500, -500, 2000, 2000), padding=0)
    assert view.box.viewRect() == QRectF(0, 0, SIDE, SIDE)
    view.box.setRange(QRectF(20, 20, 20, 20), padding=0)
    assert QRectF(0, 0, SIDE, SIDE).adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(view.box.viewRect())
