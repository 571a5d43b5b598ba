"""The session: one state, and a signal for each real change."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from camviewer.core.analysis import AnalysisRequest
from camviewer.core.card import ModelCard
from camviewer.core.drawing import Drawing
from camviewer.core.strokes import Stroke
from camviewer.session import Content, Model, Origin, Session
from tests.gui.conftest import explain

LINE = Content(Drawing(strokes=(Stroke(np.array([[0.5, 0.2], [0.5, 0.8]]), 0.1),)))


class Counter:
    """How often each of a session's signals came."""

    def __init__(self, session: Session) -> None:
        self.counts: dict[str, int] = {}
        for name in (
            *("content", "digit", "models", "model", "dataset"),
            *("analysis", "class", "display", "rendering", "pointer"),
        ):
            getattr(session, f"{name}_changed").connect(lambda name=name: self._count(name))

    def _count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1

    def take(self) -> dict[str, int]:
        counts, self.counts = self.counts, {}
        return counts


@pytest.fixture
def session(qapp: object) -> Session:
    return Session()


@pytest.fixture
def counter(session: Session) -> Counter:
    return Counter(session)


def analyse(session: Session) -> None:
    session.set_analysis(explain(AnalysisRequest(Path("m"), session.digit)))


def model(name: str) -> Model:
    return Model(Path(name), ModelCard(name, "lecture", "fast", 1, "builtin", 0, None, "", ""))


def test_that_equal_values_are_no_change(session: Session, counter: Counter) -> None:
    for _ in range(2):
        session.set_content(LINE)
        session.set_model(model("a"))
        session.choose_class(3)
        session.change_display(opacity=20)
        session.set_pointer((1, 2))
    assert counter.take() == {
        "content": 1,
        "digit": 1,
        "model": 1,
        "class": 1,
        "rendering": 2,  # of the class, of the display
        "display": 1,
        "pointer": 1,
    }


def test_that_content_with_the_same_digit_does_not_change_the_digit(
    session: Session, counter: Counter
) -> None:
    session.set_content(LINE)
    counter.take()
    session.set_content(Content(LINE.drawing, Origin(name="elsewhere")))
    assert counter.take() == {"content": 1}


def test_that_the_class_follows_the_prediction_until_one_is_chosen(session: Session) -> None:
    session.set_content(LINE)
    analyse(session)
    assert session.analysis is not None
    predicted = session.analysis.predicted
    assert session.class_index == predicted
    other = (predicted + 1) % 10
    session.choose_class(other)
    session.set_analysis(None)
    analyse(session)
    assert (session.class_index, session.following) == (other, False)
    session.follow_prediction()
    assert (session.class_index, session.following) == (predicted, True)
    session.follow_prediction(False)
    assert (session.class_index, session.following) == (predicted, False)


def test_that_an_empty_canvas_has_no_analysis(session: Session, counter: Counter) -> None:
    session.set_content(LINE)
    analyse(session)
    counter.take()
    session.set_content(Content())
    assert session.analysis is None
    assert session.rendering is None
    assert counter.take()["analysis"] == 1


def test_that_a_scale_brings_its_colours_unless_others_are_asked_for(session: Session) -> None:
    session.change_display(scale="lecture")
    assert session.display.colours == "rainbow"
    session.change_display(scale="positive", colours="grey")
    assert session.display.colours == "grey"


def test_that_a_rendering_is_made_once_a_change(session: Session) -> None:
    session.set_content(LINE)
    analyse(session)
    first = session.rendering
    assert first is session.rendering
    session.change_display(opacity=10)
    assert session.rendering is not first


def test_that_a_model_of_the_same_file_takes_the_others_place(
    session: Session, counter: Counter
) -> None:
    session.add_model(model("a"))
    session.add_model(model("a"))
    assert counter.take() == {"models": 1}
    newer = Model(Path("a"), model("b").card)
    session.add_model(newer)
    assert session.models == (newer,)
