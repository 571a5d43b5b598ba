"""Input scalings: a layer in front of a graph, told by layers, kept in notes."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import numpy as np
import pytest

from camviewer.attribution.methods import METHODS
from camviewer.common.errors import FileError
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.networks import scaling_notes
from camviewer.networks.graph import Graph, GraphBuilder, Weights
from camviewer.networks.input_scaling import (
    NAMES,
    PLAIN,
    Scaling,
    scalings,
    told_by_layers,
    with_scaling,
)
from camviewer.networks.linear_head import features_place, head_place

KNOWN = scalings([0.25], [0.5])
COLOURS = scalings([0.25, 0.5, 0.75], [0.5, 0.25, 0.5])


def network(channels: int = 1, *, scale: float | None = None) -> tuple[Graph, Weights]:
    random = np.random.default_rng(0)
    build = GraphBuilder(ImageSpec(9, 9, channels))
    if scale is not None:
        build.add("Rescaling", scale=scale)
    build.add("Conv2D", filters=4, kernel_size=3, activation="relu")
    build.add("GlobalAveragePooling2D")
    build.add("Dense", units=3)
    graph = build.graph()
    shapes = [shape for layer in graph.weight_shapes for shape in layer]
    return graph, [random.normal(0, 0.5, shape).astype(np.float32) for shape in shapes]


def test_that_scalings_are_what_their_names_say() -> None:
    assert tuple(KNOWN) == NAMES
    at = {name: (each.offset[0], each.scale[0] + each.offset[0]) for name, each in KNOWN.items()}
    assert at == {  # where the program's samples are 0 and 1
        "0-1": (0, 1),
        "0-255": (0, 255),
        "centred": (-1, 1),
        "standardised": (-0.5, 1.5),
        "0-1-inverted": (1, 0),
        "0-255-inverted": (255, 0),
        "centred-inverted": (1, -1),
        "standardised-inverted": (0.5, -1.5),
    }
    assert COLOURS["standardised"].scale == (2, 4, 2)
    assert COLOURS["standardised"].offset == (-0.5, -2, -1.5)
    assert KNOWN["0-1-inverted"].title == "0 to 1, inverted"
    assert KNOWN["standardised"].in_words == "if pixels are standardised"


def test_that_channels_that_never_differ_are_not_divided_by_nothing() -> None:
    assert np.isfinite(scalings([0.5], [0.0])["standardised"].scale).all()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("channels", [1, 3])
def test_that_a_network_with_a_scaling_reads_what_the_bare_one_reads_of_scaled_samples(
    name: str, channels: int
) -> None:
    scaling = (KNOWN if channels == 1 else COLOURS)[name]
    graph, weights = network(channels)
    fed = with_scaling(graph, scaling)
    samples = np.random.default_rng(1).random((5, *graph.spec.shape), np.float32)
    scale, offset = (np.array(each, np.float32) for each in (scaling.scale, scaling.offset))
    scaled = samples * scale + offset
    bare, whole = Engine(graph, weights), Engine(fed, weights)
    expected = bare.scores(scaled)
    assert whole.scores(samples) == pytest.approx(expected, rel=1e-5, abs=1e-5)
    assert fed.weight_shapes[-1] == graph.weight_shapes[-1]
    # Gradients are with respect to the program's samples: the chain rule's factor is the scale.
    made = [each.predict(one[0]) for each, one in ((whole, samples), (bare, scaled))]
    found, expected = (METHODS["cam"].explain(each, {}).maps for each in made)
    assert found == pytest.approx(expected, rel=1e-4, abs=1e-4)
    assert whole.features_place == (bare.features_place or 0) + (scaling != PLAIN)


def test_that_gradients_are_of_the_programs_samples() -> None:
    graph, weights = network()
    sample = np.random.default_rng(2).random((9, 9), np.float32)
    engine = Engine(with_scaling(graph, KNOWN["0-255"]), weights)
    gradient = METHODS["gradient"].explain(engine.predict(sample), {}).maps[0]
    step = np.zeros((9, 9), np.float32)
    step[4, 4] = 1e-3
    rise = (engine.scores((sample + step)[None]) - engine.scores((sample - step)[None]))[0, 0]
    assert abs(gradient[4, 4]) == pytest.approx(abs(rise) / 2e-3, rel=0.02)


def test_that_a_scaled_sample_is_nobodys_features() -> None:
    build = GraphBuilder(ImageSpec(9, 9))
    build.add("Flatten")
    build.add("Dense", units=3)
    dense = with_scaling(build.graph(), KNOWN["0-255"])
    assert features_place(dense) is None
    build = GraphBuilder(ImageSpec(9, 9))
    build.add("GlobalAveragePooling2D")
    build.add("Dense", units=3)
    assert head_place(with_scaling(build.graph(), KNOWN["0-255"])) is None


def test_that_samples_left_as_they_are_need_no_layer() -> None:
    graph, _ = network()
    assert with_scaling(graph, PLAIN) is graph


def test_that_a_layers_name_is_not_taken_twice() -> None:
    graph, _ = network()
    twice = with_scaling(with_scaling(graph, KNOWN["centred"]), KNOWN["0-255"])
    names = [layer.name for layer in twice.layers]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("scale", "told"), [(None, "0-1"), (1 / 255, "0-255"), (1 / 127.5, "0-255"), (2.0, "0-1")]
)
def test_that_a_first_rescaling_tells_of_0_to_255(scale: float | None, told: str) -> None:
    graph, weights = network(scale=scale)
    assert told_by_layers(graph).name == told
    assert told_by_layers(graph, graph.by_layer(weights)).name == told


def test_that_a_first_normalisation_tells_of_0_to_255() -> None:
    build = GraphBuilder(ImageSpec(9, 9))
    build.add("BatchNormalization")
    build.add("GlobalAveragePooling2D")
    build.add("Dense", units=3)
    graph = build.graph()
    dense = [np.ones((1, 3), np.float32), np.ones(3, np.float32)]
    for mean, told in ((33.3, "0-255"), (0.13, "0-1")):
        variance = (2.5 * mean) ** 2
        own = [np.array([each], np.float32) for each in (1, 0, mean, variance)]
        assert told_by_layers(graph, [own, [], dense]).name == told


# Notes


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAMVIEWER_HOME", str(tmp_path / "home"))
    scaling_notes.forget()
    path = tmp_path / "model.keras"
    path.write_bytes(b"a network")
    return path


def test_that_a_note_is_found_by_the_content_of_a_file(file: Path) -> None:
    assert scaling_notes.noted(file, 1) is None
    before = scaling_notes.version_of(file)
    scaling_notes.note(file, KNOWN["standardised"])
    assert scaling_notes.version_of(file) != before
    scaling_notes.forget()
    assert scaling_notes.noted(file, 1) == KNOWN["standardised"]
    moved = file.rename(file.with_name("other.keras"))
    assert scaling_notes.noted(moved, 1) == KNOWN["standardised"]
    moved.write_bytes(b"another network")
    assert scaling_notes.noted(moved, 1) is None
    assert scaling_notes.noted(file, 1) is None  # it is gone


def test_that_a_copy_is_read_anew_when_its_scaling_is_chosen_by_another_path(file: Path) -> None:
    copy = file.with_name("copy.keras")
    copy.write_bytes(file.read_bytes())
    before = scaling_notes.version_of(copy)
    scaling_notes.use(file, KNOWN["centred"])
    assert scaling_notes.version_of(copy) != before
    assert scaling_notes.noted(copy, 1) == KNOWN["centred"]


def test_that_what_is_used_is_forgotten_with_the_program(file: Path) -> None:
    scaling_notes.use(file, KNOWN["centred"])
    assert scaling_notes.noted(file, 1) == KNOWN["centred"]
    scaling_notes.forget()
    assert scaling_notes.noted(file, 1) is None


ENTRY = KNOWN["0-255"].to_entry()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        b" " * 20_000,
        json.dumps(ENTRY | {"name": "up"}).encode(),
        json.dumps(ENTRY | {"name": ["0-255"]}).encode(),
        json.dumps(ENTRY | {"scale": "255"}).encode(),
        json.dumps(ENTRY | {"scale": [True]}).encode(),
        json.dumps(ENTRY | {"scale": [0.0]}).encode(),
        json.dumps(ENTRY | {"scale": [1e9]}).encode(),
        json.dumps(ENTRY | {"offset": [float("nan")]}).encode(),
        json.dumps(ENTRY | {"offset": [1, 2]}).encode(),
    ],
)
def test_that_a_damaged_note_is_passed_over_and_logged(
    file: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    scaling_notes.note(file, KNOWN["0-255"])
    (note,) = scaling_notes.folder().iterdir()
    note.write_bytes(content)
    scaling_notes.forget()
    with caplog.at_level(logging.WARNING):
        assert scaling_notes.noted(file, 1) is None
    assert caplog.records


def test_that_numbers_are_for_as_many_channels() -> None:
    entry = COLOURS["standardised"].to_entry()
    assert Scaling.from_entry(entry, 3) == COLOURS["standardised"]
    with pytest.raises(ValueError, match="scaling"):
        Scaling.from_entry(entry, 1)


def test_that_a_note_that_cannot_be_written_is_told_and_used_meanwhile(file: Path) -> None:
    scaling_notes.folder().parent.mkdir()
    scaling_notes.folder().write_bytes(b"in the way")
    with pytest.raises(FileError):
        scaling_notes.note(file, KNOWN["centred"])
    assert scaling_notes.noted(file, 1) == KNOWN["centred"]
