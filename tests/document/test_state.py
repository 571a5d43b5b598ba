"""The state: plain data that JSON gives back as they were, and what else becomes of it."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from camviewer.attribution.contributions import ORDERS as CHANNEL_ORDERS
from camviewer.data.dataset import SPLITS
from camviewer.data.drawing import Drawing
from camviewer.data.rearrangement import Rearrangement
from camviewer.data.strokes import Stroke
from camviewer.document.canvas_content import (
    CanvasContent,
    SampleOrigin,
    content_of_sample,
    sample_of,
)
from camviewer.document.document import Document
from camviewer.document.fix_state import EPOCHS, FixState, TrialState
from camviewer.document.map_state import (
    MAP_COLOURS,
    MAX_PLACE,
    PROJECTED,
    PROJECTIONS,
    GroupState,
    MapState,
)
from camviewer.document.settings import Settings, settings_of, state_of
from camviewer.document.state import (
    MAPS,
    PAGES,
    VERSION,
    ComparisonState,
    DecompositionState,
    DocumentState,
    DrawingState,
    EvaluationState,
    LessonState,
    SampleState,
    StageState,
    StrokeState,
    Tool,
    TrainingState,
    WindowState,
    from_json,
    to_json,
)
from camviewer.error_analysis.query import ORDERS, OUTCOMES, Selection
from camviewer.error_analysis.remedies import BORDER, COPIES, KINDS, RemedyChoice
from camviewer.networks.architectures import ARCHITECTURES
from camviewer.rendering.colour_maps import COLOUR_MAPS
from camviewer.rendering.rendering import INTERPOLATIONS, Display
from camviewer.rendering.scales import SCALES
from camviewer.training.recipes import RECIPES

TEXT = st.text(max_size=8)
PER_CENT = st.integers(0, 100)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
PLACE = st.integers(0, 10**9)
STATES = st.builds(
    DocumentState,
    sample=st.builds(
        SampleState,
        shape=st.lists(st.integers(), max_size=3).map(tuple),
        base=st.lists(NUMBER, max_size=9).map(tuple),
        strokes=st.lists(
            st.builds(
                StrokeState,
                points=st.lists(st.tuples(NUMBER, NUMBER), max_size=3).map(tuple),
                width=NUMBER,
            ),
            max_size=3,
        ).map(tuple),
        name=TEXT,
        index=st.none() | st.integers(),
        label=st.none() | st.integers(),
        changed=st.booleans(),
    ),
    source=TEXT,
    stage=st.builds(
        StageState,
        models=st.lists(TEXT, max_size=3).map(tuple),
        snapshot=TEXT,
        class_index=PLACE,
        following=st.booleans(),
    ),
    display=st.builds(
        Display,
        opacity=PER_CENT,
        threshold=PER_CENT,
        scale=st.sampled_from(sorted(SCALES)),
        colours=st.sampled_from(sorted(COLOUR_MAPS)),
        interpolation=st.sampled_from(sorted(INTERPOLATIONS)),
        method=TEXT,
    ),
    drawing=st.builds(DrawingState, tool=st.sampled_from(Tool), brush=st.integers(1, 100)),
    window=st.builds(
        WindowState,
        scheme=st.sampled_from(["system", "light", "dark"]),
        language=st.sampled_from(["system", "en", "ko"]),
        geometry=TEXT,
        drawer=TEXT,
        drawer_width=st.integers(0, 5000),
        enlarged=TEXT,
        presentation=st.booleans(),
        caption=st.booleans(),
        terms=st.booleans(),
        welcomed=st.booleans(),
        folder=TEXT,
    ),
    decomposition=st.builds(
        DecompositionState,
        page=st.integers(0, 1),
        order=st.sampled_from(CHANNEL_ORDERS),
        against=st.none() | PLACE,
        channel=st.none() | PLACE,
        count=st.none() | st.integers(1, 10**6),
        layer=PLACE,
    ),
    comparison=st.builds(
        ComparisonState,
        second=TEXT,
        rearrangement=st.builds(
            Rearrangement,
            right=st.integers(-128, 128),
            down=st.integers(-128, 128),
            shuffled=st.booleans(),
        ),
    ),
    training=st.builds(
        TrainingState,
        name=TEXT,
        architecture=st.sampled_from(list(ARCHITECTURES)),
        start=TEXT,
        recipe=st.sampled_from(sorted(RECIPES)),
        epochs=st.integers(1, 1000),
        batch=st.integers(1, 4096),
        learning_rate=NUMBER,
        seed=PLACE,
        share=st.integers(1, 100),
    ),
    evaluation=st.builds(
        EvaluationState,
        network=TEXT,
        split=st.sampled_from(list(SPLITS)),
        following=st.booleans(),
        selection=st.builds(
            Selection,
            label=st.none() | PLACE,
            predicted=st.none() | PLACE,
            outcome=st.sampled_from(OUTCOMES),
            least=st.floats(0, 1),
            most=st.floats(0, 1),
            tag=TEXT,
            text=TEXT,
            order=st.sampled_from(ORDERS),
        ),
        maps=st.sampled_from(MAPS),
        page=st.sampled_from(PAGES),
        group=st.none()
        | st.builds(
            GroupState,
            title=TEXT,
            members=st.lists(st.integers(0, MAX_PLACE), max_size=3).map(tuple),
            checksum=TEXT,
        ),
        advancing=st.booleans(),
        map=st.builds(
            MapState,
            colours=st.sampled_from(MAP_COLOURS),
            projection=st.sampled_from(PROJECTIONS),
            projected=st.sampled_from(PROJECTED),
            rectangle=st.booleans(),
        ),
    ),
    fix=st.builds(
        FixState,
        choice=st.builds(
            RemedyChoice,
            kind=st.sampled_from(KINDS),
            copies=st.sampled_from(COPIES),
            border=st.sampled_from(BORDER),
            own=st.lists(TEXT, max_size=2).map(tuple),
            architecture=st.sampled_from(["", *ARCHITECTURES]),
        ),
        epochs=st.sampled_from(EPOCHS),
        trial=st.none()
        | st.builds(
            TrialState,
            title=TEXT,
            members=st.lists(PLACE, max_size=3).map(tuple),
            split=st.sampled_from(list(SPLITS)),
            checksum=TEXT,
            kind=st.sampled_from(KINDS),
            network=TEXT,
            fixed=TEXT,
        ),
    ),
    lesson=st.builds(LessonState, folder=TEXT, page=st.integers(0, 99)),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
OTHER = DocumentState(
    sample=SampleState(name="builtin", index=3, label=7, changed=True),
    source="mnist",
    stage=StageState(("lecture", "compact"), "mine, step 12", 4, False),
    display=Display(7, 9, "positive", "viridis", "nearest", "grad-cam", (("layer", "conv2d_1"),)),
    drawing=DrawingState(Tool.ERASER, 20),
    window=WindowState(
        "dark", "ko", "AAAA", "lesson", 400, "blendView", True, True, True, True, "/tmp/한글"
    ),
    decomposition=DecompositionState(1, "index", 4, 2, 5, 3),
    comparison=ComparisonState("lecture-best", Rearrangement(2, -1, True)),
    training=TrainingState("seven", "compact", "/m.keras", "fast", 3, 64, 0.01, 5, 50),
    evaluation=EvaluationState(
        *("mine", "train", True, Selection(3, 8, "all", 0.5), "label", "models"),
        *(GroupState("loops", (2, 5), "c"), True, MapState("loss", "tsne", "scores", True), True),
    ),
    fix=FixState(RemedyChoice("border", 7, 3), 2, TrialState("a cluster", (1, 5), "test", "c")),
    lesson=LessonState("/tmp/lesson", 3),
)
_OBJECTS = {
    "selection": Selection(),
    "group": GroupState(),
    "choice": RemedyChoice(),
    "trial": TrialState(),
}
PARTS = [part for part in fields(DocumentState) if part.name != "source"]
ENTRIES = [(part.name, entry.name) for part in PARTS for entry in fields(getattr(OTHER, part.name))]


@given(STATES)
def test_that_json_gives_back_what_it_was_given(state: DocumentState) -> None:
    assert from_json(to_json(state)) == state


def test_that_the_version_is_written() -> None:
    assert json.loads(to_json(OTHER))["version"] == VERSION


@pytest.mark.parametrize(("part", "entry"), ENTRIES)
def test_that_an_entry_that_means_nothing_is_the_default_alone(part: str, entry: str) -> None:
    entries = json.loads(to_json(OTHER))
    entries[part][entry] = {"of": "another kind"}
    default = getattr(getattr(DocumentState(), part), entry)
    if entry in _OBJECTS:  # an object of which nothing is known
        default = _OBJECTS[entry]
    expected = replace(OTHER, **{part: replace(getattr(OTHER, part), **{entry: default})})
    assert from_json(json.dumps(entries)) == expected


@given(st.sampled_from([*ENTRIES, ("evaluation", "selection")]), JSON)
def test_that_whatever_stands_there_the_rest_is_read(place: tuple[str, str], value: Any) -> None:
    part, entry = place
    entries = json.loads(to_json(OTHER))
    entries[part][entry] = value
    read = from_json(json.dumps(entries))
    found = asdict(read)
    expected = asdict(OTHER)
    found[part].pop(entry)
    expected[part].pop(entry)
    assert found == expected
    assert from_json(to_json(read)) == read


def test_that_a_newer_version_is_read_as_far_as_it_is_understood() -> None:
    entries = json.loads(to_json(OTHER))
    entries |= {"version": VERSION + 7, "sound": {"volume": 11}}
    entries["window"]["opacity"] = 0.5
    entries["drawing"]["tool"] = "airbrush"
    assert from_json(json.dumps(entries)) == replace(
        OTHER, drawing=DrawingState(Tool.PEN, OTHER.drawing.brush)
    )
    assert from_json("{}") == DocumentState()


def test_that_one_that_was_written_before_an_entry_was_known_is_read() -> None:
    entries = json.loads(to_json(OTHER))
    del entries["evaluation"]["page"]
    evaluation = replace(OTHER.evaluation, page="matrix")
    assert from_json(json.dumps(entries)) == replace(OTHER, evaluation=evaluation)


@pytest.mark.parametrize("members", [[-1], [2**31], [0.5], ["1"], [True], 7])
def test_that_a_group_of_what_is_no_sample_has_none(members: object) -> None:
    entries = json.loads(to_json(OTHER))
    entries["evaluation"]["group"]["members"] = members
    assert from_json(json.dumps(entries)).evaluation.group == GroupState("loops", (), "c")


@pytest.mark.parametrize("members", [[-1], [10**30]])
def test_that_a_trial_of_what_is_no_sample_has_none(members: list[int]) -> None:
    entries = {"fix": {"trial": {"title": "loops", "members": members}}}
    assert from_json(json.dumps(entries)).fix.trial == TrialState("loops")


@pytest.mark.parametrize("text", ["[1]", "null", "{", "[" * 100_000, b"\xff\xfe"])
def test_that_what_is_no_document_is_none(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        from_json(text)


def test_that_the_settings_are_a_choice_of_it() -> None:
    settings = settings_of(OTHER)
    assert asdict(settings) == {
        "model": "lecture",
        "second": "lecture-best",
        "data": "mnist",
        **asdict(OTHER.display),
        "brush": 20,
        "following": False,
        "scheme": "dark",
        "language": "ko",
        "geometry": "AAAA",
        "drawer": "lesson",
        "drawer_width": 400,
        "welcomed": True,
        "folder": "/tmp/한글",
        "lesson": "/tmp/lesson",
        "lesson_page": 3,
    }
    assert settings_of(state_of(settings)) == settings
    assert state_of(Settings()) == DocumentState()


def test_that_a_document_is_built_from_it_and_gives_it_back(qapp: QApplication) -> None:
    state = replace(
        OTHER,
        sample=sample_of(CanvasContent(Drawing(strokes=(Stroke(np.array([[0.1, 0.2]]), 0.1),)))),
        stage=replace(OTHER.stage, models=(), snapshot=""),  # models have to be read first
    )
    document = Document(state)
    assert document.state() == state
    assert document.sample.any()
    document.drawing.change(brush=3)
    document.choose_class(1)
    changed = document.state()
    assert (changed.drawing.brush, changed.stage.class_index) == (3, 1)


@pytest.mark.parametrize("shape", [(28, 28), (24, 20), (32, 32, 3)])
def test_that_a_content_comes_back_exactly(shape: tuple[int, ...]) -> None:
    base = np.random.default_rng(0).random(shape, np.float32)
    points = np.array([[0.1, 0.2], [0.3, 0.7]], np.float32)
    content = CanvasContent(
        Drawing(base, (Stroke(points, 0.12),)), SampleOrigin("builtin", 4, 9, True)
    )
    again = content_of_sample(sample_of(content))
    assert again.origin == content.origin
    assert again.drawing.base is not None
    assert np.array_equal(again.drawing.base, base)
    (stroke,) = again.drawing.strokes
    assert stroke.width == 0.12
    assert np.array_equal(stroke.points, points)


@pytest.mark.parametrize(
    "sample",
    [
        SampleState(shape=(28, 28), base=(0.5, 0.5)),
        SampleState(shape=(1, 1), base=(0.5,)),
        SampleState(shape=(28, 28, 28), base=(0.5,) * 28**3),
        SampleState(shape=(28, 28), base=(2.0,) * 28**2),
        SampleState(strokes=(StrokeState((), 0.1),)),
        SampleState(strokes=(StrokeState(((0.1, 0.2),), 1.0),)),
    ],
)
def test_that_a_drawing_that_cannot_be_is_none(sample: SampleState) -> None:
    content = content_of_sample(replace(sample, name="builtin"))
    assert content.drawing.is_empty
    assert content.origin == SampleOrigin()
