"""What can be chosen about a method stands beside it, and is felt in all pictures."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from camviewer.data.drawing import Drawing
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.document import Document
from camviewer.document.state import DocumentState, from_json, to_json
from camviewer.gui.stage.display_panel import DisplayPanel
from camviewer.inference.engine import Engine
from camviewer.networks.architectures import graph_of
from camviewer.rendering.rendering import Display
from tests.attribution.test_backward import weights_of


def shown(qtbot: QtBot, architecture: str = "lecture") -> tuple[Document, DisplayPanel]:
    """A panel of a document with a prediction by a network that lies open."""
    graph = graph_of(architecture)
    sample = np.random.default_rng(0).random((28, 28), np.float32)
    document = Document(DocumentState())
    document.set_content(CanvasContent(Drawing(base=sample), SampleOrigin(name="any")))
    document.set_prediction(Engine(graph, weights_of(graph), "random").predict(sample))
    panel = DisplayPanel(document)
    qtbot.addWidget(panel)
    panel.show()
    return document, panel


def layer_box(panel: DisplayPanel) -> QComboBox | None:
    box = panel.findChild(QComboBox, "layerBox")
    return box if isinstance(box, QComboBox) and box.isVisible() else None


def choose_method(panel: DisplayPanel, name: str) -> None:
    box = panel.findChild(QComboBox, "methodBox")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(name))


def test_that_cam_has_nothing_to_choose(qtbot: QtBot) -> None:
    _, panel = shown(qtbot)
    assert layer_box(panel) is None


def test_that_grad_cam_offers_the_convolutions(qtbot: QtBot) -> None:
    document, panel = shown(qtbot)
    choose_method(panel, "grad-cam")
    box = layer_box(panel)
    assert box is not None
    assert [box.itemData(place) for place in range(box.count())] == ["conv2d_1", "conv2d"]
    assert box.accessibleName() == "Convolution"
    before = document.rendering
    assert before is not None
    box.setCurrentIndex(1)
    assert document.display.parameters == (("layer", "conv2d"),)
    after = document.rendering
    assert after is not None
    assert (before.raw.shape[1:], after.raw.shape[1:]) == ((14, 14), (28, 28))


def test_that_the_box_goes_with_its_method_and_comes_back_as_it_was(qtbot: QtBot) -> None:
    _, panel = shown(qtbot)
    choose_method(panel, "hires-cam")
    box = layer_box(panel)
    assert box is not None
    box.setCurrentIndex(1)
    choose_method(panel, "cam")
    assert layer_box(panel) is None
    choose_method(panel, "grad-cam")
    box = layer_box(panel)
    assert box is not None
    assert box.currentData() == "conv2d"


def test_that_another_network_offers_its_own(qtbot: QtBot) -> None:
    document, panel = shown(qtbot)
    choose_method(panel, "grad-cam")
    graph = graph_of("compact")
    engine = Engine(graph, weights_of(graph), "other")
    document.set_prediction(engine.predict(document.sample))
    box = layer_box(panel)
    assert box is not None
    assert box.count() == 6
    assert box.currentData() == "conv2d_5"


def test_that_the_choice_is_part_of_the_document() -> None:
    state = DocumentState(display=Display(method="grad-cam", parameters=(("layer", "conv2d"),)))
    assert from_json(to_json(state)) == state
