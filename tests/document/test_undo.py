"""Undoing and redoing."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from camviewer.data.drawing import Drawing
from camviewer.data.strokes import Stroke
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.document import Document
from camviewer.document.undo import LIMIT, History


def sample(index: int) -> CanvasContent:
    base = np.zeros((28, 28), np.float32)
    base[index % 28] = 1
    return CanvasContent(Drawing(base=base), SampleOrigin("builtin", index, 1))


def drawn(x: float) -> CanvasContent:
    return CanvasContent(Drawing(strokes=(Stroke(np.array([[x, 0.1], [x, 0.9]]), 0.1),)))


@pytest.fixture
def document(qapp: QApplication) -> Document:
    return Document()


@pytest.fixture
def history(document: Document) -> History:
    return History(document)


def test_that_a_step_shows_its_content_and_can_be_undone_and_redone(
    document: Document, history: History
) -> None:
    empty, line = document.content, drawn(0.5)
    history.show(line, "drawing")
    assert document.content is line
    assert history.undoText() == "drawing"
    history.undo()
    assert document.content is empty
    history.redo()
    assert document.content is line


def test_that_going_through_ready_digits_is_one_step(document: Document, history: History) -> None:
    line = drawn(0.5)
    history.show(line, "drawing")
    for index in range(5):
        history.show(sample(index), "choosing a digit", stepping=True)
    assert history.count() == 2
    history.undo()
    assert document.content is line
    history.redo()
    assert document.content.origin.index == 4


def test_that_drawing_between_two_digits_parts_the_steps(
    document: Document, history: History
) -> None:
    first, second = sample(1), sample(2)
    history.show(first, "choosing a digit", stepping=True)
    history.show(drawn(0.5), "drawing")
    history.show(second, "choosing a digit", stepping=True)
    history.show(sample(3), "choosing a digit", stepping=True)
    assert history.count() == 3
    history.undo()
    history.undo()
    assert document.content is first


def test_that_a_change_made_while_the_pen_was_down_is_one_step(
    document: Document, history: History
) -> None:
    before = document.content
    document.set_content(drawn(0.4))  # what the throttle passed on meanwhile
    history.record(before, drawn(0.6), "drawing")
    assert document.content.drawing.strokes[0].points[0, 0] == pytest.approx(0.6)
    history.undo()
    assert document.content is before


def test_that_only_so_many_steps_are_kept(document: Document, history: History) -> None:
    for number in range(LIMIT + 5):
        history.show(drawn(number / 1000), "drawing")
    assert history.count() == LIMIT


def test_that_versions_in_a_row_are_one_step_apart_from_the_digits_before(
    document: Document, history: History
) -> None:
    original = sample(1)
    history.show(original, "choosing a digit", stepping=True)
    for index in (2, 3):
        history.vary(sample(index), "corrupting the digit")
    assert history.count() == 2
    history.undo()
    assert document.content is original
