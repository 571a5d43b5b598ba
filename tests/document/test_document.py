"""The session: one state, and a signal for each real change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from camviewer.attribution.channel_ablation import nothing
from camviewer.data.drawing import Drawing
from camviewer.data.strokes import Stroke
from camviewer.document import document as session_module
from camviewer.document.document import Content, Model, Origin, Session
from camviewer.inference.prediction import NetworkSnapshot, PredictionRequest
from camviewer.networks.formats import model_file
from camviewer.networks.model_card import ModelCard
from camviewer.rendering.rendering import Rendering
from tests.gui.conftest import explain

LINE = Content(Drawing(strokes=(Stroke(np.array([[0.5, 0.2], [0.5, 0.8]]), 0.1),)))


class Counter:
    """How often each of a session's signals came."""

    def __init__(self, session: Session) -> None:
        self.counts: dict[str, int] = {}
        for name in (
            *("content", "digit", "models", "model", "dataset"),
            *("analysis", "alteration", "class", "display", "rendering", "pointer"),
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


def predict(session: Session) -> None:
    session.set_prediction(explain(PredictionRequest(Path("m"), session.digit)))


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
    predict(session)
    assert session.prediction is not None
    predicted = session.prediction.predicted
    assert session.class_index == predicted
    other = (predicted + 1) % 10
    session.choose_class(other)
    session.set_prediction(None)
    predict(session)
    assert (session.class_index, session.following) == (other, False)
    session.follow_prediction()
    assert (session.class_index, session.following) == (predicted, True)
    session.follow_prediction(False)
    assert (session.class_index, session.following) == (predicted, False)


def test_that_an_empty_canvas_has_no_prediction(session: Session, counter: Counter) -> None:
    session.set_content(LINE)
    predict(session)
    counter.take()
    session.set_content(Content())
    assert session.prediction is None
    assert session.rendering is None
    assert counter.take()["analysis"] == 1


def test_that_a_scale_brings_its_colours_unless_others_are_asked_for(session: Session) -> None:
    session.change_display(scale="lecture")
    assert session.display.colours == "rainbow"
    session.change_display(scale="positive", colours="grey")
    assert session.display.colours == "grey"


def test_that_a_rendering_is_made_once_a_change(session: Session) -> None:
    session.set_content(LINE)
    predict(session)
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


def test_that_however_many_ask_for_it_a_rendering_is_made_once_a_change(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    usual = session_module.render

    def count(*given: Any) -> Rendering:
        made.append(given[2])
        return usual(*given)

    monkeypatch.setattr(session_module, "render", count)
    for name in ("class", "analysis", "display", "rendering"):
        getattr(session, f"{name}_changed").connect(lambda: session.rendering)
    session.set_content(LINE)
    predict(session)
    assert session.prediction is not None
    predicted = session.prediction.predicted
    assert predicted != 0  # the class moves with the first answer
    assert made == [predicted]
    other = (predicted + 1) % 10
    session.choose_class(other)
    session.change_display(opacity=10)
    session.follow_prediction()
    assert made == [predicted, other, other, predicted]
    session.follow_prediction(False)  # stays with the class: nothing else is to be seen
    session.set_pointer((3, 3))
    session.set_prediction(None)
    assert len(made) == 4


def test_that_nobody_sees_pictures_of_the_class_or_scale_before(session: Session) -> None:
    session.set_content(LINE)
    predict(session)
    seen: list[tuple[str, bool]] = []

    def look(what: str) -> None:
        rendering = session.rendering
        assert rendering is not None
        of_class = np.array_equal(
            rendering.raw_picture, rendering.raw_colours()[session.class_index]
        )
        of_scale = (rendering.limits[0] < 0) == (session.display.scale == "signed")
        seen.append((what, of_class and of_scale))

    session.class_changed.connect(lambda: look("class"))
    session.display_changed.connect(lambda: look("display"))
    session.choose_class((session.class_index + 1) % 10)
    session.change_display(scale="positive")
    assert seen == [("class", True), ("display", True)]


def test_that_a_prediction_is_current_only_for_the_digit_it_is_of(session: Session) -> None:
    assert not session.is_current
    session.set_content(LINE)
    assert not session.is_current
    predict(session)
    assert session.is_current
    session.set_content(Content(Drawing(base=np.eye(28, dtype=np.float32))))
    assert session.prediction is not None  # until there is another one
    assert not session.is_current


def test_that_a_model_is_named_so_that_it_is_found_from_any_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lecture = model_file.bundled()["lecture"]
    assert Model(lecture, model("x").card).name == "lecture"
    monkeypatch.chdir(tmp_path)
    own = Model(Path("lecture.keras"), model("x").card)  # called like one that is bundled
    assert own.name == str(tmp_path / "lecture.keras")


def test_that_the_digit_is_ready_and_the_old_maps_are_gone_when_it_is_told(
    session: Session,
) -> None:
    session.set_content(LINE)
    predict(session)
    told: list[tuple[bool, bool]] = []
    session.digit_changed.connect(
        lambda: told.append((bool(session.digit.any()), session.prediction is not None))
    )
    session.set_content(Content())
    assert told == [(False, False)]


# What if


def test_that_what_everybody_sees_is_ablated_and_the_original_kept(
    session: Session, counter: Counter
) -> None:
    session.set_content(LINE)
    predict(session)
    original = session.prediction
    counter.take()
    off = nothing(3).with_factor(1, 0)
    session.set_ablation(off)
    assert counter.take() == {"alteration": 1, "analysis": 1, "rendering": 1}
    assert session.original is original
    assert session.prediction is not None
    assert session.prediction.title == "fake (altered)"
    assert not session.prediction.features[..., 1].any()
    assert session.rendering is not None
    assert np.array_equal(session.rendering.maps, session.prediction.maps)
    assert session.is_current
    session.set_ablation(nothing(3).with_factor(1, 0))
    assert counter.take() == {}
    session.set_ablation(nothing(3))  # all as they are: no channel ablation
    assert counter.take() == {"alteration": 1, "analysis": 1, "rendering": 1}
    assert session.ablation is None
    assert session.prediction is original


def test_that_an_ablation_stays_for_other_digits(session: Session, counter: Counter) -> None:
    session.set_content(LINE)
    predict(session)
    session.set_ablation(nothing(3).with_factor(2, 0.5))
    session.set_content(Content())
    assert session.prediction is None
    session.set_content(LINE)
    predict(session)
    assert session.original is not None
    assert session.prediction is not None
    half = session.original.features[..., 2] / 2
    assert np.array_equal(session.prediction.features[..., 2], half)
    assert counter.take()["alteration"] == 1


def test_that_another_model_is_not_ablated(session: Session, counter: Counter) -> None:
    for change in (
        lambda: session.set_model(model("a")),
        lambda: session.set_snapshot(NetworkSnapshot("step 1", "lecture", [])),
        lambda: session.set_snapshot(None),
    ):
        session.set_ablation(nothing(3).with_factor(0, 0))
        change()
        assert session.ablation is None
        assert counter.take()["alteration"] == 2


def test_that_an_ablation_that_does_not_fit_is_dropped(session: Session, counter: Counter) -> None:
    session.set_content(LINE)
    session.set_ablation(nothing(5).with_factor(0, 0))
    counter.take()
    predict(session)
    assert session.ablation is None
    assert session.prediction is session.original
    assert counter.take()["alteration"] == 1
    with pytest.raises(ValueError, match="expected 3 factors"):
        session.set_ablation(nothing(5).with_factor(0, 0))


def test_that_the_class_follows_what_the_model_reads_as_it_is(session: Session) -> None:
    session.set_content(LINE)
    predict(session)
    assert session.prediction is not None
    read = session.prediction.predicted
    opposite = nothing(3)
    for channel in range(3):
        opposite = opposite.with_factor(channel, -1)
    session.set_ablation(opposite)
    assert session.prediction.predicted != read
    assert session.class_index == read
    session.choose_class((read + 1) % 10)
    session.follow_prediction()
    assert session.class_index == read
