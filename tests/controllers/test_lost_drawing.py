"""What was drawn and has made way can be had back, as long as undoing brings it back."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.controllers.lost_drawing import LostDrawing
from camviewer.data.drawing import Drawing
from camviewer.data.strokes import Stroke
from camviewer.document.canvas_content import CanvasContent, SampleOrigin, sample_of
from camviewer.document.document import Document
from camviewer.document.messages import Message, Messages
from camviewer.document.state import DocumentState

EMPTY = CanvasContent()
SAMPLE = CanvasContent(
    Drawing(np.full((28, 28), 0.5, np.float32)), SampleOrigin("builtin", 3, label=3)
)
OTHER = CanvasContent(
    Drawing(np.full((28, 28), 0.25, np.float32)), SampleOrigin("builtin", 4, label=4)
)


def drawn(on: CanvasContent = EMPTY) -> CanvasContent:
    stroke = Stroke(np.array([[0.2, 0.2], [0.8, 0.8]], np.float32), 0.1)
    return CanvasContent(Drawing(on.drawing.base, (*on.drawing.strokes, stroke)))


class Desk:
    """A document whose losses are told; what is told and taken back is kept."""

    def __init__(self, document: Document) -> None:
        self.document, self.messages = document, Messages()
        self.history = document.history
        self.told: list[Message] = []
        self.taken_back: list[str] = []
        self.messages.posted.connect(self.told.append)
        self.messages.resolved.connect(self.taken_back.append)
        self.losses = LostDrawing(document, self.messages)

    def draw(self) -> CanvasContent:
        before = self.document.content
        self.history.record(before, drawn(before), "drawing")
        return self.document.content


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(Document())


def test_that_a_drawing_that_is_cleared_comes_back_at_a_click(desk: Desk) -> None:
    content = desk.draw()
    desk.history.show(EMPTY, "clearing")
    (message,) = desk.told
    assert message.text == "The drawing was cleared"
    assert message.stays
    (action,) = message.actions
    action.do()
    assert desk.document.content is content
    assert desk.taken_back == [message.text]


def test_that_it_is_offered_for_another_sample_too_and_through_further_ones(desk: Desk) -> None:
    content = desk.draw()
    desk.history.show(SAMPLE, "choosing", stepping=True)
    desk.history.show(OTHER, "choosing", stepping=True)  # joined: undoing leads to the drawing
    (message,) = desk.told
    assert message.text.startswith("The drawing was replaced by another")
    assert desk.taken_back == []
    message.actions[0].do()
    assert desk.document.content is content


def test_that_it_is_offered_no_longer_once_something_else_would_be_undone(desk: Desk) -> None:
    desk.draw()
    desk.history.show(EMPTY, "clearing")
    desk.draw()
    assert desk.taken_back == ["The drawing was cleared"]
    assert len(desk.told) == 1


def test_that_nothing_is_told_where_nothing_of_a_persons_own_is_lost(desk: Desk) -> None:
    desk.history.show(SAMPLE, "choosing")
    desk.history.show(OTHER, "choosing")
    desk.history.show(EMPTY, "clearing")
    desk.history.show(drawn(), "drawing")  # by a page of the lesson
    desk.history.show(EMPTY, "clearing")
    desk.draw()
    desk.history.step_back()
    desk.history.show(SAMPLE, "choosing")
    assert desk.told == []


def test_that_a_drawing_of_the_last_time_is_one(qtbot: QtBot) -> None:
    document = Document(DocumentState(sample=sample_of(drawn())))
    desk = Desk(document)
    desk.history.show(SAMPLE, "choosing")
    assert len(desk.told) == 1


def test_that_a_stroke_on_a_sample_is_ones_own(desk: Desk) -> None:
    desk.history.show(SAMPLE, "choosing")
    desk.draw()
    desk.history.show(OTHER, "choosing")
    assert len(desk.told) == 1
