"""The command line with samples that are no samples: by files alone."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from camviewer import cli
from camviewer.data.sources import open_source
from camviewer.export import explanation_archive
from camviewer.networks.cards import read_card
from tests.foreign import Foreign

pytestmark = pytest.mark.slow


@pytest.fixture(params=["shapes", "letters"])
def foreign(request: pytest.FixtureRequest) -> Foreign:
    """Either set."""
    found: Foreign = request.getfixturevalue(request.param)
    return found


def run(verb: str, foreign: Foreign, *arguments: object, data: bool = True) -> int:
    source = ["--data", str(foreign.data)] if data else []
    return cli.main([verb, "--model", str(foreign.model), *source, *map(str, arguments)])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that says what is wrong."""
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith("camviewer: ")
    return told


def test_numbers_have_the_shapes_and_names_of_the_network(foreign: Foreign, tmp_path: Path) -> None:
    out = tmp_path / "a.npz"
    assert run("explain", foreign, "--index", 0, "--out", out) == 0
    classes, (height, width) = len(foreign.names), foreign.spec.size
    with np.load(out) as content:
        h, w, channels = content["features"].shape
        shapes = {
            "input": foreign.spec.shape,
            "pooled": (channels,),
            "weights": (channels, classes),
            "bias": (classes,),
            "logits": (classes,),
            "probabilities": (classes,),
            "cam": (classes, h, w),
            "cam_resized": (classes, height, width),
        }
        assert {name: content[name].shape for name in shapes} == shapes
        assert tuple(content["classes"]) == foreign.names
        mean = content["cam"].mean(axis=(1, 2)) + content["bias"]
        np.testing.assert_allclose(mean, content["logits"], atol=1e-3)
    again = explanation_archive.read(out)
    assert (again.spec, again.class_names) == (foreign.spec, foreign.names)


def test_a_picture_file_becomes_such_a_sample(foreign: Foreign, tmp_path: Path) -> None:
    sample = open_source(str(foreign.data)).test.image(0)
    large = cv2.resize(sample, None, fx=5, fy=5, interpolation=cv2.INTER_CUBIC)
    picture, out = tmp_path / "one.png", tmp_path / "one.npz"
    cv2.imwrite(str(picture), large[..., ::-1] if large.ndim == 3 else large)
    assert run("explain", foreign, picture, "--out", out, data=False) == 0
    with np.load(out) as content:
        assert content["input"].shape == foreign.spec.shape
        assert np.abs(content["input"] - sample / 255).mean() < 0.05


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_class_is_chosen_by_its_name(foreign: Foreign, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"figure{suffix}"
    name = foreign.names[-1]
    assert run("explain", foreign, "--index", 0, 1, "--class", name, "--out", out) == 0
    assert out.stat().st_size > 1000


def test_a_table_has_a_column_a_class(foreign: Foreign, tmp_path: Path) -> None:
    out = tmp_path / "table.csv"
    assert run("explain", foreign, "--index", 0, 1, "--out", out) == 0
    lines = rows(out)
    assert len(lines) == 2
    scores = [f"S_{name}" for name in foreign.names]
    assert list(lines[0])[4:] == [*scores, *(f"p_{name}" for name in foreign.names)]
    best = max(scores, key=lambda name: float(lines[0][name]))
    assert scores.index(best) == int(lines[0]["predicted"])


def test_a_class_that_there_is_not_is_refused_with_those_there_are(
    shapes: Foreign, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.png"
    assert run("explain", shapes, "--index", 0, "--class", "9", "--out", out) == 2
    assert "circle, square, triangle" in refused(capsys)
    assert not out.exists()


def test_an_evaluation_is_written(foreign: Foreign, tmp_path: Path) -> None:
    out = tmp_path / "evaluation"
    assert run("evaluate", foreign, "--out", out) == 0
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert 0.5 < summary["accuracy"] < 1
    mistakes = rows(out / "mistakes.csv")
    assert all(line["label"] != line["predicted"] for line in mistakes)
    first = (out / "confusion.csv").read_text("utf-8").splitlines()[0]
    assert len(first.split(",")) == len(foreign.names) + 1


@pytest.mark.usefixtures("eager")
def test_a_training_on_such_samples_gives_a_model_for_them(shapes: Foreign, tmp_path: Path) -> None:
    out = tmp_path / "mine.keras"
    options = ["--epochs", "1", "--share", "10", "--data", str(shapes.data), "--out", str(out)]
    assert cli.main(["train", *options]) == 0
    card = read_card(out)
    assert (card.spec, card.class_names) == (shapes.spec, shapes.names)


def test_that_samples_of_another_size_are_fitted_and_that_is_told(
    shapes: Foreign, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.npz"
    call = ["explain", "--model", str(shapes.model), "--data", "builtin", "--index", "0"]
    assert cli.main([*call, "--out", str(out)]) == 0
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "28×28" in told
    assert "24×20" in told
    with np.load(out) as content:
        assert content["input"].shape == (24, 20)


def test_that_samples_of_other_classes_are_not_evaluated(
    shapes: Foreign, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "folder"
    call = ["evaluate", "--model", str(shapes.model), "--data", "builtin", "--out", str(out)]
    assert cli.main(call) == 2
    assert "Choose another model or other samples" in refused(capsys)
    assert not out.exists()
