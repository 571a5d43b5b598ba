"""What each stroke did: in sight for a drawing of several strokes, computed for the pen to rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from camviewer.controllers.stroke_valuing import StrokeValuing
from camviewer.data.drawing import Drawing
from camviewer.data.strokes import Stroke
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.document import Document
from camviewer.gui.attribution.stroke_values import StrokeValuesView
from camviewer.gui.widgets.number_format import number
from camviewer.gui.widgets.pixels import from_image
from camviewer.inference.prediction import PredictionRequest
from camviewer.inference.predictor import predict
from camviewer.networks.formats.model_file import bundled
from tests.gui.conftest import Desk, explain
from tests.gui.test_foreign_samples import start
from tests.there import there

__all__ = ["start"]

WAIT = 20_000
LEFT = Qt.MouseButton.LeftButton
COMPACT = bundled()["compact"]


def stroke(*points: tuple[float, float]) -> Stroke:
    return Stroke(np.array(points, np.float32), 0.1)


CROSS = (stroke((0.3, 0.2), (0.25, 0.5), (0.7, 0.5)), stroke((0.6, 0.3), (0.6, 0.8)))


class Bench:
    """A document with a drawing, and the view of its strokes."""

    def __init__(self, qtbot: QtBot) -> None:
        self.document = Document()
        self.valuing = StrokeValuing(self.document)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(360, 500)
        self.view = StrokeValuesView(self.document, self.valuing, self.window)
        self.view.resize(360, 500)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.valuing.want(True)

    def draw(self, *strokes: Stroke, base: np.ndarray | None = None) -> None:
        self.document.set_content(CanvasContent(Drawing(base, strokes)))
        if self.document.sample.any():
            request = PredictionRequest(COMPACT, self.document.sample)
            self.document.set_prediction(predict(request))

    def is_known(self) -> bool:
        return self.valuing.known is not None


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(qtbot)
    yield made
    made.valuing.begin_closing()
    made.valuing.close()


def test_what_is_told_of_two_strokes(bench: Bench, qtbot: QtBot) -> None:
    bench.draw(*CROSS)
    assert "for the pen to rest" in bench.view.state.text()
    qtbot.waitUntil(bench.is_known, timeout=WAIT)
    known, document = there(bench.valuing.known), bench.document
    shown, view = document.class_index, bench.view
    added = [number(float(value), signed=True) for value in known.values[:, shown]]
    told = re.sub("<[^>]*>", "", view.values.text())
    assert f"stroke 1: {added[0]}" in told
    assert f"stroke 2: {added[1]}" in told
    terms = " ".join(f"{each[0]} {each[1:]}" for each in added)
    whole = number(float(there(document.prediction).logits[shown]))
    assert view.sum.text().endswith(
        f"{number(float(known.blank[shown]))}, strokes {terms} = {whole}"
    )
    assert not view.state.isVisible()
    document.choose_class((shown + 1) % 10)
    other = number(float(known.values[0, document.class_index]), signed=True)
    assert "stroke 1: <b" in view.values.text()
    assert other in view.values.text()


def test_that_each_stroke_is_painted_in_its_colour(bench: Bench, qtbot: QtBot) -> None:
    bench.draw(*CROSS)
    qtbot.waitUntil(bench.is_known, timeout=WAIT)
    pixels = from_image(bench.view.picture.grab().toImage())[..., :3].astype(int)
    reddish = (pixels[..., 0] > 180) & (pixels[..., 2] < 120)
    assert reddish.any()
    assert ((pixels[..., 1] > 180) & (pixels[..., 0] < 160)).any()


def test_that_it_is_told_again_once_the_pen_rests(bench: Bench, qtbot: QtBot) -> None:
    bench.draw(*CROSS)
    qtbot.waitUntil(bench.is_known, timeout=WAIT)
    bench.draw(*CROSS, stroke((0.8, 0.2)))
    assert bench.valuing.known is None, "that was of another drawing"
    assert bench.view.values.isVisible(), "nothing jumps while the pen moves"
    assert not bench.view.values.isEnabled()
    qtbot.waitUntil(bench.is_known, timeout=WAIT)
    assert bench.view.values.isEnabled()
    assert len(there(bench.valuing.known).values) == 3


def test_where_there_is_nothing_to_tell(bench: Bench, qtbot: QtBot) -> None:
    assert not bench.view.isVisible()
    bench.draw(CROSS[0])
    assert not bench.view.isVisible(), "one stroke did all of it"
    bench.draw(*CROSS, base=np.zeros((28, 28), np.float32))
    assert not bench.view.isVisible(), "there is a picture under them"
    bench.draw(*CROSS)
    assert bench.view.isVisible()
    bench.draw()
    assert not bench.view.isVisible()


def test_that_more_than_ten_strokes_get_a_sentence(bench: Bench, qtbot: QtBot) -> None:
    bench.draw(*(stroke((x, 0.1), (x, 0.9)) for x in np.linspace(0.1, 0.9, 11)))
    assert bench.view.state.text().startswith("This drawing has 11 strokes")
    assert not bench.view.values.isVisible()
    bench.draw(*(stroke((x, 0.1), (x, 0.9)) for x in np.linspace(0.1, 0.9, 10)))
    qtbot.waitUntil(bench.is_known, timeout=WAIT)
    assert bench.view.values.text().count("stroke ") == 10


def test_that_a_network_that_cannot_be_asked_is_told(bench: Bench) -> None:
    bench.document.set_content(CanvasContent(Drawing(strokes=CROSS)))
    bench.document.set_prediction(explain(PredictionRequest(COMPACT, bench.document.sample)))
    assert "open the model itself" in bench.view.state.text()


def test_that_nobody_computes_what_nobody_sees(bench: Bench, qtbot: QtBot) -> None:
    bench.valuing.want(False)
    bench.draw(*CROSS)
    bench.valuing.want(True)
    qtbot.waitUntil(bench.is_known, timeout=WAIT)
    bench.valuing.want(False)
    assert bench.valuing.known is None


@pytest.mark.slow
def test_with_the_pen_in_the_whole_window(start: Callable[[], Desk], qtbot: QtBot) -> None:
    desk = start()
    panel = desk.page("methods")
    canvas = desk.child("drawCanvas")
    side = min(canvas.width(), canvas.height())
    left, top = (canvas.width() - side) // 2, (canvas.height() - side) // 2

    def pen(*places: tuple[float, float]) -> None:
        points = [QPoint(left + round(x * side), top + round(y * side)) for x, y in places]
        qtbot.mousePress(canvas, LEFT, pos=points[0])
        for point in points[1:]:
            qtbot.mouseMove(canvas, point)
        qtbot.mouseRelease(canvas, LEFT, pos=points[-1])

    pen((0.3, 0.2), (0.25, 0.5), (0.7, 0.5))
    assert not panel.strokes.isVisible()
    pen((0.6, 0.3), (0.6, 0.8))
    valuing = desk.workspace.stroke_valuing
    qtbot.waitUntil(lambda: valuing.known is not None, timeout=WAIT)
    known = there(valuing.known)
    whole = there(desk.document.prediction).logits
    assert known.blank + known.values.sum(axis=0) == pytest.approx(whole, abs=1e-4)
    assert panel.strokes.values.isVisible()
    qtbot.mouseClick(desk.child("undoButton"), LEFT)
    assert not panel.strokes.isVisible()
