"""The document: one state, and a signal for each real change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from camviewer.attribution.channel_ablation import nothing
from camviewer.data.drawing import Drawing
from camviewer.data.strokes import Stroke
from camviewer.document import explanation
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.document import Document
from camviewer.document.stage import Model
from camviewer.inference.prediction import NetworkSnapshot, PredictionRequest
from camviewer.networks.architectures import graph_of
from camviewer.networks.formats import model_file
from camviewer.networks.model_card import ModelCard
from camviewer.rendering.colour_maps import colourise
from camviewer.rendering.rendering import Rendering, ScaledMaps, render_class, scaled_maps
from camviewer.rendering.scaling import position
from tests.gui.conftest import explain

LINE = CanvasContent(Drawing(strokes=(Stroke(np.array([[0.5, 0.2], [0.5, 0.8]]), 0.1),)))


class Counter:
    """How often each of a document's signals came."""

    def __init__(self, document: Document) -> None:
        self.counts: dict[str, int] = {}
        for name in (
            *("content", "sample", "models", "model", "dataset"),
            *("prediction", "ablation", "class", "display", "rendering", "pointer"),
        ):
            getattr(document, f"{name}_changed").connect(lambda name=name: self._count(name))

    def _count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1

    def take(self) -> dict[str, int]:
        counts, self.counts = self.counts, {}
        return counts


@pytest.fixture
def document(qapp: object) -> Document:
    return Document()


@pytest.fixture
def counter(document: Document) -> Counter:
    return Counter(document)


def predict(document: Document) -> None:
    document.set_prediction(explain(PredictionRequest(Path("m"), document.sample)))


def model(name: str) -> Model:
    return Model(Path(name), ModelCard(name, "lecture", "fast", 1, "builtin", 0, None, "", ""))


def test_that_equal_values_are_no_change(document: Document, counter: Counter) -> None:
    for _ in range(2):
        document.set_content(LINE)
        document.set_model(model("a"))
        document.choose_class(3)
        document.change_display(opacity=20)
        document.set_pointer((1, 2))
    assert counter.take() == {
        "content": 1,
        "sample": 1,
        "model": 1,
        "class": 1,
        "rendering": 2,  # of the class, of the display
        "display": 1,
        "pointer": 1,
    }


def test_that_content_with_the_same_digit_does_not_change_the_digit(
    document: Document, counter: Counter
) -> None:
    document.set_content(LINE)
    counter.take()
    document.set_content(CanvasContent(LINE.drawing, SampleOrigin(name="elsewhere")))
    assert counter.take() == {"content": 1}


def test_that_the_class_follows_the_prediction_until_one_is_chosen(document: Document) -> None:
    document.set_content(LINE)
    predict(document)
    assert document.prediction is not None
    predicted = document.prediction.predicted
    assert document.class_index == predicted
    other = (predicted + 1) % 10
    document.choose_class(other)
    document.set_prediction(None)
    predict(document)
    assert (document.class_index, document.following) == (other, False)
    document.follow_prediction()
    assert (document.class_index, document.following) == (predicted, True)
    document.follow_prediction(False)
    assert (document.class_index, document.following) == (predicted, False)


def test_that_an_empty_canvas_has_no_prediction(document: Document, counter: Counter) -> None:
    document.set_content(LINE)
    predict(document)
    counter.take()
    document.set_content(CanvasContent())
    assert document.prediction is None
    assert document.rendering is None
    assert counter.take()["prediction"] == 1


def test_that_a_scale_brings_its_colours_unless_others_are_asked_for(document: Document) -> None:
    document.change_display(scale="lecture")
    assert document.display.colours == "rainbow"
    document.change_display(scale="positive", colours="grey")
    assert document.display.colours == "grey"


def test_that_a_rendering_is_made_once_a_change(document: Document) -> None:
    document.set_content(LINE)
    predict(document)
    first = document.rendering
    assert first is document.rendering
    document.change_display(opacity=10)
    assert document.rendering is not first


def test_that_a_model_of_the_same_file_takes_the_others_place(
    document: Document, counter: Counter
) -> None:
    document.add_model(model("a"))
    document.add_model(model("a"))
    assert counter.take() == {"models": 1}
    newer = Model(Path("a"), model("b").card)
    document.add_model(newer)
    assert document.models == (newer,)


def test_that_however_many_ask_for_it_a_rendering_is_made_once_a_change(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def count(*given: Any) -> Rendering:
        made.append(given[2])
        return render_class(*given)

    monkeypatch.setattr(explanation, "render_class", count)
    for name in ("class", "prediction", "display", "rendering"):
        getattr(document, f"{name}_changed").connect(lambda: document.rendering)
    document.set_content(LINE)
    predict(document)
    assert document.prediction is not None
    predicted = document.prediction.predicted
    assert predicted != 0  # the class moves with the first answer
    assert made == [predicted]
    other = (predicted + 1) % 10
    document.choose_class(other)
    document.change_display(opacity=10)
    document.follow_prediction()
    assert made == [predicted, other, other, predicted]
    document.follow_prediction(False)  # stays with the class: nothing else is to be seen
    document.set_pointer((3, 3))
    document.set_prediction(None)
    assert len(made) == 4


def test_that_maps_are_resized_once_whatever_is_chosen_of_class_and_colours(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def count(*given: Any) -> ScaledMaps:
        made.append(f"{given[2].scale} {given[2].interpolation}")
        return scaled_maps(*given)

    monkeypatch.setattr(explanation, "scaled_maps", count)
    document.rendering_changed.connect(lambda: document.rendering)
    document.set_content(LINE)
    predict(document)
    assert made == ["signed cubic"]
    strips = []
    for changes in ({"opacity": 10}, {"threshold": 40}, {"colours": "grey"}, {"opacity": 90}):
        document.change_display(**changes)
        document.choose_class((document.class_index + 1) % 10)
        assert document.rendering is not None
        strips.append(document.rendering.raw_colours())
    assert made == ["signed cubic"]
    assert strips[0] is strips[1] is not strips[2]
    assert strips[2] is strips[3]
    document.change_display(interpolation="linear")
    document.change_display(scale="lecture")
    assert made == ["signed cubic", "signed linear", "lecture linear"]
    predict(document)
    assert made[3:] == ["lecture linear"]


def test_that_the_class_shown_is_on_its_own_limits_and_all_together_on_one(
    document: Document,
) -> None:
    document.set_content(LINE)
    predict(document)
    document.change_display(interpolation="nearest")  # resizing adds no other values
    for shown in range(10):
        document.choose_class(shown)
        assert document.rendering is not None
        maps = np.abs(document.rendering.maps)
        own, shared = float(maps[shown].max()), float(maps.max())
        assert document.rendering.limits == (-own, own)
        assert document.rendering.class_limits == ((-shared, shared),) * 10
        strongest, factor = document.rendering.strongest
        assert strongest == maps.max(axis=(1, 2)).argmax()
        assert factor == pytest.approx(shared / own)


def test_that_nobody_sees_pictures_of_the_class_or_scale_before(document: Document) -> None:
    document.set_content(LINE)
    predict(document)
    seen: list[tuple[str, bool]] = []

    def look(what: str) -> None:
        rendering = document.rendering
        assert rendering is not None
        own = position(rendering.raw[document.class_index], rendering.limits)
        of_class = np.array_equal(rendering.raw_picture, colourise(own, rendering.table))
        of_scale = (rendering.limits[0] < 0) == (document.display.scale == "signed")
        seen.append((what, of_class and of_scale))

    document.class_changed.connect(lambda: look("class"))
    document.display_changed.connect(lambda: look("display"))
    document.choose_class((document.class_index + 1) % 10)
    document.change_display(scale="positive")
    assert seen == [("class", True), ("display", True)]


def test_that_a_prediction_is_current_only_for_the_digit_it_is_of(document: Document) -> None:
    assert not document.is_current
    document.set_content(LINE)
    assert not document.is_current
    predict(document)
    assert document.is_current
    document.set_content(CanvasContent(Drawing(base=np.eye(28, dtype=np.float32))))
    assert document.prediction is not None  # until there is another one
    assert not document.is_current


def test_that_a_model_is_named_so_that_it_is_found_from_any_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lecture = model_file.bundled()["lecture"]
    assert Model(lecture, model("x").card).name == "lecture"
    monkeypatch.chdir(tmp_path)
    own = Model(Path("lecture.keras"), model("x").card)  # called like one that is bundled
    assert own.name == str(tmp_path / "lecture.keras")


def test_that_the_digit_is_ready_and_the_old_maps_are_gone_when_it_is_told(
    document: Document,
) -> None:
    document.set_content(LINE)
    predict(document)
    told: list[tuple[bool, bool]] = []
    document.sample_changed.connect(
        lambda: told.append((bool(document.sample.any()), document.prediction is not None))
    )
    document.set_content(CanvasContent())
    assert told == [(False, False)]


# What if


def test_that_what_everybody_sees_is_ablated_and_the_original_kept(
    document: Document, counter: Counter
) -> None:
    document.set_content(LINE)
    predict(document)
    original = document.prediction
    counter.take()
    off = nothing(3).with_factor(1, 0)
    document.set_ablation(off)
    assert counter.take() == {"ablation": 1, "prediction": 1, "rendering": 1}
    assert document.original is original
    assert document.prediction is not None
    assert document.prediction.title == "fake (altered)"
    assert not document.prediction.features[..., 1].any()
    assert document.rendering is not None
    assert np.array_equal(document.rendering.maps, document.prediction.maps)
    assert document.is_current
    document.set_ablation(nothing(3).with_factor(1, 0))
    assert counter.take() == {}
    document.set_ablation(nothing(3))  # all as they are: no channel ablation
    assert counter.take() == {"ablation": 1, "prediction": 1, "rendering": 1}
    assert document.ablation is None
    assert document.prediction is original


def test_that_an_ablation_stays_for_other_digits(document: Document, counter: Counter) -> None:
    document.set_content(LINE)
    predict(document)
    document.set_ablation(nothing(3).with_factor(2, 0.5))
    document.set_content(CanvasContent())
    assert document.prediction is None
    document.set_content(LINE)
    predict(document)
    assert document.original is not None
    assert document.prediction is not None
    half = document.original.features[..., 2] / 2
    assert np.array_equal(document.prediction.features[..., 2], half)
    assert counter.take()["ablation"] == 1


def test_that_another_model_is_not_ablated(document: Document, counter: Counter) -> None:
    for change in (
        lambda: document.set_model(model("a")),
        lambda: document.set_snapshot(NetworkSnapshot("step 1", graph_of("lecture"), [])),
        lambda: document.set_snapshot(None),
    ):
        document.set_ablation(nothing(3).with_factor(0, 0))
        change()
        assert document.ablation is None
        assert counter.take()["ablation"] == 2


def test_that_an_ablation_that_does_not_fit_is_dropped(
    document: Document, counter: Counter
) -> None:
    document.set_content(LINE)
    document.set_ablation(nothing(5).with_factor(0, 0))
    counter.take()
    predict(document)
    assert document.ablation is None
    assert document.prediction is document.original
    assert counter.take()["ablation"] == 1
    with pytest.raises(ValueError, match="expected 3 factors"):
        document.set_ablation(nothing(5).with_factor(0, 0))


def test_that_the_class_follows_what_the_model_reads_as_it_is(document: Document) -> None:
    document.set_content(LINE)
    predict(document)
    assert document.prediction is not None
    read = document.prediction.predicted
    opposite = nothing(3)
    for channel in range(3):
        opposite = opposite.with_factor(channel, -1)
    document.set_ablation(opposite)
    assert document.prediction.predicted != read
    assert document.class_index == read
    document.choose_class((read + 1) % 10)
    document.follow_prediction()
    assert document.class_index == read
