"""Undoing and redoing."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from camviewer.data.drawing import Drawing
from camviewer.data.strokes import Stroke
from camviewer.document.document import Content, Origin, Session
from camviewer.document.undo import LIMIT, History


def digit(index: int) -> Content:
    base = np.zeros((28, 28), np.float32)
    base[index % 28] = 1
    return Content(Drawing(base=base), Origin("builtin", index, 1))


def drawn(x: float) -> Content:
    return Content(Drawing(strokes=(Stroke(np.array([[x, 0.1], [x, 0.9]]), 0.1),)))


@pytest.fixture
def session(qapp: QApplication) -> Session:
    return Session()


@pytest.fixture
def history(session: Session) -> History:
    return History(session)


def test_that_a_step_shows_its_content_and_can_be_undone_and_redone(
    session: Session, history: History
) -> None:
    empty, line = session.content, drawn(0.5)
    history.show(line, "drawing")
    assert session.content is line
    assert history.undoText() == "drawing"
    history.undo()
    assert session.content is empty
    history.redo()
    assert session.content is line


def test_that_going_through_ready_digits_is_one_step(session: Session, history: History) -> None:
    line = drawn(0.5)
    history.show(line, "drawing")
    for index in range(5):
        history.show(digit(index), "choosing a digit", stepping=True)
    assert history.count() == 2
    history.undo()
    assert session.content is line
    history.redo()
    assert session.content.origin.index == 4


def test_that_drawing_between_two_digits_parts_the_steps(
    session: Session, history: History
) -> None:
    first, second = digit(1), digit(2)
    history.show(first, "choosing a digit", stepping=True)
    history.show(drawn(0.5), "drawing")
    history.show(second, "choosing a digit", stepping=True)
    history.show(digit(3), "choosing a digit", stepping=True)
    assert history.count() == 3
    history.undo()
    history.undo()
    assert session.content is first


def test_that_a_change_made_while_the_pen_was_down_is_one_step(
    session: Session, history: History
) -> None:
    before = session.content
    session.set_content(drawn(0.4))  # what the throttle passed on meanwhile
    history.record(before, drawn(0.6), "drawing")
    assert session.content.drawing.strokes[0].points[0, 0] == pytest.approx(0.6)
    history.undo()
    assert session.content is before


def test_that_only_so_many_steps_are_kept(session: Session, history: History) -> None:
    for number in range(LIMIT + 5):
        history.show(drawn(number / 1000), "drawing")
    assert history.count() == LIMIT
