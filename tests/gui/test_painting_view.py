"""The guess game with a method that takes its time: compared with its map, never an estimate."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from camviewer.attribution.attribution import Attribution
from camviewer.attribution.methods import METHODS
from camviewer.data.drawing import Drawing
from camviewer.data.strokes import Stroke
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.document import Document
from camviewer.gui.lesson.painting_view import PaintingView
from camviewer.inference.prediction import PredictionRequest
from camviewer.inference.predictor import predict
from camviewer.lesson.page import Painting
from camviewer.networks.formats.model_file import bundled
from tests.there import there

LEFT = Qt.MouseButton.LeftButton
ESTIMATE = Attribution(np.ones((10, 28, 28), np.float32), True, None, None, None, 1, 0.5)


@pytest.fixture
def document(qtbot: QtBot) -> Document:
    made = Document()
    line = Stroke(np.array([[0.5, 0.1], [0.5, 0.9]], np.float32), 0.1)
    made.set_content(CanvasContent(Drawing(strokes=(line,))))
    made.change_display(method="occlusion", parameters=(("block", "7"), ("stride", "7")))
    made.set_prediction(predict(PredictionRequest(bundled()["lecture"], made.sample)))
    return made


@pytest.fixture
def view(document: Document, qtbot: QtBot) -> PaintingView:
    made = PaintingView(Painting("Where?", "There."), document)
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def paint(view: PaintingView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.pad, LEFT, pos=view.pad.rectangle_of(3, 4).center().toPoint())


def test_that_a_guess_waits_for_the_finished_map(
    view: PaintingView, document: Document, qtbot: QtBot
) -> None:
    assert "Computing" in view.compare.toolTip()
    document.set_attribution(ESTIMATE)
    paint(view, qtbot)
    assert view.pad.cells.shape == (28, 28)
    assert not document.is_explained
    assert not view.compare.isEnabled()
    document.set_attribution(None)
    assert view.pad.cells.sum() == 1, "what is painted stays while there is no map"
    method, values = METHODS["occlusion"], document.display.values
    document.set_attribution(method.explain(there(document.prediction), values))
    assert document.is_explained
    assert view.compare.isEnabled()
    qtbot.mouseClick(view.compare, LEFT)
    assert "strongest cell of Occlusion is framed" in view.result.text()
    assert not view.is_covering


def test_that_what_stands_of_the_sample_before_is_not_compared_with(
    view: PaintingView, document: Document, qtbot: QtBot
) -> None:
    method, values = METHODS["occlusion"], document.display.values
    document.set_attribution(method.explain(there(document.prediction), values))
    assert document.is_explained
    document.set_content(CanvasContent(Drawing(base=np.eye(28, dtype=np.float32))))
    document.set_prediction(predict(PredictionRequest(bundled()["lecture"], document.sample)))
    assert document.rendering is not None
    paint(view, qtbot)
    assert not document.is_explained
    assert not view.compare.isEnabled()
